"""What the sound itself says about delivery: the melody of the voice and the stretches without sound.

The fundamental is tracked by YIN: A. de Cheveigné and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music",
Journal of the Acoustical Society of America 111 (2002), with the cumulative mean normalised difference (their equation 8), the
absolute threshold (step 4) and the parabolic interpolation (step 5), here by FFT on blocks of frames.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcoach.core.delivery import Stretch
from refcoach.speech.levels import FRAME_S, SPEECH_ABOVE_NOISE_DB, frame_levels, measure
from refcoach.speech.ports import RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
BLOCK_FRAMES = 4096  # 41 s at a time keep the memory small
QUIET_S = 0.3  # shorter ones are closures of consonants


@dataclass(frozen=True, slots=True)
class Sounding:
    """`pitch_sd_st`: standard deviation of the fundamental in semitones, None with under two seconds of voice; `quiet`: the
    stretches without sound, in seconds."""

    pitch_sd_st: float | None
    quiet: tuple[Stretch, ...]


def sounding(samples: "Samples") -> Sounding:
    """Melody and silences of 16 kHz mono samples."""
    return Sounding(pitch_sd_st(samples), quiet_stretches(samples))


def pitch_sd_st(samples: "Samples") -> float | None:
    """Standard deviation of the fundamental in semitones; None with too little voiced speech to tell."""
    import numpy as np

    track = pitch_track(samples)
    voiced = 12 * np.log2(track[track > 0])
    if len(voiced) * HOP_S < LEAST_VOICED_S:
        return None
    near = voiced[np.abs(voiced - np.median(voiced)) <= AROUND_ST]
    return float(near.std())


def pitch_track(samples: "Samples") -> "Track":
    """The fundamental in Hz every 10 ms; 0 where there is no steady voice."""
    import numpy as np

    rate_hz = RATE_HZ // DECIMATE
    sound = _low_passed(samples.astype(np.float64))[::DECIMATE]
    hop, window, longest = round(HOP_S * rate_hz), round(WINDOW_S * rate_hz), int(rate_hz / LOWEST_HZ)
    count = (len(sound) - window - longest) // hop + 1
    if count <= 0:
        return np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(sound, window + longest)[::hop][:count]
    pieces = [_yin(frames[at : at + BLOCK_FRAMES], window, longest, rate_hz) for at in range(0, count, BLOCK_FRAMES)]
    track = np.concatenate(pieces)
    loud = 10 * np.log10(np.maximum(1e-9, frames[:, : window + longest].var(axis=1)))
    voiced = loud[track > 0]
    if not len(voiced):
        return track
    track[loud < np.percentile(voiced, 95) - BELOW_SPEECH_DB] = 0
    return _steady(track)


def _low_passed(sound: "Track") -> "Track":
    """Without what lies above the fundamental's range: a Hamming-windowed sinc of 5 ms."""
    import numpy as np

    taps = np.arange(-60, 61)
    kernel = np.sinc(2 * CUT_HZ / RATE_HZ * taps) * np.hamming(len(taps))
    return np.convolve(sound, kernel / kernel.sum(), "same") if len(sound) > len(taps) else np.zeros(0)


def _yin(frames: "Track", window: int, longest: int, rate_hz: int) -> "Track":
    """The fundamental of each frame of `window` + `longest` samples, 0 where it is not periodic."""
    import numpy as np

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


def quiet_stretches(samples: "Samples") -> tuple[Stretch, ...]:
    """Where the level stays near the take's own noise for at least 0.3 s; its beginning and end count too."""
    import numpy as np

    levels, measured = frame_levels(samples), measure(samples)
    if not len(levels):
        return ()
    # Midway between noise and speech in a noisy take, and never so low that breath counts as sound in a clean one.
    least = max(measured.noise_dbfs + SPEECH_ABOVE_NOISE_DB, measured.speech_dbfs - BELOW_SPEECH_DB - 5)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (levels < least).astype(np.int8), [0]))))
    pairs = zip(edges[::2] * FRAME_S, edges[1::2] * FRAME_S, strict=True)
    return tuple((float(start), float(end)) for start, end in pairs if end - start >= QUIET_S)
