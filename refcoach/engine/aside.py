"""A recording that is no take: a sound check, or an answer that is spoken into a trainer's trial run. Nothing of it is logged or kept."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from pathlib import Path

from refcoach.core.errors import AudioError, RefCoachError
from refcoach.engine.coach import problems_of
from refcoach.engine.listener import TakeListener
from refcoach.engine.protocol import SOUND_CHECK, SOUND_CHECK_S, Message
from refcoach.speech.ports import Capture, Level, Recogniser, Recorded

DICTATION = "dictation"
COMMAND = {SOUND_CHECK: "sound_check", DICTATION: "dictate"}
LOST_HINT = "Plug the microphone in again or choose another, then start again."


class Limited(TakeListener):
    """A sound check ends by itself, so that no microphone stays open because somebody went away."""

    def __init__(self, emit: Callable[[Message], None], post: Callable[[Message], None], limit_s: float) -> None:
        super().__init__(emit, post, "")
        self._stop, self._left_s = post, limit_s

    def level(self, level: Level) -> None:
        super().level(level)
        if level.elapsed_s >= self._left_s:
            self._left_s = float("inf")
            self._stop({"cmd": f"stop_{SOUND_CHECK}"})


class Aside:
    """One at a time. `jobs` recognises what was said, where takes are recognised too; its failures go to `fail`."""

    def __init__(
        self,
        capture: Capture,
        recogniser: Recogniser,
        folder: Path,
        emit: Callable[[Message], None],
        post: Callable[[Message], None],
        jobs: Executor,
        fail: Callable[[str, RefCoachError], None],
        limit_s: float = SOUND_CHECK_S,
    ) -> None:
        self._capture, self._recogniser, self._folder, self._jobs = capture, recogniser, folder, jobs
        self._emit, self._post, self._fail, self._limit_s = emit, post, fail, limit_s
        self._kind = ""
        self._number = 0
        self._checked: Recorded | None = None
        for kind in (SOUND_CHECK, DICTATION):  # an engine that was killed has left them
            for path in folder.glob(f"{kind}*.wav"):
                _remove(path)

    @property
    def commands(self) -> Mapping[str, Callable[[Message], None]]:
        """What is done for each command."""
        return {
            f"stop_{SOUND_CHECK}": lambda command: self._end_of(SOUND_CHECK),
            f"forget_{SOUND_CHECK}": lambda command: self.forget(),
            f"stop_{DICTATION}": lambda command: self._end_of(DICTATION),
        }

    @property
    def running(self) -> bool:
        return bool(self._kind)

    @property
    def checked_sound(self) -> Path:
        """What was recorded by the last sound check. Raises AudioError when it is gone."""
        if self._checked is None:
            raise AudioError("The sound check is not there any more.", "Start another one.")
        return self._checked.path

    def begin(self, kind: str, microphone_id: str | None) -> None:
        """Record; levels and signals are events. Raises AudioError without a microphone."""
        self.end(heard=False)
        self.forget()
        # A name of its own: the one before may still be read.
        path = self._folder / f"{kind}-{self._number}.wav"
        limited = kind == SOUND_CHECK
        listener = Limited(self._emit, self._post, self._limit_s) if limited else TakeListener(self._emit, self._post, "")
        microphone = self._capture.start(path, microphone_id, listener)
        self._kind = kind
        self._emit({"event": f"{kind}_started", "microphone": microphone.name})

    def _end_of(self, kind: str) -> None:
        if self._kind == kind:
            self.end()

    def end(self, heard: bool = True) -> None:
        """Stop. What was said is recognised when it is to be `heard`, and told as `dictated` or `sound_check_heard`. Then the file goes:
        at once after a dictation, with `forget` after a sound check, which can be played until then."""
        kind, self._kind = self._kind, ""
        if not kind:
            return
        recorded = self._capture.stop()
        if kind == DICTATION and heard:
            self._jobs.submit(self._write_down, recorded.path)
            return
        if heard:
            self._checked = recorded
            self._jobs.submit(self._hear, recorded, self._number)
        else:
            _remove(recorded.path)
        self._emit({"event": f"{kind}_stopped", "heard": heard})

    def lost(self, message: str) -> None:
        """The microphone is gone in mid-sentence."""
        command = COMMAND[self._kind]
        self.end(heard=False)
        self._fail(command, AudioError(message, LOST_HINT))

    def forget(self) -> None:
        """Delete what the last sound check recorded; its words are not told any more."""
        self._number += 1
        checked, self._checked = self._checked, None
        if checked is not None:
            _remove(checked.path)

    def _hear(self, recorded: Recorded, number: int) -> None:
        try:
            transcript = self._recogniser.transcribe(recorded.path)
        except RefCoachError as error:
            if number == self._number:
                self._fail(f"stop_{SOUND_CHECK}", error)
            return
        except Exception as error:
            if number == self._number:
                self._fail(f"stop_{SOUND_CHECK}", RefCoachError(f"Your words could not be recognised: {error}", "Try again."))
            return
        if number == self._number:
            problems = [str(problem) for problem in problems_of(recorded, transcript)]
            self._emit({"event": f"{SOUND_CHECK}_heard", "text": transcript.text, "problems": problems})

    def _write_down(self, path: Path) -> None:
        try:
            self._emit({"event": "dictated", "text": self._recogniser.transcribe(path).text})
        except RefCoachError as error:
            self._fail("dictate", error)
        except Exception as error:
            self._fail("dictate", RefCoachError(f"Your words could not be recognised: {error}", "Type them instead."))
        finally:
            _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        pass  # Windows keeps a file that is being read; the next engine removes it
