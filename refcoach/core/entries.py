"""What the practice log can hold: each kind of entry with its table, its id, its time and its plain record, in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from refcoach.core.attempt import Attempt, Session
from refcoach.core.live import LivePractice, live_from, live_record
from refcoach.core.pledge import Pledge, pledge_from, pledge_record
from refcoach.core.real_ask import RealAsk, ReferralPlan, ask_from, ask_record, plan_from, plan_record
from refcoach.core.records import Record, attempt_from, attempt_record, session_from, session_record
from refcoach.core.review import Review, Share, review_from, review_record, share_from, share_record

E = TypeVar("E")
Entry = Attempt | Session | LivePractice | Pledge | RealAsk | ReferralPlan | Share | Review


@dataclass(frozen=True, slots=True)
class Kind(Generic[E]):
    """`name` stands in the journal, `table` in the month's file; `id_key` and `time_key` are fields of the record.

    `build` raises KeyError, TypeError, ValueError or AttributeError on a record of another shape.
    """

    name: str
    table: str
    id_key: str
    time_key: str
    record: Callable[[E], Record]
    build: Callable[[Mapping[str, Any]], E]


ATTEMPT = Kind("attempt", "attempts", "attempt_id", "at", attempt_record, attempt_from)
SESSION = Kind("session", "sessions", "session_id", "started_at", session_record, session_from)
LIVE = Kind("live", "live_practices", "live_id", "at", live_record, live_from)
PLEDGE = Kind("pledge", "pledges", "pledge_id", "made_at", pledge_record, pledge_from)
REAL_ASK = Kind("ask", "real_asks", "ask_id", "made_at", ask_record, ask_from)
PLAN = Kind("plan", "plans", "plan_id", "at", plan_record, plan_from)
SHARE = Kind("share", "shares", "share_id", "at", share_record, share_from)
REVIEW = Kind("review", "reviews", "review_id", "imported_at", review_record, review_from)

KINDS: Mapping[str, Kind[Any]] = {kind.name: kind for kind in (ATTEMPT, SESSION, LIVE, PLEDGE, REAL_ASK, PLAN, SHARE, REVIEW)}
TABLES: Mapping[str, Kind[Any]] = {kind.table: kind for kind in KINDS.values()}
