"""What the engine needs from the world of sound. The real parts and the fakes both answer to these protocols."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from refcoach.core.attempt import TakeProblem
from refcoach.core.transcript import Transcript

RATE_HZ = 16_000  # recognisers want 16 kHz; recording at it avoids resampling with aliases


@dataclass(frozen=True, slots=True)
class Microphone:
    """An input device: `id` is stable across starts, `name` is what the system's own settings call it."""

    id: str
    name: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the system's synthesiser. `gender` is "female", "male" or empty when unknown."""

    id: str
    name: str
    language: str
    gender: str


@dataclass(frozen=True, slots=True)
class Level:
    """The sound level of the last tenth of a second, in dB relative to full scale; digital zero reads -120."""

    elapsed_s: float
    peak_dbfs: float
    rms_dbfs: float


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finished recording on disk: 16-bit mono PCM WAV."""

    path: Path
    duration_s: float
    rate_hz: int
    peak_dbfs: float
    speech_dbfs: float
    problems: tuple[TakeProblem, ...]


class CaptureListener(Protocol):
    """Hears about a recording from a thread of the capture's own; must return quickly."""

    def level(self, level: Level) -> None: ...

    def problem(self, problem: TakeProblem | None) -> None:
        """Something is wrong with the sound right now, or (None) no longer is."""

    def lost(self, message: str, hint: str) -> None:
        """The device is gone or gives no more sound; the take so far is safe, `stop` returns it."""


class Capture(Protocol):
    """Records from one microphone at a time."""

    def microphones(self) -> tuple[Microphone, ...]: ...

    def start(self, path: Path, microphone_id: str | None, listener: CaptureListener) -> Microphone:
        """Begin to write to `path`; None = the system's default. Raises AudioError when no microphone can be opened."""

    def stop(self) -> Recorded:
        """End the recording, complete the file on disk and describe it."""


class Playback(Protocol):
    """Plays one file at a time; starting another stops the first."""

    def play(self, path: Path, from_s: float, on_position: Callable[[float], None], on_finished: Callable[[bool], None]) -> None:
        """`on_position` hears seconds about ten times a second; `on_finished` hears True at the end, False when stopped."""

    def stop(self) -> None: ...


class Recogniser(Protocol):
    """Turns a 16-bit mono WAV into words with times. No sound, no words."""

    @property
    def engine(self) -> str: ...

    def warm(self) -> None:
        """Load what is needed ahead of the first take; raises ModelError."""

    def transcribe(self, path: Path) -> Transcript:
        """Raises ModelError for the model's faults, AudioError for the file's."""


class Speaker(Protocol):
    """Makes sound files of the client's lines."""

    def voices(self) -> tuple[Voice, ...]: ...

    def speech_file(self, text: str, voice: str = "", rate_wpm: int = 0) -> Path:
        """The file in which `text` is spoken, from the cache where possible. Raises AudioError."""

    def cancel(self) -> None:
        """End a synthesis that is under way."""
