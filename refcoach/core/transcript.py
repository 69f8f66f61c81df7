"""What was heard: text with words, each at its place in the text and in time."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word.

    `start` and `end` are character offsets into the transcript's text (end exclusive); `start_s` and `end_s` are seconds
    from the beginning of the take; `probability` is the recogniser's own, from 0 to 1. `heard` is what the recogniser had
    written where the rep corrected it (such a word has probability 1), else empty.
    """

    text: str
    start: int
    end: int
    start_s: float
    end_s: float
    probability: float
    heard: str = ""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as a recogniser gives it, before it has a place in the text."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of a take. A typed answer has no words; `engine` names the recogniser, or "typed"."""

    text: str
    words: tuple[Word, ...] = ()
    engine: str = "typed"

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that overlap the characters [start, end)."""
        return tuple(word for word in self.words if word.start < end and word.end > start)

    def time_span(self, start: int, end: int) -> tuple[float, float] | None:
        """Seconds from the first to the last word of [start, end), or None without word times."""
        words = self.words_in(start, end)
        return (words[0].start_s, words[-1].end_s) if words else None

    def confidence(self, start: int = 0, end: int | None = None) -> float | None:
        """Mean word probability of [start, end), or None without words."""
        words = self.words_in(start, len(self.text) if end is None else end)
        return sum(word.probability for word in words) / len(words) if words else None


@dataclass(frozen=True, slots=True)
class LiveLine:
    """A stretch of speech as it was understood while the rep still spoke, hesitations such as "um" included.

    Times are seconds from the beginning of the take. Its words are a first guess: what counts is the transcript.
    """

    text: str
    start_s: float
    end_s: float


def typed(text: str) -> Transcript:
    """A transcript that nobody had to recognise."""
    return Transcript(text)


def transcript_from_words(heard: Iterable[HeardWord], engine: str) -> Transcript:
    """Join recognised words with single blanks and note each one's place; words that are blank are dropped."""
    words: list[Word] = []
    at = 0
    for word in heard:
        text = word.text.strip()
        if not text:
            continue
        start = at if not words else at + 1
        at = start + len(text)
        words.append(Word(text, start, at, word.start_s, word.end_s, word.probability))
    return Transcript(" ".join(word.text for word in words), tuple(words), engine)
