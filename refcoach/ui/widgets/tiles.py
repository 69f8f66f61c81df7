"""Widgets side by side, as many in a row as fit."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from refcoach.ui.theme import Theme


class Tiles(QWidget):
    """Each part gets at least `least_px` (grown with the text) of width, and at most `most` stand in a row."""

    def __init__(self, theme: Theme, least_px: int, most: int, gap_px: int = 16) -> None:
        super().__init__()
        self._theme, self._least_px, self._most, self._gap_px = theme, least_px, most, gap_px
        self._parts: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap_px)
        theme.changed.connect(self._arrange)

    @property
    def parts(self) -> list[QWidget]:
        return self._parts

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Put these in place of what was there; parts that stay are kept."""
        for old in self._parts:
            self._grid.removeWidget(old)
            if old not in parts:
                old.hide()
                old.deleteLater()
        self._parts, self._columns = list(parts), 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        least = self._theme.scaled(self._least_px)
        fit = max(1, min(self._most, (self.width() + self._gap_px) // (least + self._gap_px)))
        if fit == self._columns:
            return
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < fit else 0)
        self._columns = fit
        for at, part in enumerate(self._parts):
            self._grid.addWidget(part, at // fit, at % fit)
