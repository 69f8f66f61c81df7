"""A line of the client as a message, and its recordings in a scenario."""

import pytest

from refcoach.core.client_line import ClientLine, line_from, line_record
from refcoach.core.scenario import Beat, Persona, RecordedLine, Scenario


def test_a_line_comes_out_of_its_message_as_it_went_in() -> None:
    line = ClientLine("Well?", "female", 150, 57, "Priya Nair", "mine", ("well.wav", "more.ogg"))
    assert line_from(line_record(line)) == line
    assert line_from({"text": "Well?", "voice": "male", "rate_wpm": 120}) == ClientLine("Well?", "male", 120)
    with pytest.raises(KeyError):
        line_from({})


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("Well?", ("well.wav",)),
        ("Are you there? Well?", ("there.wav", "well.wav")),
        ("Are you there? And then?", ()),  # only half of it
        ("Well? Well?", ("well.wav", "well.wav")),
        ("Well", ()),
    ],
)
def test_a_line_is_played_only_when_all_of_it_was_recorded(text: str, files: tuple[str, ...]) -> None:
    recorded = (RecordedLine("Well?", "well.wav"), RecordedLine("Are you there?", "there.wav"))
    scenario = Scenario("a", "mine", "1", "A", Persona("Ann"), "", "", (Beat("b", ("Well?",)),), recorded=recorded)
    assert scenario.recordings(text) == files
