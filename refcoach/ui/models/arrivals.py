"""What became of a file that somebody sent, in words for the page on which it was dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from refcoach.core.errors import RefCoachError
from refcoach.core.inbox import InboxItem
from refcoach.engine.reviewing import Imported
from refcoach.ui.models.reviews import day_of
from refcoach.ui.words import count


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


def opened_told(paths: Sequence[Path], outcomes: Sequence[InboxItem | RefCoachError]) -> Told | None:
    """The shares that could not be opened, each with the reason; None when all were."""
    refused = [
        f"{path.name}: {outcome.message} {outcome.hint}".strip() if len(paths) > 1 else f"{outcome.message} {outcome.hint}".strip()
        for path, outcome in zip(paths, outcomes, strict=True)
        if isinstance(outcome, RefCoachError)
    ]
    if not refused:
        return None
    words = "This page was not opened." if len(paths) == 1 else f"{count(len(refused), 'page')} of {len(paths)} could not be opened."
    return Told(words, "\n".join(refused), "trouble")
