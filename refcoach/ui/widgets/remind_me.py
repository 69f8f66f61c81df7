"""Remind me: a time, or off, and the weekdays."""

from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from refcoach.core.reminder import OFF, Reminder, reminder_from
from refcoach.ui.models.progress_words import DAY_NAMES, reminder_words
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Choice, IconLabel, announce, column, row, set_words, text

FIRST_HOUR, LAST_HOUR = 6, 22
WORKDAYS = (0, 1, 2, 3, 4)


class RemindMe(QWidget):
    """`changed` tells the new setting in the words of `core.reminder`."""

    changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._reminder: Reminder | None = None
        self._available = True
        self.time = Choice(theme, "remindTime")
        self.time.setAccessibleName("Remind me at")
        self.time.addItem("Off", OFF)
        for hour in range(FIRST_HOUR, LAST_HOUR + 1):
            for minute in (0, 30):
                self._offer(time(hour, minute))
        self.days = [self._day(number) for number in range(len(DAY_NAMES))]
        self._words = text("", "label", "remindWords")
        top = row(spacing=12)
        top.addWidget(IconLabel(theme, "bell"), 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(text("Remind me", "strong", wrap=False))
        top.addWidget(self.time)
        top.addStretch(1)
        below = row(spacing=14)
        for day in self.days:
            below.addWidget(day)
        below.addStretch(1)
        whole = column(self, spacing=8)
        whole.addLayout(top)
        whole.addLayout(below)
        whole.addWidget(self._words)
        self.time.activated.connect(self._chosen)

    def _day(self, number: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "tab")
        button.setObjectName(f"remindDay{number}")
        button.setText(DAY_NAMES[number])
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._chosen)
        return button

    def _offer(self, at: time) -> None:
        self.time.addItem(f"{at:%H:%M}", f"{at:%H:%M}")

    def show_setting(self, setting: str, available: bool) -> None:
        """`available` says whether this desktop can show notifications at all."""
        self._reminder, self._available = reminder_from(setting), available
        self._show()

    def _show(self) -> None:
        reminder = self._reminder
        clock = f"{reminder.at:%H:%M}" if reminder else OFF
        if reminder is not None and self.time.findData(clock) < 0:
            self._offer(reminder.at)  # a time that was chosen elsewhere
        self.time.setCurrentIndex(self.time.findData(clock))
        self.time.setEnabled(self._available)
        for number, day in enumerate(self.days):
            day.setChecked(reminder is not None and number in reminder.weekdays)
            day.setVisible(reminder is not None and self._available)
        set_words(self._words, reminder_words(reminder, self._available))

    def _chosen(self) -> None:
        """Without a day there is no reminder; one that is switched on begins with the working days."""
        clock = self.time.currentData()
        days = tuple(number for number, day in enumerate(self.days) if day.isChecked())
        if clock == OFF or (self._reminder is not None and not days):
            self._reminder = None
        else:
            self._reminder = Reminder(time.fromisoformat(clock), days if self._reminder is not None else WORKDAYS)
        self._show()
        announce(self, self._words.text())
        self.changed.emit(str(self._reminder) if self._reminder else OFF)
