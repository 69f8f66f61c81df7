"""Gathers what stands in the printed report of a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from refcoach.core.agreement import partner_answers
from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.entries import ATTEMPT, LIVE, PLEDGE, REAL_ASK, REVIEW, Kind
from refcoach.core.feedback import check_name
from refcoach.core.joined import Joined, joined
from refcoach.core.live import LivePractice
from refcoach.core.moments import local_day
from refcoach.core.pledge import monday_of
from refcoach.core.pledging import in_force
from refcoach.core.real_ask import RealAsk
from refcoach.core.report_data import ReportAttempt, ReportCheck, ReportData, ReportNote, ReportPledge
from refcoach.core.review import Review, TakeReview, TakeVerdict
from refcoach.core.reviewed import Reviewed, by_take
from refcoach.core.revision import first_verdict
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.core.verification import HeadState, Verification
from refcoach.core.week import goals_words, kept
from refcoach.engine.export_reading import Reading
from refcoach.engine.progress import read_practice
from refcoach.share.report_parts import day_words

MOST_ATTEMPTS = 200  # about 70 pages; nobody prints more, and the CSV has them all
MOST_PLEDGES = 8
MOST_NOTES = 100
_VERDICTS = {
    TakeVerdict.GREAT: "great.",
    TakeVerdict.COUNTS: "this take counts.",
    TakeVerdict.ANOTHER: "please do another take.",
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _OneScenario:
    """The log as if only one scenario (or all, when empty) had been practised; for what is counted by week and day."""

    reading: Reading

    def months(self) -> tuple[str, ...]:
        return self.reading.source.months()

    def outlines(self, *, month: str) -> list[Attempt]:
        self.reading.check()
        return self.reading.source.outlines(month=month, scenario=self.reading.scenario or None)

    def entries(self, kind: Kind[T], *, month: str) -> list[T]:
        self.reading.check()
        found = self.reading.source.entries(kind, month=month)
        wanted = self.reading.scenario
        return [entry for entry in found if not wanted or getattr(entry, "scenario", wanted) == wanted]


def report_data(reading: Reading, written_at: str) -> ReportData:
    """Everything of the reading's period, up to the day of `written_at` where it has no end. Raises LogError, ExportStopped."""
    since = _first_day(reading.period.since)
    until = min(_last_day(reading.period.until) or date.max, max(date.fromisoformat(written_at[:10]), since or date.min))
    practice = read_practice(_OneScenario(reading), since, until)
    reviews = reading.source.entries(REVIEW)
    lives, asks = _of_period(reading, LIVE, "at", until), reading.source.entries(REAL_ASK)
    made = [ask for ask in asks if reading.wanted(REAL_ASK, ask) or (not reading.scenario and reading.period.holds(ask.asked_at))]
    return ReportData(
        rep=reading.source.profile.name,
        written_at=written_at,
        since=practice.since.isoformat(),
        until=until.isoformat(),
        total=sum(day.attempts for day in practice.days),
        scenario=reading.titles.get(reading.scenario, reading.scenario),
        pledges=() if reading.scenario else _pledges(reading, practice.since, until, reviews),
        days=practice.days,
        series=practice.series,
        attempts=_attempts(reading, until, by_take(reviews)),
        reviews=tuple(_review(review, reading) for review in _of_period(reading, REVIEW, "imported_at", until)[:MOST_NOTES]),
        lives=tuple(_live(live) for live in lives[:MOST_NOTES]),
        asks=tuple(_ask(ask) for ask in made[:MOST_NOTES]),
        chain=chain_words(reading.verified()),
    )


def _of_period(reading: Reading, kind: Kind[T], time_key: str, until: date) -> list[T]:
    """The newest first."""
    found = [entry for entry in reading.source.entries(kind) if reading.wanted(kind, entry)]
    return [entry for entry in found if str(getattr(entry, time_key))[:10] <= until.isoformat()]


def _pledges(reading: Reading, since: date, until: date, reviews: Iterable[Review]) -> tuple[ReportPledge, ...]:
    """The pledges in force in the latest weeks of the period, with what was kept of each."""
    known = reading.source.entries(PLEDGE)
    weeks = sorted({pledge.week for pledge in known if monday_of(since).isoformat() <= pledge.week <= until.isoformat()}, reverse=True)
    if not weeks[:MOST_PLEDGES]:
        return ()
    first = weeks[:MOST_PLEDGES][-1]
    months = [month for month in reading.source.months() if month >= first[:7]]
    attempts = joined(attempt for month in months for attempt in reading.source.outlines(month=month))
    lives, asks, answers = reading.source.entries(LIVE), reading.source.entries(REAL_ASK), partner_answers(reviews)
    found = []
    for week in weeks[:MOST_PLEDGES]:
        pledge = in_force(known, date.fromisoformat(week))
        if pledge is not None:
            goals = tuple((goal.label, goal.promised, goal.kept) for goal in kept(pledge, attempts, lives, asks, answers))
            found.append(ReportPledge(week, pledge.words, goals, pledge.countersigned_by))
    return tuple(found)


def _attempts(reading: Reading, until: date, reviews: dict[str, Reviewed]) -> tuple[ReportAttempt, ...]:
    """The newest, the newest first."""
    found: list[ReportAttempt] = []
    for month in reading.months(newest_first=True):
        whole = [item for item in joined(reading.of_month(ATTEMPT, month)) if item.first.at[:10] <= until.isoformat()]
        for item in reversed(whole):
            if len(found) == MOST_ATTEMPTS:
                return tuple(found)
            found.append(_attempt(item, reading, reviews))
    return tuple(found)


def _attempt(whole: Joined, reading: Reading, reviews: dict[str, Reviewed]) -> ReportAttempt:
    first = whole.first
    checked = first.state is AttemptState.CHECKED
    reviewed = [(take, reviews[take.attempt_id]) for take in (first, *whole.parts) if take.attempt_id in reviews]
    answers = {key: str(answer) for _, review in reviewed for key, answer in review.take.answers}
    judgement = whole.judgement
    checks = []
    for key in (first.only or first.required or REQUIRED_KEYS) if checked else ():
        take, finding = whole.finding(key)
        before = first_verdict(take, key) if key in take.contested else None
        checks.append(ReportCheck(check_name(judgement, key), finding.verdict, answers.get(key, ""), before))
    return ReportAttempt(
        attempt_id=first.attempt_id,
        at=first.at,
        title=reading.titles.get(first.scenario, first.scenario),
        turn=first.beat,
        number=first.number,
        takes=whole.takes,
        text="\n".join(take.transcript.text for take in (first, *whole.parts) if take.transcript.text),
        duration_s=sum(take.take.duration_s for take in (first, *whole.parts) if take.take) if first.take else None,
        state="" if checked else "This take waits to be checked.",
        checks=tuple(checks),
        steps=tuple(f"{check_name(judgement, step.key)}: {step.text}" for step in whole.next_steps),
        partner="\n".join(_partner(review) for _, review in reviewed),
    )


def _partner(reviewed: Reviewed) -> str:
    said = [f"{reviewed.partner or 'Partner'}: {_VERDICTS[reviewed.take.verdict]}"] if reviewed.take.verdict else []
    return "\n".join([*said, *_told(reviewed.take)])


def _told(take: TakeReview) -> list[str]:
    said = [f"Said back: “{take.said_back}”"] if take.said_back else []
    return said + [f"At {comment.at_s:.0f} s: {comment.text}" for comment in take.comments]


def _review(review: Review, reading: Reading) -> ReportNote:
    reviewed = (
        f"{len(review.takes)} take{'' if len(review.takes) == 1 else 's'} reviewed, saved on {day_words(local_day(review.saved_at))}."
    )
    lines = [reviewed, review.note]
    if review.proposed:
        lines.append(f"Proposes for the next week: {goals_words(review.proposed)}.")
    if review.countersigned:
        lines.append("Countersigned the pledge.")
    return ReportNote(review.imported_at, review.partner or "Partner", tuple(filter(None, lines)))


def _live(live: LivePractice) -> ReportNote:
    people = ", ".join(f"{person.name} ({person.relation})" for person in live.people)
    counts = "Counts: two or more people who are not from household, company or clients." if live.counts else "Does not count by the rules."
    said = [f"{person.name} thinks of: {person.said_back}" for person in live.people if person.said_back]
    return ReportNote(
        live.at, f"With {people}" if people else "Live practice", tuple(filter(None, (live.rehearsed, counts, *said, live.note)))
    )


def _ask(ask: RealAsk) -> ReportNote:
    outcome = ask.outcome
    counts = {
        "introductions": outcome.introductions,
        "meetings": outcome.meetings,
        "opportunities": outcome.opportunities,
        "customers": outcome.customers,
        "revenue": outcome.revenue,
    }
    came = ", ".join(f"{name} {number}" for name, number in counts.items() if number)
    when = (
        f"Asked on {day_words(ask.asked_at[:10])}."
        if ask.asked
        else f"Planned for {day_words(ask.planned_for)}."
        if ask.planned_for
        else "Not asked yet."
    )
    lines = (when, f"What came of it: {came}." if came else "", ask.note)
    return ReportNote(ask.asked_at or ask.made_at, ask.who, tuple(filter(None, lines)))


def chain_words(found: Verification) -> tuple[str, ...]:
    """How the log's chain of fingerprints stands, in sentences."""
    if found.trouble:
        return ("Something is not as it was written:", *found.trouble)
    seen = tuple(check.sentence for check in found.heads if check.state is HeadState.HOLDS)
    nobody = ("No review has come back yet, so nobody else has seen the log as it was.",)
    return (f"All {found.entries} entries are as they were written.", *(seen or nobody), *found.notes)


def _first_day(words: str) -> date | None:
    return date.fromisoformat(words + "-01-01"[len(words) - 4 :] if len(words) < 10 else words) if words else None


def _last_day(words: str) -> date | None:
    """The last day of a day, month or year."""
    first = _first_day(words)
    if first is None or len(words) == 10:
        return first
    months = 1 if len(words) == 7 else 12
    if (first.year, first.month + months) > (date.max.year, 12):
        return date.max
    return (first + timedelta(days=31 * months + 1)).replace(day=1) - timedelta(days=1)
