"""What worked and what to do next: praise with its quote, numbered steps with the rep's own words and a better line."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refcoach.core.feedback import NextStep, Praise, check_name
from refcoach.core.finding import Judgement
from refcoach.core.rubric import PITFALL_KEYS
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, column, prose, row, text
from refcoach.ui.words import look

AGAIN = "Say just this again"


class _Rows(QWidget):
    """Rows one under the other, rebuilt when what they say changes; hidden without any."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column(self, spacing=16)
        self._rows: list[QWidget] = []

    def _show(self, rows: Sequence[QWidget]) -> None:
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = list(rows)
        for made in rows:
            self._column.addWidget(made)
        self.setVisible(bool(rows))


class PraiseLines(_Rows):
    """At most two lines: the rep's own words and why they work."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column.setSpacing(8)
        self._shown: tuple[Praise, ...] | None = None

    def show_praise(self, praise: tuple[Praise, ...]) -> None:
        if praise != self._shown:
            self._shown = praise
            self._show([self._line(item) for item in praise])

    def _line(self, item: Praise) -> QWidget:
        line = QWidget()
        inside = row(line, spacing=12)
        icon = IconLabel(self._theme, "check", look(item.key).hue, 18, hue=True)
        icon.setFixedWidth(24)
        words = prose(f"\u201c{item.quote}\u201d  {item.text}", "", "praiseLine")
        inside.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(words, 1)
        return line


class Steps(_Rows):
    """`again_wanted` tells the check that shall be said again alone."""

    again_wanted = Signal(str)

    def __init__(self, theme: Theme, retry: bool) -> None:
        super().__init__()
        self._theme, self._retry = theme, retry
        self._column.setSpacing(20)
        self._shown: tuple[tuple[NextStep, ...], tuple[str, ...]] | None = None

    def show_steps(self, steps: tuple[NextStep, ...], judgement: Judgement) -> None:
        names = tuple(check_name(judgement, step.key) for step in steps)
        if (steps, names) != self._shown:
            self._shown = steps, names
            self._show([self._step(number, step, names[number - 1]) for number, step in enumerate(steps, 1)])

    def say_first_again(self) -> None:
        """As if the first button had been pressed."""
        steps = self._shown[0] if self._shown is not None else ()
        key = next((step.key for step in steps if step.key not in PITFALL_KEYS), "")
        if self._retry and key:
            self.again_wanted.emit(key)

    def _step(self, number: int, step: NextStep, name: str) -> QWidget:
        line = QWidget()
        inside = row(line, spacing=12)
        figure = text(str(number), "heading", wrap=False)
        figure.setFixedWidth(24)
        words: QVBoxLayout = column(spacing=4)
        words.addWidget(text(name, "strong-label"))
        words.addWidget(prose(step.text, "", "stepText"))
        if step.quote:
            words.addWidget(prose(f"You said: \u201c{step.quote}\u201d {step.lacks}".strip(), "label", "stepQuote"))
        if step.line:
            words.addSpacing(4)
            words.addWidget(prose(f"For example: \u201c{step.line}\u201d", "soft", "stepLine"))
        if self._retry and step.key not in PITFALL_KEYS:
            words.addSpacing(4)
            words.addWidget(self._button(step, name), 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(words, 1)
        return line

    def _button(self, step: NextStep, name: str) -> Button:
        again = Button(self._theme, AGAIN, name=f"sayAgain_{step.key}", icon_name="microphone")
        again.setAccessibleName(f"{AGAIN}: {name}")
        again.clicked.connect(partial(self.again_wanted.emit, step.key))
        return again
