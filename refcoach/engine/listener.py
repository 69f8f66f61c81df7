"""What the capture hears, as events for the window and commands for the worker itself."""

from collections.abc import Callable
from dataclasses import asdict

from refcoach.core.attempt import TakeProblem
from refcoach.engine.hearing import Hearing
from refcoach.engine.protocol import Message
from refcoach.speech.ports import Level

SPEECH_DBFS = -45.0  # a tenth of a second above this is taken for speech when a pause shall end the take


class TakeListener:
    """`emit` hears levels and signals; `post` gets a command when the device is lost or the rep pauses for `pause_s` (0 = never).

    `hearing` gets the sound itself; a sound check has none.
    """

    def __init__(
        self,
        emit: Callable[[Message], None],
        post: Callable[[Message], None],
        frame_id: str,
        pause_s: float = 0.0,
        hearing: Hearing | None = None,
    ) -> None:
        self._emit, self._post, self._frame_id, self._pause_s, self._hearing = emit, post, frame_id, pause_s, hearing
        self._spoke_s: float | None = None

    def level(self, level: Level) -> None:
        self._emit({"event": "level", **asdict(level)})
        if level.rms_dbfs > SPEECH_DBFS:
            self._spoke_s = level.elapsed_s
        elif self._pause_s and self._spoke_s is not None and level.elapsed_s - self._spoke_s > self._pause_s:
            self._spoke_s = None
            self._post({"cmd": "stop"})

    def sound(self, pcm: bytes) -> None:
        if self._hearing is not None:
            self._hearing.sound(pcm)

    def problem(self, problem: TakeProblem | None) -> None:
        self._emit({"event": "signal", "problem": problem})

    def lost(self, message: str, hint: str) -> None:
        self._post({"cmd": "_lost", "attempt_id": self._frame_id, "message": message, "hint": hint})
