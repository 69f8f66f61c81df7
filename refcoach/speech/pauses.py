"""Where somebody speaks and where a take can be cut between words, found while it is still being spoken."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from refcoach.core.transcript import HeardWord
from refcoach.speech.levels import frame_levels
from refcoach.speech.ports import RATE_HZ

if TYPE_CHECKING:
    from refcoach.speech.wav import Samples

CHUNK = 512  # the voice detector's step, 32 ms
CHUNK_S = CHUNK / RATE_HZ
# The voice detector's own limits (faster_whisper/vad.py): speech begins at 0.5 and ends 0.15 below it.
SPEECH_FROM, SPEECH_UNTIL = 0.5, 0.35
HISTORY = 32  # chunks, 1 s: what the detector hears again before the new ones, because it judges by what came before
GROUP = 4  # chunks that are judged together, always as many, so that the same sound gives the same answers


@dataclass(frozen=True, slots=True)
class Pause:
    """Chunks [start, end) in which nobody speaks."""

    start: int
    end: int


class VoiceDetector:
    """Tells for each 32 ms whether somebody speaks, with the detector that comes with faster-whisper (Silero)."""

    def __init__(self) -> None:
        import numpy as np
        from faster_whisper.vad import get_vad_model

        self._model = get_vad_model()
        self._rest = np.zeros(0, np.int16)
        self._history = np.zeros(0, np.int16)
        self._speaking = False

    def hear(self, samples: "Samples") -> list[bool]:
        """One answer for each chunk that can be judged by now."""
        import numpy as np

        self._rest = np.concatenate((self._rest, samples))
        answers: list[bool] = []
        while len(self._rest) >= GROUP * CHUNK:
            heard = np.concatenate((self._history, self._rest[: GROUP * CHUNK]))
            self._rest, self._history = self._rest[GROUP * CHUNK :], heard[-HISTORY * CHUNK :]
            for chance in self._model(heard.astype(np.float32) / 32768).reshape(-1)[-GROUP:]:
                self._speaking = bool(chance >= (SPEECH_UNTIL if self._speaking else SPEECH_FROM))
                answers.append(self._speaking)
        return answers

    def end(self) -> list[bool]:
        """The answers for what is left, a part of a chunk included."""
        import numpy as np

        left = -(-len(self._rest) // CHUNK)
        return self.hear(np.zeros(GROUP * CHUNK - len(self._rest), np.int16))[:left]


def best_gap(words: Sequence[HeardWord], samples: "Samples", from_s: float, until_s: float) -> tuple[int, float] | None:
    """Where to cut speech that has no pause: the number of words before the cut and its time, or None when no word ends there.

    Of all gaps between two words the quietest, where the end of a sentence counts as 6 dB and a comma as 3 dB quieter.
    """
    best: tuple[float, int, float] | None = None
    for number, (word, after) in enumerate(pairwise(words), 1):
        middle_s = (word.end_s + after.start_s) / 2
        if not from_s <= middle_s <= until_s:
            continue
        level, at_s = _quietest(samples, min(word.end_s, after.start_s) - 0.1, max(word.end_s, after.start_s) + 0.1)
        level -= {".": 6.0, "?": 6.0, "!": 6.0, ",": 3.0}.get(word.text.strip()[-1:], 0.0)
        if best is None or level < best[0]:
            best = (level, number, at_s)
    return None if best is None else best[1:]


def _quietest(samples: "Samples", from_s: float, until_s: float) -> tuple[float, float]:
    """Level and middle of the quietest 30 ms in that time."""
    begin = max(0, round(from_s * RATE_HZ))
    levels = frame_levels(samples[begin : round(until_s * RATE_HZ)])
    if not len(levels):
        return 0.0, (from_s + until_s) / 2
    place = int(levels.argmin())
    return float(levels[place]), begin / RATE_HZ + (place + 0.5) * 0.03
