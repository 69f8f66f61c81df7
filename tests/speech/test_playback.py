"""Playing through a real (virtual) loudspeaker, whose sound is recorded and compared."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from speech_samples import EXAMPLE, likeness, tone, write_pcm
from virtual_sound import VirtualSound

from refcoach.core.errors import AudioError
from refcoach.speech.devices import loudspeaker_available
from refcoach.speech.playback import LoudspeakerPlayback
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.wav import read_speech

pytestmark = pytest.mark.sound


class Heard:
    """Notes the callbacks of one sound."""

    def __init__(self) -> None:
        self.positions: list[float] = []
        self.outcomes: list[bool] = []
        self.first_position, self.ended = threading.Event(), threading.Event()

    def position(self, position_s: float) -> None:
        self.positions.append(position_s)
        self.first_position.set()

    def finished(self, completed: bool) -> None:
        self.outcomes.append(completed)
        self.ended.set()


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_pcm(tmp_path / "voice.wav", read_speech(EXAMPLE)[: 4 * RATE_HZ])


def test_a_file_is_heard_whole_and_its_positions_told(sound: VirtualSound, voice: Path, tmp_path: Path) -> None:
    heard = Heard()
    sound.record_loudspeaker(tmp_path / "heard.wav")
    LoudspeakerPlayback().play(voice, 0.0, heard.position, heard.finished)
    assert heard.ended.wait(15)
    sound.stop_recording()
    assert heard.outcomes == [True]
    assert likeness(read_speech(tmp_path / "heard.wav"), read_speech(voice))[0] > 0.98
    assert heard.positions == sorted(heard.positions)
    assert 20 <= len(heard.positions) <= 60
    assert heard.positions[-1] == pytest.approx(4.0, abs=0.6)


def test_an_mp3_is_heard_like_the_take_that_it_was_made_from(sound: VirtualSound, voice: Path, tmp_path: Path) -> None:
    shared, heard = tmp_path / "shared.mp3", Heard()
    soundfile.write(str(shared), read_speech(voice), RATE_HZ, format="MP3")
    sound.record_loudspeaker(tmp_path / "heard.wav")
    LoudspeakerPlayback().play(shared, 0.0, heard.position, heard.finished)
    assert heard.ended.wait(15)
    sound.stop_recording()
    assert heard.outcomes == [True]
    assert likeness(read_speech(tmp_path / "heard.wav"), read_speech(voice))[0] > 0.9


def test_playing_from_the_middle_takes_the_rest_of_the_time(sound: VirtualSound, voice: Path) -> None:
    heard = Heard()
    begun = time.monotonic()
    LoudspeakerPlayback().play(voice, 3.0, heard.position, heard.finished)
    assert heard.ended.wait(10)
    assert heard.outcomes == [True]
    assert min(heard.positions) >= 3.0
    assert time.monotonic() - begun < 3.5


def test_stopping_is_prompt_and_does_not_click(sound: VirtualSound, tmp_path: Path) -> None:
    heard = Heard()
    playback = LoudspeakerPlayback()
    sound.record_loudspeaker(tmp_path / "heard.wav")
    playback.play(write_pcm(tmp_path / "tone.wav", tone(300, 20)), 0.0, heard.position, heard.finished)
    assert heard.first_position.wait(5)
    begun = time.monotonic()
    playback.stop()
    assert time.monotonic() - begun < 1.0
    assert heard.outcomes == [False]
    sound.stop_recording()
    recorded = read_speech(tmp_path / "heard.wav").astype(int)
    # A tone of this height and loudness never jumps further than that from sample to sample, a torn one may. Only its end is
    # looked at: a busy machine tears a hole anywhere else without our doing.
    end = np.flatnonzero(np.abs(recorded) > 50)[-1]
    steepest = 16000 * 2 * np.pi * 300 / RATE_HZ
    assert np.abs(np.diff(recorded[end - RATE_HZ // 33 : end + 100])).max() < 1.5 * steepest


def test_another_sound_ends_the_first(sound: VirtualSound, voice: Path) -> None:
    first, second = Heard(), Heard()
    playback = LoudspeakerPlayback()
    playback.play(voice, 0.0, first.position, first.finished)
    assert first.first_position.wait(5)
    playback.play(voice, 3.5, second.position, second.finished)
    assert first.outcomes == [False]
    assert second.ended.wait(10)
    assert second.outcomes == [True]
    assert len(first.outcomes) == 1


def test_a_dying_sound_server_ends_the_sound(sound: VirtualSound, voice: Path) -> None:
    heard = Heard()
    LoudspeakerPlayback().play(voice, 0.0, heard.position, heard.finished)
    assert heard.first_position.wait(5)
    sound.kill()
    assert heard.ended.wait(10)
    assert heard.outcomes == [False]


def test_without_a_loudspeaker_the_error_says_what_to_do(sound: VirtualSound, voice: Path) -> None:
    assert loudspeaker_available()
    sound.take_loudspeakers_away()
    assert not loudspeaker_available()
    heard = Heard()
    with pytest.raises(AudioError) as caught:
        LoudspeakerPlayback().play(voice, 0.0, heard.position, heard.finished)
    assert caught.value.message == "No loudspeaker is connected."
    assert caught.value.hint
    assert heard.outcomes == []


def test_without_a_sound_server_there_is_no_loudspeaker(sound: VirtualSound, voice: Path) -> None:
    sound.kill()
    assert not loudspeaker_available()
    with pytest.raises(AudioError):
        LoudspeakerPlayback().play(voice, 0.0, Heard().position, Heard().finished)


def test_what_is_no_sound_is_an_error(sound: VirtualSound, tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("no sound")
    for path in (tmp_path / "text.wav", tmp_path / "missing.wav"):
        with pytest.raises(AudioError):
            LoudspeakerPlayback().play(path, 0.0, Heard().position, Heard().finished)
