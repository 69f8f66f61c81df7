"""The right side of the editor: the YAML with its problems, the trial run, the test bench; in a narrow window the form as well."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from refcoach.core.own_check import OwnCheck
from refcoach.core.scenario import Scenario
from refcoach.packs.problems import Problem
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.pages.trial import BenchPane, TrialPane
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import column, text
from refcoach.ui.widgets.problem_list import ProblemList
from refcoach.ui.widgets.tabs import Tabs
from refcoach.ui.widgets.yaml_text import YamlText

PROBLEMS_PX = 132
FORM, WRITTEN, TRIAL, BENCH = range(4)
NAMES = (("Form", "editorTabForm"), ("YAML", "editorTab0"), ("Trial run", "editorTab1"), ("Test bench", "editorTab2"))


class EditorSides(QWidget):
    """One of them at a time. `trial_chosen` comes before the trial run takes the keyboard: the text should be read first."""

    trial_chosen = Signal()

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink) -> None:
        super().__init__()
        self.yaml = YamlText(theme)
        self.list = ProblemList("editorProblems", False)
        self.list.setFixedHeight(PROBLEMS_PX)
        self._none = text("No problem.", "label", "editorNone")
        self.trial = TrialPane(theme, desk, engine)
        self.bench = BenchPane(theme, engine)
        self._tabs = Tabs(NAMES)
        self._tabs.offer(FORM, False)
        self._tabs.choose(WRITTEN)
        self._tabs.chosen.connect(self._show)
        self._form = QWidget()
        self._form_place = column(self._form)
        written = QWidget()
        below = column(written, spacing=8)
        below.addWidget(self.yaml, 1)
        below.addWidget(self._none)
        below.addWidget(self.list)
        self._parts = QStackedWidget()
        for part in (self._form, written, self.trial, self.bench):
            self._parts.addWidget(part)
        self._parts.setCurrentIndex(WRITTEN)
        whole = column(self, spacing=8)
        whole.addWidget(self._tabs)
        whole.addWidget(self._parts, 1)

    def choose(self, at: int) -> None:
        """FORM, WRITTEN, TRIAL or BENCH."""
        self._tabs.choose(at)

    def take_in(self, form: QWidget) -> None:
        """There is no room beside: the form becomes the first tab."""
        self._form_place.addWidget(form)
        self._tabs.offer(FORM, True)

    def let_out(self) -> None:
        """The form is put beside again; where it was shown, the YAML is."""
        self._tabs.offer(FORM, False)
        if self._tabs.current == FORM:
            self._tabs.choose(WRITTEN)

    @property
    def current(self) -> int:
        return self._tabs.current

    def let_try(self, scenario: bool) -> None:
        """Only a scenario can be tried."""
        self._tabs.offer(TRIAL, scenario)

    def _show(self, at: int) -> None:
        self._parts.setCurrentIndex(at)
        if at == TRIAL:
            self.trial_chosen.emit()
            self.trial.answer.setFocus()

    def show_checked(self, file: str, problems: Sequence[Problem], scenario: Scenario | None, checks: Sequence[OwnCheck]) -> None:
        """What the text holds; a fault of another file, which a pack.yaml brings about, is listed and not marked."""
        self.list.show_problems(problems)
        self.list.setVisible(bool(problems))
        self._none.setVisible(not problems)
        self.yaml.mark([problem for problem in problems if problem.file == file])
        self.trial.show_scenario(scenario, not problems, checks)
        self.bench.show_checks([check for check in checks if check.yes and check.no])
