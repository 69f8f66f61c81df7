"""What was found in the takes of an attempt: on the result and in the log's details."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.bands import Bands
from refcoach.core.finding import Evidence
from refcoach.ui.changes import Changes
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.result_words import READ_OUT, change_words, doubts, whole_headline
from refcoach.ui.takes import Shown
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, QuietButton, announce, column, row, set_words, text
from refcoach.ui.widgets.correction import Correction
from refcoach.ui.widgets.player import Player
from refcoach.ui.widgets.steps import PraiseLines, Steps
from refcoach.ui.widgets.take_tabs import TakeTabs
from refcoach.ui.widgets.transcript import TranscriptView

NOT_CHECKED = "This take has not been checked yet."
SIDE_BY_SIDE = "Two takes side by side"
LEAD_S = 0.2  # played from a little before the word, so that its beginning is heard
Missing = Callable[[Attempt], str]


def headline_of(shown: Shown, attempt: Attempt) -> str:
    """What was heard in the whole attempt that a take belongs to."""
    whole = shown.whole_of(attempt)
    return whole_headline(whole) if whole.first.state is AttemptState.CHECKED else NOT_CHECKED


class TakePane(QWidget):
    """One take: which one, its words, its sound. `corrected` tells the attempt, the words' numbers and what was said."""

    chosen = Signal(str)
    corrected = Signal(object, int, int, str)

    def __init__(self, theme: Theme, engine: EngineLink, bands: Callable[[], Bands]) -> None:
        super().__init__()
        self.attempt: Attempt | None = None
        self.tabs = TakeTabs()
        self.said = text("", "strong-label", "paneHeadline")
        self._doubts = text("", "soft", "doubtsLabel")
        self.transcript = TranscriptView(theme)
        self.correction = Correction(theme)
        self.player = Player(theme, engine, bands)
        whole = column(self, spacing=12)
        for part in (self.tabs, self.said, self._doubts, self.transcript, self.correction, self.player):
            whole.addWidget(part)
        whole.addStretch(1)
        self.tabs.chosen.connect(self.chosen)
        self.player.moved.connect(self._moved)
        self.transcript.word_clicked.connect(self._play_word)
        self.transcript.correction_wanted.connect(self._edit)
        self.correction.saved.connect(self._saved)
        self.correction.put_away.connect(self.transcript.setFocus)

    def show_take(self, shown: Shown, attempt: Attempt, missing: str, beside: bool = False) -> None:
        """`beside` another take it says itself what was heard."""
        if self.attempt is None or self.attempt.attempt_id != attempt.attempt_id:
            self.correction.hide()
        self.attempt = attempt
        self.tabs.show_takes(shown.takes, attempt)
        set_words(self.said, headline_of(shown, attempt) if beside else "")
        set_words(self._doubts, doubts(attempt))
        self.transcript.show_attempt(attempt)
        self.transcript.setVisible(attempt.state is AttemptState.CHECKED)
        self.player.show_attempt(attempt, missing)
        self.player.setVisible(attempt.take is not None)

    def play_from(self, evidence: Evidence) -> None:
        """Hear the words of an evidence; a typed take has no sound."""
        span = self.attempt.transcript.time_span(evidence.start, evidence.end) if self.attempt is not None else None
        if span is not None:
            self.player.play_from(max(0.0, span[0] - LEAD_S))

    def choose(self, evidence: Evidence) -> None:
        """Select the words of an evidence."""
        words = self.attempt.transcript.words if self.attempt is not None else ()
        touched = [number for number, word in enumerate(words) if word.start < evidence.end and word.end > evidence.start]
        if touched:
            self.transcript.choose_words(touched[0], touched[-1])

    def _moved(self, at_s: float) -> None:
        self.transcript.show_spoken(at_s if at_s >= 0 else None)

    def _play_word(self, offset: int) -> None:
        self.play_from(Evidence("", offset, offset + 1))

    def _edit(self, first: int, last: int) -> None:
        if self.attempt is not None:
            self.player.stop()
            self.correction.open_for(self.attempt, first, last)

    def _saved(self, first: int, last: int, said: str) -> None:
        if self.attempt is not None:
            self.corrected.emit(self.attempt, first, last, said)


class ChangeLine(QWidget):
    """What the rep changed last and what came of it, with a way back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = text("", "soft", "changeLine")
        self.undo = Button(theme, "Undo", "plain", "undoButton", "again")
        self.undo.setAccessibleName("Undo the last change")
        self.undo.setToolTip("Ctrl+Z")
        whole = row(self, spacing=8)
        whole.addWidget(self._words, 1)
        whole.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)

    def show_change(self, words: str, trouble: str, busy: bool) -> None:
        told = "Looking again\u2026" if busy else f"{trouble} {words}".strip()
        if told != self._words.text():
            announce(self._words, told)
        self._words.setText(told)
        self.undo.setVisible(bool(words) and not busy)
        self.setVisible(bool(told))


class Found(QWidget):
    """Headline, take or two takes side by side, praise and steps."""

    take_chosen = Signal(str)
    other_chosen = Signal(str)

    def __init__(self, theme: Theme, engine: EngineLink, bands: Callable[[], Bands], role: str = "title", retry: bool = False) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self.headline = text("", role, "headlineLabel")
        self.change = ChangeLine(theme)
        self._read_out = text(READ_OUT, "soft", "readOutLabel")
        self._panes = row(spacing=32)
        self.pane, self.beside = TakePane(theme, engine, bands), TakePane(theme, engine, bands)
        self.transcript, self.player = self.pane.transcript, self.pane.player
        self.compare = QuietButton(theme, "Compare", "panel", "compareButton")
        self.compare.setCheckable(True)
        self.compare.setToolTip("Two takes side by side")
        self.praise = PraiseLines(theme)
        self._next = text("Next", "strong", "nextStepsTitle")
        self.steps = Steps(theme, retry)
        self._build()
        self.pane.chosen.connect(self.take_chosen)
        self.beside.chosen.connect(self.other_chosen)

    def _build(self) -> None:
        top = row(spacing=8)
        top.addWidget(self.headline, 1)
        top.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignTop)
        self._panes.addWidget(self.pane, 1)
        self._panes.addWidget(self.beside, 1)
        whole = column(self, spacing=16)
        whole.addLayout(top)
        whole.addWidget(self._read_out)
        whole.addWidget(self.change)
        whole.addLayout(self._panes)
        whole.addSpacing(4)
        whole.addWidget(self.praise)
        whole.addSpacing(4)
        whole.addWidget(self._next)
        whole.addWidget(self.steps)

    def show_takes(self, shown: Shown, changes: Changes, missing: Missing = lambda attempt: "", wide: bool = False) -> None:
        """`wide` offers two takes side by side."""
        self._shown = shown
        whole, attempt = shown.whole, shown.attempt
        both = wide and shown.other is not None
        words = SIDE_BY_SIDE if both else headline_of(shown, attempt)
        if words != self.headline.text():
            announce(self.headline, words)
        self.headline.setText(words)
        self._read_out.setVisible(bool(attempt.read_out) and not both)
        trouble = f"{changes.trouble.message} {changes.trouble.hint}" if changes.trouble is not None else ""
        self.change.show_change(change_words(whole), trouble, changes.busy)
        self.pane.show_take(shown, attempt, missing(attempt), both)
        self._show_other(shown, missing, both)
        self.compare.setVisible(wide and len(shown.takes) > 1)
        self.compare.setChecked(both)
        # Two takes are looked at to see what differs; what to do next waits until one of them is chosen.
        self.praise.show_praise(() if both else attempt.praise)
        steps = () if both else whole.next_steps
        self.steps.show_steps(steps, whole.first.judgement)
        self._next.setVisible(bool(steps))

    def _show_other(self, shown: Shown, missing: Missing, both: bool) -> None:
        self.beside.setVisible(both)
        if not both or shown.other is None:
            self.beside.player.stop()
            return
        self.beside.show_take(shown, shown.other, missing(shown.other), beside=True)
        later = shown.takes.index(shown.other) > shown.takes.index(shown.attempt)
        if later != (self._panes.indexOf(self.beside) > self._panes.indexOf(self.pane)):
            self._panes.removeWidget(self.beside)
            self._panes.insertWidget(1 if later else 0, self.beside, 1)

    def quote(self) -> str:
        """The words of the take that the rep has chosen."""
        return self.transcript.quote()

    def stop(self) -> None:
        self.player.stop()
        self.beside.player.stop()

    def go_to(self, key: str) -> int:
        """Show and play what proves a check, or choose what came nearest; gives its place from the top of this widget in pixels."""
        if self._shown is None:
            return 0
        finding = self._shown.attempt.judgement.get(key)
        proof = finding.evidence[0] if finding is not None and finding.evidence else None
        near = proof or (finding.nearest if finding is not None else None)
        if near is None:
            return self._next.mapTo(self, QPoint(0, 0)).y()
        if proof is not None:
            self.pane.play_from(proof)
        else:
            self.pane.choose(near)
        return self.transcript.mapTo(self, QPoint(0, self.transcript.top_at(near.start))).y()
