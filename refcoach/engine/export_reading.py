"""What an export reads of the log: the entries of a period and scenario, month by month, so that a log of any length fits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from refcoach.core.attempt import Attempt, Session
from refcoach.core.entries import ATTEMPT, KINDS, LIVE, PLEDGE, REAL_ASK, REVIEW, SESSION, Entry, Kind
from refcoach.core.errors import LogError, UsageError
from refcoach.core.moments import moment
from refcoach.core.profile import Profile
from refcoach.core.reviewed import Reviewed, by_take
from refcoach.core.scenario import Scenario
from refcoach.core.verification import Verification

T = TypeVar("T")
OnProgress = Callable[[int, int, str], None]
"""Told what is done of how much, and what was read last, in words."""


class ExportSource(Protocol):
    """What is needed of the desk; every method may raise LogError."""

    @property
    def scenarios(self) -> Sequence[Scenario]: ...
    @property
    def profile(self) -> Profile: ...
    def months(self) -> tuple[str, ...]: ...
    def outlines(self, **wanted: Any) -> list[Attempt]: ...
    def entries(self, kind: Kind[T], **wanted: Any) -> list[T]: ...
    def verify(self, **how: Any) -> Verification: ...


class ExportStopped(LogError):  # noqa: N818 - an outcome, not a fault
    """Somebody stopped an export: nothing was written."""


@dataclass(frozen=True, slots=True)
class Period:
    """`since` and `until` are a day, month or year as in 2026-11-30, both included, or empty; raises UsageError for anything else."""

    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        for words in filter(None, (self.since, self.until)):
            try:
                date.fromisoformat((words + "-01-01")[:10] if len(words) == 4 else (words + "-01")[:10])
            except ValueError as error:
                raise UsageError(f"{words!r} is not a date.", "Dates look like 2026-11-30.") from error
            if len(words) not in (4, 7, 10):
                raise UsageError(f"{words!r} is not a date.", "Dates look like 2026-11-30.")
        if self.since and self.until and self.until < self.since[: len(self.until)]:
            raise UsageError(f"{self.until} lies before {self.since}.", "The first day comes first.")

    def holds(self, at: str) -> bool:
        return at >= self.since and at[: len(self.until)] <= self.until if self.until else at >= self.since

    def may_hold(self, month: str) -> bool:
        return month >= self.since[:7] and (not self.until or month[: len(self.until)] <= self.until[:7])


class Reading:
    """Goes through the months of a period; `stop` is asked before each, and ExportStopped raised once it answers True."""

    def __init__(self, source: ExportSource, period: Period, scenario: str, on_progress: OnProgress, stop: Callable[[], bool]) -> None:
        self.source, self.period, self.scenario = source, period, scenario
        self._on_progress, self._stop = on_progress, stop
        self.titles = {scenario.id: scenario.title for scenario in source.scenarios}

    def check(self) -> None:
        """Raises ExportStopped when somebody wants to stop."""
        if self._stop():
            raise ExportStopped("The export was stopped before its end.", "Nothing was written.")

    def months(self, newest_first: bool = False) -> Iterator[str]:
        names = sorted(filter(self.period.may_hold, self.source.months()), reverse=newest_first)
        for done, name in enumerate(names):
            self.check()
            self._on_progress(done, len(names), f"Reading {date.fromisoformat(name + '-01'):%B %Y}")
            yield name
        self.check()
        self._on_progress(len(names), len(names), "Writing")

    def of_month(self, kind: Kind[T], month: str) -> list[T]:
        """Entries of a kind, the oldest first. With a scenario, only what is about it: kinds that know none are left out then."""
        found = self.source.entries(kind, month=month, newest_first=False)
        return [entry for entry in found if self.wanted(kind, entry)]

    def wanted(self, kind: Kind[T], entry: T) -> bool:
        about = not self.scenario or getattr(entry, "scenario", None) == self.scenario
        return about and self.period.holds(getattr(entry, kind.time_key))

    def every(self) -> Iterator[tuple[str, Entry]]:
        """Everything: month by month, the kinds in their order, the oldest first, of one moment by id."""
        for month in self.months():
            for name, kind in KINDS.items():
                found = self.of_month(kind, month)
                yield from ((name, entry) for entry in sorted(found, key=lambda entry: _place(kind, entry)))

    def practice(self) -> Iterator[Attempt | Session]:
        """Attempts and sessions in the order of time."""
        for month in self.months():
            found: list[Attempt | Session] = [*self.of_month(SESSION, month), *self.of_month(ATTEMPT, month)]
            yield from sorted(found, key=lambda entry: moment(entry.started_at if isinstance(entry, Session) else entry.at))

    def weeks(self) -> list[Any]:
        """Pledges, live practices and real asks, each the oldest first: few, however long the log is."""
        kinds: tuple[Kind[Any], ...] = (PLEDGE, LIVE, REAL_ASK)
        return [entry for kind in kinds for entry in self.source.entries(kind, newest_first=False) if self.wanted(kind, entry)]

    def verified(self) -> Verification:
        """Whether the log is as it was written; in a long log this takes a while."""

        def told(done: int, total: int) -> None:
            self._on_progress(done, total, "Comparing the log with its fingerprints")

        try:
            return self.source.verify(on_progress=told, stop=self._stop)
        except LogError:
            self.check()
            raise

    def reviews(self) -> dict[str, Reviewed]:
        """The partner's word by attempt, from all reviews: one comes back after the takes that it is about."""
        return by_take(self.source.entries(REVIEW))


def _place(kind: Kind[Any], entry: Any) -> tuple[float, str]:
    return moment(getattr(entry, kind.time_key)), str(getattr(entry, kind.id_key))
