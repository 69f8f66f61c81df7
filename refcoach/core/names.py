"""Names of people and firms in a recognised text: taken from a second, hinted recognition where they sound like what was heard.

A recogniser that is given names as a hint finds hard ones that it cannot know otherwise, but it also writes them where nobody said
them and changes words around them (docs/speech-card.md). So the words stay those of the recognition without a hint, and a name
replaces some of them only where the hinted recognition has it in their place and the two sound alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from refcoach.core.transcript import HeardWord

# The strictest limit that loses no name in the twelve tuning takes of scripts/speech_card/names.py.
ALIKE = 0.55
# Words that English spells differently and a recogniser mixes up: the letters that sound alike fall together, vowels into one.
_SOUNDS = (
    (r"ph|v", "f"), (r"ck|ch|q|x|kh|g", "k"), (r"wh", "w"), (r"sh|sch|z|c(?=[eiy])|j|tz", "s"), (r"c", "k"), (r"th|d", "t"), (r"b", "p"),
    (r"gh|h", ""), (r"[aeiouy]+", "a"), (r"n", "m"), (r"(.)\1+", r"\1"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Run:
    """A name, or a word of one, as the hinted recognition has it."""

    words: tuple[HeardWord, ...]
    name: str


def with_names(plain: Sequence[HeardWord], hinted: Sequence[HeardWord], names: Sequence[str]) -> list[HeardWord]:
    """The words of `plain` with those names of `hinted` that sound like the words in their place."""
    words: list[HeardWord] = []
    matcher = SequenceMatcher(None, [_plain(word.text) for word in plain], [_plain(word.text) for word in hinted], autojunk=False)
    for operation, first, last, start, end in matcher.get_opcodes():
        stretch = plain[first:last]
        words += _named(stretch, hinted[start:end], names) if operation == "replace" else stretch
    return words


def _named(heard: Sequence[HeardWord], hinted: Sequence[HeardWord], names: Sequence[str]) -> list[HeardWord]:
    """The words of a stretch in which the two recognitions differ."""
    words = list(heard)
    at = 0
    for run in _runs(hinted, names):
        place = _place(words, at, run, whole=len(run.words) == len(hinted))
        if place is not None:
            first, last = place
            spelt = _spelt(words[first:last], run)
            words[first:last] = spelt
            at = first + len(spelt)
    return words


def sound_of(text: str) -> str:
    """A rough spelling of how a text sounds: consonants in classes, every run of vowels one letter."""
    sound = re.sub(r"[^a-z]", "", text.lower())
    for pattern, letter in _SOUNDS:
        sound = re.sub(pattern, letter, sound)
    return sound


def likeness(one: str, other: str) -> float:
    """How alike two texts sound, from 0 to 1: one minus the edits over the longer length (Levenshtein, 1966)."""
    first, second = sound_of(one), sound_of(other)
    row = list(range(len(second) + 1))
    for number, letter in enumerate(first, 1):
        before, row[0] = row[0], number
        for place, another in enumerate(second, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != another))
    return 1 - row[-1] / max(1, len(first), len(second))


def _plain(text: str) -> str:
    return re.sub(r"\W", "", re.sub(r"['’]s\W*$", "", text.lower()))


def _runs(hinted: Sequence[HeardWord], names: Sequence[str]) -> Iterator[_Run]:
    """Places where the hinted recognition has a name, or one word of a name of several words, the longest first."""
    spelt = sorted({tuple(name.split()) for name in names} | {(word,) for name in names for word in name.split()}, key=len, reverse=True)
    at = 0
    while at < len(hinted):
        for name in spelt:
            here = hinted[at : at + len(name)]
            if len(here) == len(name) and all(_plain(word.text) == _plain(part) for word, part in zip(here, name, strict=True)):
                if any(part[:1].isupper() for part in name):
                    yield _Run(tuple(here), " ".join(name))
                at += len(name) - 1
                break
        at += 1


def _place(words: Sequence[HeardWord], at: int, run: _Run, whole: bool) -> tuple[int, int] | None:
    """The words from `at` on that sound most like the name, or all of them where the hint has nothing but the name there; None when
    none sound like it enough."""
    if whole:
        return (at, len(words)) if likeness(" ".join(word.text for word in words[at:]), run.name) >= ALIKE else None
    places = [(first, last) for first in range(at, len(words)) for last in range(first + 1, len(words) + 1)]
    alike = {(first, last): likeness(" ".join(word.text for word in words[first:last]), run.name) for first, last in places}
    best = max(places, key=lambda place: alike[place], default=None)
    return best if best is not None and alike[best] >= ALIKE else None


def _spelt(heard: Sequence[HeardWord], run: _Run) -> list[HeardWord]:
    """The name's words over the time of what stood there, with the punctuation that followed it."""
    parts = run.name.split()
    after = re.sub(r"^.*?(\W*)$", r"\1", heard[-1].text.strip())
    if re.search(r"['’]s\W*$", heard[-1].text):
        after = "'s" + after
    start_s, length_s = heard[0].start_s, heard[-1].end_s - heard[0].start_s
    letters = sum(map(len, parts))
    probability = min(max(word.probability for word in heard), *(word.probability for word in run.words))
    made, at = [], 0
    for number, part in enumerate(parts):
        begin, at = at, at + len(part)
        text = part + (after if number == len(parts) - 1 else "")
        made.append(HeardWord(text, start_s + length_s * begin / letters, start_s + length_s * at / letters, probability))
    return made
