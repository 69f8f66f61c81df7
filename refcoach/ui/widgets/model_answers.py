"""Model answers of a beat, good and bad, folded away until asked for; each can be heard."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.scenario import ModelAnswer
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, QuietButton, column, prose, row, text


class ModelAnswers(QWidget):
    """`hear_wanted` tells the text to be spoken, or an empty one to stop. Another beat folds it again."""

    hear_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._answers: tuple[ModelAnswer, ...] = ()
        self._spoken = ""
        self._hear: dict[str, Button] = {}
        self.fold = QuietButton(theme, "Model answers", "card", "modelAnswersButton")
        self.fold.setCheckable(True)
        self.fold.setToolTip("M")
        self._inside = QWidget()
        self._column = column(self._inside, (8, 4, 0, 0), 20)
        self._inside.hide()
        whole = column(self, spacing=8)
        whole.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._inside)
        self.fold.toggled.connect(self._inside.setVisible)
        self.hide()

    def show_answers(self, answers: tuple[ModelAnswer, ...]) -> None:
        if answers == self._answers:
            return
        self._answers = answers
        self.fold.setChecked(False)
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._hear = {}
        for answer in sorted(answers, key=lambda answer: not answer.good):
            self._column.addWidget(self._answer(answer))
        self.setVisible(bool(answers))

    def show_spoken(self, spoken: str, can_speak: bool) -> None:
        """Which answer sounds now; empty for none. Without a voice they can only be read."""
        for line, button in self._hear.items():
            button.setText("Stop" if line == spoken else "Hear it")
            button.set_icon("pause" if line == spoken else "voice")
            button.setEnabled(can_speak)
        self._spoken = spoken

    def toggle(self) -> None:
        if self._answers:
            self.fold.toggle()

    def _answer(self, answer: ModelAnswer) -> QWidget:
        line = QWidget()
        inside = row(line, spacing=12)
        icon, hue = ("check", "introduction") if answer.good else ("flag", "pitfall")
        inside.addWidget(IconLabel(self._theme, icon, hue, 18, hue=True), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=4)
        words.addWidget(text("A good answer" if answer.good else "An answer to avoid", "strong-label"))
        words.addWidget(prose(f"\u201c{answer.text.strip()}\u201d", "", "modelAnswer"))
        if answer.note:
            words.addWidget(text(answer.note.strip(), "label", "modelNote"))
        hear = Button(self._theme, "Hear it", "plain", "hearModelAnswer", "voice")
        hear.setAccessibleName("Hear the good answer" if answer.good else "Hear the answer to avoid")
        hear.clicked.connect(partial(self._heard, answer.text))
        self._hear[answer.text] = hear
        words.addWidget(hear, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(words, 1)
        return line

    def _heard(self, line: str) -> None:
        self.hear_wanted.emit("" if line == self._spoken else line)
