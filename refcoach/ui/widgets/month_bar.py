"""Which month of the log is shown: one back, one forward, or any from a list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Choice, QuietButton, row
from refcoach.ui.words import month_words


class MonthBar(QWidget):
    """`chosen` tells a month such as 2026-11; the list is read from it back."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._months: tuple[str, ...] = ()
        self._older, self._newer = "", ""
        self.choice = Choice(theme, "logMonth")
        self.choice.setAccessibleName("Month of the log")
        self.choice.setMaxVisibleItems(24)
        self.older = QuietButton(theme, "", "older", "olderMonth")
        self.newer = QuietButton(theme, "", "newer", "newerMonth")
        for button, words, keys in ((self.older, "Older month", "Alt+Page Down"), (self.newer, "Newer month", "Alt+Page Up")):
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({keys})")
        whole = row(self, spacing=4)
        whole.addWidget(self.older)
        whole.addWidget(self.choice, 1)
        whole.addWidget(self.newer)
        self.choice.activated.connect(lambda at: self.chosen.emit(self.choice.itemData(at)))
        self.older.clicked.connect(self.go_older)
        self.newer.clicked.connect(self.go_newer)

    def show_months(self, months: Sequence[str], newest: str, oldest: str) -> None:
        """All `months` there are, the newest first, and between which two of them the list is."""
        if tuple(months) != self._months:
            self._months = tuple(months)
            self.choice.clear()
            for month in months:
                self.choice.addItem(month_words(month), month)
        self.choice.setCurrentIndex(self._months.index(newest))
        self._older = next((month for month in months if month < oldest), "")
        self._newer = next((month for month in reversed(months) if month > newest), "")
        self.older.setEnabled(bool(self._older))
        self.newer.setEnabled(bool(self._newer))

    def go_older(self) -> None:
        if self._older:
            self.chosen.emit(self._older)

    def go_newer(self) -> None:
        if self._newer:
            self.chosen.emit(self._newer)
