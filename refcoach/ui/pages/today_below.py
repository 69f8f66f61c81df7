"""Below the next thing on Today: two others, and lines on the week, the partner's word, the next ask and My script."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from refcoach.core.plan import Suggestion
from refcoach.core.scenario import Scenario
from refcoach.ui.models.ask_words import ask_line
from refcoach.ui.models.today_lines import NO_SCRIPT, other_why, other_words, partner_line, week_line
from refcoach.ui.pages.today_view import Wishes
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, column, row, set_words, text
from refcoach.ui.widgets.dots import Dots

if TYPE_CHECKING:
    from refcoach.engine.today import TodayNow

OTHERS = 2  # suggestions beside the next one


class Other(QWidget):
    """Another suggestion: a quiet button, and why where there is room. What is too long for the line is cut short on screen alone."""

    def __init__(self, theme: Theme, name: str, wishes: Wishes) -> None:
        super().__init__()
        self._wishes = wishes
        self._scenario: Scenario | None = None
        self._words = ""
        self.button = Button(theme, "", "plain", name, "play")
        self.button.setMinimumWidth(1)
        self._why = text("", "small", f"{name}Why", wrap=False)
        whole = row(self, spacing=8)
        whole.addWidget(self.button)
        whole.addWidget(self._why)
        whole.addStretch(1)
        self.button.clicked.connect(self._start)
        theme.changed.connect(self._fit)
        self.hide()

    def show_other(self, suggestion: Suggestion | None, before: Sequence[Suggestion]) -> None:
        self.setVisible(suggestion is not None)
        if suggestion is not None:
            self._scenario, self._words = suggestion.scenario, other_words(suggestion)
            self.button.setAccessibleName(self._words)
            self.button.setAccessibleDescription(suggestion.why)
            self._why.setText(other_why(suggestion, before))
            self._fit()

    def _fit(self) -> None:
        metrics = self.button.fontMetrics()
        self.button.setText(self._words)
        edges = self.button.sizeHint().width() - metrics.horizontalAdvance(self._words)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - edges)
        self.button.setText(shown)
        self.button.setToolTip("" if shown == self._words else self._words)
        self._why.setVisible(self.button.sizeHint().width() + 8 + self._why.sizeHint().width() <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _start(self) -> None:
        if self._scenario is not None:
            self._wishes.started.emit(self._scenario)


class Note(QWidget):
    """A line with an icon, and where it leads; hidden while there is nothing to say."""

    acted = Signal()

    def __init__(self, theme: Theme, icon_name: str, name: str, action: str = "", beside: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self._words = text("", "", f"{name}Words")
        self.button = Button(theme, action, "plain", f"{name}Open")
        whole = row(self, spacing=12)
        whole.addWidget(IconLabel(theme, icon_name, "soft", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        if beside is not None:
            whole.addWidget(beside, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addWidget(self._words, 1)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.button.clicked.connect(self.acted)
        self.hide()

    def say(self, words: str, action: str = "") -> None:
        set_words(self._words, words)
        self.button.setAccessibleDescription(words)
        if action:
            self.button.setText(action)
        self.setVisible(bool(words))


class Below(QWidget):
    """Made when it is first shown."""

    def __init__(self, theme: Theme, wishes: Wishes) -> None:
        super().__init__()
        self._word_about = ""
        self._or = text("Or", "label", "todayOr")
        self.others = tuple(Other(theme, f"todayOther{at}", wishes) for at in range(1, OTHERS + 1))
        self.dots = Dots(theme)
        self.week = Note(theme, "pledge", "todayWeek", beside=self.dots)
        self.partner = Note(theme, "partner", "todayPartner", "Open in the log")
        self.ask = Note(theme, "person", "todayAsk", "See real asks")
        self.script = Note(theme, "script", "todayScript", "Fill in My script")
        self._build()
        self.week.acted.connect(partial(wishes.page_wanted.emit, "pledge"))
        self.script.acted.connect(partial(wishes.page_wanted.emit, "script"))
        self.ask.acted.connect(wishes.asks_wanted)
        self.partner.acted.connect(lambda: wishes.take_wanted.emit(self._word_about))

    def _build(self) -> None:
        whole = column(self, spacing=8)
        whole.addWidget(self._or)
        others = column(spacing=0)
        for other in self.others:
            others.addWidget(other)
        whole.addLayout(others)
        whole.addSpacing(16)
        for note in (self.week, self.partner, self.ask, self.script):
            whole.addWidget(note)
        self._or.hide()

    def show_now(self, now: "TodayNow") -> None:
        plan = now.suggestions
        others = plan[1:] if now.begun else ()  # at first there is one thing to do
        for at, other in enumerate(self.others):
            other.show_other(others[at] if at < len(others) else None, plan[: at + 1])
        self._or.setVisible(bool(others))
        self._show_week(now)
        self._word_about = now.word.attempt_id if now.word is not None else ""
        self.partner.say(partner_line(now.word))
        self.ask.say(ask_line(now.asks, now.day))
        self.script.say("" if now.scripted else NO_SCRIPT)

    def _show_week(self, now: "TodayNow") -> None:
        line = week_line(now.week)
        told = now.begun or now.week.pledge is not None or now.week.proposal is not None
        self.week.say(" \u00b7 ".join(part for part in (line.words, line.streak) if part) if told else "", line.action)
        self.dots.show_dots(line.kept, line.promised)
