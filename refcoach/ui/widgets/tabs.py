"""A row of tabs above the parts of a page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from refcoach.ui.widgets.basics import row


class Tabs(QWidget):
    """`chosen` tells the number of the part, from 0. The arrow keys go from tab to tab."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        """`names` are (word, object name)."""
        super().__init__()
        line = row(self, spacing=20)
        self._tabs: list[QToolButton] = []
        for at, (word, name) in enumerate(names):
            tab = QToolButton()
            tab.setProperty("role", "tab")
            tab.setObjectName(name)
            tab.setText(word)
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tab.setCursor(Qt.CursorShape.PointingHandCursor)
            tab.clicked.connect(partial(self.choose, at))
            self._tabs.append(tab)
            line.addWidget(tab)
        line.addStretch(1)
        self._tabs[0].setChecked(True)

    @property
    def current(self) -> int:
        return next(at for at, tab in enumerate(self._tabs) if tab.isChecked())

    def offer(self, at: int, on: bool) -> None:
        """Show a tab, or hide it."""
        self._tabs[at].setVisible(on)

    def choose(self, at: int) -> None:
        if any(tab.hasFocus() for tab in self._tabs):
            self._tabs[at].setFocus()
        self._tabs[at].setChecked(True)
        self.chosen.emit(at)

    def take_focus(self) -> None:
        self._tabs[self.current].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        offered = [at for at, tab in enumerate(self._tabs) if not tab.isHidden()]
        at = offered[(offered.index(self.current) + step) % len(offered)]
        self._tabs[at].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(at)
