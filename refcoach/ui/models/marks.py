"""A transcript cut into pieces of one look: evidence of checks, uncertain words, corrected words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from refcoach.core.attempt import Attempt
from refcoach.core.joined import Joined
from refcoach.core.revision import GOES_ON
from refcoach.core.transcript import Transcript
from refcoach.ui.words import shown_keys

DOUBTFUL = 0.5  # words under this probability are marked as uncertain


@dataclass(frozen=True, slots=True)
class Mark:
    """The words [start, end) prove the check `key`."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; `names` are the checks whose evidence ends here, `heard` what stood here before the
    rep corrected it."""

    start: int
    end: int
    keys: tuple[str, ...]
    names: tuple[str, ...]
    doubtful: bool
    heard: str = ""


def marks_of(attempt: Attempt) -> tuple[Mark, ...]:
    """The evidence of all checks that a result shows, within the bounds of the text."""
    length = len(attempt.transcript.text)
    marks = []
    for key in shown_keys(Joined(attempt)):
        finding = attempt.judgement.get(key)
        for item in finding.evidence if finding is not None and finding.present else ():
            start, end = max(0, item.start), min(length, item.end)
            if start < end:
                marks.append(Mark(key, start, end))
    return tuple(marks)


def corrections(transcript: Transcript) -> list[tuple[int, int, str]]:
    """(start, end, what was heard) of each stretch of words that the rep corrected."""
    found: list[tuple[int, int, str]] = []
    for word in transcript.words:
        if word.heard == GOES_ON and found:
            found[-1] = (found[-1][0], word.end, found[-1][2])
        elif word.heard:
            found.append((word.start, word.end, word.heard))
    return found


def pieces(transcript: Transcript, marks: Sequence[Mark]) -> list[Piece]:
    """Cut the text wherever a mark, an uncertain or a corrected word begins or ends."""
    doubtful = [(word.start, word.end) for word in transcript.words if word.probability < DOUBTFUL]
    corrected = corrections(transcript)
    spans = [(mark.start, mark.end) for mark in marks] + doubtful + [(start, end) for start, end, _ in corrected]
    cuts = sorted({0, len(transcript.text), *(at for span in spans for at in span)})
    made = []
    for start, end in pairwise(cuts):
        keys = tuple(dict.fromkeys(mark.key for mark in marks if mark.start <= start and mark.end >= end))
        names = tuple(dict.fromkeys(mark.key for mark in marks if mark.end == end))
        heard = next((was for low, high, was in corrected if low <= start and high >= end), "")
        made.append(Piece(start, end, keys, names, any(low <= start and high >= end for low, high in doubtful), heard))
    return made
