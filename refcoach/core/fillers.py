"""Fillers in what was said: found in the live text, which keeps them, beside the final text, which drops them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Protocol

from refcoach.core.transcript import Transcript


class SpokenLine(Protocol):
    """A line of live text with its seconds from the beginning of the take."""

    @property
    def text(self) -> str: ...
    @property
    def start_s(self) -> float: ...
    @property
    def end_s(self) -> float: ...


class FillerKind(StrEnum):
    HESITATION = "hesitation"  # um, uh, er, erm, hmm: never a word
    PHRASE = "phrase"  # "you know", "I mean": often meant as they stand
    WORD = "word"  # "like", "so": nearly always meant as they stand


# A filler count may be shown only where at least 0.8 of what is counted was said and at least 0.8 of what was said is counted.
# scripts/measure_speech.py measures each kind on takes with known fillers, docs/speech-card.md has the figures.
COUNTED = frozenset({FillerKind.HESITATION})

_HESITATION = re.compile(r"u+h*m+|u+h+|e+r+m+|er|h+m+|m{2,}")
PHRASES = (("you", "know"), ("i", "mean"))
WORDS = ("like", "so")
LONGEST_S = 0.6  # um and uh last 0.2 to 0.6 s; more between two words is silence around them
SHORTEST_S = 0.2


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler as it was written down, with seconds from the beginning of the take."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start_s: float
    end_s: float


def kind_of(text: str) -> FillerKind | None:
    """The kind of a filler's text, None for what is no filler."""
    words = tuple(_plain(text))
    if len(words) == 1 and _HESITATION.fullmatch(words[0]):
        return FillerKind.HESITATION
    if words in PHRASES:
        return FillerKind.PHRASE
    return FillerKind.WORD if len(words) == 1 and words[0] in WORDS else None


def fillers(lines: Sequence[SpokenLine], transcript: Transcript, kinds: frozenset[FillerKind] = COUNTED) -> tuple[Filler, ...]:
    """The certain fillers of these kinds, in order.

    Hesitation sounds count wherever either text has them (once where both do), except where the final text has a word in their
    place. Anything else on the list counts only where the live text has it and the final text has nothing there: the final
    recogniser took it for no word. Times come from the final words around it.
    """
    live, final = list(_live_tokens(lines)), [_Token(word, at.start_s, at.end_s) for at in transcript.words for word in _plain(at.text)]
    found: list[Filler] = []
    matcher = SequenceMatcher(None, [token.word for token in live], [token.word for token in final], autojunk=False)
    for operation, first, last, start, end in matcher.get_opcodes():
        if operation == "equal" or operation == "insert":
            heard = ((number, number + 1) for number in range(start, end) if kind_of(final[number].word) is FillerKind.HESITATION)
            found += [Filler(final[number].word, final[number].start_s, final[number].end_s) for number, _ in heard]
            continue
        spans = [
            (begin, stop)
            for begin, stop in _listed(live, first, last)
            if operation == "delete" or _stands_alone(live, begin, stop, last - first, end - start)
        ]
        for begin, stop in spans:
            low = final[start - 1].end_s if start else live[first].start_s
            high = final[end].start_s if end < len(final) else live[last - 1].end_s
            before, inside, after = (sum(len(token.word) for token in live[a:b]) for a, b in ((first, begin), (begin, stop), (stop, last)))
            share = before / (before + inside + after), (before + inside) / (before + inside + after)
            text = " ".join(token.word for token in live[begin:stop])
            found.append(Filler(text, *_bounded(low + (high - low) * share[0], low + (high - low) * share[1])))
    return tuple(filler for filler in found if kind_of(filler.text) in kinds)


def _stands_alone(live: Sequence[_Token], begin: int, stop: int, said: int, written: int) -> bool:
    """Whether a filler in a stretch that both texts have, differently, is more than another spelling of a word ("uh" for "a")."""
    return kind_of(live[begin].word) is FillerKind.HESITATION and stop - begin == 1 and said > written


def _listed(tokens: Sequence[_Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Places [begin, stop) within [first, last) of what is on the list."""
    at = first
    while at < last:
        for length in (2, 1):
            if at + length <= last and kind_of(" ".join(token.word for token in tokens[at : at + length])) is not None:
                yield at, at + length
                at += length
                break
        else:
            at += 1


def _bounded(start_s: float, end_s: float) -> tuple[float, float]:
    """The same middle with a length that fillers have, never before the beginning."""
    length_s = min(LONGEST_S, max(SHORTEST_S, end_s - start_s))
    begin_s = max(0.0, (start_s + end_s - length_s) / 2)
    return begin_s, begin_s + length_s


def _live_tokens(lines: Sequence[SpokenLine]) -> Iterator[_Token]:
    """Words of the live text, each with the share of its line's time that its letters have of the line."""
    for line in lines:
        length_s = max(0.0, line.end_s - line.start_s)
        for match in _WORD.finditer(line.text):
            start, end = (line.start_s + length_s * place / len(line.text) for place in match.span())
            yield _Token(match.group().lower().replace("’", "'"), start, end)


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def _plain(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]
