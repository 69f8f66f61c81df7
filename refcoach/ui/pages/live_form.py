"""The form in which a live practice is logged: who listened, who they are, and what they said back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.live import NOT_COUNTED, RELATION_WORDS, Listener, LivePractice, Relation, why_not_counted
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, Choice, announce, at_left, column, divider, row, set_words, text
from refcoach.ui.widgets.fields import LineField, TextField

MOST_PEOPLE = 8


class ListenerRow(QWidget):
    """One listener."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.name = LineField("Who listened?", "Jo", f"listenerName{number}")
        self.relation = Choice(theme, f"listenerRelation{number}")
        self.relation.setAccessibleName("Who is it to you?")
        for relation in Relation:
            words = RELATION_WORDS[relation]
            self.relation.addItem(words[:1].upper() + words[1:] + (" (does not count)" if relation in NOT_COUNTED else ""), str(relation))
        self.said = LineField(
            "Whom should they think of, in their own words?", "Plant managers around here who lost people", f"listenerSaid{number}"
        )
        self.said.setMinimumWidth(200)
        remove = Button(theme, "Remove", "plain", f"removeListener{number}", "close")
        remove.setAccessibleName("Remove this listener")
        whole = column(self, spacing=8)
        top = row(spacing=12)
        top.addWidget(self.name, 1)
        who = column(spacing=4)
        who.addWidget(text("Who is it to you?", "label"))
        who.addWidget(self.relation)
        top.addLayout(who, 1)
        whole.addLayout(top)
        below = row(spacing=12)
        below.addWidget(self.said, 1)
        last = column(spacing=0)
        last.addStretch(1)
        last.addWidget(remove)
        below.addLayout(last)
        whole.addLayout(below)
        self.name.changed.connect(self.changed)
        self.said.changed.connect(self.changed)
        self.relation.currentIndexChanged.connect(self.changed)
        remove.clicked.connect(self.removed)

    @property
    def listener(self) -> Listener:
        return Listener(self.name.value, Relation(self.relation.currentData()), self.said.value)

    def show_listener(self, person: Listener) -> None:
        self.name.show_value(person.name)
        self.relation.setCurrentIndex(self.relation.findData(str(person.relation)))
        self.said.show_value(person.said_back)

    @property
    def empty(self) -> bool:
        return not self.name.value and not self.said.value


class LiveForm(QWidget):
    """`log` does it and answers what stood in the way, or nothing. Two listeners are offered, since it takes two."""

    edited = Signal()
    done = Signal()
    put_away = Signal()

    def __init__(self, theme: Theme, log: Callable[[Sequence[Listener], str, str], str]) -> None:
        super().__init__()
        self.setObjectName("liveForm")
        self._theme, self._log = theme, log
        self._numbers = 0
        self._people: list[ListenerRow] = []
        self._rehearsed = LineField("What did you rehearse?", "The intro script", "liveRehearsed")
        self._note = TextField("What do you take from it?", "Say the place first.", "liveNote", 2)
        self._rule = text("", "label", "liveRule")
        self._trouble = text("", "label", "liveTrouble")
        self._add = Button(theme, "Add a listener", "plain", "addListener", "plus")
        self.save = Button(theme, "Log it", name="liveSave")
        cancel = Button(theme, "Not now", "plain", "liveCancel")
        self._rows = column(spacing=16)
        whole = column(self, spacing=12)
        whole.addLayout(self._rows)
        more = row()
        more.addWidget(self._add)
        more.addStretch(1)
        whole.addLayout(more)
        whole.addWidget(self._rule)
        whole.addWidget(divider())
        whole.addWidget(self._rehearsed)
        whole.addWidget(self._note)
        whole.addWidget(self._trouble)
        whole.addLayout(at_left(self.save, cancel))
        self._trouble.hide()
        self._rehearsed.changed.connect(self.edited)
        self._note.changed.connect(self.edited)
        self._add.clicked.connect(self._add_more)
        self.save.clicked.connect(self._save)
        cancel.clicked.connect(self.put_away)
        self._begin()

    def _begin(self) -> None:
        for line in list(self._people):
            self._drop(line)
        for _ in range(2):
            self._add_row()
        self._rehearsed.show_value("")
        self._note.show_value("")
        self._tell_rule()

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return tuple(line.listener for line in self._people if not line.empty)

    @property
    def draft(self) -> dict[str, Any] | None:
        """What was typed and not logged yet."""
        people = [asdict(person) for person in self.listeners]
        rehearsed, note = self._rehearsed.value, self._note.value
        return {"people": people, "rehearsed": rehearsed, "note": note} if people or rehearsed or note else None

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Go on with a draft. Raises KeyError, TypeError or ValueError on another shape."""
        people = [Listener(str(each["name"]), Relation(each["relation"]), str(each["said_back"])) for each in draft["people"]]
        rehearsed, note = str(draft["rehearsed"]), str(draft["note"])
        self._begin()
        for _ in people[2:MOST_PEOPLE]:
            self._add_row()
        for line, person in zip(self._people, people, strict=False):
            line.show_listener(person)
        self._rehearsed.show_value(rehearsed)
        self._note.show_value(note)
        self._tell_rule()

    def _add_row(self) -> ListenerRow:
        self._numbers += 1
        line = ListenerRow(self._theme, self._numbers)
        line.changed.connect(self._tell_rule)
        line.removed.connect(partial(self._remove, line))
        self._people.append(line)
        self._rows.addWidget(line)
        self._add.setEnabled(len(self._people) < MOST_PEOPLE)
        return line

    def _add_more(self) -> None:
        self._add_row().name.setFocus()

    def _remove(self, line: ListenerRow) -> None:
        self._drop(line)
        if not self._people:
            self._add_row()
        self._tell_rule()

    def _drop(self, line: ListenerRow) -> None:
        self._people.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._add.setEnabled(True)

    def _tell_rule(self) -> None:
        """Whether it will count, told before it is logged."""
        self.edited.emit()
        people = self.listeners
        why = why_not_counted(LivePractice("", "", people)) if people else ""
        set_words(
            self._rule, "It counts." if people and not why else why or "It takes two people who are not from home, work or your clients."
        )

    def _save(self) -> None:
        message = self._log(self.listeners, self._rehearsed.value, self._note.value)
        set_words(self._trouble, message)
        announce(self._trouble, message)
        if not message:
            self._begin()
            self.done.emit()

    def take_focus(self) -> None:
        self._people[0].name.setFocus()
