"""Sound without hardware: for tests of everything else, for demonstrations and for machines without sound.

They pass the same contract tests as the real parts (tests/speech/test_contracts.py).
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from refcoach.core.client_line import OWN_PITCH
from refcoach.core.errors import AudioError, RefCoachError
from refcoach.core.transcript import HeardWord, LiveLine, Transcript, transcript_from_words
from refcoach.speech.devices import NO_MICROPHONE
from refcoach.speech.levels import SILENT_DBFS, dbfs, measure, rms
from refcoach.speech.ports import RATE_HZ, CaptureListener, Microphone, Recorded, Voice, nobody
from refcoach.speech.recorded_lines import recorded_sound
from refcoach.speech.take_writer import TakeWriter
from refcoach.speech.voice_cache import VoiceCache
from refcoach.speech.voice_choice import chosen_voice
from refcoach.speech.wav import read_speech, write_wav

if TYPE_CHECKING:
    from refcoach.speech.wav import Samples

BLOCK = RATE_HZ // 20
FAKE_MICROPHONE = Microphone("fake", "Fake microphone", True)
FAKE_VOICES = (Voice("fake-f", "Fay", "en-us", "female"), Voice("fake-m", "Max", "en-gb", "male"))


class FakeCapture:
    """`ports.Capture` that hears a sound file and after it a quiet room. `in_real_time` False: the file arrives at once.

    `earlier` (seconds, pace): all but the last so many seconds come that much faster. `heard_out` is set at the end of the file.
    """

    def __init__(
        self,
        source: Path,
        *,
        in_real_time: bool = False,
        microphones: tuple[Microphone, ...] = (FAKE_MICROPHONE,),
        earlier: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        self.source, self._in_real_time, self._microphones, self._earlier = source, in_real_time, microphones, earlier
        self.heard_out = threading.Event()
        self._writer: TakeWriter | None = None
        self._stopping = threading.Event()
        self._feeder: threading.Thread | None = None

    def microphones(self) -> tuple[Microphone, ...]:
        return self._microphones

    def start(self, path: Path, microphone_id: str | None, listener: CaptureListener) -> Microphone:
        if self._writer is not None:
            raise AudioError("A recording is already under way.", "Stop it first.")
        if not self._microphones:
            raise AudioError(*NO_MICROPHONE)
        samples = read_speech(self.source)
        self._writer = TakeWriter(path, listener)
        self._stopping = threading.Event()
        self._writer.start()
        at = 0
        if not self._in_real_time:
            for at in range(0, len(samples), BLOCK):
                self._writer.feed(_block(samples, at))
            at += BLOCK
        self._feeder = threading.Thread(
            target=self._feed, args=(self._writer, samples, at, self._stopping), name="fake-microphone", daemon=True
        )
        self._feeder.start()
        return next((known for known in self._microphones if known.id == microphone_id), self._microphones[0])

    def stop(self) -> Recorded:
        if self._writer is None or self._feeder is None:
            raise AudioError("Nothing is being recorded.", "Start a recording first.")
        self._stopping.set()
        self._feeder.join()
        writer, self._writer = self._writer, None
        return writer.finish()

    def lose(self, message: str = "The microphone is gone.", hint: str = "Your take so far is kept.") -> None:
        """Pull the plug."""
        if self._writer is not None:
            self._stopping.set()
            self._writer.lose(message, hint)

    def _feed(self, writer: TakeWriter, samples: "Samples", at: int, stopping: threading.Event) -> None:
        last_s, pace = self._earlier
        due_s = time.monotonic()
        while True:
            due_s += BLOCK / RATE_HZ / (pace if at < len(samples) - last_s * RATE_HZ else 1.0)
            if stopping.wait(max(0.0, due_s - time.monotonic())):
                return
            writer.feed(_block(samples, at))
            at += BLOCK
            if at >= len(samples):
                self.heard_out.set()


def _block(samples: "Samples", at: int) -> bytes:
    """The next block of the file; behind its end the faint hiss of a microphone, for digital zero would mean a muted one."""
    import numpy as np

    piece = samples[at : at + BLOCK]
    hiss = np.resize(np.array((3, -2, -1), np.int16), BLOCK - len(piece))
    return np.concatenate((piece, hiss)).astype("<i2").tobytes()


class FakePlayback:
    """`ports.Playback` in silence: a sound lasts as long as it would, divided by `speed`."""

    def __init__(self, speed: float = 50.0, *, has_loudspeaker: bool = True) -> None:
        self._speed, self._has_loudspeaker = speed, has_loudspeaker
        self.played: list[Path] = []
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def play(self, path: Path, from_s: float, on_position: Callable[[float], None], on_finished: Callable[[bool], None]) -> None:
        self.stop()
        if not self._has_loudspeaker:
            raise AudioError("No loudspeaker is connected.", "Plug in headphones.")
        length_s = len(read_speech(path)) / RATE_HZ
        self.played.append(path)
        self._stopping = threading.Event()
        arguments = (length_s, from_s, self._stopping, on_position, on_finished)
        self._thread = threading.Thread(target=self._run, args=arguments, name="fake-playback", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(
        self,
        length_s: float,
        at_s: float,
        stopping: threading.Event,
        on_position: Callable[[float], None],
        on_finished: Callable[[bool], None],
    ) -> None:
        while at_s < length_s:
            if stopping.wait(0.1 / self._speed):
                on_finished(False)
                return
            on_position(at_s)
            at_s += 0.1
        on_finished(True)


class FakeRecogniser:
    """`ports.Recogniser` that hears, in any take with sound in it, the text given for its file name or else `text`."""

    engine = "fake"

    def __init__(self, text: str = "", by_name: Mapping[str, str] | None = None, probability: float = 0.9) -> None:
        self._text, self._by_name, self._probability = text, dict(by_name or {}), probability

    def warm(self) -> None: ...

    def transcribe(self, path: Path) -> Transcript:
        measured = measure(read_speech(path))
        words = self._by_name.get(path.name, self._text).split() if measured.speech_dbfs >= SILENT_DBFS else []
        each_s = measured.duration_s / max(1, len(words))
        heard = (HeardWord(word, n * each_s, (n + 0.8) * each_s, self._probability) for n, word in enumerate(words))
        return transcript_from_words(heard, self.engine)

    def listen(self, on_words: Callable[[Transcript], None] = nobody) -> "FakeTakeRecognition":
        return FakeTakeRecognition(self)


class FakeTakeRecognition:
    """`ports.TakeRecognition` that waits for the whole file."""

    def __init__(self, recogniser: FakeRecogniser) -> None:
        self._recogniser = recogniser

    def feed(self, pcm: bytes) -> None: ...

    def finish(self, path: Path) -> Transcript:
        return self._recogniser.transcribe(path)

    def abandon(self) -> None: ...


class FakeLiveRecogniser:
    """`ports.LiveRecogniser` that understands the next of its words with each half second of sound that is no silence."""

    def __init__(self, text: str = "", failure: RefCoachError | None = None) -> None:
        self._words, self._failure = text.split(), failure

    def warm(self) -> None:
        if self._failure is not None:
            raise self._failure

    def start(self, on_text: Callable[[str], None]) -> "FakeLiveTake":
        self.warm()
        return FakeLiveTake(self._words, on_text)


class FakeLiveTake:
    """One line with all words so far."""

    def __init__(self, words: list[str], on_text: Callable[[str], None]) -> None:
        self._words, self._on_text = words, on_text
        self._loud_s = self._heard_s = 0.0
        self._said = 0

    def feed(self, pcm: bytes) -> None:
        import numpy as np

        block_s = len(pcm) / 2 / RATE_HZ
        self._heard_s += block_s
        if not pcm or dbfs(rms(np.frombuffer(pcm, "<i2"))) < SILENT_DBFS:
            return
        self._loud_s += block_s
        said = min(len(self._words), int(self._loud_s / 0.5))
        if said > self._said:
            self._said = said
            self._on_text(" ".join(self._words[:said]))

    def stop(self) -> tuple[LiveLine, ...]:
        return (LiveLine(" ".join(self._words[: self._said]), 0.0, self._heard_s),) if self._said else ()


class FakeSpeaker:
    """`ports.Speaker` that hums each text, a tenth of a second a word."""

    def __init__(self, folder: Path, voices: tuple[Voice, ...] = FAKE_VOICES) -> None:
        self._folder, self._voices = folder, voices
        self._cache = VoiceCache(folder)
        self.spoken: list[str] = []

    def voices(self) -> tuple[Voice, ...]:
        if not self._voices:
            raise AudioError("The client cannot speak: no speech synthesiser is installed.", "Install one.")
        return self._voices

    def speech_file(self, text: str, voice: str = "", rate_wpm: int = 0, pitch: int = OWN_PITCH, name: str = "") -> Path:
        import hashlib

        import numpy as np

        if not any(character.isalnum() for character in text):
            raise AudioError("There is nothing to say.", "Give the client a line with words in it.")
        voice, pitch = chosen_voice(self.voices(), voice, name, pitch)
        if voice not in ("", *(known.id for known in self.voices())):
            raise AudioError(f"There is no voice “{voice}” on this computer.", "Choose another in the settings.")
        self.spoken.append(text)
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{hashlib.sha256(repr((text, voice, rate_wpm, pitch)).encode()).hexdigest()[:16]}.wav"
        length = RATE_HZ // 10 * len(text.split())
        hum_hz = 220 * 2 ** ((pitch - OWN_PITCH) / 50 + 0.25 * [known.id for known in (*self.voices(), Voice("", "", "", ""))].index(voice))
        write_wav(path, (8000 * np.sin(np.arange(length) * 2 * np.pi * hum_hz / RATE_HZ)).astype(np.int16))
        return path

    def recorded_file(self, sources: Sequence[Path]) -> Path:
        return recorded_sound(self._cache, sources)

    def cancel(self) -> None: ...
