"""What the lists of painted rows have in common: the ground of a row, the ring around it, its words, the keys that belong to the page."""

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from refcoach.ui.models.row_model import ROW_ROLE, AnyIndex
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import TAB_REASONS

PAD = 12
TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
BOTTOM = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
BOTTOM_RIGHT = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight


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


class RowDelegate(QStyledItemDelegate):
    """Rows as wide as their list, each painted in a state of its own; a list's own delegate says how tall one is and what stands in it."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def height_px(self, row: Any) -> int:
        raise NotImplementedError

    def paint_row(self, painter: QPainter, row: Any, area: QRect, state: QStyle.StateFlag) -> None:
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._view.viewport().width(), self.height_px(index.data(ROW_ROLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, index.data(ROW_ROLE), QRect(option.rect), QStyle.StateFlag(option.state))
        painter.restore()

    def write(
        self, painter: QPainter, area: QRect, words: str, size: str, weight: QFont.Weight, colour: QColor | str, edge: Qt.AlignmentFlag
    ) -> None:
        """One line of words, cut with an ellipsis where there is no room for all; `colour` may be one of the theme's by name."""
        font = self._theme.font(size, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour) if isinstance(colour, str) else colour)
        painter.drawText(area, edge, QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, area.width())))


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

    def choose_row(self, at: int) -> None:
        """Make a row the current one; nothing happens where there is none with this number."""
        index = self.model().index(at, 0)
        if index.isValid():
            self.setCurrentIndex(index)

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
