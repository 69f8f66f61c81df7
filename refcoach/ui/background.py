"""Work that would hold the window up, on a thread of its own; the answer comes back on the window's thread."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from refcoach.core.errors import RefCoachError

AGAIN_AFTER_MS = 500  # a page reads again so long after an attempt was logged, for several come one after another


class Background(QObject):
    """Does one job after another. An expected failure goes to the job's `failed`; anything else is raised on the window's thread."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[RefCoachError], None]]] = []
        self._thread: threading.Thread | None = None
        self._ended.connect(self._hand_over)

    @property
    def busy(self) -> bool:
        return self._thread is not None

    def run(self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[RefCoachError], None]) -> None:
        """`job` must touch no widget."""
        self._waiting.append((job, done, failed))
        self._next()

    def finish(self) -> None:
        """Wait for the job under way, drop those that wait; for closing."""
        self._waiting = self._waiting[:1] if self._thread is not None else []
        if self._thread is not None:
            self._thread.join()

    def _next(self) -> None:
        if self._thread is None and self._waiting:
            self._thread = threading.Thread(target=self._work, args=(self._waiting[0][0],), name="packs", daemon=True)
            self._thread.start()

    def _work(self, job: Callable[[], Any]) -> None:
        try:
            answer = job()
        except Exception as error:
            answer = error
        try:
            self._ended.emit(answer)
        except RuntimeError:
            pass  # the window is gone

    def _hand_over(self, answer: Any) -> None:
        self._thread = None
        _, done, failed = self._waiting.pop(0)
        self._next()
        if isinstance(answer, RefCoachError):
            failed(answer)
        elif isinstance(answer, Exception):
            raise answer
        else:
            done(answer)
