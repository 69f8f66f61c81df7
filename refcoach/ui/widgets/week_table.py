"""The numbers of the charts as a table, for the keyboard and screen readers, and for whoever likes figures."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from refcoach.core.series import CheckSeries
from refcoach.ui.models.progress_words import table_of
from refcoach.ui.theme import Theme

SCROLL_BAR_PX = 14
MOST_ROWS = 13  # beyond it the table scrolls


class WeekTable(QTableWidget):
    """A row for each week, the newest first; a column for each check."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("weekTable")
        self.setAccessibleName("How often each check was heard, week by week")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        theme.changed.connect(self._fit)

    def show_series(self, series: Sequence[CheckSeries], today: date) -> None:
        names, weeks, cells = table_of(series, today)
        self.clear()
        self.setRowCount(len(weeks))
        self.setColumnCount(len(names))
        self.setHorizontalHeaderLabels(names)
        self.setVerticalHeaderLabels(weeks)
        for line, values in enumerate(cells):
            for place, words in enumerate(values):
                item = QTableWidgetItem(words)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{names[place]}, week of {weeks[line]}: {words}")
                self.setItem(line, place, item)
        self._fit()

    def _fit(self) -> None:
        height = self._theme.scaled(32)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(height * (min(self.rowCount(), MOST_ROWS) + 1) + SCROLL_BAR_PX)
        self._share_out()

    def _share_out(self) -> None:
        """Columns fill the width; where there are too many for it they keep what they need, and the table scrolls."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.resizeColumnsToContents()
        if header.length() < self.viewport().width():
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()
