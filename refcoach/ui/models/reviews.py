"""What partners said about takes, in words, beside what the app found. The person's word comes first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from refcoach.core.attempt import Attempt
from refcoach.core.feedback import check_name
from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined
from refcoach.core.review import Answer, Review, TakeReview, TakeVerdict
from refcoach.ui.takes import takes_of
from refcoach.ui.words import parsed

SOMEBODY = "Your partner"
LISTENED = "listened"
VERDICT_ICONS: Mapping[TakeVerdict, str] = MappingProxyType(
    {TakeVerdict.GREAT: "star", TakeVerdict.COUNTS: "check", TakeVerdict.ANOTHER: "again"}
)
VERDICT_SAYS: Mapping[TakeVerdict, str] = MappingProxyType(
    {TakeVerdict.GREAT: "Great", TakeVerdict.COUNTS: "Counts", TakeVerdict.ANOTHER: "Please do another take"}
)
_SHORT = {TakeVerdict.GREAT: "great", TakeVerdict.COUNTS: "counts", TakeVerdict.ANOTHER: "again"}
_PERSON = {Answer.YES: "{who} heard it", Answer.NO: "{who} did not hear it", Answer.UNSURE: "{who} was not sure"}
_APP = {Verdict.PRESENT: "the app heard it", Verdict.MISSING: "the app did not hear it", Verdict.UNCLEAR: "the app could not tell"}
_AGREED = {Answer.YES: Verdict.PRESENT, Answer.NO: Verdict.MISSING}


@dataclass(frozen=True, slots=True)
class Said:
    """One take through one partner's ears."""

    review: Review
    take: TakeReview

    @property
    def who(self) -> str:
        return self.review.partner or SOMEBODY


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands in a row: an icon, a short word beside it, and the whole in words."""

    icon: str
    word: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One check: what the person heard, then what the app found. `differs` where one of them heard it and the other did not."""

    key: str
    name: str
    says: str
    answer: Answer
    differs: bool


@dataclass(frozen=True, slots=True)
class Reviews:
    """All reviews by the takes that they are about; of each take the newest review first."""

    by_take: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)

    def of(self, attempt_id: str) -> tuple[Said, ...]:
        return self.by_take.get(attempt_id, ())

    def of_whole(self, whole: Joined) -> tuple[Said, ...]:
        """What was said about any take of an attempt, the newest first."""
        said = [one for take in takes_of(whole) for one in self.of(take.attempt_id)]
        return tuple(sorted(said, key=lambda one: one.review.saved_at, reverse=True))

    def sign(self, whole: Joined) -> Sign | None:
        """The newest verdict on an attempt; without one, that somebody has listened; None when nobody has."""
        said = self.of_whole(whole)
        if not said:
            return None
        judged = next((one for one in said if one.take.verdict is not None), said[0])
        verdict = judged.take.verdict
        if verdict is None:
            return Sign("partner", LISTENED, f"{judged.who} listened")
        return Sign(VERDICT_ICONS[verdict], _SHORT[verdict], f"{judged.who}: {VERDICT_SAYS[verdict].lower()}")


def reviews_of(reviews: Iterable[Review]) -> Reviews:
    """By take; a take about which a review says nothing is not in it."""
    found: dict[str, list[Said]] = {}
    for review in sorted(reviews, key=lambda review: review.saved_at, reverse=True):
        for take in review.takes:
            if says_something(take):
                found.setdefault(take.attempt_id, []).append(Said(review, take))
    return Reviews({attempt_id: tuple(said) for attempt_id, said in found.items()})


def says_something(take: TakeReview) -> bool:
    return bool(take.answers or take.comments or take.said_back or take.verdict)


def answer_lines(said: Said, attempt: Attempt) -> list[AnswerLine]:
    """The partner's answers beside the findings on that take, in the partner's order."""
    return [answer_line(said.who, key, answer, attempt) for key, answer in said.take.answers]


def answer_line(who: str, key: str, answer: Answer, attempt: Attempt) -> AnswerLine:
    found = attempt.judgement.verdict(key)
    return AnswerLine(key, check_name(attempt.judgement, key), compared(who, answer, found), answer, differ(answer, found))


def differ(answer: Answer, found: Verdict) -> bool:
    """Whether one of the two heard it and the other did not; being unsure is no difference."""
    return answer in _AGREED and found is not Verdict.UNCLEAR and _AGREED[answer] is not found


def compared(who: str, answer: Answer, found: Verdict) -> str:
    """The person's answer and the app's finding in one line."""
    if _AGREED.get(answer) is found:
        return f"{who} and the app heard it" if found is Verdict.PRESENT else f"Neither {who} nor the app heard it"
    if differ(answer, found):
        return f"{who} heard it; the app did not" if answer is Answer.YES else f"{who} did not hear it; the app did"
    return f"{_PERSON[answer].format(who=who)}; {_APP[found]}"


def day_of(at: str) -> str:
    """25 November, in the reader's own time."""
    moment = parsed(at)
    if moment is None:
        return at
    local = moment.astimezone() if moment.tzinfo else moment
    return f"{local.day} {local:%B}"
