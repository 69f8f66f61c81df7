"""A result: one sentence, the words with their evidence, the take, at most three next steps; and the end of a drill."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.attempt import PROBLEM_WORDS, Attempt
from refcoach.core.feedback import headline
from refcoach.core.finding import Verdict
from refcoach.ui.drill import LiveDrill
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.avatar import Avatar
from refcoach.ui.widgets.basics import Button, Prose, announce, column, divider, prose, row, set_words, text
from refcoach.ui.widgets.player import Player
from refcoach.ui.widgets.transcript import TranscriptView
from refcoach.ui.words import count, label


def doubts(attempt: Attempt) -> str:
    """What was wrong with the recording, in plain words; at most two things."""
    problems = attempt.take.problems[:2] if attempt.take else ()
    return " ".join(" ".join(PROBLEM_WORDS[problem]) for problem in problems)


class Steps(QWidget):
    """The next steps, numbered, with the rep's own words where there are some."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column(self, spacing=14)
        self._rows: list[QWidget] = []
        self._shown: Attempt | None = None

    def show_steps(self, attempt: Attempt | None) -> None:
        if attempt is self._shown:
            return
        self._shown = attempt
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        for number, step in enumerate(attempt.next_steps if attempt else (), 1):
            line = QWidget()
            inside = row(line, spacing=12)
            figure = text(str(number), "heading", wrap=False)
            figure.setFixedWidth(24)
            words = column(spacing=0)
            words.addWidget(prose(step.text))
            quote = f"{label(step.key)}: you said \u201c{step.quote}\u201d" if step.quote else label(step.key)
            words.addWidget(text(quote, "label"))
            inside.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
            inside.addLayout(words, 1)
            self._column.addWidget(line)
            self._rows.append(line)
        self.setVisible(bool(self._rows))


class Found(QWidget):
    """Headline, transcript, playback and steps of one attempt: on the result and in the log's details."""

    def __init__(self, theme: Theme, engine: EngineLink, role: str = "title") -> None:
        super().__init__()
        self._theme = theme
        self.headline = text("", role, "headlineLabel")
        self._doubts = text("", "soft", "doubtsLabel")
        self.transcript = TranscriptView(theme)
        self.player = Player(theme, engine)
        self._next = text("Next", "strong", "nextStepsTitle")
        self.steps = Steps()
        whole = column(self, spacing=16)
        whole.addWidget(self.headline)
        whole.addWidget(self._doubts)
        whole.addWidget(self.transcript)
        whole.addWidget(self.player)
        whole.addSpacing(4)
        whole.addWidget(self._next)
        whole.addWidget(self.steps)
        self.player.moved.connect(self._moved)
        self.transcript.word_clicked.connect(self._play_from)

    def show_attempt(self, attempt: Attempt, missing: str = "") -> None:
        words = headline(attempt.judgement, attempt.required)
        if words != self.headline.text():
            announce(self.headline, words)
        self.headline.setText(words)
        set_words(self._doubts, doubts(attempt))
        self.transcript.show_attempt(attempt)
        self.player.show_attempt(attempt, missing)
        self.player.setVisible(attempt.take is not None)
        self.steps.show_steps(attempt)
        self._next.setVisible(bool(attempt.next_steps))

    def _moved(self, at_s: float) -> None:
        self.transcript.show_spoken(at_s if at_s >= 0 else None)

    def _play_from(self, offset: int) -> None:
        shown = self.transcript.attempt
        if shown is None:
            return
        span = shown.transcript.time_span(offset, offset + 1)
        if span is not None:
            self.player.play_from(max(0.0, span[0] - 0.2))


class ResultView(QWidget):
    """What was heard; `ways` holds the two ways on, for the page to keep in sight."""

    def __init__(self, theme: Theme, drill: LiveDrill, engine: EngineLink) -> None:
        super().__init__()
        self._drill = drill
        self._where = text("", "label")
        self.found = Found(theme, engine)
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
        whole.addWidget(self._where)
        whole.addWidget(self.found)
        whole.addStretch(1)

    def refresh(self) -> None:
        attempt, scenario = self._drill.attempt, self._drill.scenario
        if attempt is None or scenario is None:
            return
        self.found.show_attempt(attempt)
        self._where.setText(f"{scenario.title}  \u00b7  take {attempt.number}")
        met = all(attempt.judgement.verdict(key) is Verdict.PRESENT for key in attempt.required)
        self.again.set_role("" if met else "primary")
        self.next.set_role("primary" if met else "")
        last = self._drill.beat is None or scenario.beat_after(self._drill.beat.id) is None
        self.next.setText("Finish" if last else "Next")
        self.next.setAccessibleName("Finish the conversation" if last else "Next part")


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
        last = {attempt.beat: attempt for attempt in self._drill.done}
        asked = [(attempt, key) for attempt in last.values() for key in attempt.required]
        heard = sum(attempt.judgement.verdict(key) is Verdict.PRESENT for attempt, key in asked)
        words = f"You made {count(takes, 'take')} of {count(len(scenario.beats), 'part')}."
        if asked:
            words += f" In your last take of each part I heard {heard} of {count(len(asked), 'check')}."
        self._sum.setText(words)
