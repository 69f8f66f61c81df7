"""Sentences of a transcript, also where a recogniser wrote no punctuation."""

import re
from collections.abc import Sequence

_END = re.compile(r"[.?!;]+(?=\s|$)|\n+")  # a typed answer may end a sentence with its line
_COMMA = re.compile(r",(?=\s)")
_JOINT_BEFORE = re.compile(r"(?:and|but|or|so(?! that\b)|because|if so|anyway|uh|um)\b[\s,]+", re.IGNORECASE)
_JOINT_AFTER = re.compile(r"[\s,.:]+(?:and|but|or|so|then|because|who|whom|which|if|of|a|the|uh|um)$", re.IGNORECASE)
MOST_WORDS = 30  # around a place in speech without punctuation: about ten seconds, what a reader takes for one sentence
LONGEST_SENTENCE = 45  # words; one that ends with a mark is shown whole up to here, for a cut in its midst reads worse than its length


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentence around characters [start, end), blanks at its ends left out; a stretch of MOST_WORDS where none ends."""
    first, last = sentence_bounds(text, start, end)
    words = [(first + match.start(), first + match.end()) for match in re.finditer(r"\S+", text[first:last])]
    if not words:
        return start, end
    if len(words) > _most_words(text, first, last):
        inside = [at for at, (begin, stop) in enumerate(words) if begin < end and stop > start] or [0]
        spare = max(0, MOST_WORDS - len(inside)) // 2
        words = words[max(0, inside[0] - spare) : inside[-1] + spare + 1]
    return words[0][0], words[-1][1]


def clause_at(text: str, start: int, end: int, walls: Sequence[tuple[int, int]] = ()) -> tuple[int, int]:
    """The part of the sentence around [start, end) that lies between commas, without the joints to what stands beside it.

    It stops at `walls`, places that hold something else. Where all of that is too long to be read, [start, end) itself.
    """
    first, last = sentence_bounds(text, start, end)
    most = _most_words(text, first, last)
    before = [first + match.end() for match in _COMMA.finditer(text[first:last])] + [wall[1] for wall in walls]
    after = [first + match.start() for match in _COMMA.finditer(text[first:last])] + [wall[0] for wall in walls]
    first = max((at for at in before if first <= at <= start), default=first)
    last = min((at for at in after if end <= at <= last), default=last)
    if len(text[first:last].split()) > most:
        first, last = start, end
    return without_joints(text, first, last)


def without_joints(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without blanks, and without an "and", "so" or "who" at its ends that leads to something outside."""
    while start < end and (text[start].isspace() or text[start] in ".?!,;:"):
        start += 1
    while joint := _JOINT_BEFORE.match(text[start:end]):
        start += joint.end()
    while joint := _JOINT_AFTER.search(text[start:end].rstrip()):
        end = start + joint.start()
    return start, start + len(text[start:end].rstrip())


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Every sentence of `text` as [start, end), without the blanks between them."""
    spans, first = [], 0
    for last in [*(match.end() for match in _END.finditer(text)), len(text)]:
        part = text[first:last]
        if part.strip():
            begin = first + len(part) - len(part.lstrip())
            spans.append((begin, first + len(part.rstrip())))
        first = last
    return tuple(spans)


def shortened(text: str, words: int) -> str:
    """The first `words` words, with an ellipsis where something was left out."""
    parts = text.split()
    return text if len(parts) <= words else " ".join(parts[:words]) + " …"


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """From the end of the sentence before to that of the sentence in which [start, end) ends, however long that is."""
    ends = [match.end() for match in _END.finditer(text)]
    return max((at for at in ends if at <= start), default=0), min((at for at in ends if at >= end), default=len(text))


def _most_words(text: str, first: int, last: int) -> int:
    """How many words may be shown of the sentence in these bounds: more where a mark ends it."""
    return LONGEST_SENTENCE if _END.search(text[first:last].lstrip()) else MOST_WORDS
