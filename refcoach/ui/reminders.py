"""Reminders of today's practice: a desktop notification from the tray, while the window is open."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QSystemTrayIcon

from refcoach.core.entries import PLEDGE
from refcoach.core.errors import RefCoachError
from refcoach.core.pledge import Pledge, monday_of
from refcoach.core.pledging import in_force
from refcoach.core.reminder import Reminder, reminder_due, reminder_from
from refcoach.core.week import days_practised
from refcoach.engine.progress import read_practice
from refcoach.ui.background import Background
from refcoach.ui.desk import DeskLike
from refcoach.ui.icons import application_icon

LOOK_EVERY_MS = 30_000
SHOWN_MS = 20_000
PLEDGED_AHEAD_DAYS = 35  # a pledge may be written some weeks before its week


class Notifier(Protocol):
    """Shows notifications; `clicked` follows when the user clicks one."""

    @property
    def clicked(self) -> SignalInstance: ...
    @property
    def available(self) -> bool: ...
    def switch(self, on: bool) -> None: ...
    def show(self, title: str, words: str) -> None: ...


class Tray(QObject):
    """The system's tray. Its icon is there only while reminders are on; where there is no tray nothing is shown."""

    clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None

    @property
    def available(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    @property
    def icon(self) -> QSystemTrayIcon:
        if self._icon is None:
            self._icon = QSystemTrayIcon(application_icon(), self)
            self._icon.setToolTip("RefCoach")
            self._icon.messageClicked.connect(self.clicked)
            self._icon.activated.connect(self._activated)
        return self._icon

    def switch(self, on: bool) -> None:
        if on and self.available:
            self.icon.show()
        elif self._icon is not None:
            self._icon.hide()

    def show(self, title: str, words: str) -> None:
        if self.available:
            self.icon.show()
            self.icon.showMessage(title, words, application_icon(), SHOWN_MS)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.clicked.emit()


class Reminders(QObject):
    """Looks twice a minute while a reminder is set. `wanted` follows when the user clicks a notification."""

    wanted = Signal()

    def __init__(
        self, desk: DeskLike, notifier: Notifier, now: Callable[[], datetime] = datetime.now, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._notifier, self._now = desk, notifier, now
        self._reminded_on: date | None = None
        self._background = Background(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        notifier.clicked.connect(self.wanted)
        self.refresh()

    @property
    def available(self) -> bool:
        return self._notifier.available

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    @property
    def _setting(self) -> Reminder | None:
        return reminder_from(self._desk.settings.reminder)

    @property
    def _last(self) -> date | None:
        """The day of the last reminder, of this run or an earlier one."""
        saved = self._desk.settings.reminded_on
        return self._reminded_on or (date.fromisoformat(saved) if saved else None)

    def refresh(self) -> None:
        """The setting may have changed."""
        on = self._setting is not None
        self._notifier.switch(on)
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Show the reminder if one is due; the log is read only at its time, and in the background."""
        now = self._now()
        due = reminder_due(now, self._last, self._setting, None, ()) is not None
        if not due or self._background.busy or not self.available:
            return
        self._background.run(lambda: week_so_far(self._desk, now.date()), self._read, self._unread)

    def _read(self, week: tuple[Pledge | None, frozenset[date]]) -> None:
        words = reminder_due(self._now(), self._last, self._setting, *week)
        if words is None:
            return
        self._reminded_on = self._now().date()
        self._notifier.show("RefCoach", words)
        try:
            self._desk.save_settings(reminded_on=self._reminded_on.isoformat())
        except RefCoachError:
            pass  # it is known until the window closes, which is what a full disk allows

    def _unread(self, error: RefCoachError) -> None:
        """A log that cannot be read is told on the pages that show it; a notification would not help."""

    def close_down(self) -> None:
        self._timer.stop()
        self._background.finish()
        self._notifier.switch(False)


def week_so_far(desk: DeskLike, today: date) -> tuple[Pledge | None, frozenset[date]]:
    """The pledge of this week that is in force, and the days of this week on which was practised; raises LogError."""
    monday = monday_of(today)
    since = (monday - timedelta(days=PLEDGED_AHEAD_DAYS)).isoformat()
    pledges = desk.entries(PLEDGE, since=since)
    days = read_practice(desk, monday, today).days
    return in_force(pledges, monday), frozenset(date.fromisoformat(day.day) for day in days_practised(days))
