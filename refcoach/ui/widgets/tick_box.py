"""A tick with its words, drawn like the ticks of lists."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from refcoach.ui.icons import draw_icon
from refcoach.ui.theme import Theme

TICK_PX, GAP_PX = 18, 10


def paint_tick(painter: QPainter, theme: Theme, ticked: bool, box: QRect) -> None:
    shape = QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(theme.colour("accent" if ticked else "control"), 1.5))
    painter.setBrush(theme.colour("accent" if ticked else "surface"))
    painter.drawRoundedRect(shape, 4, 4)
    if ticked:
        draw_icon(painter, "check", theme.colour("on_accent"), QRectF(box).adjusted(2, 2, -2, -2))


class TickBox(QCheckBox):
    """The whole line can be clicked."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("body"))
        side = self._theme.scaled(TICK_PX)
        return QSize(side + GAP_PX + metrics.horizontalAdvance(self.text()) + 8, max(side, metrics.height()) + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.scaled(TICK_PX)
        paint_tick(painter, self._theme, self.isChecked(), QRect(3, (self.height() - side) // 2, side, side))
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._theme.font("body"))
        words = self.rect().adjusted(side + GAP_PX + 3, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
