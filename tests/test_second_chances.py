"""A missed check said again, a contested finding, a corrected word: real window, real engine, real (virtual) microphone."""

import json
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from virtual_sound import VirtualSound, available

from refcoach.core.assets import asset
from refcoach.engine.attempts import system_clock
from refcoach.engine.desk import open_desk
from refcoach.ui.engine_client import EngineClient, worker_command
from refcoach.ui.engine_link import EngineState
from refcoach.ui.theme import Theme
from refcoach.ui.window import MainWindow

TAKE = asset("takes", "ask-after-praise.wav")
ASK_FROM_S = 13.15  # in the pause before the last sentence, which asks for the introduction
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


def piece(folder: Path, from_s: float, to_s: float | None) -> Path:
    """A stretch of the spoken example."""
    with wave.open(str(TAKE)) as whole:
        rate, frames = whole.getframerate(), whole.getnframes()
        first, last = round(from_s * rate), frames if to_s is None else round(to_s * rate)
        whole.setpos(first)
        sound, shape = whole.readframes(last - first), whole.getparams()
    path = folder / f"from-{from_s}.wav"
    with wave.open(str(path), "wb") as cut:
        cut.setparams(shape)
        cut.writeframes(sound)
    return path


class Rep:
    """Somebody at the window: finds controls by name, clicks, types, reads."""

    def __init__(self, qtbot: QtBot, sound: VirtualSound) -> None:
        self.qtbot, self.sound = qtbot, sound
        self.engine = EngineClient(worker_command())
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

    def answer(self, button: str, spoken: Path) -> None:
        """Press, speak, press Space."""
        with self.qtbot.waitSignal(self.engine.recording_started, timeout=LONG):
            self.click(button)
        self.sound.speak(spoken).wait(60)
        with self.qtbot.waitSignal(self.engine.attempt_logged, timeout=LONG):
            self.press(Qt.Key.Key_Space)
        self.qtbot.waitUntil(lambda: self.read("headlineLabel") != "", timeout=LONG)

    def close(self) -> None:
        with self.qtbot.waitSignal(self.window.gone, timeout=LONG):
            self.window.close()


def second_process(*arguments: str) -> list | dict:
    done = subprocess.run([sys.executable, "-m", "refcoach", *arguments, "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_missed_check_said_again_makes_one_attempt_of_two_takes(qtbot: QtBot, sound: VirtualSound, tmp_path: Path) -> None:
    rep = Rep(qtbot, sound)
    rep.answer("recordButton", piece(tmp_path, 0.0, ASK_FROM_S))
    assert rep.read("headlineLabel") == "I heard two of three. Not heard yet: introduction."
    waveform = rep.window.practise.result.found.player.waveform
    qtbot.waitUntil(lambda: len(waveform.peaks) == 400, timeout=LONG)
    assert max(waveform.peaks) > 0.1
    rep.answer("sayAgain_introduction_request", piece(tmp_path, ASK_FROM_S, None))
    assert rep.read("headlineLabel") == "I heard three of three in two takes."
    rep.close()

    (row,) = [row for row in second_process("log", "list") if not row.get("part_of")]
    shown = second_process("log", "show", row["attempt_id"])
    desk = open_desk()
    first, part = sorted(desk.attempts(), key=lambda attempt: attempt.at)
    (session,) = desk.sessions()
    desk.close()
    assert part.part_of == first.attempt_id == shown["attempt_id"]
    assert part.only == ("introduction_request",)
    assert session.attempts == (first.attempt_id,)
    listed = subprocess.run([sys.executable, "-m", "refcoach", "log", "list"], capture_output=True, text=True, check=True).stdout
    assert listed.count(first.attempt_id[:8]) == 1
    assert "✓ ✓ ✓" in listed

    again = Rep(qtbot, sound)
    again.window.show_page("log")
    qtbot.waitUntil(lambda: again.read("logHeadlineLabel") == "I heard three of three in two takes.", timeout=LONG)
    assert again.window.log.details.found.pane.tabs.names == ["Take 1", "Again: Introduction"]
    again.close()


def test_what_was_contested_and_corrected_is_marked_after_a_restart(qtbot: QtBot, sound: VirtualSound, tmp_path: Path) -> None:
    rep = Rep(qtbot, sound)
    rep.answer("recordButton", piece(tmp_path, 0.0, ASK_FROM_S))
    with qtbot.waitSignal(rep.engine.attempt_logged, timeout=LONG):
        rep.click("contest_introduction_request")
    assert rep.read("changeLine").startswith("Introduction. Contested: could not tell. Before: not heard yet.")
    rep.window.practise.take_focus()
    rep.press(Qt.Key.Key_Home)
    heard = rep.window.practise.result.found.quote()
    rep.press(Qt.Key.Key_F2)
    (field,) = rep.visible("correctionField")
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "Many thanks")
    with qtbot.waitSignal(rep.engine.attempt_logged, timeout=LONG):
        rep.press(Qt.Key.Key_Return)
    assert f"I had heard \u201c{heard}\u201d, you said \u201cMany thanks\u201d." in rep.read("changeLine")
    rep.close()

    again = Rep(qtbot, sound)
    again.window.show_page("log")
    found = again.window.log.details.found
    qtbot.waitUntil(lambda: found.transcript.toPlainText().startswith("Many thanks"), timeout=LONG)
    cursor = found.transcript.textCursor()
    cursor.setPosition(3)
    assert f"I heard \u201c{heard}\u201d" in cursor.charFormat().toolTip()
    lines = {line.key: line for line in again.window.log.details.checks.lines}
    assert lines["introduction_request"].says == "Contested: could not tell. Before: not heard yet"
    with qtbot.waitSignal(again.engine.attempt_logged, timeout=LONG):
        again.click("logUndoButton")
    assert found.transcript.toPlainText().startswith(heard)
    again.close()
    (attempt,) = second_process("log", "list")
    assert attempt["elements"]["introduction_request"] == "unclear"
