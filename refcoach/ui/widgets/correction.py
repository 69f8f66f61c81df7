"""Correct a misheard word: a line under the transcript, saved with Enter, left with Escape."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.revision import GOES_ON
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, text


class _Field(QLineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Correction(QWidget):
    """`saved` tells the numbers of the first and the last word and what was said; `put_away` follows in any case."""

    saved = Signal(int, int, str)
    put_away = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("correction")
        self._words, self._now = (0, 0), ""
        self._heard = text("", "label", "correctionHeard")
        self.field = _Field()
        self.field.setObjectName("correctionField")
        self.field.setAccessibleName("You said")
        self._save = Button(theme, "Save", name="correctionSave")
        self._leave = Button(theme, "Leave it", "plain", "correctionLeave")
        line = row(spacing=8)
        line.addWidget(self.field, 1)
        line.addWidget(self._save)
        line.addWidget(self._leave)
        whole = column(self, (0, 4, 0, 4), 4)
        whole.addWidget(self._heard)
        whole.addLayout(line)
        self.field.returnPressed.connect(self._done)
        self._save.clicked.connect(self._done)
        self.field.left.connect(self.close_editor)
        self._leave.clicked.connect(self.close_editor)
        self.hide()

    def open_for(self, attempt: Attempt, first: int, last: int) -> None:
        """Ask for what was said in the place of the words of these numbers."""
        words = attempt.transcript.words
        now = attempt.transcript.text[words[first].start : words[last].end]
        self._words, self._now = (first, last), now
        heard = " ".join(word.heard or word.text for word in words[first : last + 1] if word.heard != GOES_ON) or now
        self._heard.setText(f"I heard \u201c{heard}\u201d. You said:")
        self.field.setAccessibleName(f"I heard {heard}. You said")
        self.field.setText(now)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def close_editor(self) -> None:
        if not self.isHidden():
            self.hide()
            self.put_away.emit()

    def _done(self) -> None:
        said = " ".join(self.field.text().split())
        first, last = self._words
        self.close_editor()
        if said and said != self._now:
            self.saved.emit(first, last, said)
