"""Who speaks for whom: by kind, by name, always the same."""

from collections import Counter

from refcoach.engine.library import scenarios
from refcoach.speech.ports import Voice
from refcoach.speech.voice_choice import NEURAL, SPREAD, chosen_voice

WOMEN = tuple(Voice(f"w{number}", f"Woman {number}", "en-us", "female") for number in range(8))
MEN = tuple(Voice(f"m{number}", f"Man {number}", "en-gb", "male") for number in range(8))
OTHERS = (
    Voice("fr", "Dame", "fr-fr", "female"),
    Voice("nyc", "New Yorker", "en-us-nyc", "male"),
    Voice("b", "Bells (Enhanced)", "en-us", "male"),
)
SYSTEM = (*OTHERS, *WOMEN, *MEN)
JOE = Voice(f"{NEURAL}joe", "Joe", "en-us", "male")


def test_a_persona_has_a_voice_of_its_kind_and_always_the_same() -> None:
    for name in ("Priya Nair", "Ruth Abernathy", "Zoë"):
        chosen = chosen_voice(SYSTEM, "female", name, 50)
        assert chosen[0] in {voice.id for voice in WOMEN}
        assert chosen == chosen_voice(tuple(reversed(SYSTEM)), "female", name, 50)


def test_the_voice_stays_when_others_come_or_go() -> None:
    names = [f"Person {number}" for number in range(40)]
    before = {name: chosen_voice(SYSTEM, "male", name, 50)[0] for name in names}
    fewer = tuple(voice for voice in SYSTEM if voice.id != "m3")
    after = {name: chosen_voice(fewer, "male", name, 50)[0] for name in names}
    assert {name for name in names if before[name] != after[name]} == {name for name in names if before[name] == "m3"}


def test_the_shipped_personas_differ_from_each_other() -> None:
    personas = {scenario.persona for scenario in scenarios()}
    chosen = Counter(chosen_voice(SYSTEM, persona.voice, persona.name, persona.pitch) for persona in personas)
    assert len(chosen) > 0.85 * len(personas)
    assert len({voice for voice, _ in chosen}) >= 12


def test_a_voice_that_was_chosen_by_its_id_stays_with_the_personas_pitch() -> None:
    assert chosen_voice(SYSTEM, "nyc", "Priya Nair", 57) == ("nyc", 57)
    assert chosen_voice((*SYSTEM, JOE), "m1", "Marcus Bell", 50) == ("m1", 50)


def test_a_natural_voice_goes_before_the_others_and_is_told_apart_by_pitch() -> None:
    names = [f"Person {number}" for number in range(30)]
    chosen = {chosen_voice((*SYSTEM, JOE), "male", name, 50) for name in names}
    assert {voice for voice, _ in chosen} == {JOE.id}
    pitches = {pitch for _, pitch in chosen}
    assert len(pitches) > 8
    assert min(pitches) >= 50 - SPREAD
    assert max(pitches) <= 50 + SPREAD
    assert chosen_voice((JOE,), "male", "Ann", 99)[1] <= 99
    assert chosen_voice((*SYSTEM, JOE), "female", "Ann", 50)[0] in {voice.id for voice in WOMEN}


def test_other_accents_and_no_voice_at_all() -> None:
    assert chosen_voice(OTHERS[:2], "male", "Ann", 50)[0] == "nyc"
    assert chosen_voice(OTHERS[:2], "female", "Ann", 50) == ("", 50)
    assert chosen_voice((), "", "", 60) == ("", 60)
    assert chosen_voice(SYSTEM, "male", "", 50) == ("m0", 50)
    assert "b" not in {chosen_voice(SYSTEM, "", f"Person {number}", 50)[0] for number in range(50)}
