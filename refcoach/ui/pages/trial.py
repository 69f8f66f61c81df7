"""Trial run and test bench of the editor: answers are typed or spoken, the engine judges, nothing is logged."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from refcoach.core.filling import filler
from refcoach.core.finding import Judgement, Verdict
from refcoach.core.own_check import OwnCheck
from refcoach.core.profile import Profile
from refcoach.core.roleplay import Heard, RolePlay, answered, begin, move_on
from refcoach.core.rubric import BY_KEY
from refcoach.core.scenario import Scenario
from refcoach.ui.desk import DeskLike, chosen_microphone
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.engine_trouble import Trouble
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, Choice, column, row, set_words, text
from refcoach.ui.words import VERDICT_WORDS, count, label

FILL = filler(Profile())  # as a rep hears it whose My script is empty
SPEAK = "Speak"
SEED = 1  # of each beat's lines; the trainer sees the same ones each time


class TrialPane(QWidget):
    """A talk by typing or speaking: the client's line, the trainer's answer, what was found, and how the client reacts."""

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink) -> None:
        super().__init__()
        self._theme, self._desk, self._engine = theme, desk, engine
        self._scenario: Scenario | None = None
        self._checks: tuple[OwnCheck, ...] = ()
        self._play: RolePlay | None = None
        self._token = 0
        self._asked = ""
        self._by_voice = False
        self._turns: list[QWidget] = []
        self._note = text("", "soft", "trialNote")
        self.answer = QLineEdit()
        self.answer.setObjectName("trialAnswer")
        self.answer.setAccessibleName("Your answer")
        self.answer.setPlaceholderText("Type an answer and press Enter, or speak it")
        self.speak = Button(theme, SPEAK, name="trialSpeak", icon_name="microphone")
        self.over = Button(theme, "Start over", "plain", "trialOver", "again")
        self._talk = QWidget()
        self._lines = column(self._talk, (0, 4, 12, 8), 10)
        self._lines.addStretch(1)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._talk)
        self._scroll.setWidgetResizable(True)
        whole = column(self, spacing=8)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._note)
        below = row()
        below.addWidget(self.answer, 1)
        below.addWidget(self.speak)
        below.addWidget(self.over)
        whole.addLayout(below)

    def _connect(self) -> None:
        engine = self._engine
        self.answer.returnPressed.connect(self._say)
        self.speak.clicked.connect(self._speak_or_end)
        self.over.clicked.connect(self.start)
        engine.answer_tried.connect(self._tried)
        engine.dictation_started.connect(self._listening)
        engine.dictation_stopped.connect(self._not_listening)
        engine.dictated.connect(self._dictated)
        engine.died.connect(self._not_listening)
        engine.failed.connect(self._failed)
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda low, high: self._scroll.verticalScrollBar().setValue(high))

    def show_scenario(self, scenario: Scenario | None, usable: bool, checks: Sequence[OwnCheck]) -> None:
        """The scenario as it stands in the editor; a talk under way begins anew when it changed."""
        fit = scenario if usable else None
        if (fit, tuple(checks)) != (self._scenario, self._checks):
            self._scenario, self._checks = fit, tuple(checks)
            self.start()

    def start(self) -> None:
        """The client's first line."""
        self._token += 1
        for part in self._turns:
            self._lines.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._turns = []
        self._play = begin(self._scenario, SEED, FILL) if self._scenario is not None else None
        set_words(self._note, "" if self._play else "Correct the problems first, then the scenario can be tried.")
        self._let_answer(self._play is not None)
        if self._play is not None and self._scenario is not None:
            self._add(f"{self._scenario.persona.name}: {self._play.line}", "strong")

    def _add(self, words: str, role: str) -> None:
        part = text(words, role)
        self._turns.append(part)
        self._lines.insertWidget(self._lines.count() - 1, part)

    @property
    def said(self) -> list[str]:
        """All that stands in the talk."""
        return [part.text() for part in self._turns if hasattr(part, "text")]

    def _say(self) -> None:
        if self._play is None or self._play.finished or not self.answer.isEnabled():
            return
        if not self._engine.serving:
            set_words(self._note, "The speech engine is not ready yet. Try again in a moment.")
            return
        self._by_voice = False
        self._asked = self.answer.text().strip()
        self.answer.clear()
        self._let_answer(False)
        self._add(f"You: {self._asked or '(nothing)'}", "")
        set_words(self._note, "Reading your answer\u2026")
        self._token += 1
        self._engine.try_answer(str(self._token), self._asked, self._checks)

    def _tried(self, token: str, judgement: Judgement) -> None:
        if token != str(self._token) or self._scenario is None or self._play is None:
            return
        beat = self._scenario.beat(self._play.beat_id or "")
        names = {check.key: check.name for check in self._checks}
        for key in (*beat.required, *beat.optional, *beat.forbidden) if beat is not None else ():
            finding = judgement.get(key)
            if finding is not None and (beat is None or key in beat.required or finding.verdict is not Verdict.MISSING):
                quote = f" \u201c{finding.evidence[0].text}\u201d" if finding.evidence else ""
                self._add(f"{names.get(key) or label(key)}: {VERDICT_WORDS[finding.verdict]}{quote}", "label")
        self._play = move_on(self._scenario, answered(self._play), Heard(judgement, not self._asked), FILL)
        self._add(f"{self._scenario.persona.name}: {self._play.line}", "strong")
        outcome = self._scenario.outcome(self._play.outcome)
        ended = f"The talk ends with {outcome.id}." if outcome is not None else "The talk ends here."
        set_words(self._note, ended if self._play.finished else "")
        self._let_answer(not self._play.finished)
        (self.speak if self._by_voice else self.answer).setFocus()

    def _failed(self, trouble: Trouble) -> None:
        if trouble.during in ("try_answer", "dictate", "stop_dictation"):
            self.speak.setText(SPEAK)
            set_words(self._note, f"{trouble.message} {trouble.hint}")
            self._let_answer(self._play is not None)

    def _let_answer(self, may: bool) -> None:
        self.answer.setEnabled(may)
        self.speak.setEnabled(may)

    # --- by voice ---------------------------------------------------------------------------------------------------

    def _speak_or_end(self) -> None:
        if self.speak.text() == SPEAK:
            if not self._engine.serving:
                set_words(self._note, "The speech engine is not ready yet. Try again in a moment.")
                return
            self._engine.dictate(chosen_microphone(self._desk, self._engine.microphones))
        else:
            self.speak.setEnabled(False)
            set_words(self._note, "Writing down your answer\u2026")
            self._engine.stop_dictation()

    def _listening(self) -> None:
        self.speak.setText("I'm done")
        self.answer.setEnabled(False)
        set_words(self._note, "Listening\u2026")

    def _not_listening(self) -> None:
        if self.speak.text() != SPEAK or not self.speak.isEnabled():
            self.speak.setText(SPEAK)
            set_words(self._note, "")
            self._let_answer(self._play is not None and not self._play.finished)

    def _dictated(self, words: str) -> None:
        """Said is said: a spoken answer goes the same way as a rep's, silence included."""
        self.speak.setText(SPEAK)
        self._let_answer(self._play is not None and not self._play.finished)
        self.answer.setText(words)
        if self.isVisible():
            self._say()
            self._by_voice = True

    def hush(self) -> None:
        """The page is left in mid-sentence: what was said until then waits in the line."""
        if self.speak.text() != SPEAK:
            self._engine.stop_dictation()


class BenchPane(QWidget):
    """Labelled lines for one check: precision, recall, and the lines that went wrong."""

    def __init__(self, theme: Theme, engine: EngineLink) -> None:
        super().__init__()
        self._engine = engine
        self._checks: tuple[OwnCheck, ...] = ()
        self._token = 0
        self.check = Choice(theme, "benchCheck")
        self.check.setAccessibleName("The check to test")
        self.lines = QPlainTextEdit()
        self.lines.setObjectName("benchLines")
        self.lines.setAccessibleName("Labelled lines")
        self.lines.setTabChangesFocus(True)
        self.lines.setPlaceholderText("+ a line that should meet the check\n- a line that should not")
        self.test = Button(theme, "Test this check", name="benchTest")
        self.result = text("", "strong", "benchResult")
        self.wrong = text("", "", "benchWrong")
        self._help = text("Use lines other than the examples in pack.yaml, twenty or more. Ctrl+Enter tests.", "label")
        inside = QWidget()
        below = column(inside, (0, 0, 12, 0), 8)
        for part in (self.result, self.wrong):
            below.addWidget(part)
        below.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        whole = column(self, (0, 4, 0, 0), 8)
        whole.addWidget(self.check)
        whole.addWidget(self._help)
        whole.addWidget(self.lines, 3)
        whole.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(scroll, 2)
        self.test.setShortcut("Ctrl+Return")
        self.test.clicked.connect(self._ask)
        engine.check_tested.connect(self._tested)
        engine.failed.connect(self._failed)

    def show_checks(self, checks: Sequence[OwnCheck]) -> None:
        if self._checks == tuple(checks) and self.check.count():
            return
        self._checks = tuple(checks)
        chosen = self.check.currentData()
        self.check.clear()
        for own in checks:
            self.check.addItem(f"{own.name} ({own.key})", own.key)
        for key in BY_KEY:
            self.check.addItem(label(key), key)
        self.check.setCurrentIndex(max(0, self.check.findData(chosen)))

    def _ask(self) -> None:
        if not self._engine.serving:
            set_words(self.result, "The speech engine is not ready yet. Try again in a moment.")
            return
        self._token += 1
        self.test.setEnabled(False)
        set_words(self.result, "Testing\u2026")
        set_words(self.wrong, "")
        self._engine.test_check(str(self._token), self.check.currentData() or "", self.lines.toPlainText(), self._checks)

    def _tested(self, token: str, record: Mapping[str, Any]) -> None:
        if token != str(self._token):
            return
        self.test.setEnabled(True)
        rates = f"Precision {_rate(record['precision'])}, recall {_rate(record['recall'])}"
        set_words(self.result, f"{rates}, on {count(int(record['lines']), 'line')}; {record['unclear']} on the fence.")
        set_words(self.wrong, "\n".join(_mistake(item) for item in record["wrong"]) or "No line went wrong.")

    def _failed(self, trouble: Trouble) -> None:
        if trouble.during == "test_check":
            self.test.setEnabled(True)
            set_words(self.result, f"{trouble.message} {trouble.hint}")


def _rate(value: float | None) -> str:
    return "\u2013" if value is None else f"{value:.0%}"


def _mistake(wrong: Mapping[str, Any]) -> str:
    missed = "on the fence" if wrong["verdict"] == "unclear" else "not found"
    return f"Line {wrong['line']}, {missed if wrong['wanted'] else 'found wrongly'}: {wrong['text']}"
