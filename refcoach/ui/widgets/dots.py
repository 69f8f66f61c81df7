"""A few things promised as dots, the kept ones filled; the words beside them say the same."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from refcoach.ui.theme import Theme

MOST_DOTS = 7  # more are no longer seen at a glance
SIDE_PX, GAP_PX = 11, 6


class Dots(QWidget):
    """Hidden when there is nothing to show, or too much for dots. Screen readers hear the words beside it instead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.kept, self.promised = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)
        self.hide()

    def show_dots(self, kept: int, promised: int) -> None:
        self.kept, self.promised = min(kept, promised), promised
        self.setVisible(0 < promised <= MOST_DOTS)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side, gap = self._theme.scaled(SIDE_PX), self._theme.scaled(GAP_PX)
        return QSize(self.promised * (side + gap) - gap if self.promised else 0, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        side, gap = self._theme.scaled(SIDE_PX), self._theme.scaled(GAP_PX)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in range(self.promised):
            filled = at < self.kept
            painter.setPen(QPen(self._theme.colour("accent" if filled else "control"), 1.5))
            painter.setBrush(self._theme.colour("accent" if filled else "surface"))
            painter.drawEllipse(QRectF(at * (side + gap) + 1, 1, side - 2, side - 2))
        painter.end()
