"""What to do today: what to practise, how the week stands, the partner's newest word, the next real ask. Read from the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from refcoach.core.agreement import all_as_partner_heard, partner_answers
from refcoach.core.entries import REVIEW
from refcoach.core.joined import joined
from refcoach.core.partner_word import PartnerWord, newest_word
from refcoach.core.plan import MINUTES_A_DAY, PLAN_DAYS, Suggestion, today
from refcoach.core.profile import Profile
from refcoach.engine.pledges import AskNow, LogDesk, WeekNow, asks_now, week_now

SUGGESTED = 3  # the next thing, and two others for who would rather do something else
WORD_DAYS = 28  # an older word of the partner is no longer about what is practised now


class NamedSettings(Protocol):
    @property
    def rep_name(self) -> str: ...


class TodayDesk(LogDesk, Protocol):
    """What is needed of the desk (engine/desk.py)."""

    @property
    def settings(self) -> NamedSettings: ...


@dataclass(frozen=True, slots=True)
class TodayNow:
    """`begun` says that anything was ever practised; `scripted` that My script has whom the rep wants to meet, a reason or an intro."""

    day: date
    name: str
    begun: bool
    scripted: bool
    suggestions: tuple[Suggestion, ...]
    week: WeekNow
    word: PartnerWord | None
    asks: Sequence[AskNow]


def suggestions(desk: LogDesk, day: date, minutes: int = MINUTES_A_DAY) -> tuple[Suggestion, ...]:
    """What to practise on `day` in so many minutes (core/plan.py), the partner's word on a check before the app's."""
    since = (day - timedelta(days=PLAN_DAYS)).isoformat()
    answers = partner_answers(desk.entries(REVIEW))
    attempts = list(all_as_partner_heard(joined(desk.outlines(since=since)), answers))
    return today(desk.scenarios, attempts, day, minutes)


def today_now(desk: TodayDesk, day: date) -> TodayNow:
    """All that concerns `day`; raises LogError when log or My script cannot be read."""
    profile = desk.profile
    return TodayNow(
        day=day,
        name=profile.name or desk.settings.rep_name,
        begun=bool(desk.outlines(limit=1)),
        scripted=_scripted(profile),
        # Time for all of them: the others stand in for the first, they do not come on top of it.
        suggestions=suggestions(desk, day, SUGGESTED * MINUTES_A_DAY)[:SUGGESTED],
        week=week_now(desk, day),
        word=newest_word(desk.entries(REVIEW, since=(day - timedelta(days=WORD_DAYS)).isoformat())),
        asks=asks_now(desk)[0],
    )


def _scripted(profile: Profile) -> bool:
    return bool(profile.ideal_client or profile.reasons or profile.intro)
