"""Somebody at the real window with the real engine, who speaks into a virtual microphone."""

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot
from virtual_sound import VirtualSound

from refcoach.core.processes import worker_command
from refcoach.engine.attempts import system_clock
from refcoach.engine.desk import open_desk
from refcoach.ui.engine_client import EngineClient
from refcoach.ui.engine_link import EngineState
from refcoach.ui.theme import Theme
from refcoach.ui.window import MainWindow

LONG = 60_000


class Rep:
    """Finds controls by name, clicks, speaks, reads."""

    def __init__(self, qtbot: QtBot, sound: VirtualSound) -> None:
        self.qtbot, self.sound = qtbot, sound
        self.engine = EngineClient(worker_command("engine"))
        self.window = MainWindow(Theme("light"), open_desk(), self.engine, system_clock(), lambda: 0)
        qtbot.addWidget(self.window)
        self.window.show()
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.engine.start()
        qtbot.waitUntil(lambda: self.engine.state is EngineState.READY, timeout=LONG)

    def visible(self, name: str) -> list[QWidget]:
        return [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible() and widget.isEnabled()]

    def click(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: self.visible(name) != [], timeout=LONG)
        button = self.visible(name)[0]
        assert isinstance(button, QAbstractButton)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key)

    def read(self, name: str) -> str:
        return next((label.text() for label in self.visible(name) if isinstance(label, QLabel)), "")

    def answer(self, button: str, spoken: Path, after_s: float = 0.0) -> None:
        """Press, speak (after a moment of silence), press Space."""
        with self.qtbot.waitSignal(self.engine.recording_started, timeout=LONG):
            self.click(button)
        if after_s:
            self.qtbot.wait(round(after_s * 1000))
        self.sound.speak(spoken).wait(60)
        with self.qtbot.waitSignal(self.engine.attempt_logged, timeout=LONG):
            self.press(Qt.Key.Key_Space)
        self.qtbot.waitUntil(lambda: self.read("headlineLabel") != "", timeout=LONG)

    def close(self) -> None:
        with self.qtbot.waitSignal(self.window.gone, timeout=LONG):
            self.window.close()


def second_process(*arguments: str) -> list | dict:
    """What a command of a process of its own prints as JSON."""
    done = subprocess.run([sys.executable, "-m", "refcoach", *arguments, "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
