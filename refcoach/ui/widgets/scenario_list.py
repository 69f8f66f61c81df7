"""The scenarios to choose from: title, skill, minutes."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from refcoach.core.scenario import Scenario
from refcoach.ui.models.row_model import ROW_ROLE, AnyIndex, RowModel
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.row_list import BOTTOM, PAD, RowDelegate, RowList, paint_ground


def line_below(scenario: Scenario) -> str:
    """What stands below a scenario's title."""
    return "  \u00b7  ".join(part for part in ("Draft" if scenario.draft else "", scenario.skill, f"{scenario.minutes} min") if part)


class ScenarioModel(RowModel[Scenario]):
    def spoken(self, row: Scenario) -> str:
        told = (row.title, row.skill, f"{row.minutes} minutes", "a draft" if row.draft else "")
        return ", ".join(part for part in told if part)

    def tip(self, row: Scenario) -> str:
        return row.situation


class _Delegate(RowDelegate):
    """Paints title (two lines at most), then skill and minutes."""

    def height_px(self, row: Scenario) -> int:
        metrics = QFontMetrics(self._theme.font("body", QFont.Weight.DemiBold))
        two_lines = metrics.lineSpacing() * 2 + 2
        box = QRect(0, 0, max(80, self._view.viewport().width() - 2 * PAD), two_lines)
        title = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, row.title).height()
        return min(two_lines, title) + QFontMetrics(self._theme.font("label")).lineSpacing() + 2 * PAD + 12

    def paint_row(self, painter: QPainter, row: Scenario, area: QRect, state: QStyle.StateFlag) -> None:
        area = area.adjusted(2, 2, -2, -6)
        paint_ground(painter, self._theme, self._view, area, state)
        inner = area.adjusted(PAD, PAD - 2, -PAD, -PAD + 2)
        painter.setFont(self._theme.font("body", QFont.Weight.DemiBold))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(inner, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, row.title)
        self.write(painter, inner, line_below(row), "label", QFont.Weight.Normal, "soft", BOTTOM)


class ScenarioList(RowList):
    """`scenario_chosen` follows the rep's choice, not a selection made by the program."""

    scenario_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "scenarioList", "Scenarios")
        self.scenarios = ScenarioModel(self)
        self._quiet = False
        self.setModel(self.scenarios)
        self.setItemDelegate(_Delegate(theme, self))

    def select_quietly(self, scenario: Scenario) -> None:
        """Show which scenario is open; nothing happens where it is not listed."""
        self._quiet = True
        self.choose_row(self.scenarios.find(lambda row: (row.pack, row.id) == (scenario.pack, scenario.id)))
        self._quiet = False

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.scenario_chosen.emit(current.data(ROW_ROLE))
