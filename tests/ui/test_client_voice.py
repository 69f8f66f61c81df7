"""What the window asks the engine to say: the persona's voice and pitch, its recordings, and the user's own choice before them."""

from dataclasses import replace
from typing import Any

from ui_samples import SCENARIOS, MemoryDesk

from refcoach.core.scenario import Persona, RecordedLine
from refcoach.store.settings import Settings
from refcoach.ui.client_voice import ClientVoice
from refcoach.ui.engine_link import EngineLink, EngineState

PERSONA = Persona("Priya Nair", voice="female", rate_wpm=165, pitch=57)
SCENARIO = replace(SCENARIOS[0], persona=PERSONA, recorded=(RecordedLine("That went well.", "well.wav"),))


class Listening(EngineLink):
    """An engine that serves and keeps what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []
        self._become(EngineState.READY)

    def send(self, command: dict[str, Any]) -> None:
        self.sent.append(command)


def said(settings: Settings, line: str) -> dict[str, Any]:
    engine = Listening()
    voice = ClientVoice(engine, MemoryDesk(settings))
    voice.lend_to(SCENARIO)
    voice.prepare([line])
    voice.say(line)
    prepared, spoken = engine.sent
    assert prepared["lines"] == [{name: value for name, value in spoken.items() if name != "cmd"}]
    return spoken


def test_a_line_goes_out_as_its_persona_speaks(qtbot: Any) -> None:
    spoken = said(Settings(), "Whom do you want to meet?")
    assert spoken == {
        "cmd": "speak",
        "text": "Whom do you want to meet?",
        "voice": "female",
        "rate_wpm": 165,
        "pitch": 57,
        "name": "Priya Nair",
        "pack": SCENARIO.pack,
        "files": [],
    }


def test_a_recorded_line_goes_out_with_its_file(qtbot: Any) -> None:
    assert said(Settings(), "That went well.")["files"] == ["well.wav"]


def test_a_voice_chosen_in_the_settings_wins(qtbot: Any) -> None:
    spoken = said(Settings(voice="gmw/en", voice_rate_wpm=140), "Whom do you want to meet?")
    assert (spoken["voice"], spoken["rate_wpm"]) == ("gmw/en", 140)


def test_without_a_scenario_there_is_no_persona(qtbot: Any) -> None:
    engine = Listening()
    ClientVoice(engine, MemoryDesk()).say("Hello.")
    assert engine.sent[0]["text"] == "Hello."
    assert engine.sent[0]["name"] == ""
