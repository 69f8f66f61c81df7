"""The client's lines in the engine: a recording is played, else the line is synthesised, and a broken recording is told once."""

import threading
from pathlib import Path
from typing import Any

import pytest
from refcoach_pack import pack_with_recording

from refcoach.core.client_line import ClientLine
from refcoach.core.errors import PackError
from refcoach.engine.library import recordings
from refcoach.engine.sounds import Sounds
from refcoach.speech.fakes import FakePlayback, FakeSpeaker
from refcoach.store.pack_shelf import PackShelf


class Engine:
    """Sounds over a shelf with the pack "mine", in which well.wav is a second of tone."""

    def __init__(self, folder: Path) -> None:
        pack_with_recording(folder / "packs" / "mine")
        self.events: list[dict[str, Any]] = []
        self.ended = threading.Semaphore(0)
        self.speaker, self.playback = FakeSpeaker(folder / "voice"), FakePlayback()
        shelf = PackShelf(folder / "packs")
        self.sounds = Sounds(self.speaker, self.playback, self.hear, lambda pack, files: recordings(shelf, pack, files))
        self.folder = folder

    def hear(self, event: dict[str, Any]) -> None:
        self.events.append(event)
        if event["event"] == "speech_finished":
            self.ended.release()

    def say(self, *files: str) -> None:
        self.sounds.speak(
            ClientLine("Well then, go on?", "female", 0, 40, "Ann", "mine", files), lambda during, error: pytest.fail(str(error))
        )
        assert self.ended.acquire(timeout=60)

    def notices(self) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event"] == "notice"]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(tmp_path)


def test_a_recorded_line_is_played_and_nothing_is_synthesised(engine: Engine) -> None:
    engine.say("well.wav")
    assert engine.speaker.spoken == []
    assert len(engine.playback.played) == 1
    assert [event["event"] for event in engine.events] == ["speech_started", "speech_finished"]


@pytest.mark.parametrize("file", ["broken.wav", "gone.wav", "../../secret.wav"])
def test_a_recording_that_cannot_be_played_is_spoken_and_told_once(engine: Engine, file: str) -> None:
    engine.sounds.prepare(ClientLine("Well then, go on?", pack="mine", files=(file,)))
    for _ in range(2):
        engine.say(file)
    assert engine.speaker.spoken == ["Well then, go on?"] * 3
    assert len(engine.notices()) == 1
    assert engine.notices()[0]["hint"]
    assert [event["completed"] for event in engine.events if event["event"] == "speech_finished"] == [True, True]


def test_a_line_that_was_not_recorded_is_synthesised_without_a_word(engine: Engine) -> None:
    engine.say()
    assert engine.speaker.spoken == ["Well then, go on?"]
    assert engine.notices() == []


def test_recordings_are_looked_for_in_their_pack_alone(engine: Engine) -> None:
    shelf = PackShelf(engine.folder / "packs")
    assert recordings(shelf, "mine", ["well.wav"])[0].is_file()
    for pack, file in (("mine", "../pack.yaml"), ("nobody", "well.wav"), ("mine", "pack.yaml"), ("..", "well.wav")):
        with pytest.raises(PackError):
            recordings(shelf, pack, [file])
