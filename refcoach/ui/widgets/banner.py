"""The status line: appears above the page only when something needs the user."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, announce, column, restyle, row, set_words, text


@dataclass(frozen=True, slots=True)
class Status:
    """`tone` is info, warning or trouble; `action` the word on the button, empty for none."""

    message: str
    hint: str = ""
    tone: str = "warning"
    action: str = ""


class StatusBanner(QFrame):
    """Shows one status at a time; `acted` follows a click on its button."""

    acted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setObjectName("statusBanner")
        self._status: Status | None = None
        self._icon = IconLabel(theme, "warning", "text")
        self._message = text("", "strong", "statusLine")
        self._hint = text("", "label", "statusHint")
        self._button = Button(theme, "", name="statusButton")
        self._button.clicked.connect(self.acted)
        words = column(spacing=2)
        words.addWidget(self._message)
        words.addWidget(self._hint)
        whole = row(self, (16, 10, 12, 10), 12)
        whole.addWidget(self._icon)
        whole.addLayout(words, 1)
        whole.addWidget(self._button)
        self.hide()

    @property
    def status(self) -> Status | None:
        return self._status

    def show_status(self, status: Status | None) -> None:
        if status == self._status:
            return
        self._status = status
        set_words(self._message, status.message if status else "", hide_empty=False)
        self.setVisible(status is not None)
        if status is None:
            return
        set_words(self._hint, status.hint)
        self._icon.show_icon("info" if status.tone == "info" else "warning", "text")
        self._button.setText(status.action)
        self._button.setVisible(bool(status.action))
        restyle(self, tone=status.tone)
        announce(self, f"{status.message} {status.hint}")
