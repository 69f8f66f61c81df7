"""A take drawn: its outline, its pauses, and where it stands. A slider underneath, so that keys and screen readers know it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QSlider

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import TAB_REASONS

HEIGHT_PX, BAR_PX, GAP_PX, EDGE_PX = 48, 2, 2, 4
QUIETEST = 0.08  # a take quieter than this is not drawn as if it were loud


class Waveform(QSlider):
    """Values are milliseconds. Without an outline it is a plain line; Space is left to the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._peaks: tuple[float, ...] = ()
        self._pauses: tuple[tuple[float, float], ...] = ()
        self._ring = False
        self.setObjectName("playSlider")
        self.setAccessibleName("Position in the take")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setPageStep(5000)
        self.setSingleStep(1000)
        theme.changed.connect(self.updateGeometry)

    @property
    def peaks(self) -> tuple[float, ...]:
        return self._peaks

    @property
    def pauses(self) -> tuple[tuple[float, float], ...]:
        """Seconds from and to of the pauses that are shaded."""
        return self._pauses

    def show_outline(self, peaks: tuple[float, ...]) -> None:
        self._peaks = peaks
        self.update()

    def show_pauses(self, pauses: tuple[tuple[float, float], ...]) -> None:
        self._pauses = pauses
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self._theme.scaled(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._theme.scaled(HEIGHT_PX))

    # --- input --------------------------------------------------------------------------------------------------------

    def _go_to(self, x: float) -> None:
        span = max(1.0, self.width() - 2 * EDGE_PX)
        self.setSliderPosition(round(self.maximum() * min(1.0, max(0.0, (x - EDGE_PX) / span))))
        self.triggerAction(QAbstractSlider.SliderAction.SliderMove)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in TAB_REASONS
        self.update()

    # --- drawing ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect()).adjusted(EDGE_PX, 3, -EDGE_PX, -3)
        at = area.left() + area.width() * self.value() / max(1, self.maximum())
        self._paint_pauses(painter, area)
        self._paint_bars(painter, area, at)
        if self.isEnabled():
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(at - 1, area.top(), 2, area.height()), 1, 1)
            painter.drawEllipse(QRectF(at - 4, area.center().y() - 4, 8, 8))
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_pauses(self, painter: QPainter, area: QRectF) -> None:
        painter.setBrush(self._theme.colour("warning_soft"))
        for start_s, end_s in self._pauses:
            left = area.left() + area.width() * start_s * 1000 / max(1, self.maximum())
            right = area.left() + area.width() * min(1.0, end_s * 1000 / max(1, self.maximum()))
            painter.drawRoundedRect(QRectF(left, area.top(), max(2.0, right - left), area.height()), 4, 4)

    def _paint_bars(self, painter: QPainter, area: QRectF, at: float) -> None:
        rest, done = self._theme.colour("control"), self._theme.colour("accent")
        if not self._peaks:
            painter.setBrush(rest if self.isEnabled() else self._theme.colour("hairline"))
            painter.drawRoundedRect(QRectF(area.left(), area.center().y() - 1, area.width(), 2), 1, 1)
            return
        loudest = max(QUIETEST, *self._peaks)
        bars = max(1, int(area.width() // (BAR_PX + GAP_PX)))
        for bar in range(bars):
            first, last = bar * len(self._peaks) // bars, max(bar * len(self._peaks) // bars + 1, (bar + 1) * len(self._peaks) // bars)
            height = max(2.0, area.height() * max(self._peaks[first:last]) / loudest)
            left = area.left() + area.width() * bar / bars
            painter.setBrush(done if left < at else rest)
            painter.drawRoundedRect(QRectF(left, area.center().y() - height / 2, BAR_PX, height), 1, 1)
