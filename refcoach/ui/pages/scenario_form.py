"""The form beside the YAML: it shows the keys it knows and tells which value should change; it keeps nothing itself."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from refcoach.packs.yaml_edit import Path
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, at_left, column, divider, row, text
from refcoach.ui.widgets.fields import LineField, TextField

Field = LineField | TextField


def one_line(words: str) -> str:
    return " ".join(words.split())


def lines(words: str) -> list[str]:
    return [line for line in (one_line(line) for line in words.splitlines()) if line]


def keys(words: str) -> list[str]:
    return [key for key in (part.strip() for part in words.replace(";", ",").split(",")) if key]


class _Bound:
    """A field, the place in the YAML that it stands for, and how its words are read."""

    def __init__(self, field: Field, path: Path, read: Callable[[str], Any], glue: str) -> None:
        self.field, self.path, self.read, self._glue = field, path, read, glue

    def show(self, data: Any) -> None:
        """Show the value, unless the words in the field mean just that."""
        for step in self.path:
            known = isinstance(data, dict) if isinstance(step, str) else isinstance(data, list) and step < len(data)
            data = data.get(step) if known and isinstance(step, str) else data[step] if known else None
        if isinstance(data, list):
            data = self._glue.join(str(item) for item in data)
        words = "" if data is None or isinstance(data, dict) else str(data)
        if self.read(words) != self.read(self.field.value):
            self.field.show_value(one_line(words) if self.read is one_line else words)


class ScenarioForm(QScrollArea):
    """`edited` comes with the place in the YAML and the wanted value."""

    edited = Signal(object, object)
    turn_added = Signal()
    turn_removed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bound: list[_Bound] = []
        self._turns: list[tuple[QWidget, list[_Bound]]] = []
        self._showing = False
        self._add = Button(theme, "Add a turn", name="addTurn")
        self._inside = QWidget()
        self._build()

    def _build(self) -> None:
        whole = column(self._inside, (0, 4, 16, 16), 12)
        self.title = LineField("Title", "The first ask", "formTitle")
        self._bind(self.title, ("title",))
        persona = row(spacing=12)
        for label, example, key in (("Client's name", "Ruth Adler", "name"), ("Role", "Owner of a joinery", "role")):
            field = LineField(label, example, f"formPersona_{key}")
            self._bind(field, ("persona", key))
            persona.addWidget(field, 1)
        mood = LineField("Mood", "content, in a hurry", "formPersona_mood")
        self._bind(mood, ("persona", "mood"))
        goal = LineField("Goal", "Leave with one introduction agreed.", "formGoal")
        self._bind(goal, ("goal",))
        situation = TextField("Situation", "What the rep reads before the client speaks.", "formSituation", 4)
        self._bind(situation, ("situation",))
        cue = TextField("Cue card, one reminder a line", "Whom do you want to meet?", "formCue", 3)
        self._bind(cue, ("cue_card",), lines, "\n")
        whole.addWidget(self.title)
        whole.addLayout(persona)
        whole.addWidget(mood)
        for part in (situation, goal, cue):
            whole.addWidget(part)
        self._turn_column = column(spacing=12)
        whole.addLayout(self._turn_column)
        whole.addLayout(at_left(self._add))
        whole.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self._add.clicked.connect(self.turn_added)

    def _bind(
        self,
        field: Field,
        path: Path,
        read: Callable[[str], Any] = one_line,
        glue: str = " ",
        into: list[_Bound] | None = None,
    ) -> None:
        bound = _Bound(field, path, read, glue)
        (self._bound if into is None else into).append(bound)
        field.changed.connect(partial(self._tell, bound))

    def _tell(self, bound: _Bound) -> None:
        if not self._showing:
            self.edited.emit(bound.path, bound.read(bound.field.value))

    def _make_turn(self, at: int) -> None:
        bound: list[_Bound] = []
        part = QWidget()
        inside = column(part, spacing=8)
        inside.addWidget(divider())
        head = row()
        head.addWidget(text(f"Turn {at + 1}", "strong"), 1)
        remove = Button(self._theme, "Remove", "plain", f"removeTurn{at}", "close")
        remove.setAccessibleName(f"Remove turn {at + 1}")
        remove.clicked.connect(partial(self.turn_removed.emit, at))
        head.addWidget(remove)
        inside.addLayout(head)
        said = TextField("The client says, one of these lines", "Well, how did it go?", f"turnLines{at}", 3)
        required = LineField("Required checks", "ideal_client, introduction_request", f"turnRequired{at}")
        hint = LineField("Hint", "Name a day.", f"turnHint{at}")
        self._bind(said, ("beats", at, "lines"), lines, "\n", bound)
        self._bind(required, ("beats", at, "required"), keys, ", ", bound)
        self._bind(hint, ("beats", at, "hint"), one_line, " ", bound)
        for field in (said, required, hint):
            inside.addWidget(field)
        self._turn_column.addWidget(part)
        self._turns.append((part, bound))

    def show_data(self, data: Any) -> None:
        """What the YAML holds now; None while it cannot be read, and then nothing can be typed here."""
        self._inside.setEnabled(isinstance(data, dict))
        if not isinstance(data, dict):
            return
        self._showing = True
        beats = data.get("beats")
        wanted = len(beats) if isinstance(beats, list) else 0
        while len(self._turns) < wanted:
            self._make_turn(len(self._turns))
        while len(self._turns) > wanted:
            part, _ = self._turns.pop()
            self._turn_column.removeWidget(part)
            part.hide()
            part.deleteLater()
        for bound in (*self._bound, *(bound for _, turn in self._turns for bound in turn)):
            bound.show(data)
        self._showing = False
