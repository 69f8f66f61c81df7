"""What Today shows: a greeting, the one next thing, and below it what is read of others, the week, the partner and the next ask."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from refcoach.core.plan import Suggestion
from refcoach.core.scenario import Scenario
from refcoach.ui.models.today_words import ABOUT, FIRST_WHY, NOTHING, about_words, greeting, minutes_words, next_title
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, set_words, text

if TYPE_CHECKING:
    from refcoach.engine.today import TodayNow
    from refcoach.ui.pages.today_below import Below

CARD_PX = 112  # the card's height in most cases, kept while the log is read, so that nothing jumps


class Wishes(QObject):
    """What the rep wants from Today: `started` tells a scenario, `page_wanted` the key of a page, `take_wanted` the id of the take that the
    partner spoke of, empty for the log as it is."""

    started = Signal(object)
    page_wanted = Signal(str)
    take_wanted = Signal(str)
    asks_wanted = Signal()


class NextCard(QFrame):
    """The next thing, with the page's one primary button."""

    def __init__(self, theme: Theme, wishes: Wishes) -> None:
        super().__init__()
        self._wishes = wishes
        self.setProperty("role", "card")
        self.setObjectName("nextCard")
        self._scenario: Scenario | None = None
        self.setMinimumHeight(CARD_PX)
        self._title = text("", "heading", "nextTitle")
        self._about = text("", "label", "nextAbout")
        self._why = text("", "", "nextWhy")
        self._minutes = text("", "label", "nextMinutes", wrap=False)
        self._minutes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.start = Button(theme, "Start", "primary", "todayStart", "play")
        self.start.setToolTip("Enter")
        words = column(spacing=6)
        for part in (self._title, self._about, self._why):
            words.addWidget(part)
        whole = row(self, (24, 20, 24, 20), 24)
        whole.addLayout(words, 1)
        side = column(spacing=12)
        side.addWidget(self._minutes)
        side.addStretch(1)
        side.addWidget(self.start)
        whole.addLayout(side)
        self.start.clicked.connect(self._start)
        self.show_reading()

    def show_reading(self) -> None:
        self._say("", "", "Reading the practice log\u2026", "")
        self.start.hide()

    def show_next(self, suggestion: Suggestion | None, begun: bool) -> None:
        self._scenario = suggestion.scenario if suggestion is not None else None
        if suggestion is None:
            self._say(NOTHING[0], "", NOTHING[1], "")
        else:
            title, why, minutes = next_title(suggestion, begun), suggestion.why if begun else FIRST_WHY, minutes_words(suggestion)
            self._say(title, about_words(suggestion), why, minutes)
            self.start.setAccessibleName(f"Start. {title}, {minutes}")
            self.start.setAccessibleDescription(why)
        self.start.setVisible(suggestion is not None)

    def _say(self, title: str, about: str, why: str, minutes: str) -> None:
        for label, words in ((self._title, title), (self._about, about), (self._why, why), (self._minutes, minutes)):
            set_words(label, words)

    def _start(self) -> None:
        if self._scenario is not None:
            self._wishes.started.emit(self._scenario)


class TodayView(QWidget):
    """Greeting and card are there at once; what stands below them is made when it is first shown, so that the window opens quickly."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.wishes = theme, Wishes(self)
        self._title = text("", "title", "todayTitle")
        self._about = text("", "soft", "todayAbout")
        self.card = NextCard(theme, self.wishes)
        self._rest = column()
        whole = column(self, spacing=8)
        whole.addWidget(self._title)
        whole.addWidget(self._about)
        whole.addSpacing(8)
        whole.addWidget(self.card)
        whole.addSpacing(4)
        whole.addLayout(self._rest)
        whole.addStretch(1)
        self._about.hide()

    @cached_property
    def below(self) -> "Below":
        from refcoach.ui.pages.today_below import Below

        below = Below(self._theme, self.wishes)
        self._rest.addWidget(below)
        below.show()  # at once; the layout would do it later
        return below

    def greet(self, at: str, name: str) -> str:
        """The greeting for the time `at`; what it says."""
        words = greeting(at, name)
        set_words(self._title, words)
        return words

    def show_now(self, now: "TodayNow") -> None:
        set_words(self._about, "" if now.begun else ABOUT)
        self.card.show_next(now.suggestions[0] if now.suggestions else None, now.begun)
        self.below.show_now(now)
