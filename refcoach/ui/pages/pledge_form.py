"""The form in which a week's goals are promised."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.pledge import Goals, Pledge, goals_from, goals_record
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.core.week import COUNT_LABELS, WEEK, check_label
from refcoach.engine.pledges import MOST, MOST_TIMES
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, Choice, announce, column, row, set_words, text
from refcoach.ui.widgets.count_field import CountField, CountFields
from refcoach.ui.widgets.fields import LineField

COLUMNS = 4


class PledgeForm(QWidget):
    """What was typed stays until it is promised. `promise` does it and answers a message for the user; `done` follows."""

    edited = Signal()
    done = Signal()
    put_away = Signal()

    def __init__(self, theme: Theme, promise: Callable[[date, Goals, str], str]) -> None:
        super().__init__()
        self.setObjectName("pledgeForm")
        self._promise = promise
        self._monday = date.min
        self._pledges: tuple[Pledge | None, Pledge | None] = (None, None)
        self._others: tuple[tuple[str, int], ...] = ()
        self._typed = False
        self.week = Choice(theme, "pledgeWeek")
        self.week.setAccessibleName("For which week")
        self._counts = {name: CountField(theme, COUNT_LABELS[name][0], f"goal_{name}", most) for name, most in MOST.items()}
        self._elements = {key: CountField(theme, check_label(key), f"goal_{key}", MOST_TIMES) for key in REQUIRED_KEYS}
        self._words = LineField("In your own words", "Every morning, before the first call", "pledgeWords")
        self._note = text("", "label", "pledgeFormNote")
        self.save = Button(theme, "Promise this", "primary", "pledgeSave")
        self.cancel = Button(theme, "Not now", "plain", "pledgeCancel")
        self._build()
        self.week.currentIndexChanged.connect(self._week_chosen)
        self.week.currentIndexChanged.connect(self.edited)
        for field in (*self._counts.values(), *self._elements.values()):
            field.changed.connect(self._edited)
        self._words.changed.connect(self._edited)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.put_away)

    def _build(self) -> None:
        whole = column(self, spacing=12)
        top = row(spacing=12)
        top.addWidget(self.week)
        top.addStretch(1)
        whole.addLayout(top)
        whole.addWidget(CountFields(list(self._counts.values()), COLUMNS))
        whole.addWidget(text("In how many attempts is each to be heard?", "soft"))
        whole.addWidget(CountFields(list(self._elements.values()), COLUMNS))
        whole.addWidget(self._words)
        whole.addWidget(self._note)
        buttons = row(spacing=8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        whole.addLayout(buttons)

    # --- values -----------------------------------------------------------------------------------------------------

    def show_weeks(self, monday: date, this_week: Pledge | None, next_week: Pledge | None) -> None:
        """Offer the week that begins on `monday` and the next one; what was typed stays."""
        self._pledges = (this_week, next_week)
        if monday != self._monday:
            self._monday = monday
            self.week.blockSignals(True)
            self.week.clear()
            self.week.addItem(f"This week, {span_words(monday)}")
            self.week.addItem(f"Next week, {span_words(monday + WEEK)}")
            self.week.blockSignals(False)
            self._typed = False
        if not self._typed:
            self.week.blockSignals(True)
            self.week.setCurrentIndex(0 if this_week is None else 1)
            self.week.blockSignals(False)
            self._fill()
        self._tell_state()

    def _week_chosen(self) -> None:
        if not self._typed:
            self._fill()
        self._tell_state()

    def _fill(self) -> None:
        """The goals of the chosen week, or those of this week to begin with."""
        pledge = self._pledges[self.week.currentIndex()] or self._pledges[0]
        self._show(pledge.goals if pledge else Goals(days=3, drills=4), pledge.words if pledge else "")

    def _show(self, goals: Goals, words: str) -> None:
        for name, field in self._counts.items():
            field.show_value(getattr(goals, name))
        elements = dict(goals.elements)
        for key, field in self._elements.items():
            field.show_value(elements.pop(key, 0))
        self._others = tuple(elements.items())  # elements that were promised elsewhere stay promised
        self._words.show_value(words)

    @property
    def goals(self) -> Goals:
        counts = {name: field.value for name, field in self._counts.items()}
        elements = [(key, field.value) for key, field in self._elements.items() if field.value]
        return Goals(**counts, elements=(*elements, *self._others))

    @property
    def draft(self) -> dict[str, Any] | None:
        """What was typed and not promised yet."""
        week = (self._monday + max(0, self.week.currentIndex()) * WEEK).isoformat()
        return {"week": week, "goals": goals_record(self.goals), "words": self._words.value} if self._typed else None

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Go on with a draft; one for a week that is over becomes one for the week that is offered. Raises KeyError, TypeError or
        ValueError on another shape."""
        week, goals, words = date.fromisoformat(draft["week"]), goals_from(draft["goals"]), str(draft["words"])
        if week in (self._monday, self._monday + WEEK):
            self.week.setCurrentIndex(int(week > self._monday))
        self._show(goals, words)
        self._edited()

    def _edited(self) -> None:
        self._typed = True
        self._tell_state()
        self.edited.emit()

    def _tell_state(self) -> None:
        pledge = self._pledges[self.week.currentIndex()] if self.week.currentIndex() >= 0 else None
        words = ""
        if pledge is not None and pledge.countersigned_by:
            words = f"{pledge.countersigned_by} countersigned this. A change is a new pledge; the one before stays in the log."
        set_words(self._note, words)

    def _save(self) -> None:
        message = self._promise(self._monday + self.week.currentIndex() * WEEK, self.goals, self._words.value)
        if message:
            set_words(self._note, message)
            announce(self._note, message)
            return
        self._typed = False
        self.done.emit()

    def take_focus(self) -> None:
        self._counts["days"].setFocus()


def span_words(monday: date) -> str:
    """23 to 29 November, or 30 November to 6 December."""
    sunday = monday + timedelta(days=6)
    first = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {monday:%B}"
    return f"{first} to {sunday.day} {sunday:%B}"
