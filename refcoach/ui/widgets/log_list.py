"""The list of attempts: title and time, three check symbols, length."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from refcoach.core.attempt import AttemptState
from refcoach.core.joined import Joined
from refcoach.ui.models.log_rows import ROW_ROLE, AttemptRow, DayRow, LogModel, take_words
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.row_list import RowList, paint_ground
from refcoach.ui.widgets.row_signs import paint_checks, paint_sign, paint_word
from refcoach.ui.words import clock_words, length

PAD = 12


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        header = isinstance(index.data(ROW_ROLE), DayRow)
        return QSize(self._view.viewport().width(), self._theme.scaled(44 if header else 64))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(ROW_ROLE)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, DayRow):
            self._paint_day(painter, row, area)
        elif isinstance(row, AttemptRow):
            self._paint_attempt(painter, row, area.adjusted(2, 2, -2, -2), state)
        painter.restore()

    def _paint_day(self, painter: QPainter, row: DayRow, area: QRect) -> None:
        inner = area.adjusted(PAD, 0, -PAD, -8)
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._theme.font("label", QFont.Weight.DemiBold))
        painter.drawText(inner, bottom | Qt.AlignmentFlag.AlignLeft, row.words)
        painter.setPen(self._theme.colour("faint"))
        painter.setFont(self._theme.font("small"))
        painter.drawText(inner, bottom | Qt.AlignmentFlag.AlignRight, row.sums)

    def _paint_attempt(self, painter: QPainter, row: AttemptRow, area: QRect, state: QStyle.StateFlag) -> None:
        paint_ground(painter, self._theme, self._view, area, state)
        left = self._paint_signs(painter, row.whole, area)
        inner = QRect(area.left() + PAD, area.top() + 8, left - area.left() - 2 * PAD, area.height() - 16)
        font = self._theme.font("body", QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        title = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(self._theme.font("label"))
        painter.setPen(self._theme.colour("soft"))
        parts = [clock_words(row.attempt.at), take_words(row)]
        if row.attempt.take is not None:
            parts.append(length(row.attempt.take.duration_s))
        words = "  \u00b7  ".join(parts)
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)
        self._paint_review(painter, row.whole, inner, words)

    def _paint_review(self, painter: QPainter, whole: Joined, area: QRect, words: str) -> None:
        """The partner's word behind `words` in the last line of `area`."""
        model = self._view.model()
        sign = model.reviews.sign(whole) if isinstance(model, LogModel) else None
        if sign is not None:
            metrics = QFontMetrics(self._theme.font("label"))
            at, height = metrics.horizontalAdvance(words) + 12, metrics.height()
            paint_sign(painter, self._theme, sign, QRect(area.left() + at, area.bottom() - height + 1, area.width() - at, height))

    def _paint_signs(self, painter: QPainter, whole: Joined, area: QRect) -> int:
        """Three symbols at the right, or "not checked yet"; gives their left edge."""
        inner = area.adjusted(0, 0, -PAD, 0)
        if whole.first.state is AttemptState.KEPT:
            return paint_word(painter, self._theme, "not checked yet", inner)
        return paint_checks(painter, self._theme, whole, inner)


class LogList(RowList):
    """`attempt_chosen` follows each new current row."""

    attempt_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "logList", "Practice log")
        self.rows = LogModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(theme, self))

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        row = current.data(ROW_ROLE) if current.isValid() else None
        if isinstance(row, AttemptRow):
            self.attempt_chosen.emit(row.attempt)

    def select_attempt(self, attempt_id: str) -> bool:
        at = self.rows.row_of(attempt_id)
        if at < 0:
            return False
        self.setCurrentIndex(self.rows.index(at, 0))
        return True
