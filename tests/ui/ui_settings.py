"""The Settings page alone, on a real desk and an engine that plays events, worked by keyboard."""

from typing import Any

from page_stand import PageStand
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from ui_samples import counting_clock

from refcoach.engine.desk import Desk
from refcoach.ui.drill import LiveDrill
from refcoach.ui.pages.settings import SettingsPage
from refcoach.ui.reminders import Reminders
from refcoach.ui.scripted import ScriptedEngine
from refcoach.ui.theme import Theme

MICROPHONES = [{"id": "usb", "name": "Headset", "is_default": True}, {"id": "inside", "name": "Built-in", "is_default": False}]
READY = {"version": "0", "pid": 1, "microphones": MICROPHONES, "voice_available": True, "voice_message": "", "voice_hint": ""}
VOICES = [
    {"id": "gmw/en-US", "name": "English (America)", "language": "en-us", "gender": "male"},
    {"id": "gmw/de", "name": "German", "language": "de", "gender": "male"},
]


class NoTray(QObject):
    """Shows nothing, and notes whether it is switched on."""

    clicked = Signal()
    available = True

    def __init__(self) -> None:
        super().__init__()
        self.on = False

    def switch(self, on: bool) -> None:
        self.on = on

    def show(self, title: str, words: str) -> None:
        pass


class SettingsStand(PageStand):
    """Finds controls by name, chooses, presses, reads."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk, self.engine, self.tray = qtbot, desk, ScriptedEngine(), NoTray()
        self.theme = Theme(desk.settings.theme, desk.settings.text_scale)
        self.theme.apply()
        self.drill = LiveDrill(self.engine, desk, counting_clock(), lambda: 7)
        self.reminders = Reminders(desk, self.tray)
        self.page = SettingsPage(self.theme, desk, self.engine, self.drill, self.reminders)
        self.engine.play_event("ready", READY)
        self.engine.play_event("warmed", engine="example")
        qtbot.addWidget(self.page)
        self.page.resize(900, 700)

    def show(self) -> "SettingsStand":
        self.activate()
        self.engine.play_event("voices", voices=VOICES)
        self.qtbot.waitUntil(lambda: not self.page.recording.background.busy, timeout=20_000)
        self.page.take_focus()
        QApplication.processEvents()
        return self

    def close(self) -> None:
        self.page.close_down()
        self.reminders.close_down()

    def choose(self, name: str, words: str) -> None:
        """Go to the line of a choice with the arrow keys, as somebody does who opens no list."""
        box = self.find(QComboBox, name)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        lines = [box.itemText(at) for at in range(box.count())]
        assert words in lines, lines
        way = lines.index(words) - box.currentIndex()
        for _ in range(abs(way)):
            self.qtbot.keyClick(box, Qt.Key.Key_Down if way > 0 else Qt.Key.Key_Up)
        assert box.currentText() == words

    def sent(self, name: str) -> list[dict[str, Any]]:
        return [command for command in self.engine.commands if command["cmd"] == name]

    # --- a check ----------------------------------------------------------------------------------------------------

    def begin_check(self) -> None:
        self.qtbot.keyClick(self.page.focusWidget() or self.page, Qt.Key.Key_Space)
        self.engine.play_event("sound_check_started", microphone="Headset")

    def levels(self, rms_dbfs: float, since_s: float = 0.0, peak_dbfs: float | None = None, count: int = 30) -> None:
        for step in range(count):
            peak = rms_dbfs + 8 if peak_dbfs is None else peak_dbfs
            self.engine.play_event("level", elapsed_s=since_s + step / 15, peak_dbfs=peak, rms_dbfs=rms_dbfs)

    def hear(self, text: str, *problems: str) -> None:
        self.engine.play_event("sound_check_stopped", heard=True)
        self.engine.play_event("sound_check_heard", text=text, problems=problems)
