"""What the engine needs from the world of sound. The real parts and the fakes both answer to these protocols."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from refcoach.core.attempt import TakeProblem
from refcoach.core.client_line import OWN_PITCH
from refcoach.core.transcript import LiveLine, Transcript

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
    """A finished recording on disk: 16-bit mono PCM WAV. `sound_sha256` as `wav.fingerprint` gives it."""

    path: Path
    duration_s: float
    rate_hz: int
    peak_dbfs: float
    speech_dbfs: float
    problems: tuple[TakeProblem, ...]
    sound_sha256: str = ""


class CaptureListener(Protocol):
    """Hears about a recording from a thread of the capture's own; must return quickly."""

    def level(self, level: Level) -> None: ...

    def sound(self, pcm: bytes) -> None:
        """What was just written to the take, 16 kHz, mono, 16 bit, not one sample more or less; empty when no more comes."""

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


def nobody(so_far: Transcript) -> None:
    """Listens to no words before a take has ended."""


class TakeRecognition(Protocol):
    """Recognises one take while it is spoken. No method but `finish` waits for anything."""

    def feed(self, pcm: bytes) -> None:
        """The next samples of the take's file, 16 kHz, mono, 16 bit; empty when no more comes."""

    def finish(self, path: Path) -> Transcript:
        """The words of the take, now complete at `path`: as many and as exact as `Recogniser.transcribe` would find.

        Only what was not recognised yet is waited for. Raises as `Recogniser.transcribe` does."""

    def abandon(self) -> None:
        """Nobody wants the words any more."""


class Recogniser(Protocol):
    """Turns a 16-bit mono WAV into words with times. No sound, no words."""

    @property
    def engine(self) -> str: ...

    def warm(self) -> None:
        """Load what is needed ahead of the first take; raises ModelError."""

    def transcribe(self, path: Path) -> Transcript:
        """Raises ModelError for the model's faults, AudioError for the file's."""

    def listen(self, on_words: Callable[[Transcript], None] = nobody) -> TakeRecognition:
        """Begin to recognise a take that is about to be spoken.

        `on_words` may hear, from a thread of the recogniser's own, what was recognised so far: a beginning of the final words, or all of
        them once the rep pauses."""


class LiveTake(Protocol):
    """Understands one take while it is spoken, for the rep to see."""

    def feed(self, pcm: bytes) -> None:
        """The next samples of the take, 16 kHz, mono, 16 bit; returns at once. Empty when no more comes."""

    def stop(self) -> tuple[LiveLine, ...]:
        """All that was understood, with times. Waits two seconds at most; raises ModelError when listening failed or takes longer."""


class LiveRecogniser(Protocol):
    """Understands speech word by word at once, less exactly than a `Recogniser`, and keeps hesitations ("um", "uh")."""

    def warm(self) -> None:
        """Load what is needed ahead of the first take; raises ModelError, also where this engine is not installed."""

    def start(self, on_text: Callable[[str], None]) -> LiveTake:
        """Begin with a take. `on_text` hears all text so far, from a thread of the engine's own, whenever it has changed but five
        times a second at most. Raises ModelError."""


class Speaker(Protocol):
    """Makes sound files of the client's lines."""

    def voices(self) -> tuple[Voice, ...]: ...

    def speech_file(self, text: str, voice: str = "", rate_wpm: int = 0, pitch: int = OWN_PITCH, name: str = "") -> Path:
        """The file in which `text` is spoken, from the cache where possible. Raises AudioError.

        `pitch` from 0 to 99, 50 is the voice's own. Where several voices fit, personas of different `name` get different ones, each always
        the same."""

    def recorded_file(self, sources: Sequence[Path]) -> Path:
        """Recordings of a line (WAV, FLAC, OGG), one after another, as a file that can be played. Raises AudioError when one is missing or
        broken."""

    def cancel(self) -> None:
        """End a synthesis that is under way."""
