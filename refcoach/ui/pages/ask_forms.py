"""The two forms of real asks: planning one, and noting what came of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.asks import OUTCOME_LABELS
from refcoach.core.real_ask import Outcome
from refcoach.core.scenario import Scenario
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, Choice, announce, at_left, column, row, set_words, text
from refcoach.ui.widgets.count_field import CountField, CountFields
from refcoach.ui.widgets.fields import LineField, TextField

DAYS_AHEAD = 28
COLUMNS = 4
MOST_COUNT, MOST_REVENUE = 999, 999_999_999


class AskForm(QWidget):
    """Whom, when, and what rehearses it. `plan` does it and answers what stood in the way, or nothing."""

    edited = Signal()
    done = Signal()
    put_away = Signal()

    def __init__(self, theme: Theme, plan: Callable[[str, str, str], str]) -> None:
        super().__init__()
        self.setObjectName("askForm")
        self._plan = plan
        self._today = date.min
        self.who = LineField("Whom will you ask?", "Priya Nair", "askWho")
        self.day, self.scenario = Choice(theme, "askDay"), Choice(theme, "askScenario")
        self.day.setAccessibleName("On which day")
        self.scenario.setAccessibleName("What rehearses it")
        self._note = text("", "label", "askFormNote")
        self.save = Button(theme, "Plan this ask", name="askSave")
        self.cancel = Button(theme, "Not now", "plain", "askCancel")
        whole = column(self, spacing=12)
        whole.addWidget(self.who)
        choices = row(spacing=16)
        for label, choice in (("On which day?", self.day), ("What rehearses it?", self.scenario)):
            part = column(spacing=4)
            part.addWidget(text(label, "label"))
            part.addWidget(choice)
            choices.addLayout(part, 1)
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        whole.addLayout(choices)
        whole.addWidget(self._note)
        whole.addLayout(at_left(self.save, self.cancel))
        self._note.hide()
        self.who.changed.connect(self.edited)
        self.day.currentIndexChanged.connect(self.edited)
        self.scenario.currentIndexChanged.connect(self.edited)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.put_away)

    def offer(self, today: date, scenarios: Sequence[Scenario]) -> None:
        """The days from today on and the scenarios; what was chosen stays."""
        if today != self._today:
            chosen, self._today = self.day.currentData(), today
            self.day.clear()
            self.day.addItem("No day yet", "")
            for ahead in range(DAYS_AHEAD):
                day = today + timedelta(days=ahead)
                word = ("Today", "Tomorrow")[ahead] if ahead < 2 else f"{day:%A} {day.day} {day:%B}"
                self.day.addItem(word, day.isoformat())
            self.day.setCurrentIndex(max(0, self.day.findData(chosen)) if chosen else 0)
        if self.scenario.count() != len(scenarios) + 1:
            chosen = self.scenario.currentData()
            self.scenario.clear()
            self.scenario.addItem("Nothing yet", "")
            for scenario in scenarios:
                self.scenario.addItem(scenario.title, scenario.id)
            self.scenario.setCurrentIndex(max(0, self.scenario.findData(chosen)) if chosen else min(1, len(scenarios)))

    @property
    def draft(self) -> dict[str, str] | None:
        """What was typed and not planned yet."""
        day = self.day.currentData() or ""
        return {"who": self.who.value, "day": day, "scenario": self.scenario.currentData() or ""} if self.who.value or day else None

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Go on with a draft; a day that is over is none. Raises KeyError on another shape."""
        who, day, scenario = (str(draft[name]) for name in ("who", "day", "scenario"))
        self.who.show_value(who)
        self.day.setCurrentIndex(max(0, self.day.findData(day)))
        self.scenario.setCurrentIndex(max(0, self.scenario.findData(scenario)))

    def _save(self) -> None:
        message = self._plan(self.who.value, self.day.currentData() or "", self.scenario.currentData() or "")
        set_words(self._note, message)
        announce(self._note, message)
        if not message:
            self.who.show_value("")
            self.day.setCurrentIndex(0)
            self.done.emit()

    def take_focus(self) -> None:
        self.who.setFocus()


class OutcomeForm(QWidget):
    """What came of an ask, in all. `note_down` does it and answers what stood in the way, or nothing."""

    edited = Signal()
    done = Signal()
    put_away = Signal()

    def __init__(self, theme: Theme, name: str, note_down: Callable[[Mapping[str, int], str], str]) -> None:
        super().__init__()
        self.setObjectName(f"outcome_{name}")
        self._note_down = note_down
        self._typed = False
        self._counts = {
            key: CountField(theme, label, f"outcome_{name}_{key}", MOST_REVENUE if key == "revenue" else MOST_COUNT, key == "revenue")
            for key, label in OUTCOME_LABELS.items()
        }
        self._words = TextField("What do you take from it?", "She said no for now; ask again after the audit.", f"outcome_{name}_note", 2)
        self._trouble = text("", "label")
        self.save = Button(theme, "Note it", name=f"outcomeSave_{name}")
        cancel = Button(theme, "Not now", "plain", f"outcomeCancel_{name}")
        whole = column(self, (0, 8, 0, 0), 12)
        whole.addWidget(text("What came of it so far, in all? All of it may be nothing, and the ask still counts.", "soft"))
        whole.addWidget(CountFields([field for key, field in self._counts.items() if key != "revenue"], COLUMNS))
        whole.addWidget(self._counts["revenue"])
        for field in self._counts.values():
            field.changed.connect(self._edited)
        whole.addWidget(self._words)
        whole.addWidget(self._trouble)
        whole.addLayout(at_left(self.save, cancel))
        self._trouble.hide()
        self._words.changed.connect(self._edited)
        self.save.clicked.connect(self._save)
        cancel.clicked.connect(self.put_away)

    def show_outcome(self, outcome: Outcome, note: str) -> None:
        """What the log has; what was typed stays."""
        if self._typed:
            return
        for key, number in asdict(outcome).items():
            self._counts[key].show_value(number)
        self._words.show_value(note)
        self._typed = False

    @property
    def draft(self) -> dict[str, Any] | None:
        """What was typed and not noted yet."""
        return {**{key: field.value for key, field in self._counts.items()}, "note": self._words.value} if self._typed else None

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Go on with a draft. Raises KeyError, TypeError or ValueError on another shape."""
        counts, note = {key: int(draft[key]) for key in self._counts}, str(draft["note"])
        for key, number in counts.items():
            self._counts[key].show_value(min(number, MOST_REVENUE))
        self._words.show_value(note)
        self._typed = True

    def _edited(self) -> None:
        self._typed = True
        self.edited.emit()

    def _save(self) -> None:
        message = self._note_down({key: field.value for key, field in self._counts.items()}, self._words.value)
        set_words(self._trouble, message)
        announce(self._trouble, message)
        if not message:
            self._typed = False
            self.done.emit()

    def take_focus(self) -> None:
        self._counts["introductions"].setFocus()
