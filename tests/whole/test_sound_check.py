"""A sound check as a rep does it: the real window and engine, a spoken sentence in a virtual microphone, heard back and forgotten."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from rep_at_window import LONG, Rep
from virtual_sound import VirtualSound

from refcoach.core.client_line import OWN_PITCH
from refcoach.core.errors import AudioError
from refcoach.speech.levels import frame_levels, measure
from refcoach.speech.speak import VoiceSpeaker
from refcoach.speech.wav import read_speech
from refcoach.ui.models.loudness import Loudness
from refcoach.ui.sound_check import Step

SENTENCE = "Thank you, that is good to hear. May I ask you for an introduction?"
pytestmark = [pytest.mark.sound, pytest.mark.display]


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    try:
        return VoiceSpeaker(tmp_path / "voice").speech_file(SENTENCE, "female", 150, OWN_PITCH, "Priya Nair")
    except AudioError as error:
        pytest.skip(error.message)


def test_a_rep_checks_the_sound_hears_it_back_and_leaves_nothing(qtbot: QtBot, sound: VirtualSound, spoken: Path, tmp_path: Path) -> None:
    rep = Rep(qtbot, sound)
    rep.click("railSettings")
    check = rep.window.settings.sound.check
    qtbot.waitUntil(lambda: "VirtualMic" in rep.window.settings.sound.microphone.currentText(), timeout=LONG)
    seen: list[Loudness] = []
    check.level.connect(lambda *_: seen.append(check.loudness))
    rep.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: check.step is Step.LISTENING, timeout=LONG)
    sound.speak(spoken).wait(60)
    qtbot.waitUntil(lambda: check.step is Step.HEARD, timeout=LONG)  # it ends by itself
    assert Loudness.GOOD in seen
    heard = rep.read("checkHeard").lower()
    assert "good to hear" in heard
    assert "introduction" in heard
    assert rep.read("checkProblems") == "The sound is fine."

    back = tmp_path / "back.wav"
    sound.record_loudspeaker(back)
    rep.click("checkPlay")
    qtbot.waitUntil(lambda: check.playing, timeout=LONG)
    qtbot.waitUntil(lambda: not check.playing, timeout=LONG)
    sound.stop_recording()
    assert measure(read_speech(back)).speech_dbfs > -40
    assert (frame_levels(read_speech(back)) > -40).sum() > 40  # more than a second of it

    rep.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: check.step is Step.LISTENING, timeout=LONG)
    sound.unplug()
    qtbot.waitUntil(lambda: check.step is Step.READY, timeout=LONG)
    qtbot.waitUntil(lambda: "VirtualMic" in rep.read("checkTrouble"), timeout=LONG)
    sound.plug_in()
    qtbot.waitUntil(lambda: rep.visible("checkStart") != [], timeout=LONG)
    rep.click("railPractise")
    rep.close()
    assert not list((tmp_path / "home").rglob("sound_check*"))
    assert not list((tmp_path / "home" / "takes").rglob("*.wav"))
