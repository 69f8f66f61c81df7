"""The one big button: a pill that records and ends a take."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from refcoach.ui.icons import draw_icon
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import TAB_REASONS

MODES = {"record": ("Record", "microphone"), "done": ("I'm done", "check")}


class RecordButton(QPushButton):
    """Shows "Record" or "I'm done"; both are the same button so that one key and one place start and stop."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(MODES["record"][0])
        self._theme, self._mode, self._hover, self._ring = theme, "record", False, False
        self.setObjectName("recordButton")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Space starts and ends a take")
        theme.changed.connect(self.updateGeometry)

    @property
    def mode(self) -> str:
        return self._mode

    def set_mode(self, mode: str) -> None:
        """`record` or `done`."""
        if mode != self._mode:
            self._mode = mode
            self.setText(MODES[mode][0])
            self.setAccessibleName("Record your answer" if mode == "record" else "I'm done: end the take and check it")
            self.update()

    def _font(self) -> QFont:
        font = self._theme.font("body", QFont.Weight.DemiBold)
        font.setPixelSize(self._theme.scaled(17))
        return font

    def sizeHint(self) -> QSize:
        width = max(QFontMetrics(self._font()).horizontalAdvance(words) for words, _ in MODES.values())
        return QSize(width + self._theme.scaled(104), self._theme.scaled(64))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in TAB_REASONS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring = True
        self.update()
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        recording = self._mode == "done"
        ground, ink = ("record", "on_record") if recording else ("accent", "on_accent")
        if not self.isEnabled():
            ground, ink = "raised", "faint"
        elif self._hover and not recording:
            ground = "accent_hover"
        pill = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        if self.hasFocus() and self._ring:
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("text"), 2))
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        self._paint_words(painter, pill, ink)
        painter.end()

    def _paint_words(self, painter: QPainter, pill: QRectF, ink: str) -> None:
        font = self._font()
        size, gap = self._theme.scaled(22), self._theme.scaled(10)
        width = QFontMetrics(font).horizontalAdvance(self.text())
        left = pill.center().x() - (size + gap + width) / 2
        mark = QRectF(left, pill.center().y() - size / 2, size, size)
        draw_icon(painter, MODES[self._mode][1], self._theme.colour(ink), mark)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        place = QRectF(mark.right() + gap, pill.top(), width + 8, pill.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
