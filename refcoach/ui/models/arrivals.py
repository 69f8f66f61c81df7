"""What became of a review file, in words for the page on which it was dropped."""

from dataclasses import dataclass

from refcoach.core.errors import RefCoachError
from refcoach.engine.reviewing import Imported
from refcoach.ui.models.reviews import day_of


@dataclass(frozen=True, slots=True)
class Told:
    """`tone` is info, warning or trouble."""

    message: str
    hint: str
    tone: str


def told_of(outcome: Imported | RefCoachError) -> Told:
    """One file's outcome: in the log, there already, or not to be used; with what else is worth knowing."""
    if isinstance(outcome, RefCoachError):
        return Told(outcome.message, outcome.hint, "trouble")
    more = []
    if outcome.countersigned is not None:
        more.append(f"It countersigns your pledge for the week of {day_of(outcome.countersigned.week)}.")
    if outcome.taken and outcome.review.proposed:
        more.append("It proposes goals for the next week.")
    return Told(outcome.words, " ".join((*more, *outcome.remarks, *outcome.trouble)), "warning" if outcome.trouble else "info")
