"""The words of a take while it is spoken: recognised piece by piece, cut at pauses, so that little is left when the rep ends it."""

import queue
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words
from refcoach.speech.pauses import CHUNK, CHUNK_S, PAUSE_S, VoiceDetector, best_gap, pauses
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.wav import locate_pcm

if TYPE_CHECKING:
    from refcoach.speech.wav import Samples

# Measured over 193 s of two voices and a reader (517 words), beside one pass over the whole (21 wrong words): pieces of 6 s and more
# have 20 wrong, of 3 to 4 s up to 29, because the model hears too little around each word.
LEAST_S = 6.0
# Whoever speaks without a pause is cut between two words when this much has gathered; the model's window is 30 s.
MOST_S = 16.0
LAST_S = 26.0  # what is left at the end is one piece up to this length
LONG_PAUSE_S = 2.0  # after this even a short piece is closed
PAD = round(0.3 / CHUNK_S)  # chunks of the pause that stay around each piece
LEAD = round(0.5 / CHUNK_S)

Hear = Callable[["Samples"], list[HeardWord]]


class RunningTake:
    """`ports.TakeRecognition`. `hear` finds the words of a piece of sound, `batch` those of a whole file.

    A thread of its own collects the samples and recognises. Whatever goes wrong in it, `finish` then takes `batch`; so it does
    when the samples were not exactly those of the file.
    """

    def __init__(self, hear: Hear, batch: Callable[[Path], Transcript], engine: str) -> None:
        self._hear, self._batch, self._engine = hear, batch, engine
        self._queue: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._words: list[HeardWord] = []
        self._failure: BaseException | None = None
        self._abandoned = threading.Event()
        self._fed_bytes = self._checksum = 0
        self.pieces = 0
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
        if self._failure is not None or not self._is_all_of(path):
            return self._batch(path)
        return transcript_from_words(self._words, self._engine)

    def _is_all_of(self, path: Path) -> bool:
        """Whether the file holds the very samples that were recognised."""
        try:
            place = locate_pcm(path)
            if place is None or (place.size, place.rate_hz, place.channels) != (self._fed_bytes, RATE_HZ, 1):
                return False
            with path.open("rb") as file:
                file.seek(place.offset)
                return zlib.crc32(file.read(place.size)) == self._checksum
        except OSError:
            return False

    def _run(self) -> None:
        try:
            pieces = _Pieces(self._hear)
            while (pcm := self._next()) != b"" and not self._abandoned.is_set():
                self._fed_bytes += len(pcm)
                self._checksum = zlib.crc32(pcm, self._checksum)
                pieces.add(pcm)
                pieces.work()
                self.pieces = pieces.recognised
            if not self._abandoned.is_set():
                pieces.end()
                self.pieces = pieces.recognised
                self._words = pieces.words
        except BaseException as error:
            self._failure = error

    def _next(self) -> bytes:
        """All that waits, at least a quarter of a second of it; empty at the end."""
        gathered = bytearray()
        while len(gathered) < RATE_HZ // 2 or not self._queue.empty():
            pcm = self._queue.get()
            if not pcm:
                if gathered:
                    self._queue.put(b"")  # first what is there, then the end
                break
            gathered += pcm
        return bytes(gathered)


class _Pieces:
    """The part of a take that is not settled yet, its speech and its pauses. Places are chunks of 32 ms from its beginning."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._voice = VoiceDetector()
        self._sound = bytearray()
        self._speech: list[bool] = []
        self._before = 0  # chunks of the take before this part
        self._guess: tuple[int, list[HeardWord]] | None = None  # last chunk with speech, and the words up to there
        self.words: list[HeardWord] = []
        self.recognised = 0

    def add(self, pcm: bytes) -> None:
        import numpy as np

        self._sound += pcm
        self._speech += self._voice.hear(np.frombuffer(pcm, "<i2"))

    def work(self) -> None:
        """Recognise what can be settled, and in a pause also what is there so far: it may have been the last word."""
        while self._settle():
            pass

    def _settle(self) -> bool:
        """One step; False when there is nothing to do now."""
        first, last = self._bounds()
        if first < 0:
            self._drop(len(self._speech) - LEAD)
            return False
        if (cut := self._pause_to_cut(first)) > 0:
            self._close(first, cut)
            return True
        if (last - first) * CHUNK_S >= MOST_S:
            self._cut_between_words(first)
            return True
        quiet_s = (len(self._speech) - 1 - last) * CHUNK_S
        if quiet_s < PAUSE_S:
            return False
        if (last - first) * CHUNK_S >= LEAST_S or quiet_s >= LONG_PAUSE_S:
            self._close(first, last + 1)
        else:
            self._up_to(first, last)
        return False

    def _bounds(self) -> tuple[int, int]:
        """First and last chunk with speech, -1 without any."""
        if True not in self._speech:
            return -1, -1
        return self._speech.index(True), len(self._speech) - 1 - self._speech[::-1].index(True)

    def _pause_to_cut(self, first: int) -> int:
        """The beginning of the last pause that ends a piece of a good length, or 0."""
        fitting = [pause.start for pause in pauses(self._speech) if LEAST_S <= (pause.start - first) * CHUNK_S <= MOST_S]
        return fitting[-1] if fitting else 0

    def _samples(self, begin: int, end: int) -> "Samples":
        import numpy as np

        return np.frombuffer(bytes(self._sound[begin * CHUNK * 2 : end * CHUNK * 2]), "<i2").astype(np.int16)

    def _recognise(self, begin: int, end: int) -> list[HeardWord]:
        """The words between two places, with times from the beginning of the take."""
        self.recognised += 1
        shift_s = (self._before + begin) * CHUNK_S
        return [
            HeardWord(word.text, word.start_s + shift_s, word.end_s + shift_s, word.probability)
            for word in self._hear(self._samples(begin, end))
        ]

    def _up_to(self, first: int, last: int) -> list[HeardWord]:
        """The words up to the last chunk with speech; recognised once only."""
        if self._guess is None or self._guess[0] != last:
            # Never into what is said next: the pause may have ended meanwhile.
            after = next((at for at in range(last + 1, len(self._speech)) if self._speech[at]), len(self._speech) + PAD)
            self._guess = (last, self._recognise(max(0, first - PAD), min(last + 1 + PAD, after)))
        return self._guess[1]

    def _close(self, first: int, cut: int) -> None:
        """Settle all before the pause that begins at `cut`."""
        self.words += self._up_to(first, cut - 1)
        after = next((at for at in range(cut, len(self._speech)) if self._speech[at]), len(self._speech))
        self._drop(max(cut, after - LEAD))

    def _cut_between_words(self, first: int) -> None:
        """Nobody paused: settle the words before the quietest gap between two."""
        begin, end = max(0, first - PAD), min(len(self._speech), first + round(MOST_S / CHUNK_S))
        words = self._recognise(begin, end)
        shift_s = (self._before + begin) * CHUNK_S
        own = [HeardWord(word.text, word.start_s - shift_s, word.end_s - shift_s, word.probability) for word in words]
        gap = best_gap(own, self._samples(begin, end), MOST_S * 0.4, MOST_S - 1.5)
        if gap is None:
            self.words += words
            self._drop(end)
            return
        self.words += words[: gap[0]]
        self._drop(begin + round(gap[1] / CHUNK_S))

    def _drop(self, count: int) -> None:
        if count > 0:
            del self._speech[:count]
            del self._sound[: count * CHUNK * 2]
            self._before += count
            self._guess = None

    def end(self) -> None:
        """Settle the rest. Sound without speech costs nothing."""
        self._speech += [bool(self._speech and self._speech[-1])]  # what is left of the last chunk
        while True:
            first, last = self._bounds()
            if first < 0:
                return
            if (last - first) * CHUNK_S <= LAST_S:
                self.words += self._up_to(first, last)
                return
            self._settle_some(first)

    def _settle_some(self, first: int) -> None:
        """More is left than fits into the model's window: the computer is slow."""
        cut = self._pause_to_cut(first)
        if cut > 0:
            self._close(first, cut)
        else:
            self._cut_between_words(first)
