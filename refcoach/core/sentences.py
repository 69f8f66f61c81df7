"""Sentences of a transcript, also where a recogniser wrote no punctuation."""

import re

_END = re.compile(r"[.?!;]+(?=\s|$)")
MOST_WORDS = 30  # around a place in speech without punctuation: about ten seconds, what a reader takes for one sentence


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentence around characters [start, end), blanks at its ends left out; a stretch of MOST_WORDS where none ends."""
    ends = [match.end() for match in _END.finditer(text)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= end), default=len(text))
    words = [(first + match.start(), first + match.end()) for match in re.finditer(r"\S+", text[first:last])]
    if not words:
        return start, end
    if len(words) > MOST_WORDS:
        inside = [at for at, (begin, stop) in enumerate(words) if begin < end and stop > start] or [0]
        spare = max(0, MOST_WORDS - len(inside)) // 2
        words = words[max(0, inside[0] - spare) : inside[-1] + spare + 1]
    return words[0][0], words[-1][1]


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
