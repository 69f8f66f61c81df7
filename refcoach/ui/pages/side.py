"""The side panel: what to listen for before a take, what was found after it, and the cue card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from refcoach.core.own_check import OwnCheck
from refcoach.core.scenario import Beat
from refcoach.ui.drill import LiveDrill
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import QuietButton, column, divider, text
from refcoach.ui.widgets.checks import CheckLine, CheckList, expected_lines, result_line
from refcoach.ui.words import shown_keys


class CueCard(QWidget):
    """The scenario's cues, folded away until asked for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.button = QuietButton(theme, "Cue card", "card", "cueCardButton")
        self.button.setCheckable(True)
        self.button.setToolTip("C")
        self._cues = text("", "soft", "cueCard")
        self._cues.setContentsMargins(8, 0, 0, 0)
        self._cues.hide()
        whole = column(self, spacing=8)
        whole.addWidget(self.button)
        whole.addWidget(self._cues)
        self.button.toggled.connect(self._cues.setVisible)

    def show_cues(self, cues: tuple[str, ...]) -> None:
        self.setVisible(bool(cues))
        self._cues.setText("\n\n".join(cues))

    def toggle(self) -> None:
        if self.isEnabled() and self._cues.text():
            self.button.toggle()


class SidePanel(QScrollArea):
    """280 px beside the stage."""

    check_chosen = Signal(str)
    contested = Signal(str)

    def __init__(self, theme: Theme, drill: LiveDrill) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme, self._drill = theme, drill
        self._title = text("Listen for", "heading", "sideTitle")
        self.checks = CheckList(theme)
        self._extra = text("Would be good too", "label")
        self.extra_checks = CheckList(theme)
        self.cue = CueCard(theme)
        inside = QWidget()
        whole = column(inside, (8, 32, 16, 24), 8)
        whole.addWidget(self._title)
        whole.addWidget(self.checks)
        whole.addSpacing(8)
        whole.addWidget(self._extra)
        whole.addWidget(self.extra_checks)
        whole.addSpacing(8)
        whole.addWidget(divider())
        whole.addWidget(self.cue)
        whole.addStretch(1)
        for words in (self._title, self._extra):
            words.setContentsMargins(8, 0, 0, 0)
        self.setWidget(inside)
        self.checks.chosen.connect(self.check_chosen)
        self.extra_checks.chosen.connect(self.check_chosen)
        self.checks.contested.connect(self.contested)
        self.extra_checks.contested.connect(self.contested)
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setFixedWidth(min(360, self._theme.scaled(280)))

    def refresh(self) -> None:
        scenario, beat, shown = self._drill.scenario, self._drill.beat, self._drill.shown
        if shown is not None:
            number = shown.whole.first.number
            self._title.setText(f"Heard in take {number}" if shown.other is not None else "What I heard")
            keys, asked = shown_keys(shown.whole), shown.whole.first.required
            lines = [result_line(shown.whole, key, at) for at, key in enumerate(keys, 1)]
            required, extra = [line for line in lines if line.key in asked], [line for line in lines if line.key not in asked]
            self._extra.setText("Also")
        else:
            self._title.setText("Listen for")
            required, extra = self._expected(beat, scenario.checks if scenario else ())
            self._extra.setText("Would be good too")
        self.checks.show_lines(required)
        self.extra_checks.show_lines(extra)
        self._extra.setVisible(bool(extra))
        self._title.setVisible(bool(required))
        self.cue.show_cues(scenario.cue_card if scenario else ())

    def _expected(self, beat: Beat | None, own: tuple[OwnCheck, ...]) -> tuple[list[CheckLine], list[CheckLine]]:
        """What to listen for; of a part that is said again alone that check only."""
        if self._drill.part is not None:
            return expected_lines((self._drill.part.step.key,), (), own), []
        return expected_lines(beat.required if beat else (), (), own), expected_lines((), beat.optional if beat else (), own)
