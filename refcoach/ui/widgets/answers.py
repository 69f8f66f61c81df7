"""A question with its few answers side by side."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, text


class Answers(QWidget):
    """At most one of the answers is given; pressing it again takes it back. `given` tells its value, or nothing."""

    given = Signal(str)

    def __init__(self, theme: Theme, question: str, answers: Sequence[tuple[str, str, str]], name: str) -> None:
        """`answers` are (value, word, icon); the buttons are named NAME_VALUE."""
        super().__init__()
        self._buttons: dict[str, Button] = {}
        line = row(spacing=8)
        for value, word, icon_name in answers:
            button = Button(theme, word, "choice", f"{name}_{value}", icon_name)
            button.setCheckable(True)
            button.setAccessibleName(f"{question} {word}".strip())
            button.clicked.connect(partial(self._pressed, value))
            self._buttons[value] = button
            line.addWidget(button)
        line.addStretch(1)
        whole = column(self, spacing=6)
        if question:
            label = text(question, "", f"{name}_question")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            whole.addWidget(label)
        whole.addLayout(line)

    @property
    def value(self) -> str:
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def show_value(self, value: str) -> None:
        for known, button in self._buttons.items():
            button.setChecked(known == value)

    def lock(self, locked: bool) -> None:
        """What was answered stays to be seen and can no longer be changed."""
        for button in self._buttons.values():
            button.setEnabled(not locked)

    def take_focus(self) -> None:
        next(iter(self._buttons.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self, value: str) -> None:
        self.show_value(value if self._buttons[value].isChecked() else "")
        self.given.emit(self.value)
