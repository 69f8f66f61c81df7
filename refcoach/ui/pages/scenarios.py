"""Scenarios: the library of packs; for a trainer the way to write, try and hand over packs of their own."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from refcoach.core.attempt import Attempt
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.pages.library import LibraryView
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import row


class ScenariosPage(QWidget):
    """`practise_wanted` comes with the scenario; `packs_changed` follows every change of a pack on disk."""

    practise_wanted = Signal(object)
    packs_changed = Signal()

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("scenariosPage")
        self._read = False
        self.library = LibraryView(theme, desk)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.library)
        row(self, spacing=0).addWidget(self._pages)
        self.library.practise_wanted.connect(self.practise_wanted)
        self.library.packs_changed.connect(self.packs_changed)
        engine.attempt_logged.connect(self._attempt_logged)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._read:
            self.library.load_results()
        else:
            self._read = True
            self.library.load()

    def _attempt_logged(self, attempt: Attempt) -> None:
        if self.isVisible():
            self.library.load_results()

    def take_focus(self) -> None:
        self.library.list.setFocus()

    def hush(self) -> None:
        """The page is left."""

    def close_down(self) -> None:
        """The window closes: what is under way on disk ends first."""
        self.library.work.background.finish()
