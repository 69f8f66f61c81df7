"""The engine worker as a child process: lines over its pipes, death noticed and answered by a new start."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QProcess, QTimer

from refcoach.engine.protocol import Message, decode, encode
from refcoach.ui.engine_link import EngineLink, EngineState

MAX_LINE_BYTES = 8_000_000  # an hour of words is far less; a flood without a line feed is not the protocol
AWAITED = {
    "record": ("recording_started", "error"),
    "stop": ("recording_stopped", "error"),
    "keep": ("recording_stopped", "error"),
    "sound_check": ("sound_check_started", "error"),
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds. `quick_deaths` within `quick_s` end the attempts to start again."""

    ready_s: float = 20.0
    answer_s: float = 15.0
    bye_s: float = 5.0
    delays_s: tuple[float, ...] = (0.3, 1.0, 2.0)
    quick_deaths: int = 3
    quick_s: float = 30.0


class EngineClient(EngineLink):
    """Keeps one worker process alive until `shut_down`."""

    def __init__(
        self,
        command: Sequence[str],
        error_file: Path | None = None,
        patience: Patience | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._error_file = error_file
        self._patience = patience or Patience()
        self._process: QProcess | None = None
        self._deaths: list[float] = []
        self._awaited: tuple[str, ...] = ()
        self._ready_timer = self._timer(self._kill)
        self._answer_timer = self._timer(self._kill)
        self._bye_timer = self._timer(self._kill)
        self._restart_timer = self._timer(self._launch)

    def _timer(self, action: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(action)
        return timer

    @property
    def pid(self) -> int:
        """The worker's process id, 0 when none runs."""
        return int(self._process.processId()) if self._process is not None else 0

    # --- life -------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        if self._process is None and self._state not in (EngineState.CLOSING,):
            self._become(EngineState.STARTING)
            self._launch()

    def restart(self) -> None:
        self._deaths.clear()  # asked for by the user: not one of the deaths that count
        if self._process is not None:
            self._kill()
        elif self._state is EngineState.GAVE_UP:
            self.start()

    def _launch(self) -> None:
        process = QProcess(self)
        process.setProgram(self._command[0])
        process.setArguments(self._command[1:])
        if self._error_file is None:
            process.setStandardErrorFile(QProcess.nullDevice())
        else:
            process.setStandardErrorFile(str(self._error_file), QProcess.OpenModeFlag.Append)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._start_failed)
        self._process = process
        self._ready_timer.start(round(self._patience.ready_s * 1000))
        process.start()
        self._write({"cmd": "hello"})

    def _start_failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finished()

    def _kill(self) -> None:
        """The worker did not answer in time: what follows is the same as when it dies."""
        if self._process is not None:
            self._process.kill()
        elif self._state is EngineState.CLOSING:
            self._close()

    def _finished(self, *_: object) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        self._drain(process)
        process.deleteLater()
        for timer in (self._ready_timer, self._answer_timer, self._bye_timer):
            timer.stop()
        self._awaited = ()
        if self._state is EngineState.CLOSING:
            self._close()
            return
        self._plan_restart()
        self.died.emit()

    def _plan_restart(self) -> None:
        now = monotonic()
        self._deaths = [at for at in self._deaths if now - at < self._patience.quick_s] + [now]
        if len(self._deaths) >= self._patience.quick_deaths:
            self._become(EngineState.GAVE_UP)
            return
        delay_s = self._patience.delays_s[min(len(self._deaths), len(self._patience.delays_s)) - 1]
        self._become(EngineState.RESTARTING)
        self._restart_timer.start(round(delay_s * 1000))

    def shut_down(self) -> None:
        """Ask the worker to end, which keeps a take under way; it is killed when it has not ended in time."""
        if self._state in (EngineState.CLOSING, EngineState.CLOSED):
            return
        self._restart_timer.stop()
        self._become(EngineState.CLOSING)
        if self._process is None:
            self._close()
            return
        self._write({"cmd": "shutdown"})
        self._bye_timer.start(round(self._patience.bye_s * 1000))

    def _on_bye(self, event: Message) -> None:
        # Nothing is left to keep: a worker that has said this and does not end may be killed soon.
        if self._state is EngineState.CLOSING:
            self._bye_timer.start(min(1000, round(self._patience.bye_s * 1000)))

    def _close(self) -> None:
        self._become(EngineState.CLOSED)
        self.closed.emit()

    # --- lines ------------------------------------------------------------------------------------------------------

    def send(self, command: Message) -> None:
        if not self.serving:
            return
        self._write(command)
        awaited = AWAITED.get(str(command.get("cmd")))
        if awaited:
            self._awaited = awaited
            self._answer_timer.start(round(self._patience.answer_s * 1000))

    def _write(self, command: Message) -> None:
        if self._process is not None:
            self._process.write(encode(command))

    def _read(self) -> None:
        if self._process is not None:
            self._drain(self._process)

    def _drain(self, process: QProcess) -> None:
        # Reading whole lines only: readAll().split() tears lines that arrive in two pieces.
        while process.canReadLine():
            self._take(bytes(process.readLine().data()))
        if process.bytesAvailable() > MAX_LINE_BYTES:
            process.readAllStandardOutput()
            process.kill()

    def _take(self, line: bytes) -> None:
        try:
            event = decode(line)
        except (ValueError, RecursionError):
            print(f"refcoach: the engine wrote something that is no event: {line[:80]!r}", file=sys.stderr)
            return
        name = event.get("event")
        if name == "ready":
            self._ready_timer.stop()
        if name in self._awaited:
            self._awaited = ()
            self._answer_timer.stop()
        self.receive(event)
