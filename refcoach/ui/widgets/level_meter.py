"""The sound level of the last seconds as a row of bars, painted."""

from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refcoach.ui.theme import Theme

FLOOR_DBFS = -60.0
CLIP_DBFS = -0.5
BAR_PX, GAP_PX = 4, 4
KEPT = 400


def share(dbfs: float) -> float:
    """0 for silence (-60 dB and below) to 1 for full scale."""
    return min(1.0, max(0.0, 1.0 - dbfs / FLOOR_DBFS))


class LevelMeter(QWidget):
    """The newest level is at the right. Bars that clip are taller and in the colour of a warning; nothing but paint happens here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._levels: deque[tuple[float, bool]] = deque(maxlen=KEPT)
        self._live = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Microphone level")
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.scaled(48))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.scaled(48))

    def set_live(self, live: bool) -> None:
        """A meter that is not live is a quiet line; going live empties it."""
        if live and not self._live:
            self._levels.clear()
        self._live = live
        self.update()

    def add(self, peak_dbfs: float, rms_dbfs: float) -> None:
        self._levels.append((share(rms_dbfs), peak_dbfs >= CLIP_DBFS))
        if self._live:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, room = self.height() / 2, self.height() / 2 - 2
        bars = max(1, self.width() // (BAR_PX + GAP_PX))
        levels = list(self._levels)[-bars:] if self._live else []
        quiet, loud, clip = self._theme.colour("hairline"), self._theme.colour("accent"), self._theme.colour("record")
        for index in range(bars):
            at = index - (bars - len(levels))
            level, clipped = levels[at] if at >= 0 else (0.0, False)
            half = max(2.0, level * room)
            painter.setBrush(clip if clipped else loud if level > 0 else quiet)
            painter.drawRoundedRect(QRectF(index * (BAR_PX + GAP_PX), middle - half, BAR_PX, half * 2), 2, 2)
        painter.end()
