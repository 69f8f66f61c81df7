"""From scores of word pieces to the words that prove a finding."""

import re
from collections.abc import Sequence

from refcoach.core.finding import Evidence, evidence_at
from refcoach.core.sentences import sentence_at
from refcoach.judge.model import Piece

CORE = 0.5  # a piece that is evidence by itself
EDGE = 0.25  # a piece that is evidence beside such a one
NEAR = 0.25  # below this the words have nothing to do with the check, and to call them near would be untrue
GAP_CHARACTERS = 12  # evidence broken by less than a short word or two is one quote
BESIDE = 0.75  # a quote much less sure than the best one adds nothing to it
MOST = 3  # more quotes than a rep reads
CLAUSE_END = ".?!;\n"
SPILT_OVER = re.compile(r"(?:[.?!]+\s+|\s*\n\s*)\S+(?:\s\S+)?$")  # one or two words of the sentence after
BEGUN_BEFORE = re.compile(r"\S+(?:\s\S+)?(?:[.?!]+\s+|\s*\n\s*)(?=\S+\s\S+\s\S)")  # one or two words of the sentence before
LOOSE_END = re.compile(r"[\s,.;:]+(?:and then|and|but|or|so|because)$", re.IGNORECASE)  # the joint to what comes next is no part of a quote


def evidence_for(text: str, pieces: Sequence[Piece], at: int, limit: int = MOST) -> tuple[Evidence, ...]:
    """The best quotes for key number `at`, the surest first; never empty when the text has words."""
    runs = _joined(_runs(pieces, at), text)
    if not runs:
        best = max(pieces, key=lambda piece: piece.scores[at], default=None)
        if best is None:
            return ()
        runs = [(*_clause(text, best.start, best.end), best.scores[at])]
    surest = max(run[2] for run in runs)
    chosen = [run for run in sorted(runs, key=lambda run: -run[2])[:limit] if run[2] >= BESIDE * surest]
    return tuple(evidence_at(text, *_whole_words(text, start, end)) for start, end, _ in chosen)


def best_score(pieces: Sequence[Piece], at: int, quote: Evidence) -> float:
    """The score of the surest piece of a quote for key number `at`, from 0 to 1."""
    return max((piece.scores[at] for piece in pieces if piece.start < quote.end and quote.start < piece.end), default=0.0)


def nearest_to(text: str, pieces: Sequence[Piece], at: int) -> Evidence | None:
    """The sentence whose words came nearest to key number `at`, or None where nothing came near it."""
    best = max(pieces, key=lambda piece: piece.scores[at], default=None)
    if best is None or best.scores[at] < NEAR:
        return None
    return evidence_at(text, *sentence_at(text, best.start, best.end))


def _runs(pieces: Sequence[Piece], at: int) -> list[tuple[int, int, float]]:
    """Stretches of pieces above EDGE that hold one above CORE: start, end, highest score."""
    runs: list[tuple[int, int, float]] = []
    open_run: tuple[int, int, float] | None = None
    for piece in pieces:
        score = piece.scores[at]
        if score >= EDGE and piece.end > piece.start:
            start, _, best = open_run or (piece.start, piece.end, 0.0)
            open_run = (start, piece.end, max(best, score))
        elif open_run is not None:
            runs.append(open_run)
            open_run = None
    if open_run is not None:
        runs.append(open_run)
    return [run for run in runs if run[2] >= CORE]


def _joined(runs: list[tuple[int, int, float]], text: str) -> list[tuple[int, int, float]]:
    joined: list[tuple[int, int, float]] = []
    for start, end, score in runs:
        if joined and start - joined[-1][1] <= GAP_CHARACTERS and not set(CLAUSE_END) & set(text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end, max(score, joined[-1][2]))
        else:
            joined.append((start, end, score))
    return joined


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words, without the punctuation at its ends."""
    while start < end - 1 and (text[start].isspace() or text[start] in ",.;:!?"):  # a mark belongs to the word before
        start += 1
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while end - 1 > start and text[end - 1] in ",.;:!?":
        end -= 1
    spilt = SPILT_OVER.search(text[start:end])
    end = start + spilt.start() if spilt else end
    begun = BEGUN_BEFORE.match(text[start:end])
    start = start + begun.end() if begun else start
    loose = LOOSE_END.search(text[start:end])
    return start, start + loose.start() if loose else end


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a span."""
    while start > 0 and text[start - 1] not in CLAUSE_END:
        start -= 1
    while end < len(text) and text[end] not in CLAUSE_END:
        end += 1
    return start, min(end, start + 200)
