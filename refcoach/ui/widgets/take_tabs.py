"""Which take is looked at: take 1, again: Introduction, take 2."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from refcoach.core.attempt import Attempt
from refcoach.ui.takes import take_name
from refcoach.ui.widgets.basics import row


class TakeTabs(QWidget):
    """One tab for each take; hidden while there is only one. `chosen` tells the attempt's id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = row(self, spacing=20)
        self._row.addStretch(1)
        self._takes: list[tuple[str, str]] = []
        self._tabs: dict[str, QToolButton] = {}

    @property
    def names(self) -> list[str]:
        return [name for _, name in self._takes]

    def show_takes(self, takes: Sequence[Attempt], looked_at: Attempt) -> None:
        named = [(take.attempt_id, take_name(take)) for take in takes]
        if named != self._takes:
            self._build(named)
        for attempt_id, tab in self._tabs.items():
            tab.setChecked(attempt_id == looked_at.attempt_id)
        self.setVisible(len(named) > 1)

    def _build(self, named: list[tuple[str, str]]) -> None:
        for old in self._tabs.values():
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._takes, self._tabs = named, {}
        for at, (attempt_id, name) in enumerate(named):
            tab = QToolButton()
            tab.setProperty("role", "tab")
            tab.setObjectName("takeTab")
            tab.setText(name)
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tab.setCursor(Qt.CursorShape.PointingHandCursor)
            tab.clicked.connect(partial(self.chosen.emit, attempt_id))
            self._row.insertWidget(at, tab)
            self._tabs[attempt_id] = tab
