"""How far the accountability partner and the app agree about what was heard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.joined import Joined
from refcoach.core.pledge import monday_of
from refcoach.core.review import Answer, Review
from refcoach.core.revision import first_verdict

KAPPA_FROM = 20  # with fewer answers chance moves kappa more than the partner's ears do

Answers = Mapping[tuple[str, str], Answer]
"""The partner's answer by (attempt id, key of a check)."""
_BY_PARTNER: Mapping[Answer, Verdict] = {Answer.YES: Verdict.PRESENT, Answer.NO: Verdict.MISSING}


@dataclass(frozen=True, slots=True)
class Pair:
    """One answer of the partner beside the app's finding on the same take: its first one, and the one that stands now.

    `day` is that of the take (2026-11-23).
    """

    attempt_id: str
    key: str
    day: str
    partner: Answer
    first: Verdict
    last: Verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of (partner, app): heard by both, by the partner alone, by the app alone, by neither.

    Apart stand the answers of which the partner was `unsure`, and those on which the app `could_not_tell` (and the partner could).
    """

    yes_yes: int = 0
    yes_no: int = 0
    no_yes: int = 0
    no_no: int = 0
    unsure: int = 0
    could_not_tell: int = 0

    @property
    def answers(self) -> int:
        """How many answers both sides gave."""
        return self.yes_yes + self.yes_no + self.no_yes + self.no_no

    @property
    def agreed(self) -> int:
        return self.yes_yes + self.no_no

    @property
    def share(self) -> float | None:
        """Answers that agree over answers, from 0 to 1; None without answers."""
        return self.agreed / self.answers if self.answers else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, from -1 to 1: (p_o - p_e) / (1 - p_e) with p_o the share that agrees and p_e the share that would agree if both
        answered independently with the same numbers of yes and no (J. Cohen, Educational and Psychological Measurement 20, 1960).

        None below KAPPA_FROM answers, and where both gave one and the same answer throughout: chance alone would then agree as often.
        """
        number = self.answers
        if number < KAPPA_FROM:
            return None
        yes_partner, yes_app = self.yes_yes + self.yes_no, self.yes_yes + self.no_yes
        chance = yes_partner * yes_app + (number - yes_partner) * (number - yes_app)  # p_e times the square of the number
        if chance == number * number:
            return None
        return (number * self.agreed - chance) / (number * number - chance)


def partner_answers(reviews: Iterable[Review]) -> dict[tuple[str, str], Answer]:
    """(attempt id, key) to the partner's answer. Where several reviews answer about an attempt, all answers are those of the one that was
    saved last; a review without an answer about it changes nothing."""
    answers: dict[str, dict[str, Answer]] = {}
    for review in by_time(reviews):
        for take in review.takes:
            if take.answers:
                answers[take.attempt_id] = dict(take.answers)
    return {(attempt_id, key): answer for attempt_id, given in answers.items() for key, answer in given.items()}


def as_partner_heard(whole: Joined, answers: Answers) -> Joined:
    """The attempt with the partner's yes or no in place of the app's findings, in each of its takes; unsure, and no answer, leave the
    app's as they are. A take that the partner answered about waits no longer to be checked. Whatever counts what was heard counts this."""
    if not answers:
        return whole
    first, *parts = (_take_as_heard(take, answers) for take in (whole.first, *whole.parts))
    return Joined(first, tuple(parts))


def all_as_partner_heard(attempts: Iterable[Joined], answers: Answers) -> Iterable[Joined]:
    """The same for many attempts, of which few have answers."""
    reviewed = {attempt_id for attempt_id, _ in answers}
    for whole in attempts:
        known = whole.first.attempt_id in reviewed or any(part.attempt_id in reviewed for part in whole.parts)
        yield as_partner_heard(whole, answers) if known else whole


def _asked(take: Attempt) -> Iterable[str]:
    return dict.fromkeys((*take.required, *(finding.key for finding in take.judgement.findings)))


def _take_as_heard(take: Attempt, answers: Answers) -> Attempt:
    given = ((key, answers.get((take.attempt_id, key))) for key in _asked(take))
    said = {key: _BY_PARTNER[answer] for key, answer in given if answer in (Answer.YES, Answer.NO)}
    if not said:
        return take
    found = {finding.key: finding for finding in take.judgement.findings}
    for key, verdict in said.items():
        found[key] = replace(found.get(key) or Finding(key, verdict, 0.0), verdict=verdict)
    return replace(take, judgement=Judgement(tuple(found.values())), state=AttemptState.CHECKED)


def by_time(reviews: Iterable[Review]) -> list[Review]:
    """The reviews, that which was saved last at the end: of several that speak of a take that one counts."""
    return sorted(reviews, key=lambda review: (_instant(review.saved_at), _instant(review.imported_at)))


def answer_pairs(attempts: Iterable[Attempt], answers: Answers) -> list[Pair]:
    """The partner's answers about these takes, each beside the app's findings; takes that the app has not checked are left out."""
    given: dict[str, list[tuple[str, Answer]]] = {}
    for (attempt_id, key), answer in answers.items():
        given.setdefault(attempt_id, []).append((key, answer))
    return [
        Pair(attempt.attempt_id, key, attempt.at[:10], answer, first_verdict(attempt, key), attempt.judgement.verdict(key))
        for attempt in attempts
        if attempt.state is AttemptState.CHECKED
        for key, answer in given.get(attempt.attempt_id, ())
    ]


def agreement(pairs: Iterable[Pair], *, first: bool = False) -> Agreement:
    """The counts over these pairs, against the findings that stand now, or with `first` those from before the rep's first change."""
    counts = [0, 0, 0, 0, 0, 0]
    for pair in pairs:
        verdict = pair.first if first else pair.last
        if pair.partner is Answer.UNSURE:
            counts[4] += 1
        elif verdict is Verdict.UNCLEAR:
            counts[5] += 1
        else:
            counts[2 * (pair.partner is Answer.NO) + (verdict is Verdict.MISSING)] += 1
    return Agreement(*counts)


def by_check(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The pairs of each check."""
    sorted_out: dict[str, list[Pair]] = {}
    for pair in pairs:
        sorted_out.setdefault(pair.key, []).append(pair)
    return sorted_out


def agreement_by_week(pairs: Iterable[Pair], *, first: bool = False) -> dict[str, Agreement]:
    """For each Monday the agreement about the takes of that week, the oldest first; weeks without an answer are not there."""
    weeks: dict[str, list[Pair]] = {}
    for pair in pairs:
        weeks.setdefault(monday_of(date.fromisoformat(pair.day)).isoformat(), []).append(pair)
    return {monday: agreement(weeks[monday], first=first) for monday in sorted(weeks)}


def _instant(at: str) -> datetime:
    """The moment; times without offset are UTC, as a saved review has them. What cannot be read is older than everything."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
