"""A recording that is no take: a sound check, or an answer that is spoken into a trainer's trial run. Nothing of it is logged or kept."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

from refcoach.core.errors import RefCoachError
from refcoach.engine.listener import TakeListener
from refcoach.engine.protocol import Message
from refcoach.speech.ports import Capture, Recogniser

SOUND_CHECK, DICTATION = "sound_check", "dictation"


class Aside:
    """One at a time. `jobs` recognises what was dictated, where takes are recognised too; its failures go to `fail`."""

    def __init__(
        self,
        capture: Capture,
        recogniser: Recogniser,
        folder: Path,
        emit: Callable[[Message], None],
        post: Callable[[Message], None],
        jobs: Executor,
        fail: Callable[[str, RefCoachError], None],
    ) -> None:
        self._capture, self._recogniser, self._folder, self._jobs = capture, recogniser, folder, jobs
        self._emit, self._post, self._fail = emit, post, fail
        self._kind = ""

    @property
    def running(self) -> bool:
        return bool(self._kind)

    def begin(self, kind: str, microphone_id: str | None) -> None:
        """Record; levels and signals are events. Raises AudioError without a microphone."""
        self.end(heard=False)
        self._capture.start(self._folder / f"{kind}.wav", microphone_id, TakeListener(self._emit, self._post, ""))
        self._kind = kind
        self._emit({"event": f"{kind}_started"})

    def end(self, heard: bool = True) -> None:
        """Stop; what was dictated is recognised when it is to be `heard`, and told as `dictated`. Then the file goes."""
        kind, self._kind = self._kind, ""
        if not kind:
            return
        path = self._capture.stop().path
        if kind == DICTATION and heard:
            self._jobs.submit(self._recognise, path)
            return
        path.unlink(missing_ok=True)
        self._emit({"event": f"{kind}_stopped"})

    def _recognise(self, path: Path) -> None:
        try:
            self._emit({"event": "dictated", "text": self._recogniser.transcribe(path).text})
        except RefCoachError as error:
            self._fail("dictate", error)
        except Exception as error:
            self._fail("dictate", RefCoachError(f"Your words could not be recognised: {error}", "Type them instead."))
        finally:
            path.unlink(missing_ok=True)
