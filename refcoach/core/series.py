"""Practice over time: for each check how often it was heard in each week, and for each day what was done (docs/practice-log.md)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from refcoach.core.agreement import Answers, all_as_partner_heard
from refcoach.core.attempt import AttemptState
from refcoach.core.feedback import check_name
from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined
from refcoach.core.live import LivePractice
from refcoach.core.pledge import monday_of
from refcoach.core.real_ask import RealAsk
from refcoach.core.rubric import CHECKS
from refcoach.core.week import practised

_ORDER = {check.key: number for number, check in enumerate(CHECKS)}


class WeekCount(NamedTuple):
    """One week of one check: `heard` of `told` attempts; what could not be told is in neither. `told` 0 = nothing to say that week."""

    monday: str
    heard: int
    told: int


class DayCount(NamedTuple):
    """What was done on a day (2026-11-23): attempts, live practices that keep the rules, real asks that were made."""

    day: str
    attempts: int
    live: int
    asks: int


@dataclass(frozen=True, slots=True)
class CheckSeries:
    """One check over the weeks of a period, the oldest first, without holes."""

    key: str
    label: str
    points: tuple[WeekCount, ...]

    def sums(self, weeks: int | None = None, before: int = 0) -> tuple[int, int]:
        """(heard, told) of the last `weeks` weeks (all without a number), leaving out the newest `before` ones."""
        end = len(self.points) - before
        points = self.points[max(0, end - weeks) if weeks is not None else 0 : max(0, end)]
        return sum(point.heard for point in points), sum(point.told for point in points)


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """Counts by (key of a check, Monday), and the checks' names. Those of two sets of attempts add up."""

    heard: Mapping[tuple[str, str], int] = field(default_factory=dict)
    told: Mapping[tuple[str, str], int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def __add__(self, other: "WeekCounts") -> "WeekCounts":
        return WeekCounts(
            Counter(self.heard) + Counter(other.heard), Counter(self.told) + Counter(other.told), {**self.labels, **other.labels}
        )


def weekly_counts(whole: Iterable[Joined], answers: Answers) -> WeekCounts:
    """Counts for each check that an attempt asked for; takes that wait to be checked are left out. A week is that of the first take."""
    heard: Counter[tuple[str, str]] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    labels: dict[str, str] = {}
    for joined in all_as_partner_heard(whole, answers):
        first = joined.first
        if first.state is not AttemptState.CHECKED:
            continue
        monday = monday_of(date.fromisoformat(first.at[:10])).isoformat()
        for key in first.required:
            verdict = joined.finding(key)[1].verdict
            told[key, monday] += verdict is not Verdict.UNCLEAR
            heard[key, monday] += verdict is Verdict.PRESENT
            labels[key] = check_name(first.judgement, key)
    return WeekCounts(heard, told, labels)


def series_of(counts: WeekCounts, since: date, until: date) -> tuple[CheckSeries, ...]:
    """Every week from that of `since` to that of `until` for each check of which anything could be told, in the rubric's order."""
    first, last = monday_of(since), monday_of(until)
    mondays = [(first + timedelta(weeks=number)).isoformat() for number in range((last - first).days // 7 + 1)]
    made = []
    for key in sorted(counts.labels, key=lambda key: (_ORDER.get(key, len(_ORDER)), counts.labels[key])):
        points = (WeekCount(monday, counts.heard.get((key, monday), 0), counts.told.get((key, monday), 0)) for monday in mondays)
        series = CheckSeries(key, counts.labels[key], tuple(points))
        if series.sums()[1]:
            made.append(series)
    return tuple(made)


def weekly_series(whole: Iterable[Joined], answers: Answers, since: date, until: date) -> tuple[CheckSeries, ...]:
    """The share of each check over the weeks from that of `since` to that of `until`; `answers` as of `agreement.partner_answers`."""
    return series_of(weekly_counts(whole, answers), since, until)


@dataclass(frozen=True, slots=True)
class DayCounts:
    """Counts by day (2026-11-23). Those of two sets of entries add up."""

    attempts: Mapping[str, int] = field(default_factory=dict)
    live: Mapping[str, int] = field(default_factory=dict)
    asks: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "DayCounts") -> "DayCounts":
        return DayCounts(
            Counter(self.attempts) + Counter(other.attempts),
            Counter(self.live) + Counter(other.live),
            Counter(self.asks) + Counter(other.asks),
        )


def daily_counts(whole: Iterable[Joined], live: Iterable[LivePractice], asks: Iterable[RealAsk]) -> DayCounts:
    """Attempts by the day of their first take, those that wait to be checked too, and those in which nobody spoke left out
    (`core.week.practised`); live practices that keep the rules; asks made."""
    return DayCounts(
        Counter(joined.first.at[:10] for joined in practised(whole)),
        Counter(practice.at[:10] for practice in live if practice.counts),
        Counter(ask.asked_at[:10] for ask in asks if ask.asked),
    )


def days_of(counts: DayCounts, since: date, until: date) -> tuple[DayCount, ...]:
    """Every day from `since` to `until`, both included."""
    days = ((since + timedelta(days=number)).isoformat() for number in range((until - since).days + 1))
    return tuple(DayCount(day, counts.attempts.get(day, 0), counts.live.get(day, 0), counts.asks.get(day, 0)) for day in days)


def calendar_days(
    whole: Iterable[Joined], live: Iterable[LivePractice], asks: Iterable[RealAsk], since: date, until: date
) -> tuple[DayCount, ...]:
    """What was done on every day from `since` to `until`, both included."""
    return days_of(daily_counts(whole, live, asks), since, until)
