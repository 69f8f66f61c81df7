"""Searches all months of the log in the background, the newest first; what is found comes month by month."""

import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from refcoach.core.attempt import Attempt
from refcoach.ui.background import Background
from refcoach.ui.desk import DeskLike

MOST_FOUND = 300  # more is no help: another word is


class LogSearch(QObject):
    """One search at a time; a new one, or `stop`, ends the one before, which is then not heard of again.

    `found` tells attempts, `at_month` which month is being read, `ended` an error's words or nothing.
    """

    found = Signal(object)
    at_month = Signal(str)
    ended = Signal(str)

    _came = Signal(int, object)
    _reached = Signal(int, str)

    def __init__(self, desk: DeskLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = Background(self)
        self._stopped = threading.Event()
        self._number = 0
        self._running = False
        self._came.connect(lambda number, attempts: self._pass_on(number, lambda: self.found.emit(attempts)))
        self._reached.connect(lambda number, month: self._pass_on(number, lambda: self.at_month.emit(month)))

    @property
    def running(self) -> bool:
        return self._running

    def start(self, phrases: Sequence[str], scenario: str = "") -> None:
        """`scenario` empty = all."""
        self.stop()
        self._number += 1
        number, stopped = self._number, threading.Event()
        self._stopped, self._running = stopped, True
        self._background.run(
            lambda: self._look(number, stopped, tuple(phrases), scenario),
            lambda _: self._end(number, ""),
            lambda error: self._end(number, f"{error.message} {error.hint}".strip()),
        )

    def stop(self) -> None:
        self._stopped.set()
        self._number += 1
        self._running = False

    def finish(self) -> None:
        """Stop, and wait for the month under way; for closing."""
        self.stop()
        self._background.finish()

    def _look(self, number: int, stopped: threading.Event, phrases: tuple[str, ...], scenario: str) -> None:
        count = 0
        for month in reversed(self._desk.months()):
            if stopped.is_set() or count >= MOST_FOUND:
                return
            self._tell(lambda month=month: self._reached.emit(number, month))  # type: ignore[misc]
            said = [attempt for attempt in self._desk.said(month, phrases) if scenario in ("", attempt.scenario)][: MOST_FOUND - count]
            count += len(said)
            if said:
                whole = self._with_first(said, month)
                self._tell(lambda whole=whole: self._came.emit(number, whole))  # type: ignore[misc]

    def _with_first(self, said: Sequence[Attempt], month: str) -> list[Attempt]:
        """What was said again alone stands with its attempt."""
        known = {attempt.attempt_id: attempt for attempt in said}
        for part in said:
            if part.part_of and part.part_of not in known:
                first = self._desk.attempt(part.part_of, month)
                if first is not None:
                    known[first.attempt_id] = first
        return list(known.values())

    def _tell(self, emit: Callable[[], object]) -> None:
        try:
            emit()
        except RuntimeError:
            pass  # the window is gone

    def _pass_on(self, number: int, emit: Callable[[], object]) -> None:
        if number == self._number:
            emit()

    def _end(self, number: int, trouble: str) -> None:
        if number == self._number:
            self._running = False
            self.ended.emit(trouble)
