"""A list and what is chosen in it."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import frame, row

BESIDE_PX = 700  # from this width on, at the usual size of text
LEAST_BELOW_PX = 96
NO_LIMIT = 16_777_215  # QWIDGETSIZE_MAX


@dataclass(frozen=True, slots=True)
class Shares:
    """How the room is shared: `beside` and `below` are the stretches of both panes; `first_px` (least, most) and `second_px` are widths
    side by side at the usual size of text, 0 = as the stretches have it; `widest_px` bounds the second at any size."""

    beside: tuple[int, int] = (4, 6)
    below: tuple[int, int] = (1, 1)
    first_px: tuple[int, int] = (0, 0)
    second_px: int = 0
    widest_px: int = 440


class TwoPanes(QWidget):
    """Side by side where there is room for both, with a line between them if wanted; else one below the other. `arranged` tells which."""

    arranged = Signal(bool)

    def __init__(self, theme: Theme, first: QWidget, second: QWidget, shares: Shares, lined: bool = False) -> None:
        super().__init__()
        self._theme, self._first, self._second, self._shares = theme, first, second, shares
        self._line = frame("divider")
        self._lined = lined
        self._both = row(self, spacing=0)
        for part in (first, self._line, second):
            self._both.addWidget(part)
        self._arrange()
        theme.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside, shares = self.width() >= self._theme.scaled(BESIDE_PX), self._shares
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        stretches = shares.beside if beside else shares.below
        self._both.setStretch(0, stretches[0])
        self._both.setStretch(2, stretches[1])
        least, most = (self._theme.scaled(px) if beside else 0 for px in shares.first_px)
        self._first.setMinimumWidth(least)
        self._first.setMaximumWidth(most or NO_LIMIT)
        second = min(shares.widest_px, self._theme.scaled(shares.second_px)) if beside else 0
        self._second.setMinimumSize(second, 0 if beside else LEAST_BELOW_PX)
        self._second.setMaximumWidth(second or NO_LIMIT)
        self._line.setMaximumSize(*((1, NO_LIMIT) if beside else (NO_LIMIT, 1)))
        self._line.setVisible(self._lined or not beside)
        self.arranged.emit(beside)
