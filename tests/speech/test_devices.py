"""Device lists as a person would write them."""

from refcoach.speech.devices import plain_microphones
from refcoach.speech.ports import Microphone


def devices(*names: str) -> list[dict[str, object]]:
    return [{"name": name, "index": index} for index, name in enumerate(names)]


def test_alsa_names_become_plain_and_ways_to_a_card_are_no_microphones() -> None:
    raw = devices(
        "HDA Intel PCH: ALC257 Analog (hw:0,0)", "USB Headset: Audio (hw:1,0)", "sysdefault", "samplerate", "pulse", "default", "dsnoop"
    )
    found = plain_microphones(raw, default=1)
    assert found == [
        (Microphone("USB Headset: Audio", "USB Headset: Audio", True), 1),
        (Microphone("HDA Intel PCH: ALC257 Analog", "HDA Intel PCH: ALC257 Analog", False), 0),
    ]


def test_nothing_is_listed_twice() -> None:
    raw = devices("USB Headset: Audio (hw:1,0)", "USB Headset: Audio (hw:1,1)")
    assert [(microphone.name, index) for microphone, index in plain_microphones(raw, default=1)] == [("USB Headset: Audio", 1)]


def test_where_only_ways_are_left_the_default_stands_for_all() -> None:
    assert plain_microphones(devices("pulse", "default"), default=1) == [(Microphone("System default", "System default", True), 1)]
    assert plain_microphones([], default=-1) == []


def test_names_of_other_systems_stay_as_they_are() -> None:
    raw = devices("MacBook Pro Microphone", "Default Mic of Ann", "Mikrofon (Realtek(R) Audio)")
    assert [microphone.name for microphone, _ in plain_microphones(raw, default=0)] == [str(item["name"]) for item in raw]
