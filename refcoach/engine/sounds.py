"""What the loudspeaker does: the client's lines and the rep's takes, one sound at a time; and a take drawn."""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from refcoach.core.client_line import ClientLine
from refcoach.core.errors import AudioError, RefCoachError
from refcoach.engine.protocol import Message
from refcoach.speech.ports import Playback, Speaker

Fail = Callable[[str, RefCoachError], None]
FindRecordings = Callable[[str, Sequence[str]], tuple[Path, ...]]
"""The paths of files in the folder lines/ of a pack; raises RefCoachError when there is no such pack or file."""


def nothing_recorded(pack: str, files: Sequence[str]) -> tuple[Path, ...]:
    """For where packs are not to be had."""
    raise AudioError("There is no recording.", "")


class Sounds:
    """A new sound, or `stop`, ends the one before; its late events are recognised by number and dropped."""

    def __init__(
        self, speaker: Speaker, playback: Playback, emit: Callable[[Message], None], recordings: FindRecordings = nothing_recorded
    ) -> None:
        self._speaker, self._playback, self._emit, self._recordings = speaker, playback, emit, recordings
        self._told: set[tuple[str, tuple[str, ...]]] = set()
        self._voices = ThreadPoolExecutor(1, "voice")
        self._drawings = ThreadPoolExecutor(1, "waveform")
        self._lock = threading.Lock()
        self._number = 0
        self._finish: Callable[[bool], None] | None = None

    @property
    def commands(self) -> Mapping[str, Callable[[Message], None]]:
        """What is done for each command."""
        return {"voices": lambda command: self._tell_voices()}

    @property
    def busy(self) -> bool:
        return self._finish is not None

    def _tell_voices(self) -> None:
        """All voices that can be chosen. Raises AudioError when there is none."""
        self._emit({"event": "voices", "voices": [asdict(voice) for voice in self._speaker.voices()]})

    def voice_trouble(self) -> tuple[str, str]:
        """Why no voice can speak, and the remedy; two empty strings when all is well."""
        try:
            voices = self._speaker.voices()
        except RefCoachError as error:
            return error.message, error.hint
        return ("", "") if voices else ("This computer has no voice.", "Install one in the system's speech settings.")

    def _begin(self, finish: Callable[[bool], None]) -> int:
        self.stop()
        with self._lock:
            self._number += 1
            self._finish = finish
            return self._number

    def _end(self, number: int, completed: bool) -> None:
        with self._lock:
            if number != self._number or self._finish is None:
                return
            finish, self._finish = self._finish, None
        finish(completed)

    def stop(self) -> None:
        """End whatever sounds or is about to."""
        with self._lock:
            finish, self._finish = self._finish, None
            self._number += 1
        if finish is not None:
            self._speaker.cancel()
            self._playback.stop()
            finish(False)

    def speak(self, line: ClientLine, fail: Fail) -> None:
        """Say a line; `speech_started` comes when it sounds, `speech_finished` at its end. A broken recording is told once."""
        text = line.text
        number = self._begin(lambda completed: self._emit({"event": "speech_finished", "text": text, "completed": completed}))

        def work() -> None:
            try:
                if number != self._number:
                    return
                path = self._sound_of(line, self._tell_broken)
                if number != self._number:
                    return
                self._emit({"event": "speech_started", "text": text})
                self._playback.play(path, 0.0, lambda position_s: None, lambda completed: self._end(number, completed))
            except RefCoachError as error:
                if number == self._number:
                    fail("speak", error)
                    self._end(number, False)
            except Exception as error:
                fail("speak", AudioError(f"The client's voice failed: {error}", "The line stays on screen; run: refcoach doctor"))
                self._end(number, False)

        self._voices.submit(work)

    def prepare(self, line: ClientLine) -> None:
        """Synthesise or convert ahead into the cache; a failure shows when the line is spoken."""
        self._voices.submit(self._try_to_prepare, line)

    def _try_to_prepare(self, line: ClientLine) -> None:
        try:
            self._sound_of(line, lambda line, error: None)
        except RefCoachError:
            pass

    def _sound_of(self, line: ClientLine, on_broken: Callable[[ClientLine, RefCoachError], None]) -> Path:
        """The recording of a line, or else its synthesis."""
        if line.files:
            try:
                return self._speaker.recorded_file(self._recordings(line.pack, line.files))
            except RefCoachError as error:
                on_broken(line, error)
        return self._speaker.speech_file(line.text, line.voice, line.rate_wpm, line.pitch, line.name)

    def _tell_broken(self, line: ClientLine, error: RefCoachError) -> None:
        if (line.pack, line.files) not in self._told:
            self._told.add((line.pack, line.files))
            message = f"A recorded line of the client cannot be played: {error.message}"
            self._emit({"event": "notice", "message": message, "hint": "It is spoken by the computer's voice instead."})

    def play(self, attempt_id: str, path: Path, from_s: float) -> None:
        """Play a take; raises AudioError when there is no loudspeaker."""
        mark = {"attempt_id": attempt_id}
        number = self._begin(lambda completed: self._emit({"event": "playback_finished", **mark, "completed": completed}))

        def at(position_s: float) -> None:
            if number == self._number:
                self._emit({"event": "position", **mark, "position_s": position_s})

        try:
            self._playback.play(path, from_s, at, lambda completed: self._end(number, completed))
        except RefCoachError:
            self._end(number, False)
            raise
        self._emit({"event": "playback_started", **mark})

    def draw(self, attempt_id: str, find: Callable[[], Path], fail: Callable[[RefCoachError], None]) -> None:
        """Tell a take's outline; `find` gives its file and may raise RefCoachError."""
        self._drawings.submit(self._draw, attempt_id, find, fail)

    def _draw(self, attempt_id: str, find: Callable[[], Path], fail: Callable[[RefCoachError], None]) -> None:
        from refcoach.speech.peaks import peaks

        try:
            drawn, duration_s = peaks(find())
        except RefCoachError as error:
            fail(error)
        except Exception as error:
            fail(AudioError(f"The take could not be drawn: {error}", "It can be played all the same."))
        else:
            self._emit({"event": "waveform", "attempt_id": attempt_id, "peaks": drawn, "duration_s": round(duration_s, 3)})

    def close(self) -> None:
        self.stop()
        for pool in (self._voices, self._drawings):
            pool.shutdown(wait=False, cancel_futures=True)
