"""A quiet calendar: a column for each week, a square for each day. How much was done is told by number or size, never by colour alone."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from refcoach.core.pledge import monday_of
from refcoach.core.series import DayCount
from refcoach.ui.models.progress_words import DAY_NAMES
from refcoach.ui.theme import Theme

LARGEST_PX, SMALLEST_PX = 30, 7
NUMBERS_FROM_PX = 22  # a smaller square has no room for a figure
SHARES = (0.45, 0.7, 0.95)  # the width of the square for 1, 2 to 3 and more things done
DAYS = 7


def done(day: DayCount) -> int:
    """How many things were done on a day."""
    return day.attempts + day.live + day.asks


class DayGrid(QWidget):
    """`chosen` tells the number of a day among those shown, by mouse or arrow keys, and -1 when none is."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: Sequence[DayCount] = ()
        self._monday = date.min
        self._at = -1
        self.setObjectName("dayGrid")
        self.setAccessibleName("Days of practice. The arrow keys go through the days.")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._grown)

    @property
    def at(self) -> int:
        return self._at

    def show_days(self, days: Sequence[DayCount]) -> None:
        """Every day of a period, the oldest first."""
        self._days, self._at = days, -1
        self._monday = monday_of(date.fromisoformat(days[0].day)) if days else date.min
        self._grown()

    def _grown(self) -> None:
        self.updateGeometry()
        self.setFixedHeight(self._top + DAYS * self._side + 2)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self._top + DAYS * self._side + 2)

    # --- places -----------------------------------------------------------------------------------------------------

    @property
    def _left(self) -> int:
        return self._theme.scaled(40)

    @property
    def _top(self) -> int:
        return self._theme.scaled(22)

    @property
    def _weeks(self) -> int:
        return (self._place(len(self._days) - 1) // DAYS + 1) if self._days else 1

    @property
    def _side(self) -> int:
        """How wide a day with its gap is."""
        room = (self.width() - self._left - 2) // self._weeks
        return max(SMALLEST_PX, min(room, self._theme.scaled(LARGEST_PX)))

    def _place(self, at: int) -> int:
        """The day's number from the Monday of the first week."""
        return (date.fromisoformat(self._days[at].day) - self._monday).days

    def square(self, at: int) -> QRectF:
        """Where a day is drawn."""
        week, weekday = divmod(self._place(at), DAYS)
        return QRectF(self._left + week * self._side, self._top + weekday * self._side, self._side, self._side)

    def _day_at(self, place: QPointF) -> int:
        week, weekday = int((place.x() - self._left) // self._side), int((place.y() - self._top) // self._side)
        at = week * DAYS + weekday - self._place(0) if self._days and 0 <= weekday < DAYS and week >= 0 else -1
        return at if 0 <= at < len(self._days) else -1

    # --- choosing ---------------------------------------------------------------------------------------------------

    def choose(self, at: int) -> None:
        if at != self._at and -1 <= at < len(self._days):
            self._at = at
            self.update()
            self.chosen.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.choose(self._day_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.choose(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._at < 0:
            self.choose(len(self._days) - 1)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.choose(-1)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._days) - 1
        steps = {Qt.Key.Key_Left: -DAYS, Qt.Key.Key_Right: DAYS, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.choose(min(max(self._at + steps[Qt.Key(event.key())], 0), last))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    # --- painting ---------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QEvent) -> None:
        self._grown()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_names(painter)
        for at in range(len(self._days)):
            self._paint_day(painter, at)
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        painter.setPen(self._theme.colour("soft"))
        painter.setFont(self._theme.font("small"))
        roomy = self._side >= self._theme.px("small") + 4
        for weekday in range(0, DAYS, 1 if roomy else 2):
            area = QRectF(0, self._top + weekday * self._side, self._left - 8, self._side)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, DAY_NAMES[weekday])
        free_from = 0
        for week in range(self._weeks):
            monday = self._monday + timedelta(weeks=week)
            left = self._left + week * self._side
            if (monday.day <= DAYS and left >= free_from) or (week == 0 and monday.day <= 21):
                area = QRectF(left, 0, self._theme.scaled(48), self._top - 4)
                painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, f"{monday:%b}")
                free_from = left + self._theme.scaled(34)

    def _paint_day(self, painter: QPainter, at: int) -> None:
        gap = 1.5 if self._side >= NUMBERS_FROM_PX else 0.75
        square, number = self.square(at).adjusted(gap, gap, -gap, -gap), done(self._days[at])
        radius = min(6.0, square.width() / 4)
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square, radius, radius)
        if number and self._side >= NUMBERS_FROM_PX:
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(square, radius, radius)
            painter.setFont(self._theme.font("small", QFont.Weight.DemiBold))
            painter.setPen(self._theme.colour("accent"))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(number) if number < 100 else "99+")
        elif number:
            share = SHARES[(number > 1) + (number > 3)]
            inset = square.width() * (1 - share) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(square.adjusted(inset, inset, -inset, -inset), radius * share, radius * share)
        if at == self._at:
            painter.setPen(QPen(self._theme.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.square(at).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    @property
    def with_numbers(self) -> bool:
        """Whether the squares have room for figures."""
        return self._side >= NUMBERS_FROM_PX
