"""The Pledge page alone, on a real desk, worked as somebody without a mouse works it."""

from datetime import date

from page_stand import PageStand
from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot
from ui_samples import counting_clock

from refcoach.engine.desk import Desk
from refcoach.ui.pages.pledge import PledgePage
from refcoach.ui.scripted import ScriptedEngine
from refcoach.ui.theme import Theme

TODAY = date(2026, 11, 23)
READY = {"version": "0", "pid": 1, "microphones": [], "voice_available": True, "voice_message": "", "voice_hint": ""}


class PledgeStand(PageStand):
    """The page alone, on a real desk and an engine that plays events."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk, self.engine = qtbot, desk, ScriptedEngine()
        self.theme = Theme("light")
        self.theme.apply()
        self.page = PledgePage(self.theme, desk, self.engine, counting_clock(), lambda: TODAY)
        self.engine.play_event("ready", READY)
        qtbot.addWidget(self.page)
        self.page.resize(900, 700)

    def show(self) -> "PledgeStand":
        self.activate()
        self.settle()
        return self

    def settle(self) -> None:
        """What was asked for is read and shown."""
        self.qtbot.waitUntil(lambda: not self.page._timer.isActive() and not self.page.background.busy, timeout=20_000)

    def type(self, name: str, words: str, kind: type = QLineEdit) -> None:
        field = self.find(kind, name)
        field.setFocus()
        self.qtbot.keyClicks(field, words)

    def number(self, name: str, value: int) -> None:
        field = self.find(QSpinBox, name)
        field.selectAll()
        self.qtbot.keyClicks(field, str(value))

    def words(self, name: str) -> str:
        """Of every part of the page, also behind another tab."""
        return str(self.find(QLabel, name).text())
