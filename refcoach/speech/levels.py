"""How loud, how clean: measures of 16-bit sound and what is wrong with it.

Levels are in dB relative to full scale (dBFS): a full-scale square wave reads 0, digital zero reads -120.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcoach.core.attempt import TakeProblem
from refcoach.speech.ports import RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]
    Levels = NDArray[np.float64]

FLOOR_DBFS = -120.0
FRAME_S = 0.03  # within the 20 to 40 ms over which speech is taken as stationary

# Microphones of laptops and headsets idle at -70 to -50 dBFS. Nobody's voice, at any sensible gain, stays below this.
SILENT_DBFS = -50.0
# The usual level of active speech is -26 dBFS (ITU-T P.56, P.800). 16 dB below it the room's noise comes within 10 to 20 dB.
TOO_QUIET_DBFS = -42.0
# Measured with the shipped model on 22 s of a person reading, white noise added: word errors rise from 5 % at 14 dB and 11 % at
# 12 dB to 41 % at 9 dB between the speech and the noise level.
NOISY_SNR_DB = 14.0  # where word errors begin to rise: a miss may then be a word lost in the noise
# A wave that was not cut does not stay at full scale for three samples. The same reading, amplified: 4,000 such places a minute
# cost no word, 23,000 cost 8 %. Half of the former leaves room for microphones that distort before the converter does.
CLIP_AT = 32_700
CLIP_RUN = 3
CLIP_RUNS_A_MINUTE = 2_000
SPEECH_ABOVE_NOISE_DB = 6.0
ACTIVE_FRAMES = 7  # 0.2 s, the length of a short word


@dataclass(frozen=True, slots=True)
class Measured:
    """A take in numbers. Noise is the 10th percentile of all 30 ms frames, speech the 95th of those 6 dB above the noise."""

    duration_s: float
    peak_dbfs: float
    speech_dbfs: float
    noise_dbfs: float
    clipped_runs: int


def dbfs(amplitude: float) -> float:
    """The level of an amplitude in sample units (32768 = full scale)."""
    import math

    return max(FLOOR_DBFS, 20 * math.log10(amplitude / 32768)) if amplitude > 0 else FLOOR_DBFS


def peak(samples: "Samples") -> int:
    """The largest absolute value; 0 for no samples."""
    return max(int(samples.max()), -int(samples.min())) if len(samples) else 0


def rms(samples: "Samples") -> float:
    """Root of the mean square, without what the sound card adds as a constant."""
    import numpy as np

    return float(np.std(samples.astype(np.float64))) if len(samples) else 0.0


def frame_levels(samples: "Samples", rate_hz: int = RATE_HZ) -> "Levels":
    """The level of each whole 30 ms frame; a shorter sound counts as one frame."""
    import numpy as np

    size = min(len(samples), round(FRAME_S * rate_hz))
    if not size:
        return np.zeros(0)
    frames = samples[: len(samples) // size * size].reshape(-1, size).astype(np.float64)
    amplitudes = frames.std(axis=1)
    return np.asarray(np.maximum(FLOOR_DBFS, 20 * np.log10(np.maximum(amplitudes, 1e-9) / 32768)))


def clipped_runs(samples: "Samples") -> int:
    """Places where the wave stays at full scale for three samples or more."""
    import numpy as np

    full = np.concatenate(([0], (np.abs(samples.astype(np.int32)) >= CLIP_AT).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(full))
    return int(np.count_nonzero(edges[1::2] - edges[::2] >= CLIP_RUN))


def measure(samples: "Samples", rate_hz: int = RATE_HZ) -> Measured:
    """The numbers of a whole take."""
    speech, noise = speech_and_noise(frame_levels(samples, rate_hz))
    return Measured(len(samples) / rate_hz, dbfs(peak(samples)), speech, noise, clipped_runs(samples))


def speech_and_noise(levels: "Levels") -> tuple[float, float]:
    """The level of the speech and that of the room, in dBFS, from the levels of 30 ms frames; both at the floor without any."""
    import numpy as np

    if not len(levels):
        return FLOOR_DBFS, FLOOR_DBFS
    noise = float(np.percentile(levels, 10))
    active = levels[levels >= noise + SPEECH_ABOVE_NOISE_DB]
    # As in P.56, pauses do not count: a short answer in a long take is as loud as it was said.
    return float(np.percentile(active if len(active) >= ACTIVE_FRAMES else levels, 95)), noise


def problems_of(measured: Measured) -> tuple[TakeProblem, ...]:
    """What is wrong with a take, the gravest first; of silent and too quiet only the first that holds."""
    if measured.peak_dbfs <= FLOOR_DBFS:
        return (TakeProblem.DIGITAL_ZERO,)
    if measured.speech_dbfs < SILENT_DBFS:
        return (TakeProblem.SILENT,)
    found = []
    if measured.speech_dbfs < TOO_QUIET_DBFS:
        found.append(TakeProblem.TOO_QUIET)
    if measured.clipped_runs * 60 > CLIP_RUNS_A_MINUTE * max(measured.duration_s, 3.0):
        found.append(TakeProblem.CLIPPED)
    if measured.speech_dbfs - measured.noise_dbfs < NOISY_SNR_DB:
        found.append(TakeProblem.NOISY)
    return tuple(found)


class SignalWatch:
    """Listens along while recording: `hear` a block, then ask what is wrong `now`.

    Digital zero for 2 s means muted, unplugged or denied; no speech for 8 s is longer than anybody thinks before answering;
    clipping and a low level are judged over the last 3 s, so that the warning goes when the rep moves the microphone.
    """

    ZERO_S, SILENT_S, WINDOW_S = 2.0, 8.0, 3.0

    def __init__(self, rate_hz: int = RATE_HZ) -> None:
        self._rate_hz = rate_hz
        self._at_s = 0.0
        self._sound_s = 0.0  # when a sample other than 0 was last heard
        self._speech_s = 0.0  # when something as loud as a voice was last heard
        self._clips: list[float] = []
        self._loud: list[tuple[float, float]] = []

    def hear(self, samples: "Samples") -> None:
        """Take in the next block of about a tenth of a second or less."""
        self._at_s += len(samples) / self._rate_hz
        level = dbfs(rms(samples))
        if peak(samples):
            self._sound_s = self._at_s
        if level >= SILENT_DBFS:
            self._speech_s = self._at_s
            self._loud.append((self._at_s, level))
        if clipped_runs(samples):
            self._clips.append(self._at_s)
        since = self._at_s - self.WINDOW_S
        self._clips = [at for at in self._clips if at >= since]
        self._loud = [(at, loud) for at, loud in self._loud if at >= since]

    def now(self) -> TakeProblem | None:
        """The gravest problem at this moment."""
        if self._at_s - self._sound_s >= self.ZERO_S:
            return TakeProblem.DIGITAL_ZERO
        if self._at_s - self._speech_s >= self.SILENT_S:
            return TakeProblem.SILENT
        if len(self._clips) >= 3:
            return TakeProblem.CLIPPED
        # A few blocks above silence prove nothing; a second of them is somebody speaking too softly.
        if len(self._loud) >= 10 and max(level for _, level in self._loud) < TOO_QUIET_DBFS:
            return TakeProblem.TOO_QUIET
        return None
