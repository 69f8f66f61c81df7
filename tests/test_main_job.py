"""The main job as a rep does it: the real window, the real engine, a real (virtual) microphone, then a second process."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot
from virtual_sound import VirtualSound, available

from refcoach.core.assets import asset
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.engine.attempts import system_clock
from refcoach.engine.desk import open_desk
from refcoach.ui.engine_client import EngineClient, worker_command
from refcoach.ui.engine_link import EngineState
from refcoach.ui.theme import Theme
from refcoach.ui.window import MainWindow

TAKE = asset("takes", "ask-after-praise.wav")
LONG = 60_000
pytestmark = [
    pytest.mark.sound,
    pytest.mark.display,
    pytest.mark.skipif(not available(), reason="PulseAudio is not installed"),
]


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[VirtualSound]:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    folder = Path(tempfile.mkdtemp(prefix="rc-"))  # short: the path holds a socket
    with VirtualSound(folder) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


class Rep:
    """Somebody at the window: finds controls by name, clicks, reads."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.engine = EngineClient(worker_command())
        self.window = MainWindow(Theme("light"), open_desk(), self.engine, system_clock(), lambda: 0)
        qtbot.addWidget(self.window)
        self.window.show()
        self.engine.start()
        qtbot.waitUntil(lambda: self.engine.state is EngineState.READY, timeout=LONG)

    def click(self, name: str) -> None:
        def ready() -> list[QAbstractButton]:
            return [button for button in self.window.findChildren(QAbstractButton, name) if button.isVisible() and button.isEnabled()]

        self.qtbot.waitUntil(lambda: ready() != [], timeout=LONG)
        self.qtbot.mouseClick(ready()[0], Qt.MouseButton.LeftButton)

    def headline(self) -> str:
        labels = self.window.findChildren(QLabel, "headlineLabel")
        return next((label.text() for label in labels if label.isVisible()), "")

    def close(self) -> None:
        with self.qtbot.waitSignal(self.window.gone, timeout=LONG):
            self.window.close()


def second_process(*arguments: str) -> list | dict:
    done = subprocess.run([sys.executable, "-m", "refcoach", *arguments, "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_rep_records_sees_what_was_heard_and_finds_the_take_in_the_log(qtbot: QtBot, sound: VirtualSound) -> None:
    rep = Rep(qtbot)
    with qtbot.waitSignal(rep.engine.recording_started, timeout=LONG):
        rep.click("recordButton")
    sound.speak(TAKE).wait(60)
    with qtbot.waitSignal(rep.engine.attempt_logged, timeout=LONG) as logged:
        rep.click("recordButton")
    qtbot.waitUntil(lambda: rep.headline() != "", timeout=LONG)
    assert rep.headline() == "I heard all three: ideal client, business reason and introduction."

    with qtbot.waitSignal(rep.engine.position_changed, timeout=LONG):
        rep.click("playButton")
    rep.click("playButton")

    rep.click("tryAgainButton")
    with qtbot.waitSignal(rep.engine.recording_started, timeout=LONG):
        rep.click("recordButton")
    sound.speak(TAKE).wait(60)
    with qtbot.waitSignal(rep.engine.attempt_logged, timeout=LONG):
        rep.click("recordButton")
    rep.close()
    assert not [child for child in psutil.Process().children(recursive=True) if "refcoach" in " ".join(child.cmdline())]

    rows = second_process("log", "list")
    assert [row["number"] for row in rows] == [2, 1]
    assert rows[1]["attempt_id"] == logged.args[0].attempt_id
    assert rows[1]["elements"] == dict.fromkeys(REQUIRED_KEYS, "present")
    shown = second_process("log", "show", rows[1]["attempt_id"])
    take = Path(shown["take_path"])
    assert take.is_file()
    assert take.stat().st_mode & 0o077 == 0
    assert second_process("check", "--audio", str(take))["elements"]["introduction_request"]["verdict"] == "present"


def test_the_engine_killed_in_mid_take_leaves_window_and_take_alive(qtbot: QtBot, sound: VirtualSound) -> None:
    rep = Rep(qtbot)
    with qtbot.waitSignal(rep.engine.recording_started, timeout=LONG):
        rep.click("recordButton")
    sound.speak(TAKE).wait(60)
    with qtbot.waitSignal(rep.engine.take_recovered, timeout=LONG) as recovered:
        os.kill(rep.engine.pid, signal.SIGKILL)
        qtbot.waitUntil(lambda: rep.engine.state is EngineState.RESTARTING, timeout=LONG)
        status = rep.window.findChild(QLabel, "statusLine") or rep.window.banner
        qtbot.waitUntil(status.isVisible, timeout=LONG)
    assert recovered.args[0].take.duration_s > 8
    qtbot.waitUntil(lambda: rep.engine.state is EngineState.READY, timeout=LONG)
    rep.close()
    (row,) = second_process("log", "list")
    assert row["state"] == "kept"
