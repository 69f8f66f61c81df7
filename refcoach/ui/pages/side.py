"""The side panel: what to listen for before a take, what was found after it, and the cue card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from refcoach.ui.drill import LiveDrill, Phase
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import QuietButton, column, divider, text
from refcoach.ui.widgets.checks import CheckList, expected_lines, result_line
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
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setFixedWidth(min(360, self._theme.scaled(280)))

    def refresh(self) -> None:
        scenario, beat, attempt = self._drill.scenario, self._drill.beat, self._drill.attempt
        if self._drill.phase is Phase.RESULT and attempt is not None:
            self._title.setText("What I heard")
            required = [result_line(attempt, key) for key in attempt.required]
            extra = [result_line(attempt, key) for key in shown_keys(attempt) if key not in attempt.required]
            self._extra.setText("Also")
        else:
            self._title.setText("Listen for")
            required = expected_lines(beat.required if beat else (), ())
            extra = expected_lines((), beat.optional if beat else ())
            self._extra.setText("Would be good too")
        self.checks.show_lines(required)
        self.extra_checks.show_lines(extra)
        self._extra.setVisible(bool(extra))
        self._title.setVisible(bool(required))
        self.cue.show_cues(scenario.cue_card if scenario else ())
