"""Scenarios: the library of packs, and for a trainer the editor of their own."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from refcoach.core.attempt import Attempt
from refcoach.engine.own_packs import PackView
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.pages.editor import EditorView
from refcoach.ui.pages.library import LibraryView
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import row


class ScenariosPage(QWidget):
    """`practise_wanted` comes with the scenario; `packs_changed` with all scenarios, after every change of a pack on disk."""

    practise_wanted = Signal(object)
    packs_changed = Signal(object)

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("scenariosPage")
        self._read = False
        self.library = LibraryView(theme, desk)
        self.editor = EditorView(theme, desk, engine)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.library)
        self._pages.addWidget(self.editor)
        row(self, spacing=0).addWidget(self._pages)
        self.library.practise_wanted.connect(self.practise_wanted)
        self.library.packs_changed.connect(self.packs_changed)
        self.library.edit_wanted.connect(self._edit)
        self.editor.saved.connect(self.library.look_again)
        self.editor.left.connect(self._back)
        engine.attempt_logged.connect(self._attempt_logged)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._read:
            self.library.load_results()
        else:
            self._read = True
            self.library.load()

    def _edit(self, view: PackView, file: str, line: int) -> None:
        if self.editor.open(view, file, line):
            self._pages.setCurrentWidget(self.editor)
            self.take_focus()

    def _back(self) -> None:
        self._pages.setCurrentWidget(self.library)
        self.take_focus()

    def _attempt_logged(self, attempt: Attempt) -> None:
        if self.isVisible():
            self.library.load_results()

    def take_focus(self) -> None:
        if self._pages.currentWidget() is self.editor:
            self.editor.take_focus()
        else:
            self.library.list.setFocus()

    def hush(self) -> None:
        """The page is left; the editor keeps what it holds."""
        self.editor.trial.hush()

    def close_down(self) -> None:
        """The window closes: what was typed is saved, what is under way on disk ends first."""
        if self.editor.unsaved:
            self.editor.save()
        self.library.work.background.finish()
