"""Sounds for the tests of refcoach.speech: noises that are no speech, and comparisons of what was recorded."""

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from refcoach.core.assets import asset
from refcoach.core.attempt import TakeProblem
from refcoach.speech.ports import RATE_HZ, Level
from refcoach.speech.speak import VoiceSpeaker
from refcoach.speech.wav import read_speech, read_wav

Wave = NDArray[np.float64]

EXAMPLE = asset("takes", "ask-after-praise.wav")
EXAMPLE_TEXT = (
    "Thank you, Priya. I am glad the rollout saved your team two days a week. Who do you know among plant managers at food makers "
    "in Ohio, where a line has just stopped twice in a month? Could you put the two of us on a call together, so that they expect me?"
)


def shaped(rng: np.random.Generator, length: int, slope: float) -> Wave:
    """Noise whose amplitude falls with frequency to the power of `slope`: 0 white, 0.5 pink, 1 brown."""
    frequencies = np.fft.rfftfreq(length, 1 / RATE_HZ)
    spectrum = np.fft.rfft(rng.standard_normal(length))
    spectrum[1:] /= (frequencies[1:] / frequencies[1]) ** slope
    return np.fft.irfft(spectrum, length)


def hum(rng: np.random.Generator, length: int) -> Wave:
    """Mains hum with its harmonics."""
    at = np.arange(length) / RATE_HZ
    return np.sum([np.sin(2 * np.pi * 50 * harmonic * at) / harmonic for harmonic in (1, 2, 3, 5, 7)], axis=0)


def clicks(rng: np.random.Generator, length: int) -> Wave:
    """Somebody types: six bursts a second."""
    sound = np.zeros(length)
    for _ in range(length * 6 // RATE_HZ):
        at = int(rng.integers(0, length - 800))
        sound[at : at + 800] += rng.standard_normal(800) * np.exp(-np.arange(800) / 60) * rng.uniform(0.4, 1)
    return sound


def breath(rng: np.random.Generator, length: int) -> Wave:
    """Breathing into the microphone: noise around 1.2 and 3 kHz that swells every three seconds."""
    frequencies = np.fft.rfftfreq(length, 1 / RATE_HZ)
    formants = np.exp(-(((frequencies - 1200) / 900) ** 2)) + 0.2 * np.exp(-(((frequencies - 3000) / 800) ** 2))
    swell = np.maximum(0, np.sin(2 * np.pi * np.arange(length) / RATE_HZ / 3.3)) ** 2
    return np.fft.irfft(np.fft.rfft(rng.standard_normal(length)) * formants, length) * swell


def chords(rng: np.random.Generator, length: int) -> Wave:
    """A piano-like accompaniment: a chord of three notes with overtones every 0.6 s."""
    sound = np.zeros(length)
    for begin in range(0, length, RATE_HZ * 6 // 10):
        at = np.arange(length - begin) / RATE_HZ
        for note_hz in 220 * 2 ** (rng.choice((0, 3, 5, 7, 10, 12), 3, replace=False) / 12):
            sound[begin:] += np.sum([np.sin(2 * np.pi * note_hz * part * at) / part**2 for part in (1, 2, 3, 4)], axis=0) * np.exp(
                -2.5 * at
            )
    return sound


NOISES = {
    "white": lambda rng, length: shaped(rng, length, 0.0),
    "pink": lambda rng, length: shaped(rng, length, 0.5),
    "brown": lambda rng, length: shaped(rng, length, 1.0),
    "hum": hum,
    "clicks": clicks,
    "breath": breath,
    "chords": chords,
}


def at_level(sound: Wave, level_dbfs: float) -> NDArray[np.int16]:
    """`sound` with this root mean square."""
    scaled = sound / np.sqrt(np.mean(sound**2)) * 10 ** (level_dbfs / 20) * 32768
    return np.clip(scaled, -32768, 32767).astype(np.int16)


def tone(frequency_hz: float, length_s: float, rate_hz: int = RATE_HZ, amplitude: float = 16000) -> NDArray[np.int16]:
    """A sine."""
    return (amplitude * np.sin(2 * np.pi * frequency_hz * np.arange(round(length_s * rate_hz)) / rate_hz)).astype(np.int16)


def spoken(speaker: VoiceSpeaker, pieces: Sequence[str], gap_s: float = 0.4, voice: str = "gmw/en-us+m2") -> NDArray[np.int16]:
    """The pieces one after the other in a quiet room, with silence of `gap_s` seconds at both ends and between them."""
    room = at_level(np.random.default_rng(3).standard_normal(round(gap_s * RATE_HZ)), -65)
    parts = [room]
    for piece in pieces:
        sound = read_speech(speaker.speech_file(piece, voice, 140))
        loud = np.flatnonzero(np.abs(sound.astype(int)) > 200)
        parts += [sound[loud[0] : loud[-1] + 1], room]
    return np.concatenate(parts)


def write_pcm(path: Path, samples: NDArray[np.int16], rate_hz: int = RATE_HZ, channels: int = 1) -> Path:
    """Write with the standard library, so that our own writer is not its own witness. Interleaved for two channels."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def likeness(heard: NDArray[np.int16], played: NDArray[np.int16]) -> tuple[float, float]:
    """Correlation of `played` with its place in `heard`, and that place in seconds."""
    size = 1 << (len(heard) + len(played)).bit_length()
    one, other = heard.astype(float), played.astype(float)
    lag = int(np.fft.irfft(np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size)), size)[: len(heard)].argmax())
    piece = one[lag : lag + len(other)]
    return float(np.corrcoef(piece, other[: len(piece)])[0, 1]), lag / RATE_HZ


class Listener:
    """Notes what a capture tells it; `wait_for` waits without guessing how long."""

    def __init__(self) -> None:
        import threading

        self._changed = threading.Condition()
        self.levels: list[Level] = []
        self.problems: list[TakeProblem | None] = []
        self.heard = b""
        self.ended = False
        self.losses: list[tuple[str, str]] = []

    def level(self, level: Level) -> None:
        with self._changed:
            self.levels.append(level)
            self._changed.notify_all()

    def sound(self, pcm: bytes) -> None:
        self.ended = not pcm
        self.heard += pcm

    def problem(self, problem: TakeProblem | None) -> None:
        with self._changed:
            self.problems.append(problem)
            self._changed.notify_all()

    def lost(self, message: str, hint: str) -> None:
        with self._changed:
            self.losses.append((message, hint))
            self._changed.notify_all()

    def wait_for_seconds(self, recorded_s: float, limit_s: float = 20.0) -> bool:
        """Until that much is recorded."""
        with self._changed:
            return self._changed.wait_for(lambda: bool(self.levels) and self.levels[-1].elapsed_s >= recorded_s, limit_s)

    def wait_for_loss(self, limit_s: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: bool(self.losses), limit_s)

    def wait_for_problem(self, problem: TakeProblem | None, limit_s: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: problem in self.problems, limit_s)


def f0_hz(path: Path) -> float:
    """The median fundamental frequency: the highest peak of the autocorrelation of each loud 40 ms, between 60 and 400 Hz."""
    samples, rate_hz = read_wav(path)
    size, found = rate_hz // 25, []
    for at in range(0, len(samples) - size, size // 2):
        piece = samples[at : at + size] * np.hanning(size)
        if np.sqrt(np.mean(piece**2)) < 400:
            continue
        alike = np.fft.irfft(np.abs(np.fft.rfft(piece, 4 * size)) ** 2)[:size]
        shortest, longest = rate_hz // 400, rate_hz // 60
        best = shortest + int(np.argmax(alike[shortest:longest]))
        if alike[best] > 0.4 * alike[0]:
            found.append(rate_hz / best)
    return float(np.median(found))
