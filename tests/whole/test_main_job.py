"""The main job as a rep does it: the real window, the real engine, a real (virtual) microphone, then a second process."""

import os
import signal
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot
from rep_at_window import LONG, Rep, second_process
from virtual_sound import VirtualSound

from refcoach.core.assets import asset
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.ui.engine_link import EngineState

TAKE = asset("takes", "ask-after-praise.wav")
pytestmark = [pytest.mark.sound, pytest.mark.display]


def test_a_rep_records_sees_what_was_heard_and_finds_the_take_in_the_log(qtbot: QtBot, sound: VirtualSound) -> None:
    rep = Rep(qtbot, sound)
    with qtbot.waitSignal(rep.engine.recording_started, timeout=LONG):
        rep.click("recordButton")
    sound.speak(TAKE).wait(60)
    with qtbot.waitSignal(rep.engine.attempt_logged, timeout=LONG) as logged:
        rep.click("recordButton")
    qtbot.waitUntil(lambda: rep.read("headlineLabel") != "", timeout=LONG)
    assert rep.read("headlineLabel") == "I heard all three: ideal client, business reason and introduction."

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
    rep = Rep(qtbot, sound)
    with qtbot.waitSignal(rep.engine.recording_started, timeout=LONG):
        rep.click("recordButton")
    sound.speak(TAKE).wait(60)
    with qtbot.waitSignal(rep.engine.take_recovered, timeout=LONG) as recovered:
        os.kill(rep.engine.pid, signal.SIGKILL)
        qtbot.waitUntil(lambda: rep.engine.state is EngineState.RESTARTING, timeout=LONG)
        qtbot.waitUntil(rep.window.status_line.banner.isVisible, timeout=LONG)
    assert recovered.args[0].take.duration_s > 8
    qtbot.waitUntil(lambda: rep.engine.state is EngineState.READY, timeout=LONG)
    rep.close()
    (row,) = second_process("log", "list")
    assert row["state"] == "kept"
