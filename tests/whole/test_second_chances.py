"""A missed check said again, a contested finding, a corrected word: real window, real engine, real (virtual) microphone."""

import subprocess
import sys
import wave
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from rep_at_window import LONG, Rep, second_process
from virtual_sound import VirtualSound

from refcoach.core.assets import asset
from refcoach.engine.desk import open_desk

TAKE = asset("takes", "ask-after-praise.wav")
ASK_FROM_S = 13.15  # in the pause before the last sentence, which asks for the introduction
pytestmark = [pytest.mark.sound, pytest.mark.display]


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
