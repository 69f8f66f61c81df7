"""What the sound itself says about delivery: the melody of the voice and the stretches without sound.

The fundamental is tracked by YIN: A. de Cheveigné and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music",
Journal of the Acoustical Society of America 111 (2002), with the cumulative mean normalised difference (their equation 8), the
absolute threshold (step 4) and the parabolic interpolation (step 5), here by FFT on blocks of frames.

All of it goes block by block, so that it is the same whether worked out while the take is spoken (sounding_along.py) or afterwards.
"""

from typing import TYPE_CHECKING

from refcoach.core.heard import Sounding, Stretch
from refcoach.speech.levels import FRAME_S, SPEECH_ABOVE_NOISE_DB, frame_levels, speech_and_noise
from refcoach.speech.ports import RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from refcoach.speech.levels import Levels
    from refcoach.speech.wav import Samples

    Track = NDArray[np.float64]

# Voices lie between 65 Hz (a low man) and 400 Hz (a high woman); the first formant begins there, and is cut off.
LOWEST_HZ, HIGHEST_HZ = 65.0, 400.0
CUT_HZ = 900.0
DECIMATE = 4  # 4 kHz hold all that is below 900 Hz with room for the filter
HOP_S = 0.01
WINDOW_S = 0.04  # at least two periods of the lowest voice
PERIODIC = 0.3  # YIN has 0.1 for clean sound; the shipped take keeps 55 % voiced frames with it, and 45 % at 10 dB of white noise
STEADY_ST = 2.0  # a voice moves less than two semitones in 10 ms; more is another octave or no voice
AROUND_ST = 11.0  # further from the median than nearly an octave: a doubled or halved period
BELOW_SPEECH_DB = 25.0
LEAST_VOICED_S = 2.0
BLOCK_FRAMES = 512  # 5 s at a time: little memory, and little left to do when a take ends
SIDE = 60  # samples on either side of one that its low-pass needs
QUIET_S = 0.3  # shorter ones are closures of consonants
# In samples at 4 kHz: the step, the window, and the longest period.
HOP, WINDOW, LONGEST = (int(length_s * RATE_HZ / DECIMATE + 1e-6) for length_s in (HOP_S, WINDOW_S, 1 / LOWEST_HZ))


def sounding(samples: "Samples") -> Sounding:
    """What 16 kHz mono samples say about delivery."""
    heard = SoundingBlocks()
    heard.add(samples)
    return heard.end()


def pitch_sd_st(samples: "Samples") -> float | None:
    """Standard deviation of the fundamental in semitones; None with too little voiced speech to tell."""
    return _spread_st(pitch_track(samples))


def pitch_track(samples: "Samples") -> "Track":
    """The fundamental in Hz every 10 ms; 0 where there is no steady voice."""
    melody = Melody()
    melody.add(samples)
    return melody.end()


def quiet_stretches(samples: "Samples") -> tuple[Stretch, ...]:
    """Where the level stays near the take's own noise for at least 0.3 s; its beginning and end count too."""
    levels = frame_levels(samples)
    return _quiet(levels, *speech_and_noise(levels))


class SoundingBlocks:
    """Melody and silences of a take that comes in pieces of any length."""

    def __init__(self) -> None:
        self._melody = Melody()
        self._rest: list[Samples] = []
        self._levels: list[Levels] = []

    def add(self, samples: "Samples") -> None:
        """The next samples, 16 kHz mono."""
        import numpy as np

        self._melody.add(samples)
        frame = round(FRAME_S * RATE_HZ)
        whole = np.concatenate((*self._rest, samples))
        count = len(whole) // frame * frame
        if count:
            self._levels.append(frame_levels(whole[:count]))
        self._rest = [whole[count:]]

    def end(self) -> Sounding:
        """The sums of it all; nothing may be added afterwards."""
        import numpy as np

        if not self._levels:  # shorter than one frame
            self._levels.append(frame_levels(np.concatenate((*self._rest, np.zeros(0, np.int16)))))
        levels = np.concatenate(self._levels)
        speech, noise = speech_and_noise(levels)
        return Sounding(_spread_st(self._melody.end()), _quiet(levels, speech, noise), speech - noise)


class Melody:
    """Follows the fundamental of a voice that comes in pieces of any length."""

    def __init__(self) -> None:
        import numpy as np

        self._sound = np.zeros(SIDE)  # before the first sample there is silence
        self._pieces: list[tuple[Track, Track]] = []

    def add(self, samples: "Samples") -> None:
        """The next samples, 16 kHz mono."""
        import numpy as np

        self._sound = np.concatenate((self._sound, samples))
        while self._frames() >= BLOCK_FRAMES:
            self._follow(BLOCK_FRAMES)

    def end(self) -> "Track":
        """As `pitch_track`; nothing may be added afterwards."""
        import numpy as np

        self.add(np.zeros(SIDE, np.int16))
        self._follow(self._frames())
        track, loud = (np.concatenate(parts) for parts in zip(*self._pieces, strict=True))
        voiced = loud[track > 0]
        if not len(voiced):
            return track
        track[loud < np.percentile(voiced, 95) - BELOW_SPEECH_DB] = 0
        return _steady(track)

    def _frames(self) -> int:
        """How many whole frames wait."""
        decimated = (len(self._sound) - 2 * SIDE + DECIMATE - 1) // DECIMATE
        return max(0, (decimated - WINDOW - LONGEST) // HOP + 1)

    def _follow(self, count: int) -> None:
        """Work through the next `count` frames: their fundamental, and their level in dB."""
        import numpy as np

        if not count:
            self._pieces.append((np.zeros(0), np.zeros(0)))
            return
        needed = (HOP * (count - 1) + WINDOW + LONGEST - 1) * DECIMATE + 1 + 2 * SIDE
        sound = _low_passed(self._sound[:needed])[::DECIMATE]
        frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW + LONGEST)[::HOP][:count]
        loud = 10 * np.log10(np.maximum(1e-9, frames.var(axis=1)))
        self._pieces.append((_yin(frames), loud))
        self._sound = self._sound[count * HOP * DECIMATE :]


def _spread_st(track: "Track") -> float | None:
    """Standard deviation of a track in semitones; None with too little voice in it."""
    import numpy as np

    voiced = 12 * np.log2(track[track > 0])
    if len(voiced) * HOP_S < LEAST_VOICED_S:
        return None
    near = voiced[np.abs(voiced - np.median(voiced)) <= AROUND_ST]
    return float(near.std())


def _low_passed(sound: "Track") -> "Track":
    """Without what lies above the fundamental's range: a Hamming-windowed sinc of 8 ms, which costs `SIDE` samples on either side."""
    import numpy as np

    taps = np.arange(-SIDE, SIDE + 1)
    kernel = np.sinc(2 * CUT_HZ / RATE_HZ * taps) * np.hamming(len(taps))
    return np.convolve(sound, kernel / kernel.sum(), "valid")


def _yin(frames: "Track") -> "Track":
    """The fundamental of each frame of `WINDOW` + `LONGEST` samples, 0 where it is not periodic."""
    import numpy as np

    window, longest, rate_hz = WINDOW, LONGEST, RATE_HZ // DECIMATE
    frames = frames - frames.mean(axis=1, keepdims=True)
    size = 1 << (window + longest).bit_length()
    spectrum = np.fft.rfft(frames, size)
    correlation = np.fft.irfft(spectrum * np.conj(np.fft.rfft(frames[:, :window], size)), size)[:, : longest + 1]
    power = np.concatenate((np.zeros((len(frames), 1)), np.cumsum(frames**2, axis=1)), axis=1)
    energy = power[:, window : window + longest + 1] - power[:, : longest + 1]
    difference = np.maximum(0.0, energy[:, :1] + energy - 2 * correlation)
    lags = np.arange(1, longest + 1)
    normal = np.ones_like(difference)
    normal[:, 1:] = difference[:, 1:] * lags / np.maximum(1e-9, np.cumsum(difference[:, 1:], axis=1))
    shortest = int(rate_hz / HIGHEST_HZ)
    inner = normal[:, shortest:longest]
    dip = (inner <= normal[:, shortest - 1 : longest - 1]) & (inner < normal[:, shortest + 1 : longest + 1]) & (inner < PERIODIC)
    at = dip.argmax(axis=1) + shortest
    rows = np.arange(len(frames))
    left, middle, right = (normal[rows, np.clip(at + step, 0, longest)] for step in (-1, 0, 1))
    curve = left - 2 * middle + right
    shift = np.where(curve > 1e-12, 0.5 * (left - right) / np.maximum(curve, 1e-12), 0.0)
    return np.where(dip.any(axis=1), rate_hz / (at + np.clip(shift, -0.5, 0.5)), 0.0)


def _steady(track: "Track") -> "Track":
    """Only frames that go on from the one before or into the next: voice, and no chance."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        step = np.abs(12 * np.diff(np.log2(track)))
    near = np.concatenate(([False], np.nan_to_num(step, nan=np.inf) < STEADY_ST, [False]))
    return np.where(near[1:] & near[:-1], track, 0.0)


def _quiet(levels: "Levels", speech: float, noise: float) -> tuple[Stretch, ...]:
    """The stretches of at least 0.3 s whose 30 ms frames stay near the noise."""
    import numpy as np

    # Midway between noise and speech in a noisy take, and never so low that breath counts as sound in a clean one.
    least = max(noise + SPEECH_ABOVE_NOISE_DB, speech - BELOW_SPEECH_DB - 5)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (levels < least).astype(np.int8), [0]))))
    pairs = zip(edges[::2] * FRAME_S, edges[1::2] * FRAME_S, strict=True)
    return tuple((float(start), float(end)) for start, end in pairs if end - start >= QUIET_S)
