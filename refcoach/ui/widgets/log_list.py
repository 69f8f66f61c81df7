"""The list of attempts: title and time, three check symbols, length."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from refcoach.core.attempt import AttemptState
from refcoach.core.joined import Joined
from refcoach.ui.models.log_rows import AttemptRow, DayRow, LogModel, take_words
from refcoach.ui.models.row_model import ROW_ROLE, AnyIndex
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.row_list import BOTTOM, BOTTOM_RIGHT, PAD, TOP, RowDelegate, RowList, paint_ground
from refcoach.ui.widgets.row_signs import paint_checks, paint_sign, paint_word
from refcoach.ui.words import clock_words, length


class _Delegate(RowDelegate):
    def height_px(self, row: DayRow | AttemptRow) -> int:
        return self._theme.scaled(44 if isinstance(row, DayRow) else 64)

    def paint_row(self, painter: QPainter, row: DayRow | AttemptRow, area: QRect, state: QStyle.StateFlag) -> None:
        if isinstance(row, DayRow):
            inner = area.adjusted(PAD, 0, -PAD, -8)
            self.write(painter, inner, row.words, "label", QFont.Weight.DemiBold, "text", BOTTOM)
            self.write(painter, inner, row.sums, "small", QFont.Weight.Normal, "faint", BOTTOM_RIGHT)
        else:
            area = area.adjusted(2, 2, -2, -2)
            paint_ground(painter, self._theme, self._view, area, state)
            self._paint_attempt(painter, row, area)

    def _paint_attempt(self, painter: QPainter, row: AttemptRow, area: QRect) -> None:
        left = self._paint_signs(painter, row.whole, area)
        inner = QRect(area.left() + PAD, area.top() + 8, left - area.left() - 2 * PAD, area.height() - 16)
        self.write(painter, inner, row.title, "body", QFont.Weight.Medium, "text", TOP)
        parts = [clock_words(row.attempt.at), take_words(row)]
        if row.attempt.take is not None:
            parts.append(length(row.attempt.take.duration_s))
        words = "  \u00b7  ".join(parts)
        self.write(painter, inner, words, "label", QFont.Weight.Normal, "soft", BOTTOM)
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

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        row = current.data(ROW_ROLE) if current.isValid() else None
        if isinstance(row, AttemptRow):
            self.attempt_chosen.emit(row.attempt)

    def select_attempt(self, attempt_id: str) -> bool:
        at = self.rows.row_of(attempt_id)
        self.choose_row(at)
        return at >= 0
