"""What a share shows beside its takes: pledge, calendar, progress, streak, and how the log hangs together with what was seen before."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from refcoach.core.agreement import partner_answers
from refcoach.core.attempt import Attempt
from refcoach.core.entries import ATTEMPT, LIVE, PLEDGE, REAL_ASK, REVIEW, SHARE
from refcoach.core.joined import Joined, joined
from refcoach.core.live import LivePractice
from refcoach.core.page_data import MOST_LINKS, PageDay, PageHistory, PagePledge, PageSeries
from refcoach.core.pledge import Pledge, monday_of
from refcoach.core.pledging import in_force
from refcoach.core.real_ask import RealAsk
from refcoach.core.review import Head, Review, Share
from refcoach.core.series import calendar_days, weekly_counts, weekly_series
from refcoach.core.verification import Verification
from refcoach.core.week import kept, practice_days, streak
from refcoach.engine.desk import Desk

WEEKS_SHOWN = 12
_STREAK_STEP = timedelta(weeks=12)
_ONE_BY_ONE = 30  # attempts of one month, each of which takes some ten milliseconds to find


@dataclass(frozen=True, slots=True)
class Logged:
    """What was read of the log: outlines (core/outline.py) of the attempts of WEEKS_SHOWN weeks up to the last day of the share, and the
    rest from the beginning."""

    attempts: tuple[Joined, ...]
    lives: tuple[LivePractice, ...]
    asks: tuple[RealAsk, ...]
    pledges: tuple[Pledge, ...]
    shares: tuple[Share, ...]
    reviews: tuple[Review, ...]


def read_logged(desk: Desk, since: date, until: date) -> Logged:
    """Raises LogError."""
    first = min(since, first_week(until))
    return Logged(
        tuple(joined(outlines_between(desk, first, until))),
        tuple(desk.entries(LIVE)),
        tuple(desk.entries(REAL_ASK)),
        tuple(desk.entries(PLEDGE)),
        tuple(desk.entries(SHARE)),
        tuple(desk.entries(REVIEW)),
    )


def outlines_between(desk: Desk, since: date, until: date) -> list[Attempt]:
    """Attempts of these days, both included, without their words."""
    return [attempt for attempt in desk.outlines(since=since.isoformat()) if attempt.at[:10] <= until.isoformat()]


def with_words(desk: Desk, outlines: Sequence[Attempt]) -> list[Attempt]:
    """The attempts themselves, in the same order. Where many are of one month it is read as a whole."""
    months: dict[str, list[str]] = {}
    for each in outlines:
        months.setdefault(each.at[:7], []).append(each.attempt_id)
    whole: dict[str, Attempt] = {}
    for month, ids in months.items():
        found = desk.entries(ATTEMPT, month=month) if len(ids) > _ONE_BY_ONE else (desk.attempt(each, month) for each in ids)
        whole.update((attempt.attempt_id, attempt) for attempt in found if attempt is not None)
    return [whole[each.attempt_id] for each in outlines if each.attempt_id in whole]


def first_week(until: date) -> date:
    """The Monday with which the chart begins."""
    return monday_of(until) - timedelta(weeks=WEEKS_SHOWN - 1)


def within(attempts: Iterable[Joined], since: date, until: date) -> list[Joined]:
    """Those of the period; a part that was said again in it, of a take before it, stands for itself."""
    inside = [take for whole in attempts for take in (whole.first, *whole.parts) if since.isoformat() <= take.at[:10] <= until.isoformat()]
    return joined(inside)


def page_pledge(logged: Logged, until: date) -> PagePledge | None:
    """The pledge of the week of `until` and what was kept of it."""
    pledge = in_force(logged.pledges, monday_of(until))
    if pledge is None:
        return None
    goals = kept(pledge, logged.attempts, logged.lives, logged.asks, partner_answers(logged.reviews))
    return PagePledge(
        pledge.pledge_id,
        pledge.week,
        pledge.words,
        tuple((goal.label, goal.promised, goal.kept) for goal in goals),
        pledge.countersigned_by,
    )


def page_days(logged: Logged, since: date, until: date) -> tuple[PageDay, ...]:
    days = calendar_days(logged.attempts, logged.lives, logged.asks, since, until)
    return tuple(PageDay(*day) for day in days if day.attempts or day.live or day.asks)


def page_series(logged: Logged, until: date, left_out: Collection[str] = ()) -> tuple[PageSeries, ...]:
    """Each check over WEEKS_SHOWN weeks, the partner's answers before the app's findings.

    Attempts that are left out count, but a check of which they alone were asked is not named: its name would tell of them.
    """
    answers = partner_answers(logged.reviews)
    found = weekly_series(logged.attempts, answers, first_week(until), until)
    names = weekly_counts((whole for whole in logged.attempts if whole.first.attempt_id not in left_out), answers).labels
    return tuple(
        PageSeries(series.key, names[series.key], tuple((point.monday, point.heard, point.told) for point in series.points))
        for series in found
        if series.key in names
    )


def streak_days(desk: Desk, logged: Logged, until: date) -> int:
    """The streak up to `until`; more of the log is read only where the streak reaches beyond what is known."""
    first = first_week(until)
    whole: Sequence[Joined] = [item for item in logged.attempts if item.first.at[:10] >= first.isoformat()]
    while True:
        days = {day for day in practice_days(whole, logged.lives) if first <= day <= until}
        found = streak(days, until)
        if found < (until - first).days * 5 // 7 or first < _oldest(desk):  # it ended within what was read
            return found
        first -= max(_STREAK_STEP, until - first)
        whole = joined(outlines_between(desk, first, until))


def _oldest(desk: Desk) -> date:
    months = desk.log.months()
    return date.fromisoformat(f"{months[0]}-01") if months else date.max


def page_history(desk: Desk, logged: Logged, head: Head, verify: Callable[[], Verification]) -> PageHistory:
    """What the partner's browser can check against what it remembers; `verify` is asked only where a partner has seen the log."""
    known = [share.head for share in logged.shares] + [review.head for review in logged.reviews]
    seen = sorted({item.number for item in known if item.number})
    after = next((number for number in seen if 0 <= head.number - number <= MOST_LINKS), None)
    found = desk.log.links(after=seen[0] - 1) if seen else []
    hashes = {link.number: link.hash for link in found}
    links = tuple(link for link in found if after < link.number <= head.number) if after is not None else ()
    shares = sorted(logged.shares, key=lambda share: share.at)
    return PageHistory(
        tuple((share.share_id, share.at, Head(share.head.number, hashes.get(share.head.number, ""))) for share in shares),
        links,
        verify().countersigned_trouble if logged.reviews else (),
    )
