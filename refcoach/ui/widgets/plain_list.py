"""A list of plain rows: a tick at the left where there is one, title and line, symbols or a word at the right."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from refcoach.ui.icons import draw_icon
from refcoach.ui.models.plain_rows import PlainModel, PlainRow
from refcoach.ui.models.row_model import ROW_ROLE, AnyIndex
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.checks import paint_symbol
from refcoach.ui.widgets.row_list import BOTTOM, BOTTOM_RIGHT, PAD, TOP, RowDelegate, RowList, paint_ground
from refcoach.ui.widgets.row_signs import GAP_PX, SYMBOL_PX
from refcoach.ui.widgets.tick_box import TICK_PX, paint_tick


class _Delegate(RowDelegate):
    def height_px(self, row: PlainRow) -> int:
        return self._theme.scaled(44 if row.header else 60)

    def paint_row(self, painter: QPainter, row: PlainRow, area: QRect, state: QStyle.StateFlag) -> None:
        if row.header:
            self._paint_header(painter, row, area.adjusted(PAD, 0, -PAD, -8))
        else:
            paint_ground(painter, self._theme, self._view, area.adjusted(2, 2, -2, -2), state)
            self._paint_row(painter, row, area.adjusted(2 + PAD, 9, -2 - PAD, -9))

    def _paint_header(self, painter: QPainter, row: PlainRow, area: QRect) -> None:
        right = QFontMetrics(self._theme.font("small")).horizontalAdvance(row.line)
        self.write(painter, area, row.line, "small", QFont.Weight.Normal, "faint", BOTTOM_RIGHT)
        self.write(painter, area.adjusted(0, 0, -right - 8, 0), row.title, "label", QFont.Weight.DemiBold, "text", BOTTOM)

    def _paint_row(self, painter: QPainter, row: PlainRow, area: QRect) -> None:
        left = self._paint_right(painter, row, area)
        inner = area.adjusted(0, 0, left - area.right() - PAD, 0)
        if self._view.property("ticks"):
            if row.ticked is not None:
                paint_tick(painter, self._theme, row.ticked, self.tick_area(area))
            inner.adjust(self._theme.scaled(TICK_PX) + PAD, 0, 0, 0)
        self.write(painter, inner, row.title, "body", QFont.Weight.Medium, "text", TOP)
        self.write(painter, inner, row.line, "label", QFont.Weight.Normal, "soft", BOTTOM)

    def tick_area(self, area: QRect) -> QRect:
        side = self._theme.scaled(TICK_PX)
        return QRect(area.left(), area.center().y() - side // 2, side, side)

    def _paint_right(self, painter: QPainter, row: PlainRow, area: QRect) -> int:
        """Symbols, or the sign; gives their left edge."""
        size, gap = self._theme.scaled(SYMBOL_PX), self._theme.scaled(GAP_PX)
        if row.symbols:
            left = area.right() - len(row.symbols) * (size + gap) + gap
            for at, (key, verdict) in enumerate(row.symbols):
                paint_symbol(painter, self._theme, key, verdict, QRectF(left + at * (size + gap), area.center().y() - size / 2, size, size))
            return left
        if row.sign is None:
            return area.right()
        side, font = self._theme.scaled(18), self._theme.font("small", QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.sign.word)
        left = area.right() - (QFontMetrics(font).horizontalAdvance(row.sign.word) + 6 if row.sign.word else 0) - side
        draw_icon(painter, row.sign.icon, self._theme.colour("accent"), QRectF(left, area.center().y() - side / 2, side, side))
        return left

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: QModelIndex | object) -> bool:
        return False  # the list ticks by itself


class PlainList(RowList):
    """`row_chosen` follows each new current row with its id; `opened` Enter or a double click on one. Space ticks."""

    row_chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, says: str, ticks: bool = False) -> None:
        super().__init__(theme, name, says)
        self.setProperty("ticks", ticks)
        self.plain = PlainModel(self)
        self.setModel(self.plain)
        self._delegate = _Delegate(theme, self)
        self.setItemDelegate(self._delegate)

    @property
    def chosen(self) -> str:
        """The current row's id, or nothing."""
        row = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        return row.row_id if isinstance(row, PlainRow) and not row.header else ""

    def choose(self, row_id: str) -> bool:
        at = self.plain.row_of(row_id)
        self.choose_row(at)
        return at >= 0

    def show_rows(self, rows: list[PlainRow]) -> None:
        """New rows; the one that was chosen stays chosen while it is among them, else the first one is."""
        before = self.chosen
        self.plain.show_rows(rows)
        if (self.chosen != before or not before) and not self.choose(before):
            self.choose_row(self.plain.first())

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        row = current.data(ROW_ROLE) if current.isValid() else None
        if isinstance(row, PlainRow) and not row.header:
            self.row_chosen.emit(row.row_id)

    def _toggle(self, index: AnyIndex) -> bool:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if not isinstance(row, PlainRow) or row.ticked is None:
            return False
        state = Qt.CheckState.Unchecked if row.ticked else Qt.CheckState.Checked
        return self.plain.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self.property("ticks") and index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            place = self._delegate.tick_area(self.visualRect(index).adjusted(2 + PAD, 9, -2 - PAD, -9)).adjusted(-PAD, -PAD, PAD, PAD)
            if place.contains(event.position().toPoint()):
                self._toggle(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.chosen:
            self.opened.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen:
            self.opened.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Space and self._toggle(self.currentIndex()):
            self.setProperty("ring", True)
        else:
            super().keyPressEvent(event)
