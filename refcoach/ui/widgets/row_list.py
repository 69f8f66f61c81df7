"""What the lists of painted rows have in common: the ground of a row, the ring around it, the keys that belong to the page."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import TAB_REASONS


def paint_ground(painter: QPainter, theme: Theme, view: QAbstractItemView, area: QRect, state: QStyle.StateFlag) -> None:
    """The ground of a row that is chosen or under the pointer, and the ring of one that the keyboard is on."""
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    painter.setPen(Qt.PenStyle.NoPen)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.colour("accent_soft" if chosen else "raised"))
        painter.drawRoundedRect(area, 10, 10)
    if state & QStyle.StateFlag.State_HasFocus and view.property("ring"):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 9, 9)


class RowList(QListView):
    """A list of rows as wide as itself. Letters and Space are the page's own keys; the ring shows once the keyboard is used."""

    def __init__(self, theme: Theme, name: str, says: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setProperty("ring", event.reason() in TAB_REASONS)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setProperty("ring", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() or event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            self.setProperty("ring", True)
            super().keyPressEvent(event)
