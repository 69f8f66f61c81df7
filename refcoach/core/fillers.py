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
    UM = "um"  # um, erm, hmm with pauses around it, so that the live text gives it a line of its own or ends a line with it
    RUN_IN = "run_in"  # the same sounds run into the words beside them
    UH = "uh"  # uh, er: an open sound, which recognisers leave out or mix up with "a", "or" and "her"
    PHRASE = "phrase"  # "you know", "I mean": often meant as they stand
    WORD = "word"  # "like", "so": nearly always meant as they stand


# A filler count may be shown only where at least 0.8 of what is counted was said and at least 0.8 of what was said is counted.
# scripts/measure_speech.py measures each kind on takes with known fillers, docs/speech-card.md has the figures.
COUNTED = frozenset({FillerKind.UM})

HESITATIONS = frozenset({FillerKind.UM, FillerKind.RUN_IN, FillerKind.UH})
_UM, _UH = re.compile(r"u+h*m+|e+r+m+|h+m+|m{2,}"), re.compile(r"u+h+|er")
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
    alone: bool = False  # nothing but hesitations in its line
    closes: bool = False  # the last of its line; lines end at pauses


def kind_of(text: str) -> FillerKind | None:
    """The kind of a filler's text by itself, None for what is no filler: RUN_IN for um until its line shows more."""
    words = tuple(_plain(text))
    if len(words) == 1 and _UM.fullmatch(words[0]):
        return FillerKind.RUN_IN
    if len(words) == 1 and _UH.fullmatch(words[0]):
        return FillerKind.UH
    if words in PHRASES:
        return FillerKind.PHRASE
    return FillerKind.WORD if len(words) == 1 and words[0] in WORDS else None


def fillers(lines: Sequence[SpokenLine], transcript: Transcript, kinds: frozenset[FillerKind] = COUNTED) -> tuple[Filler, ...]:
    """The certain fillers of these kinds, in order.

    "Um" counts wherever either text has it (once where both do). "Uh" does too, except inside a line where the final text has
    another word in its place: then it may be an "a". Anything else on the list counts only where the live text has it and the
    final text has nothing there: the final recogniser took it for no word. Times come from the final words around it, or from its line.
    """
    live, final = list(_live_tokens(lines)), [_Token(word, at.start_s, at.end_s) for at in transcript.words for word in _plain(at.text)]
    found: list[tuple[FillerKind, Filler]] = []
    matcher = SequenceMatcher(None, [token.word for token in live], [token.word for token in final], autojunk=False)
    for operation, first, last, start, end in matcher.get_opcodes():
        if operation in ("equal", "insert"):
            for number in range(start, end):
                kind = kind_of(final[number].word)
                if kind in HESITATIONS:
                    token = live[first + number - start] if operation == "equal" else None
                    found.append((_kind(kind, token), Filler(final[number].word, final[number].start_s, final[number].end_s)))
            continue
        low = final[start - 1].end_s if start else live[first].start_s
        high = final[end].start_s if end < len(final) else live[last - 1].end_s
        for begin, stop in _listed(live, first, last):
            text = " ".join(token.word for token in live[begin:stop])
            kind = kind_of(text)
            if kind is not None and (operation == "delete" or _certain(kind, live[begin], last - first > end - start)):
                found.append((_kind(kind, live[begin]), Filler(text, *_placed(live, (first, begin, stop, last), low, high))))
    return tuple(filler for kind, filler in found if kind in kinds)


def _kind(kind: FillerKind, token: _Token | None) -> FillerKind:
    """The kind of what the live text has as `token`, None where only the final text has it."""
    apart = token is not None and (token.alone or token.closes)
    return FillerKind.UM if apart and kind is FillerKind.RUN_IN else kind


def _certain(kind: FillerKind, token: _Token, more: bool) -> bool:
    """Whether a filler in a stretch that both texts have, differently, is no other spelling of a word; `more` = the live text has
    more words there than the final one."""
    return kind is FillerKind.RUN_IN or (kind is FillerKind.UH and (more or token.alone))


def _placed(live: Sequence[_Token], places: tuple[int, int, int, int], low_s: float, high_s: float) -> tuple[float, float]:
    """The time of tokens [begin, stop) by their share of the letters of [first, last), which lie between two times.

    A line of nothing else keeps its own times; so does a filler where the final words leave no room, because the recogniser stretched
    one over it.
    """
    first, begin, stop, last = places
    if live[begin].alone or high_s - low_s < SHORTEST_S:
        return _bounded(live[begin].start_s, live[stop - 1].end_s)
    before, inside, after = (sum(len(token.word) for token in live[a:b]) for a, b in ((first, begin), (begin, stop), (stop, last)))
    scale = (high_s - low_s) / (before + inside + after)
    return _bounded(low_s + before * scale, low_s + (before + inside) * scale)


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
        matches = list(_WORD.finditer(line.text))
        alone = all(kind_of(match.group()) in HESITATIONS for match in matches)
        for match in matches:
            start, end = (line.start_s + length_s * place / matches[-1].end() for place in match.span())
            yield _Token(match.group().lower().replace("’", "'"), start, end, alone, match is matches[-1])


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def _plain(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]
