"""A result: what was found, the takes of the part, model answers, the ways on; and the end of a drill."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.finding import Verdict
from refcoach.ui.drill import LiveDrill
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.pages.found import Found
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.avatar import Avatar
from refcoach.ui.widgets.basics import Button, Prose, column, divider, row, set_words, text
from refcoach.ui.widgets.checks import CheckList, result_line
from refcoach.ui.widgets.model_answers import ModelAnswers
from refcoach.ui.words import count, shown_keys


class ResultView(QWidget):
    """What was heard; `ways` holds the two ways on, for the page to keep in sight."""

    check_chosen = Signal(str)

    def __init__(self, theme: Theme, drill: LiveDrill, engine: EngineLink) -> None:
        super().__init__()
        self._drill = drill
        self._wide = self._alone = False
        self._where = text("", "label")
        self.found = Found(theme, engine, drill.bands, retry=True)
        self.checks = CheckList(theme)  # where the window is too narrow for the panel at the side
        self.answers = ModelAnswers(theme)
        self.again = Button(theme, "Try this part again", "primary", "tryAgainButton", "again")
        self.again.setToolTip("T")
        self.next = Button(theme, "Next", name="nextButton", icon_name="next")
        self.next.setToolTip("N")
        self.ways = QWidget()
        buttons = row(self.ways, (0, 8, 0, 8), 12)
        buttons.addWidget(self.again)
        buttons.addWidget(self.next)
        buttons.addStretch(1)
        whole = column(self, spacing=8)
        for part in (self._where, self.found, self.checks):
            whole.addWidget(part)
        whole.addSpacing(8)
        whole.addWidget(self.answers)
        whole.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        drill, found = self._drill, self.found
        found.take_chosen.connect(drill.results.look_at)
        found.other_chosen.connect(drill.results.look_beside)
        found.compare.clicked.connect(self._compare)
        found.change.undo.clicked.connect(drill.results.take_back)
        found.steps.again_wanted.connect(drill.say_again)
        for pane in (found.pane, found.beside):
            pane.corrected.connect(drill.results.changes.correct)
        self.checks.contested.connect(self.contest)
        self.checks.chosen.connect(self.check_chosen)
        self.answers.hear_wanted.connect(self._hear)

    def show_beside(self, wide: bool, alone: bool) -> None:
        """`wide`: there is room for two takes; `alone`: there is none for the panel at the side."""
        if (wide, alone) != (self._wide, self._alone):
            self._wide, self._alone = wide, alone
            self.refresh()

    @property
    def comparing(self) -> bool:
        return self.found.beside.isVisibleTo(self)

    def refresh(self) -> None:
        shown, scenario = self._drill.shown, self._drill.scenario
        if shown is None or scenario is None:
            return
        self.found.show_takes(shown, self._drill.results.changes, wide=self._wide)
        whole = shown.whole
        self._where.setText(f"{scenario.title}  \u00b7  take {shown.attempt.number}")
        self.checks.setVisible(self._alone)
        self.checks.show_lines([result_line(whole, key, at) for at, key in enumerate(shown_keys(whole), 1)])
        beat = shown.attempt.beat
        self.answers.show_answers(tuple(answer for answer in scenario.model_answers if answer.beat == beat))
        self.answers.show_spoken(self._drill.voice.spoken, not self._drill.voice.trouble[0])
        met = all(whole.judgement.verdict(key) is Verdict.PRESENT for key in whole.first.required)
        self.again.set_role("" if met else "primary")
        self.next.set_role("primary" if met else "")
        coming = self._drill.coming
        last = coming is None or coming.finished
        self.next.setText("Finish" if last else "Next")
        self.next.setAccessibleName("Finish the conversation" if last else "Next part")

    def contest(self, key: str) -> None:
        """I did say that (or did not), with the words chosen in the take."""
        self._drill.results.contest(key, self.found.quote())

    def _compare(self) -> None:
        shown = self._drill.shown
        if shown is not None:
            others = [take for take in shown.takes if take is not shown.attempt]
            self._drill.results.look_beside(others[-1].attempt_id if self.found.compare.isChecked() and others else "")

    def _hear(self, line: str) -> None:
        self.found.stop()
        if line:
            self._drill.voice.say(line)
        else:
            self._drill.voice.hush()


class FinishedView(QWidget):
    """The client's closing line and what was practised."""

    over_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, theme: Theme, drill: LiveDrill) -> None:
        super().__init__()
        self._drill = drill
        self._avatar = Avatar(theme)
        self._who = text("", "strong")
        self._line = Prose("line", "closingLine")
        self._title = text("That is the whole conversation.", "title", "finishedLabel")
        self._sum = text("", "soft", "finishedSummary")
        self.over = Button(theme, "Practise it again", "primary", "startOverButton", "again")
        self.log = Button(theme, "Open the log", name="openLogButton", icon_name="log")
        self.over.clicked.connect(self.over_wanted)
        self.log.clicked.connect(self.log_wanted)
        person = row(spacing=12)
        person.addWidget(self._avatar)
        person.addWidget(self._who, 1)
        buttons = row(spacing=12)
        buttons.addWidget(self.over)
        buttons.addWidget(self.log)
        buttons.addStretch(1)
        whole = column(self, spacing=16)
        whole.addWidget(self._title)
        whole.addWidget(self._sum)
        whole.addWidget(divider())
        whole.addLayout(person)
        whole.addWidget(self._line)
        whole.addSpacing(16)
        whole.addLayout(buttons)
        whole.addStretch(1)

    def refresh(self) -> None:
        scenario, play = self._drill.scenario, self._drill.play
        if scenario is None or play is None:
            return
        self._avatar.show_person(scenario.persona.name, self._drill.voice.speaking)
        self._who.setText(scenario.persona.name)
        set_words(self._line, f"\u201c{play.line}\u201d" if play.line else "")
        takes = len(self._drill.session.attempts) if self._drill.session else 0
        last = {whole.first.beat: whole for whole in self._drill.results.done}
        asked = [(whole, key) for whole in last.values() for key in whole.first.required]
        heard = sum(whole.finding(key)[1].verdict is Verdict.PRESENT for whole, key in asked)
        words = f"You made {count(takes, 'take')} of {count(len(scenario.beats), 'part')}."
        if asked:
            words += f" In your last take of each part I heard {heard} of {count(len(asked), 'check')}."
        self._sum.setText(words)
