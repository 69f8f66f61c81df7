"""What keeps the window's process honest: failures are written down, objects of Qt are collected in its own thread."""

import faulthandler
import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler

MAX_LOG_BYTES = 1_000_000
COLLECT_MS = 500


def open_error_log(path: Path) -> TextIO:
    """The file that failures go to, started anew when it has grown too large; readable by its owner alone."""
    if path.exists() and path.stat().st_size > MAX_LOG_BYTES:
        path.replace(path.with_suffix(".old.log"))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.fdopen(descriptor, "a", encoding="utf-8", buffering=1)


class Guards(QObject):
    """Installed for the life of the application; `remove` puts everything back."""

    def __init__(self, log: TextIO, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._collector = QTimer(self)
        self._collector.setInterval(COLLECT_MS)
        self._collector.timeout.connect(self.collect)

    def install(self) -> None:
        faulthandler.enable(self._log)
        sys.excepthook = self._excepthook
        threading.excepthook = self._thread_excepthook
        qInstallMessageHandler(self._qt_message)
        # The cyclic collector may run in any thread and would delete Qt's objects there.
        gc.disable()
        self._collector.start()

    def remove(self) -> None:
        self._collector.stop()
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        faulthandler.disable()
        gc.enable()

    def collect(self) -> None:
        """Collect the generations that are due, as the interpreter itself would. The timer also lets Python see signals."""
        due = [
            generation for generation, (now, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if now > limit > 0
        ]
        if due:
            gc.collect(due[-1])

    def _write(self, words: str) -> None:
        self._log.write(words if words.endswith("\n") else words + "\n")
        print(words.rstrip("\n"), file=sys.stderr)

    def _excepthook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._write("".join(traceback.format_exception(kind, error, trace)))

    def _thread_excepthook(self, failure: threading.ExceptHookArgs) -> None:
        self._write("".join(traceback.format_exception(failure.exc_type, failure.exc_value, failure.exc_traceback)))

    def _qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg:
            self._write(f"Qt: {message}")


def close_on_signals(close: Callable[[], object]) -> None:
    """SIGINT and SIGTERM close the window as its close button does."""

    def on_signal(number: int, frame: FrameType | None) -> None:
        QTimer.singleShot(0, close)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
