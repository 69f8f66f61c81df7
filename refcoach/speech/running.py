"""The words of a take while it is spoken: recognised piece by piece, cut at pauses, so that little is left when the rep ends it."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words
from refcoach.speech.fed import FedSound
from refcoach.speech.pauses import CHUNK, CHUNK_S, Pause, VoiceDetector, best_gap
from refcoach.speech.ports import nobody
from refcoach.speech.waiting import all_waiting

if TYPE_CHECKING:
    from refcoach.speech.wav import Samples

# All in chunks of 32 ms. Measured over 170 s of two synthetic voices and two readers (517 words): one pass over the whole has 22 wrong
# words; pieces of 6 to 20 s have 20, of 6 to 16 s 23, of 3 s and more up to 29: the model then hears too little around each word.
LEAST = round(6.0 / CHUNK_S)
# Whoever does not pause long enough is cut at a shorter pause, or between two words, when this much has gathered.
MOST = round(20.0 / CHUNK_S)
CLOSE = round(0.5 / CHUNK_S)  # a pause that ends a piece: between sentences and clauses, seldom within them
LONG = round(2.0 / CHUNK_S)  # after this even a short piece is closed
GUESS = round(0.35 / CHUNK_S)  # a pause after which the last word may have been said
SHORT = round(0.25 / CHUNK_S)  # closures within words last up to 0.2 s
PAD = CLOSE // 2  # of the pause stays around each piece

Hear = Callable[["Samples"], list[HeardWord]]


class RunningTake:
    """`ports.TakeRecognition`. `hear` finds the words of a piece of sound, `batch` those of a whole file.

    A thread of its own collects the samples and recognises. Whatever goes wrong in it, `finish` then takes `batch`; so it does
    when the samples were not exactly those of the file. `on_words` hears what was recognised so far, in a pause with the words that may
    be the last ones; recognition waits until it returns.
    """

    def __init__(
        self, hear: Hear, batch: Callable[[Path], Transcript], engine: str, on_words: Callable[[Transcript], None] = nobody
    ) -> None:
        self._hear, self._batch, self._engine, self._on_words = hear, batch, engine, on_words
        self._queue: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._words: list[HeardWord] = []
        self._told: list[HeardWord] = []
        self._failure: BaseException | None = None
        self._abandoned = threading.Event()
        self._fed = FedSound()
        self._thread = threading.Thread(target=self._run, name="running-recognition", daemon=True)
        self._thread.start()

    def feed(self, pcm: bytes) -> None:
        self._queue.put(pcm)

    def abandon(self) -> None:
        self._abandoned.set()
        self._queue.put(b"")

    def finish(self, path: Path) -> Transcript:
        self._queue.put(b"")
        self._thread.join()
        if self._failure is not None or not self._fed.is_all_of(path):
            return self._batch(path)
        return transcript_from_words(self._words, self._engine)

    def _run(self) -> None:
        try:
            pieces = _Pieces(self._hear)
            while (pcm := all_waiting(self._queue)) != b"" and not self._abandoned.is_set():
                self._fed.add(pcm)
                pieces.add(pcm)
                if self._queue.empty():
                    self._tell(pieces.guess())
            if not self._abandoned.is_set():
                pieces.end()
                self._words = pieces.words
        except BaseException as error:
            self._failure = error

    def _tell(self, words: list[HeardWord]) -> None:
        if words != self._told[: len(words)]:
            self._told = words
            self._on_words(transcript_from_words(words, self._engine))


class _Pieces:
    """The part of a take that is not settled yet. Places are chunks of 32 ms from its beginning.

    Where it is cut depends on the sound alone, chunk by chunk, and not on how fast the computer is: the same take gives the same words.
    """

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._voice = VoiceDetector()
        self._sound = bytearray()
        self._speech: list[bool] = []
        self._before = 0  # chunks of the take before this part
        self._at = 0  # the next chunk to look at
        self._first = self._last = -1  # chunks with speech among those looked at
        self._pauses: list[Pause] = []
        self._guess: tuple[int, int, list[HeardWord]] | None = None  # the words between two places
        self.words: list[HeardWord] = []
        self.recognised = 0

    def add(self, pcm: bytes) -> None:
        """Take in more of the take, and settle what can be."""
        import numpy as np

        self._sound += pcm
        self._look(self._voice.hear(np.frombuffer(pcm, "<i2")))

    def guess(self) -> list[HeardWord]:
        """All words that are known; in a pause also what came last is recognised: it may have been the last word."""
        if self._first >= 0 and len(self._speech) - 1 - self._last >= GUESS:
            return self.words + self._words_until(self._last + 1)
        return list(self.words)

    def end(self) -> None:
        """Settle the rest. Sound without speech costs nothing."""
        self._look(self._voice.end())
        if self._first >= 0:
            self.words += self._words_until(self._last + 1)

    def _look(self, speech: list[bool]) -> None:
        self._speech += speech
        while self._at < len(self._speech):
            self._at += 1
            if self._speech[self._at - 1]:
                self._in_speech(self._at - 1)
            else:
                self._in_silence(self._at - 1)

    def _in_speech(self, at: int) -> None:
        if self._first < 0:
            self._first = at
        elif at - self._last - 1 >= SHORT:
            self._pauses.append(Pause(self._last + 1, at))
        self._last = at
        if at - self._first >= MOST:
            self._cut()

    def _in_silence(self, at: int) -> None:
        quiet = at - self._last
        if self._first < 0:
            if at >= 4 * PAD:
                self._drop(2 * PAD)
        elif quiet == LONG or (quiet == CLOSE and self._last - self._first >= LEAST):
            self._close(self._last + 1)

    def _cut(self) -> None:
        """Too much has gathered: settle all before the longest short pause, or between two words when there was none."""
        for least in (LEAST, LEAST // 2):
            fitting = [pause for pause in self._pauses if pause.start - self._first >= least]
            if fitting:
                self._close(max(fitting, key=lambda pause: pause.end - pause.start).start)
                return
        self._cut_between_words()

    def _close(self, cut: int) -> None:
        """Settle all before the pause that begins at `cut`."""
        self.words += self._words_until(cut)
        self._drop(cut)

    def _words_until(self, cut: int) -> list[HeardWord]:
        """The words before the pause that begins at `cut`; recognised once only."""
        after = next((at for at in range(cut, len(self._speech)) if self._speech[at]), cut + 2 * PAD)
        begin, end = max(0, self._first - PAD), cut + min(PAD, (after - cut) // 2)
        if self._guess is None or self._guess[:2] != (begin, end):
            self._guess = (begin, end, self._recognise(begin, end))
        return self._guess[2]

    def _recognise(self, begin: int, end: int) -> list[HeardWord]:
        """The words between two places, with times from the beginning of the take."""
        self.recognised += 1
        return [_later(word, (self._before + begin) * CHUNK_S) for word in self._hear(self._samples(begin, end))]

    def _samples(self, begin: int, end: int) -> "Samples":
        import numpy as np

        return np.frombuffer(bytes(self._sound[begin * CHUNK * 2 : end * CHUNK * 2]), "<i2").astype(np.int16)

    def _cut_between_words(self) -> None:
        """Nobody paused: settle the words before the quietest gap between two."""
        begin, end = max(0, self._first - PAD), self._first + MOST
        words = self._recognise(begin, end)
        own = [_later(word, -(self._before + begin) * CHUNK_S) for word in words]
        gap = best_gap(own, self._samples(begin, end), MOST * CHUNK_S * 0.4, MOST * CHUNK_S - 1.5)
        self.words += words if gap is None else words[: gap[0]]
        self._drop(end if gap is None else begin + round(gap[1] / CHUNK_S))

    def _drop(self, count: int) -> None:
        """Forget the chunks before; those after are looked at again."""
        del self._speech[:count]
        del self._sound[: count * CHUNK * 2]
        self._before += count
        self._at, self._first, self._last, self._pauses, self._guess = 0, -1, -1, [], None


def _later(word: HeardWord, shift_s: float) -> HeardWord:
    return HeardWord(word.text, word.start_s + shift_s, word.end_s + shift_s, word.probability)
