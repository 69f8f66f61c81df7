"""Reminders: when a notification is shown, where it leads, and how they are switched on."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from practice_samples import tried
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QSystemTrayIcon
from pytestqt.qtbot import QtBot
from ui_practice import RealDesk
from ui_samples import OpenWindow

from refcoach.core.entries import PLEDGE
from refcoach.core.pledge import Goals, Pledge
from refcoach.ui.reminders import Reminders, Tray

TODAY = date(2026, 11, 26)
WORDS = "One of five days kept. Five minutes are enough for today."


class Shown(QObject):
    """Notes what would be shown."""

    clicked = Signal()

    def __init__(self, available: bool = True) -> None:
        super().__init__()
        self.available = available
        self.on: list[bool] = []
        self.said: list[tuple[str, str]] = []

    def switch(self, on: bool) -> None:
        self.on.append(on)

    def show(self, title: str, words: str) -> None:
        self.said.append((title, words))


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 17, 5)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def desk(tmp_path: Path) -> RealDesk:
    made = RealDesk(tmp_path / "home")
    made.put(PLEDGE, Pledge("old", "2026-11-23", Goals(days=2), "2026-11-20T08:00:00+01:00"))
    made.put(PLEDGE, Pledge("new", "2026-11-23", Goals(days=5), "2026-11-22T08:00:00+01:00"))
    made.put(PLEDGE, Pledge("next", "2026-11-30", Goals(days=1), "2026-11-26T08:00:00+01:00"))
    made.log.put_attempt(tried("a", "2026-11-24", ideal_client="+"))
    made.save_settings(reminder="17:00")
    return made


def look(qtbot: QtBot, reminders: Reminders) -> None:
    reminders.look()
    qtbot.waitUntil(lambda: not reminders._background.busy, timeout=10_000)


def test_a_reminder_comes_once_a_day_and_not_again_after_a_restart(qtbot: QtBot, desk: RealDesk, tmp_path: Path) -> None:
    shown, clock = Shown(), Clock()
    reminders = Reminders(desk, shown, clock)
    for _ in range(3):
        look(qtbot, reminders)
    assert shown.said == [("RefCoach", WORDS)]
    again = Shown()
    look(qtbot, Reminders(RealDesk(tmp_path / "home"), again, clock))
    assert again.said == []
    clock.now += timedelta(days=1)
    look(qtbot, reminders)
    assert len(shown.said) == 2


def test_before_its_time_the_log_is_not_even_read(qtbot: QtBot, desk: RealDesk) -> None:
    shown, clock = Shown(), Clock()
    clock.now = datetime(2026, 11, 26, 16, 59)
    reminders = Reminders(desk, shown, clock)
    reminders.look()
    assert not reminders._background.busy
    assert shown.said == []


def test_whoever_has_practised_is_not_reminded(qtbot: QtBot, desk: RealDesk) -> None:
    desk.log.put_attempt(tried("b", TODAY.isoformat(), ideal_client="-"))
    shown = Shown()
    look(qtbot, Reminders(desk, shown, Clock()))
    assert shown.said == []


def test_a_log_that_cannot_be_read_is_no_reason_to_remind(qtbot: QtBot, desk: RealDesk, tmp_path: Path) -> None:
    desk.log.fold()
    month = desk.places.log / "2026-11.json"
    month.unlink()
    month.mkdir()
    shown = Shown()
    look(qtbot, Reminders(RealDesk(tmp_path / "home"), shown, Clock()))
    assert shown.said == []


def test_reminders_look_only_while_they_are_switched_on(desk: RealDesk) -> None:
    shown = Shown()
    reminders = Reminders(desk, shown, Clock())
    assert reminders.running
    desk.save_settings(reminder="off")
    reminders.refresh()
    assert not reminders.running
    assert shown.on == [True, False]


def test_without_a_tray_nothing_is_shown(qtbot: QtBot, desk: RealDesk) -> None:
    shown = Shown(available=False)
    look(qtbot, Reminders(desk, shown, Clock()))
    assert shown.said == []


def test_the_real_tray_can_be_made_shown_and_hidden_and_leads_to_the_window(qtbot: QtBot) -> None:
    tray = Tray()
    assert isinstance(tray.available, bool)
    tray.switch(True)
    tray.show("RefCoach", WORDS)
    icon = tray.icon
    assert isinstance(icon, QSystemTrayIcon)
    assert icon.isVisible() == tray.available
    assert not icon.icon().isNull()
    for signal in (lambda: icon.messageClicked.emit(), lambda: icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)):
        with qtbot.waitSignal(tray.clicked, timeout=1_000):
            signal()
    with qtbot.assertNotEmitted(tray.clicked):
        icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    tray.switch(False)
    assert not icon.isVisible()


def test_a_click_brings_the_minimised_window_back_on_practise(qtbot: QtBot, desk: RealDesk, open_window: OpenWindow) -> None:
    stand = open_window(desk=desk, wait=False)
    window = stand.window
    window.show_page("log")
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized, timeout=5_000)
    window.reminders._notifier.clicked.emit()
    qtbot.waitUntil(lambda: not window.isMinimized() and window.practise.isVisible(), timeout=5_000)


def test_remind_me_is_kept_in_the_settings_with_its_days(qtbot: QtBot, desk: RealDesk, open_window: OpenWindow) -> None:
    desk.save_settings(reminder="off")
    stand = open_window(desk=desk, wait=False)
    stand.window.show_page("progress")
    page, remind = stand.window.progress, stand.window.progress.remind
    qtbot.waitUntil(lambda: not page.background.busy, timeout=10_000)
    remind.show_setting("off", True)  # as on a desktop with a tray
    assert not any(day.isVisible() for day in remind.days)
    remind.time.setCurrentIndex(remind.time.findData("17:00"))
    remind.time.activated.emit(remind.time.currentIndex())
    assert desk.reload_settings().reminder == "17:00 mon tue wed thu fri"
    assert stand.window.reminders.running
    assert [day.isChecked() for day in remind.days] == [True] * 5 + [False] * 2
    qtbot.keyClick(remind.days[5], Qt.Key.Key_Space)
    qtbot.mouseClick(remind.days[0], Qt.MouseButton.LeftButton)
    assert desk.reload_settings().reminder == "17:00 tue wed thu fri sat"
    for day in remind.days:
        if day.isChecked():
            day.click()
    assert desk.reload_settings().reminder == "off"
    assert remind.time.currentText() == "Off"
    assert not stand.window.reminders.running


def test_a_time_that_was_set_elsewhere_is_shown_as_it_is(qtbot: QtBot, desk: RealDesk, open_window: OpenWindow) -> None:
    remind = open_window(desk=desk, wait=False).window.progress.remind
    remind.show_setting("17:10 sun", True)
    assert remind.time.currentText() == "17:10"
    assert [day.isChecked() for day in remind.days] == [False] * 6 + [True]


def test_where_there_is_no_tray_the_page_says_so(desk: RealDesk, open_window: OpenWindow) -> None:
    remind = open_window(desk=desk, wait=False).window.progress.remind
    remind.show_setting("17:00", False)
    assert "no tray" in remind.findChild(QLabel, "remindWords").text()
    assert not remind.time.isEnabled()
