"""The goals of a week: name, a quiet bar, and how much was done, in figures and with a sign where the goal is kept."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from refcoach.core.week import Kept
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import IconLabel, text

BAR_PX = 6


class Bar(QWidget):
    """How much of a whole; the figures beside it say the same."""

    def __init__(self, theme: Theme, share: float) -> None:
        super().__init__()
        self._theme, self._share = theme, min(max(share, 0.0), 1.0)
        self.setMinimumWidth(80)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, self._theme.scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place = QRectF(0, (self.height() - BAR_PX) / 2, self.width(), BAR_PX)
        painter.setBrush(self._theme.colour("hairline"))
        painter.drawRoundedRect(place, BAR_PX / 2, BAR_PX / 2)
        if self._share > 0:
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, place.top(), max(BAR_PX, self.width() * self._share), BAR_PX), BAR_PX / 2, BAR_PX / 2)
        painter.end()


class GoalRows(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("goalRows")
        self._theme = theme
        self._shown: tuple[Kept, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)

    @property
    def shown(self) -> tuple[Kept, ...]:
        return self._shown

    def show_goals(self, goals: Sequence[Kept]) -> None:
        if tuple(goals) == self._shown:
            return
        self._shown = tuple(goals)
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for line, goal in enumerate(goals):
            figures = text(f"{goal.kept} of {goal.promised}", "strong" if goal.done else "", f"goal{line}", wrap=False)
            figures.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            figures.setAccessibleName(f"{goal.label}: {goal.kept} of {goal.promised}" + (", kept" if goal.done else ""))
            sign = IconLabel(self._theme, "check", "accent") if goal.done else text("")
            if goal.done:
                sign.setToolTip("Kept")
                sign.setAccessibleName("Kept")
            parts = (text(goal.label, wrap=False), Bar(self._theme, goal.kept / goal.promised), figures, sign)
            for at, part in enumerate(parts):
                self._grid.addWidget(part, line, at)
            self._grid.setColumnMinimumWidth(3, self._theme.scaled(22))
