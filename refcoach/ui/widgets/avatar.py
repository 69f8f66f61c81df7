"""The client's initials in a disc, with a ring while the client speaks."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.words import initials


class Avatar(QWidget):
    def __init__(self, theme: Theme, size_px: int = 56) -> None:
        super().__init__()
        self._theme, self._size_px, self._letters, self._speaking = theme, size_px, "", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        size = self._theme.scaled(self._size_px)
        return QSize(size, size)

    def show_person(self, name: str, speaking: bool) -> None:
        self._letters, self._speaking = initials(name), speaking
        self.setAccessibleName(f"{name} is speaking" if speaking else name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_soft"))
        painter.drawEllipse(disc)
        if self._speaking:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2.5))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.setPen(self._theme.colour("accent"))
        font = self._theme.font("body", QFont.Weight.DemiBold)
        font.setPixelSize(round(disc.height() * 0.36))
        painter.setFont(font)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()
