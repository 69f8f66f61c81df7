"""The status line above the pages: what needs the user now, and what the button beside it does."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.attempt import Attempt
from refcoach.ui.drill import LiveDrill, Phase
from refcoach.ui.engine_link import EngineLink, EngineState
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.banner import Status, StatusBanner
from refcoach.ui.widgets.basics import column
from refcoach.ui.words import clock_words, count


class StatusLine(QWidget):
    """Takes no room while there is nothing to say. `take_wanted` follows a click that asks for a recovered take, with whether it is to be
    checked at once."""

    take_wanted = Signal(object, bool)

    def __init__(self, theme: Theme, engine: EngineLink, drill: LiveDrill) -> None:
        super().__init__()
        self._engine, self._drill = engine, drill
        self._recovered: list[Attempt] = []
        self._notices: list[tuple[str, str]] = []
        self._died = False
        self._closing = False
        self.banner = StatusBanner(theme)
        column(self, (24, 16, 24, 0)).addWidget(self.banner)
        self.hide()
        self.banner.acted.connect(self._act)
        drill.changed.connect(self.refresh)
        engine.state_changed.connect(self.refresh)
        engine.died.connect(self._engine_died)
        engine.take_recovered.connect(self._take_recovered)
        engine.attempt_logged.connect(self._attempt_logged)
        engine.noticed.connect(self.tell)

    def tell(self, message: str, hint: str = "") -> None:
        """Something that the user should know, until it is put away."""
        self._notices.append((message, hint))
        self.refresh()

    def tell_closing(self) -> None:
        """The window closes; nothing else is said from now on."""
        self._closing = True
        self.refresh()

    def refresh(self) -> None:
        status = self._status()
        self.banner.show_status(status)
        self.setVisible(status is not None)

    def _status(self) -> Status | None:
        engine = self._engine
        kept = " Your take is kept." if self._drill.phase in (Phase.LOST, Phase.KEPT) else ""
        if self._closing:
            return Status("Closing." + (" Your take is kept." if self._drill.busy else ""), tone="info")
        trouble = engine.startup_trouble
        if engine.state is EngineState.GAVE_UP:
            message = trouble.message if trouble else "The speech engine keeps stopping, so it is no longer started by itself."
            return Status(message + kept, trouble.hint if trouble else "Takes that you recorded are safe.", "trouble", "Try again")
        if trouble is not None:
            return Status(trouble.message, trouble.hint, "trouble", "Try again")
        if self._died and engine.state in (EngineState.RESTARTING, EngineState.STARTING):
            return Status(f"The speech engine stopped.{kept} Starting it again\u2026")
        if self._recovered and engine.serving:
            return self._recovered_status()
        if self._notices:
            message, hint = self._notices[0]
            return Status(message, hint, "info", "OK")
        return None

    def _recovered_status(self) -> Status:
        if len(self._recovered) == 1:
            take = self._recovered[0]
            return Status(f"A take from {clock_words(take.at)} was recovered.", "It has not been checked yet.", "info", "Check it now")
        words = f"{count(len(self._recovered), 'take')} were recovered."
        return Status(words, "They are in the log and have not been checked yet.", "info", "Open the log")

    def _act(self) -> None:
        """The button."""
        if self._engine.state is EngineState.GAVE_UP or self._engine.startup_trouble is not None:
            self._engine.restart()
        elif self._recovered and self._engine.serving:
            take, self._recovered = self._recovered[0], []
            self.take_wanted.emit(take, self.banner.status is not None and self.banner.status.action == "Check it now")
        elif self._notices:
            self._notices.pop(0)
        self.refresh()

    def _engine_died(self) -> None:
        self._died = True
        self.refresh()

    def _take_recovered(self, attempt: Attempt) -> None:
        # The take of the turn on stage is offered there.
        if attempt.attempt_id != self._drill.attempt_id:
            self._recovered.append(attempt)
        self.refresh()

    def _attempt_logged(self, attempt: Attempt) -> None:
        self._recovered = [take for take in self._recovered if take.attempt_id != attempt.attempt_id]
        self.refresh()
