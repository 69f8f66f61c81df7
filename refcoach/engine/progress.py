"""Reads what the Progress page and `refcoach progress` show: month by month, the newest first, so that it can be stopped at any time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol, TypeVar

from refcoach.core.agreement import Answers, Pair, answer_pairs, partner_answers
from refcoach.core.attempt import Attempt
from refcoach.core.entries import LIVE, REAL_ASK, REVIEW, Kind
from refcoach.core.joined import joined
from refcoach.core.outcomes import OutcomeTotals, outcome_totals
from refcoach.core.pledge import monday_of
from refcoach.core.real_ask import RealAsk
from refcoach.core.review import Review
from refcoach.core.series import CheckSeries, DayCount, DayCounts, WeekCounts, daily_counts, days_of, series_of, weekly_counts

MONTHS_OF_PLANNING = 12  # an ask that was written down so long before the period and made in it is still counted

T = TypeVar("T")


class LogByMonth(Protocol):
    """What is needed of the desk; all raise LogError."""

    def months(self) -> tuple[str, ...]: ...
    def outlines(self, *, month: str) -> list[Attempt]: ...
    def entries(self, kind: Kind[T], *, month: str) -> list[T]: ...


@dataclass(frozen=True, slots=True)
class Practice:
    """All that is shown of a period. `whole` is False when reading was stopped; `since` is then the Monday from which on all was read.

    `days` holds every day of the period; `labels` the names of all checks.
    """

    since: date
    until: date
    whole: bool
    series: tuple[CheckSeries, ...]
    days: tuple[DayCount, ...]
    pairs: tuple[Pair, ...]
    totals: OutcomeTotals
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was done in the period."""
        return not any(day.attempts or day.live or day.asks for day in self.days)


OnMonth = Callable[[int, int, str], None]
"""Told after each month: how many months are read, of how many, and which was the last (2026-11)."""


@dataclass(slots=True)
class _Sums:
    """What was added up so far; `strays` are parts whose first take may stand in an older month."""

    weeks: WeekCounts = field(default_factory=WeekCounts)
    days: DayCounts = field(default_factory=DayCounts)
    pairs: list[Pair] = field(default_factory=list)
    asks: list[RealAsk] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    strays: list[Attempt] = field(default_factory=list)

    def add(self, attempts: Sequence[Attempt], answers: Answers, *, last: bool) -> None:
        """Count these attempts; parts without their first take wait for the next call, unless this is the `last` one."""
        known = [*attempts, *self.strays]
        ids = {attempt.attempt_id for attempt in known}
        self.strays = [] if last else [attempt for attempt in known if attempt.part_of and attempt.part_of not in ids]
        waiting = {attempt.attempt_id for attempt in self.strays}
        whole = joined(attempt for attempt in known if attempt.attempt_id not in waiting)
        self.weeks += weekly_counts(whole, answers)
        self.days += daily_counts(whole, (), ())
        self.pairs += answer_pairs(attempts, answers)


def read_practice(
    log: LogByMonth,
    since: date | None,
    until: date,
    on_month: OnMonth = lambda done, total, month: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Practice:
    """Practice from `since` (None = all) to `until`; raises LogError. After each month `stopped` may end it with what is read by then.

    A review is read before the takes that it is about, because it came later. A part that was said again counts with its first take;
    where that one lies before the period, so does the part.
    """
    sums = _Sums()
    first = f"{since:%Y-%m}" if since else ""
    months = [month for month in reversed(log.months()) if month >= first]
    whole = True
    for done, month in enumerate(months, 1):
        sums.reviews += log.entries(REVIEW, month=month)
        sums.asks += log.entries(REAL_ASK, month=month)
        sums.days += daily_counts((), log.entries(LIVE, month=month), ())
        sums.add(log.outlines(month=month), partner_answers(sums.reviews), last=since is None and done == len(months))
        on_month(done, len(months), month)
        if done < len(months) and stopped():
            whole, since = False, _first_monday(month)
            break
    sums.asks += _planned_before(log, first) if whole and first else []
    sums.days += daily_counts((), (), sums.asks)
    return _practice(sums, since, until, whole)


def _practice(sums: _Sums, since: date | None, until: date, whole: bool) -> Practice:
    days = [made for day in (*sums.days.attempts, *sums.days.live, *sums.days.asks) if (made := _day(day)) is not None]
    begin = min(since or min(days, default=until), until)
    return Practice(
        since=begin,
        until=until,
        whole=whole,
        series=series_of(sums.weeks, begin, until),
        days=days_of(sums.days, begin, until),
        pairs=tuple(pair for pair in sums.pairs if begin.isoformat() <= pair.day <= until.isoformat()),
        totals=outcome_totals(sums.asks, begin, until),
        labels=sums.weeks.labels,
    )


def _planned_before(log: LogByMonth, first: str) -> list[RealAsk]:
    year, month = int(first[:4]) - MONTHS_OF_PLANNING // 12, first[4:]
    return [ask for name in log.months() if f"{year:04d}{month}" <= name < first for ask in log.entries(REAL_ASK, month=name)]


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None  # a time that was put into the log by hand


def _first_monday(month: str) -> date:
    """The first Monday of a month: the weeks from there on lie in it and in later ones."""
    return monday_of(date.fromisoformat(f"{month}-01") + timedelta(days=6))


def weeks_before(until: date, weeks: int) -> date:
    """The Monday with which the last `weeks` weeks begin, that of `until` being the last."""
    return monday_of(until) - timedelta(weeks=weeks - 1)
