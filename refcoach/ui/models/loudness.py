"""What the level of the last seconds means, in words that stand beside the bar."""

from collections import deque
from enum import StrEnum

from refcoach.speech.levels import SILENT_DBFS, TOO_QUIET_DBFS

WINDOW_S = 3.0  # as long as speech/levels.SignalWatch looks back: the words stay over the pauses between sentences
CLIP_DBFS = -0.5
ENOUGH = 7  # levels, about half a second: a chair that creaks is no voice


class Loudness(StrEnum):
    NOTHING = "I hear nothing yet"
    QUIET = "Too quiet: come nearer"
    GOOD = "Good level"
    LOUD = "Too loud: move back a little"


class Levels:
    """`hear` about fifteen levels a second, then ask what they are `now`. Levels in dB relative to full scale."""

    def __init__(self) -> None:
        self._heard: deque[tuple[float, float, float]] = deque()

    def hear(self, elapsed_s: float, peak_dbfs: float, rms_dbfs: float) -> None:
        self._heard.append((elapsed_s, peak_dbfs, rms_dbfs))
        while self._heard[0][0] < elapsed_s - WINDOW_S:
            self._heard.popleft()

    @property
    def now(self) -> Loudness:
        """Nothing, while no voice was heard in the last seconds."""
        voiced = [(peak, rms) for _, peak, rms in self._heard if rms >= SILENT_DBFS]
        if len(voiced) < ENOUGH:
            return Loudness.NOTHING
        if sum(peak >= CLIP_DBFS for peak, _ in voiced) >= 2:
            return Loudness.LOUD
        return Loudness.GOOD if max(rms for _, rms in voiced) >= TOO_QUIET_DBFS else Loudness.QUIET
