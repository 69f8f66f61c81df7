"""The scenarios beside a drill, or why there are none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from refcoach.core.errors import RefCoachError
from refcoach.core.scenario import Scenario
from refcoach.ui.desk import DeskLike
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import column, set_words, text
from refcoach.ui.widgets.scenario_list import ScenarioList


class ScenarioPanel(QFrame):
    """`scenario_chosen` follows the rep's choice."""

    scenario_chosen = Signal(object)

    def __init__(self, theme: Theme, desk: DeskLike) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "panel")
        self.list = ScenarioList(theme)
        self._failure = text("", "soft", "scenariosFailure")
        inside = column(self, (16, 24, 0, 16), 12)
        inside.addWidget(text("Practise", "title"))
        inside.addWidget(self.list, 1)
        inside.addWidget(self._failure)
        self.list.scenario_chosen.connect(self.scenario_chosen)

    def read(self) -> tuple[Scenario, ...]:
        """Read the scenarios and list them; where they cannot be read, the list stays as it is, and there are none to open."""
        try:
            scenarios = tuple(self._desk.scenarios)
        except RefCoachError as error:
            set_words(self._failure, f"{error.message} {error.hint}")
            return ()
        set_words(self._failure, "" if scenarios else "There is no scenario to practise. Install RefCoach again.")
        self.list.scenarios.show_rows(scenarios)
        return scenarios

    def mark(self, scenario: Scenario) -> None:
        """Show which one is open, without opening it."""
        self.list.select_quietly(scenario)
