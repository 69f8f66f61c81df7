"""The scenarios to choose from: title, skill, minutes."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from refcoach.core.scenario import Scenario
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import TAB_REASONS
from refcoach.ui.widgets.row_list import paint_ground

SCENARIO_ROLE = Qt.ItemDataRole.UserRole
PAD = 12


def line_below(scenario: Scenario) -> str:
    """What stands below a scenario's title."""
    return "  \u00b7  ".join(part for part in ("Draft" if scenario.draft else "", scenario.skill, f"{scenario.minutes} min") if part)


class _Delegate(QStyledItemDelegate):
    """Paints title (two lines at most), then skill and minutes."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def _title_rect(self, width: int, title: str) -> QRect:
        metrics = QFontMetrics(self._theme.font("body", QFont.Weight.DemiBold))
        box = QRect(0, 0, max(80, width - 2 * PAD), metrics.lineSpacing() * 2 + 2)
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, title)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        scenario: Scenario = index.data(SCENARIO_ROLE)
        width = self._view.viewport().width()
        small = QFontMetrics(self._theme.font("label")).lineSpacing()
        limit = QFontMetrics(self._theme.font("body", QFont.Weight.DemiBold)).lineSpacing() * 2 + 2
        return QSize(width, min(limit, self._title_rect(width, scenario.title).height()) + small + 2 * PAD + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        scenario: Scenario = index.data(SCENARIO_ROLE)
        area: QRect = option.rect.adjusted(2, 2, -2, -6)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self._theme, self._view, area, state)
        inner = area.adjusted(PAD, PAD - 2, -PAD, -PAD + 2)
        painter.setFont(self._theme.font("body", QFont.Weight.DemiBold))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(inner, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, scenario.title)
        painter.setFont(self._theme.font("label"))
        painter.setPen(self._theme.colour("soft"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, line_below(scenario))
        painter.restore()


class ScenarioList(QListWidget):
    """`scenario_chosen` follows the rep's choice, not a selection made by the program."""

    scenario_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scenarioList")
        self.setAccessibleName("Scenarios")
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._quiet = False
        self.currentItemChanged.connect(self._changed)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_scenarios(self, scenarios: Sequence[Scenario]) -> None:
        self._quiet = True
        self.clear()
        for scenario in scenarios:
            item = QListWidgetItem(self)
            told = (scenario.title, scenario.skill, f"{scenario.minutes} minutes", "a draft" if scenario.draft else "")
            item.setData(SCENARIO_ROLE, scenario)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in told if part))
            item.setToolTip(scenario.situation)
        self._quiet = False

    def select_quietly(self, row: int) -> None:
        self._quiet = True
        self.setCurrentRow(row)
        self._quiet = False

    def _changed(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.scenario_chosen.emit(item.data(SCENARIO_ROLE))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setProperty("ring", event.reason() in TAB_REASONS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setProperty("ring", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Letters and Space are the page's own keys; the list keeps those that move in it.
        if event.text().strip() or event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            self.setProperty("ring", True)
            super().keyPressEvent(event)
