"""Attempts and reviews for the tests of progress and agreement."""

from collections.abc import Mapping

from refcoach.core.attempt import Attempt, AttemptState, Change, Revision
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.review import Answer, Head, Review, TakeReview
from refcoach.core.transcript import Transcript

SIGNS = {"+": Verdict.PRESENT, "-": Verdict.MISSING, "?": Verdict.UNCLEAR}


def judged(**found: str) -> Judgement:
    """One finding for each key, written as "+", "-" or "?"."""
    return Judgement(tuple(Finding(key, SIGNS[sign], 0.5) for key, sign in found.items()))


def tried(attempt_id: str, day: str, *, state: AttemptState = AttemptState.CHECKED, part_of: str = "", **found: str) -> Attempt:
    """An attempt of that day which asked for the keys given, each with its finding."""
    return Attempt(
        attempt_id=attempt_id,
        session_id="s",
        scenario="first",
        scenario_version="1",
        pack="example",
        beat="praise",
        client="Well done.",
        number=1,
        at=f"{day}T09:00:00+01:00",
        state=state,
        transcript=Transcript("said"),
        judgement=judged(**found),
        next_steps=(),
        required=tuple(found),
        part_of=part_of,
        only=tuple(found) if part_of else (),
    )


def contested(before: Judgement, key: str) -> tuple[Revision, ...]:
    return (Revision(Change.SAID, "2026-11-24T10:00:00+01:00", Transcript("said"), before, key=key),)


def reviewed(
    saved_at: str, takes: Mapping[str, Mapping[str, str]], review_id: str = "r", imported_at: str = "2026-11-25T08:00:00Z"
) -> Review:
    """A review that answers "yes", "no" or "unsure" by attempt and key."""
    given = tuple(
        TakeReview(attempt_id, tuple((key, Answer(answer)) for key, answer in answers.items())) for attempt_id, answers in takes.items()
    )
    return Review(review_id, "share", "Sam", saved_at, imported_at, Head(), given)
