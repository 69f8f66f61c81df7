"""One check over the weeks: its share as points and a line, a gap where nothing was practised, and the chosen week in words.

pyqtgraph is imported when the first chart is made: it takes about half a second and 35 MB, which a window that only records never needs.
"""

from datetime import date
from math import ceil, nan
from typing import Any

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from refcoach.core.series import CheckSeries
from refcoach.ui.models.progress_words import recent_words, week_words
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import IconLabel, announce, column, row, set_words, text
from refcoach.ui.words import look

HEIGHT_PX = 148
MOST_LABELS = 4
YEARS_FROM = 60  # points; beyond it the names of weeks carry the year
DOT_PX = ((26, 9), (60, 6))  # (up to so many points, so wide is each)
SMALLEST_DOT_PX = 4
EDGE_PX = 4  # room for the ring of the focus


def _pyqtgraph() -> Any:
    """pyqtgraph, set to leave the end of the process to Qt: its own tidying up at exit keeps dead items alive."""
    import pyqtgraph

    pyqtgraph.setConfigOption("exitCleanup", False)
    return pyqtgraph


class Plot(QWidget):
    """The drawing. `chosen` is the number of a week among the series' points, by mouse or by arrow keys."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, series: CheckSeries, name: str) -> None:
        super().__init__()
        self._theme, self._series = theme, series
        self._at = -1
        self._ring = False
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(f"{series.label}, week by week. Left and right go through the weeks.")
        pg = _pyqtgraph()
        self._view = pg.PlotWidget(enableMenu=False)
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # hovering and wheel are for the page
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setMouseEnabled(x=False, y=False)
        self._view.hideButtons()
        self._lines = [self._view.addLine(y=share) for share in (0, 50, 100)]
        self._curve = pg.PlotCurveItem(connect="finite", antialias=True)
        self._dots = pg.ScatterPlotItem(antialias=True)
        self._marker = pg.ScatterPlotItem(antialias=True)
        for item in (self._curve, self._dots, self._marker):
            self._view.addItem(item)
        column(self, (EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX), 0).addWidget(self._view)
        self._place()
        self.repaint_all()
        theme.changed.connect(self.repaint_all)

    @property
    def at(self) -> int:
        """The chosen week, -1 = none."""
        return self._at

    def show_series(self, series: CheckSeries) -> None:
        """Newer numbers of the same check; the week that was chosen by keyboard stays chosen where it is still there."""
        at = min(self._at, len(series.points) - 1) if len(series.points) == len(self._series.points) else -1
        self._series, self._at = series, -1
        self._place()
        self.repaint_all()
        if at >= 0:
            self.choose(at)
        elif self.hasFocus():
            self.choose(len(series.points) - 1)
        else:
            self.unmark()

    def _place(self) -> None:
        """Points, line, and the names of some weeks."""
        points = self._series.points
        shares = [100 * point.heard / point.told if point.told else nan for point in points]
        told = [(at, share) for at, share in enumerate(shares) if share == share]
        self._curve.setData(list(range(len(points))), shares)
        self._dots.setData([at for at, _ in told], [share for _, share in told])
        self._view.setRange(xRange=(-0.4, max(len(points) - 0.6, 0.6)), yRange=(-6, 106), padding=0, disableAutoRange=True)
        step = ceil(len(points) / MOST_LABELS)
        years = len(points) > YEARS_FROM
        weeks = [(at, date.fromisoformat(points[at].monday)) for at in range(step // 2, len(points), step)]
        names = [(at, f"{monday:%b %Y}" if years else f"{monday.day} {monday:%b}") for at, monday in weeks]
        self._view.getAxis("bottom").setTicks([names])
        self._view.getAxis("left").setTicks([[(0, "0"), (50, "50"), (100, "100 %")]])

    def repaint_all(self) -> None:
        """Colours and type of the theme."""
        pg, theme = _pyqtgraph(), self._theme
        ink, ground = theme.ink(look(self._series.key).hue), theme.colour("surface")
        self.setFixedHeight(theme.scaled(HEIGHT_PX))
        self._view.setBackground(ground)
        self._curve.setPen(pg.mkPen(ink, width=2))
        self._dots.setBrush(ink)
        self._dots.setPen(pg.mkPen(ground, width=1.5))
        self._dots.setSize(theme.scaled(next((px for most, px in DOT_PX if len(self._series.points) <= most), SMALLEST_DOT_PX)))
        self._marker.setBrush(QColor(Qt.GlobalColor.transparent))
        self._marker.setPen(pg.mkPen(theme.colour("text"), width=2))
        self._marker.setSize(theme.scaled(16))
        for line in self._lines:
            line.setPen(pg.mkPen(theme.colour("hairline"), width=1))
        for side in ("left", "bottom"):
            axis = self._view.getAxis(side)
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(theme.colour("soft"))
            axis.setStyle(tickFont=theme.font("small"), tickLength=0)
        self._view.getAxis("left").setWidth(theme.scaled(44))
        self._view.getAxis("bottom").setHeight(theme.scaled(18))

    def choose(self, at: int) -> None:
        """Choose a week by its number; a week without practice can be chosen too and has no mark."""
        at = min(max(at, 0), len(self._series.points) - 1)
        if at == self._at:
            return
        self._at = at
        point = self._series.points[at]
        self._marker.setData([at] if point.told else [], [100 * point.heard / point.told] if point.told else [])
        self.chosen.emit(at)

    def unmark(self) -> None:
        self._at = -1
        self._marker.setData([], [])
        self.chosen.emit(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        scene = self._view.mapToScene(self._view.mapFrom(self, event.position().toPoint()))
        self.choose(round(self._view.getViewBox().mapSceneToView(scene).x()))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.unmark()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = True
        if self._at < 0:
            self.choose(len(self._series.points) - 1)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        self.unmark()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._series.points) - 1
        wanted = {Qt.Key.Key_Left: self._at - 1, Qt.Key.Key_Right: self._at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if event.key() in wanted:
            self.choose(wanted[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ring:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            painter.end()


class WeekChart(QFrame):
    """A card: icon and name of the check, how the last weeks went, the drawing, and the chosen week in words."""

    def __init__(self, theme: Theme, series: CheckSeries, today: date) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.series, self._today = series, today
        shape = look(series.key)
        self.plot = Plot(theme, series, f"chart_{series.key}")
        self.words = text("", "label", f"chartWords_{series.key}")
        self._label = text(series.label, "strong")
        top = row(spacing=8)
        top.addWidget(IconLabel(theme, shape.icon, shape.hue, 20, hue=True))
        top.addWidget(self._label, 1)
        whole = column(self, (16, 14, 12, 12), 4)
        whole.addLayout(top)
        whole.addWidget(self.words)
        whole.addWidget(self.plot)
        self.plot.chosen.connect(self._say)
        self._say(-1)

    def show_series(self, series: CheckSeries) -> None:
        """Newer numbers of the same check."""
        self.series = series
        self.plot.show_series(series)

    def _say(self, at: int) -> None:
        words = week_words(self.series.key, self.series.points[at], self._today) if at >= 0 else recent_words(self.series)
        set_words(self.words, words, hide_empty=False)
        if at >= 0 and self.plot.hasFocus():
            self.plot.setAccessibleDescription(words)
            announce(self.plot, words)
