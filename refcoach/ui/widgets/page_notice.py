"""A page of its own for: still reading, nothing yet, cannot be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, set_words, text


class PageNotice(QWidget):
    """`acted` when its `button` is pressed."""

    acted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = text("", "title", "logNotice")
        self._words = text("", "soft")
        self.button = Button(theme, "", "primary", "logNoticeButton")
        self.button.clicked.connect(self.acted)
        whole = column(self, (48, 96, 48, 48), 12)
        for part in (self._title, self._words):
            part.setMaximumWidth(560)
            whole.addWidget(part)
        whole.addSpacing(8)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)

    def say(self, title: str, words: str, action: str = "") -> None:
        self._title.setText(title)
        set_words(self._words, words)
        self.button.setText(action)
        self.button.setVisible(bool(action))
