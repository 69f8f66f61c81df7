"""Everything that stands in the printed report of a period, as values."""

from dataclasses import dataclass

from refcoach.core.finding import Verdict
from refcoach.core.series import CheckSeries, DayCount


@dataclass(frozen=True, slots=True)
class ReportPledge:
    """The pledge of the week that begins on the Monday `week`; `goals` are (what, promised, kept)."""

    week: str
    words: str = ""
    goals: tuple[tuple[str, int, int], ...] = ()
    countersigned_by: str = ""


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """One check of an attempt: `partner` is the partner's own answer ("yes", "no", "unsure") or empty, `before` what the app had found
    before the rep contested it, or None."""

    label: str
    verdict: Verdict
    partner: str = ""
    before: Verdict | None = None


@dataclass(frozen=True, slots=True)
class ReportAttempt:
    """One attempt with all its takes. `duration_s` is None for a typed answer; `state` says what stands in place of verdicts, or nothing.

    `partner` is the partner's word on it, a line for each thing, or empty; `steps` are the next steps that are still to be done.
    """

    attempt_id: str
    at: str
    title: str
    turn: str
    number: int
    takes: int
    text: str
    duration_s: float | None = None
    state: str = ""
    checks: tuple[ReportCheck, ...] = ()
    steps: tuple[str, ...] = ()
    partner: str = ""


@dataclass(frozen=True, slots=True)
class ReportNote:
    """Something that happened at a time, with a heading and lines of text: a review, a live practice, a real ask."""

    at: str
    heading: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportData:
    """One report. `since` and `until` are its first and last day; `total` counts the attempts of the period, of which `attempts` holds
    the newest, the newest first. `days` are the days on which something was done; `chain` says how the log's fingerprints stand."""

    rep: str
    written_at: str
    since: str
    until: str
    total: int = 0
    scenario: str = ""
    pledges: tuple[ReportPledge, ...] = ()
    days: tuple[DayCount, ...] = ()
    series: tuple[CheckSeries, ...] = ()
    attempts: tuple[ReportAttempt, ...] = ()
    reviews: tuple[ReportNote, ...] = ()
    lives: tuple[ReportNote, ...] = ()
    asks: tuple[ReportNote, ...] = ()
    chain: tuple[str, ...] = ()
