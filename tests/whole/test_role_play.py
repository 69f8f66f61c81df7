"""A whole objection role-play by voice: the client is heard on the loudspeaker, and never in what the rep records.

The loudspeaker stands in front of the microphone here, as on a laptop without headphones.
"""

import re
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from rep_at_window import LONG, Rep, second_process
from virtual_sound import VirtualSound

from refcoach.engine.desk import open_desk
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.speak import VoiceSpeaker
from refcoach.speech.wav import read_speech

pytestmark = [pytest.mark.sound, pytest.mark.display, pytest.mark.timeout(420)]

SCENARIO = "already-gave-reference"
SAID = (
    "I know, but I need to reach my target this quarter. Anyone at all will do.",
    "You did, Stefan, and I want to thank you for it. Your words brought the port in Bremen to us. "
    "Now I would like to meet a warehouse manager in Hamburg who runs a cold store.",
    "It is much the same. Just pass my name along when you meet them.",
    "An introduction brings two people together. Would you introduce me to one warehouse manager, face to face? "
    "If you would rather not, that is fine.",
    "Tell her what happened here. Ninety wrong parcels a week became eleven. May I call you on Friday to hear how it went?",
)
BEATS = ["done-that", "done-that", "difference", "difference", "why-he"]
LOUD = 300  # of 32768; a quiet room has less than 10 here
BEFORE_S = 0.5  # from the beginning of the take to the rep's first word


def long_words(text: str) -> set[str]:
    """Words that tell who spoke; short ones are said by everybody."""
    return {word for word in re.findall(r"[a-z]+", text.lower()) if len(word) >= 5}


def test_an_objection_of_five_turns_by_voice(qtbot: QtBot, sound: VirtualSound, tmp_path: Path) -> None:
    sound.put_loudspeaker_before_microphone()
    rep = Rep(qtbot, sound)
    speaker = VoiceSpeaker(tmp_path / "voice")
    spoken = [speaker.speech_file(text, "gmw/en-us+m2", 140) for text in SAID]
    (scenario,) = [scenario for scenario in open_desk().scenarios if scenario.id == SCENARIO]
    client: list[str] = []
    heard = tmp_path / "client.wav"
    for turn, wav in enumerate(spoken):
        sound.record_loudspeaker(heard)
        with qtbot.waitSignal(rep.engine.speech_started, timeout=LONG) as line:
            rep.window.practise.open(scenario) if turn == 0 else rep.click("nextButton")
        client.append(line.args[0])
        if turn % 2:  # some reps hear the client out, some begin at once
            qtbot.wait(1500)
        else:
            with qtbot.waitSignal(rep.engine.speech_finished, timeout=LONG):
                pass
        sound.stop_recording()
        assert np.mean(np.abs(read_speech(heard)) > LOUD) > 0.1, f"turn {turn}: the client could not be heard"
        rep.answer("recordButton", wav, BEFORE_S)
    with qtbot.waitSignal(rep.engine.session_logged, timeout=LONG):
        rep.click("nextButton")
    qtbot.waitUntil(lambda: rep.read("closingLine") != "" or bool(rep.visible("closingLine")), timeout=LONG)
    rep.close()

    rows = second_process("log", "list")[::-1]
    assert [row["beat"] for row in rows] == BEATS
    for row, said, line in zip(rows, SAID, client, strict=True):
        shown = second_process("log", "show", row["attempt_id"])
        words = long_words(shown["transcript"]["text"])
        foreign = words & long_words(line) - long_words(said)
        assert len(words & long_words(said)) >= len(long_words(said)) / 2, shown["transcript"]["text"]
        assert not foreign, f"the client's words {foreign} are in the rep's take"
        before = read_speech(Path(shown["take_path"]))[: round(BEFORE_S * RATE_HZ / 2)]
        assert np.mean(np.abs(before) > LOUD) < 0.01, "the take begins with the client's voice"
