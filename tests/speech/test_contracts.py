"""What the ports promise, kept by the real parts and by the fakes that stand in for them."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from speech_samples import EXAMPLE, Listener, f0_hz, likeness, write_pcm
from virtual_sound import VirtualSound

from refcoach.core.assets import asset
from refcoach.core.attempt import TakeProblem
from refcoach.core.errors import AudioError
from refcoach.speech.capture import MicrophoneCapture, describe
from refcoach.speech.fakes import FakeCapture, FakeLiveRecogniser, FakePlayback, FakeRecogniser, FakeSpeaker
from refcoach.speech.live import MoonshineRecogniser
from refcoach.speech.models import shipped_model
from refcoach.speech.playback import LoudspeakerPlayback
from refcoach.speech.ports import RATE_HZ, Capture, LiveRecogniser, Playback, Recogniser, Speaker
from refcoach.speech.recognise import WhisperRecogniser
from refcoach.speech.speak import VoiceSpeaker
from refcoach.speech.wav import read_speech, read_wav

REAL = pytest.param("real", marks=pytest.mark.sound)


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_pcm(tmp_path / "voice.wav", read_speech(EXAMPLE)[: 3 * RATE_HZ])


@pytest.fixture(params=[REAL, "fake", "fake in real time"])
def capture(request: pytest.FixtureRequest, voice: Path) -> tuple[Capture, Callable[[], object], Callable[[], object]]:
    """A capture, how to speak into it, and how to unplug it."""
    if request.param == "real":
        sound: VirtualSound = request.getfixturevalue("sound")
        return MicrophoneCapture(), lambda: sound.speak(voice).wait(30), sound.unplug
    fake = FakeCapture(voice, in_real_time=request.param != "fake")
    return fake, lambda: None, fake.lose


Capturing = tuple[Capture, Callable[[], object], Callable[[], object]]


def test_a_capture_records_describes_and_can_start_again(capture: Capturing, voice: Path, tmp_path: Path) -> None:
    device, speak, _ = capture
    assert [microphone.is_default for microphone in device.microphones()] == [True]
    with pytest.raises(AudioError):
        device.stop()
    for name in ("one.wav", "two.wav"):
        listener = Listener()
        assert device.start(tmp_path / name, None, listener) == device.microphones()[0]
        with pytest.raises(AudioError):
            device.start(tmp_path / "other.wav", None, Listener())
        speak()
        assert listener.wait_for_seconds(3.2)
        recorded = device.stop()
        assert recorded == describe(tmp_path / name)
        assert (recorded.rate_hz, recorded.problems, listener.losses) == (RATE_HZ, (), [])
        assert listener.ended
        assert listener.heard == read_wav(tmp_path / name)[0].tobytes()
        assert likeness(read_wav(tmp_path / name)[0], read_wav(voice)[0])[0] > 0.99


def test_a_lost_device_is_told_once_and_the_take_kept(capture: Capturing, tmp_path: Path) -> None:
    device, _, unplug = capture
    listener = Listener()
    device.start(tmp_path / "take.wav", None, listener)
    assert listener.wait_for_seconds(0.5)
    unplug()
    assert listener.wait_for_loss(3.0)
    recorded = device.stop()
    assert recorded.duration_s >= 0.5
    assert TakeProblem.CUT_SHORT in recorded.problems
    assert len(listener.losses) == 1
    assert all(listener.losses[0])


def test_a_listener_that_fails_does_not_cost_the_take(capture: Capturing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failures: list[str] = []
    told = threading.Event()

    class Failing(Listener):
        def level(self, level: object) -> None:
            raise RuntimeError("the pipe is closed")

    def hook(arguments: threading.ExceptHookArgs) -> None:
        failures.append(str(arguments.exc_value))
        if len(failures) > 10:
            told.set()

    monkeypatch.setattr(threading, "excepthook", hook)
    device = capture[0]
    device.start(tmp_path / "take.wav", None, Failing())
    assert told.wait(10)
    assert device.stop().duration_s > 0.5
    assert set(failures) == {"the pipe is closed"}


@pytest.fixture(params=[REAL, "fake"])
def playback(request: pytest.FixtureRequest) -> Playback:
    if request.param == "real":
        request.getfixturevalue("sound")
        return LoudspeakerPlayback()
    return FakePlayback(speed=2.0)


def test_a_playback_ends_with_true_and_a_stopped_one_with_false(playback: Playback, voice: Path, tmp_path: Path) -> None:
    for stops in (False, True):
        outcomes: list[bool] = []
        positions: list[float] = []
        begun, ended = threading.Event(), threading.Event()
        playback.play(
            voice,
            1.0,
            lambda position_s, begun=begun, positions=positions: (positions.append(position_s), begun.set())[1],
            lambda completed, ended=ended, outcomes=outcomes: (outcomes.append(completed), ended.set())[1],
        )
        assert begun.wait(5)
        if stops:
            playback.stop()
        assert ended.wait(10)
        assert outcomes == [not stops]
        assert min(positions) >= 1.0
    playback.stop()
    with pytest.raises(AudioError):
        playback.play(tmp_path / "missing.wav", 0.0, positions.append, outcomes.append)


@pytest.fixture(params=["real", "fake"])
def recogniser(request: pytest.FixtureRequest) -> Recogniser:
    return WhisperRecogniser(shipped_model()) if request.param == "real" else FakeRecogniser("Thank you, Priya.")


def test_a_recogniser_gives_words_in_their_places_and_none_for_silence(recogniser: Recogniser, voice: Path, tmp_path: Path) -> None:
    import numpy as np

    recogniser.warm()
    heard = recogniser.transcribe(voice)
    assert "Priya" in heard.text
    assert all(heard.text[word.start : word.end] == word.text for word in heard.words)
    assert heard.engine == recogniser.engine
    assert recogniser.transcribe(write_pcm(tmp_path / "zero.wav", np.zeros(RATE_HZ, np.int16))).text == ""
    with pytest.raises(AudioError):
        recogniser.transcribe(tmp_path / "missing.wav")


def test_a_take_recognised_while_it_is_spoken_has_the_words_of_its_file(recogniser: Recogniser, voice: Path, tmp_path: Path) -> None:
    pcm = read_wav(voice)[0].tobytes()
    listening = recogniser.listen()
    for at in range(0, len(pcm), 1600):
        listening.feed(pcm[at : at + 1600])
    listening.feed(b"")
    heard = listening.finish(voice)
    assert "Priya" in heard.text
    assert all(heard.text[word.start : word.end] == word.text for word in heard.words)
    assert heard.engine == recogniser.engine
    assert 0 <= heard.words[0].start_s < heard.words[-1].end_s <= 3.2
    abandoned = recogniser.listen()
    abandoned.feed(pcm)
    abandoned.abandon()
    with pytest.raises(AudioError):
        recogniser.listen().finish(tmp_path / "missing.wav")


@pytest.fixture(params=["real", "fake"])
def live(request: pytest.FixtureRequest) -> LiveRecogniser:
    if request.param == "fake":
        return FakeLiveRecogniser("Thank you, Priya.")
    pytest.importorskip("moonshine_voice", reason="the wheel moonshine-voice 0.1.0 is not installed")
    return MoonshineRecogniser()


def test_live_words_come_while_somebody_speaks_and_end_as_lines_with_times(live: LiveRecogniser, voice: Path) -> None:
    live.warm()
    for _ in range(2):
        texts: list[str] = []
        told = threading.Event()
        take = live.start(lambda text, texts=texts, told=told: (texts.append(text), told.set())[1])  # type: ignore[misc]
        pcm = read_wav(voice)[0].tobytes()
        for at in range(0, len(pcm), 1600):
            take.feed(pcm[at : at + 1600])
            if at == 48_000:
                assert told.wait(20)
        take.feed(b"")
        lines = take.stop()
        assert "Thank you" in " ".join(line.text for line in lines)
        assert all(0 <= line.start_s < line.end_s <= 3.7 for line in lines)
        assert texts[-1] == " ".join(line.text for line in lines)
        assert len(texts) == len(set(texts))


def test_silence_has_no_live_words(live: LiveRecogniser) -> None:
    texts: list[str] = []
    take = live.start(texts.append)
    for _ in range(40):
        take.feed(bytes(1600))
    assert take.stop() == ()
    assert texts == []


@pytest.fixture(params=["real", "fake"])
def speaker(request: pytest.FixtureRequest, tmp_path: Path) -> Speaker:
    return VoiceSpeaker(tmp_path / "voice") if request.param == "real" else FakeSpeaker(tmp_path / "voice")


def test_a_speaker_makes_sound_files_and_refuses_what_it_cannot_say(speaker: Speaker) -> None:
    first = speaker.speech_file("Good morning, how are you?")
    assert describe(first).duration_s > 0.3
    assert speaker.speech_file("Good morning, how are you?") == first
    for voice in ("female", "male", speaker.voices()[0].id):
        assert speaker.speech_file("Good morning.", voice).is_file()
    for text, voice in (("…", ""), ("Good morning.", "no/such-voice")):
        with pytest.raises(AudioError) as caught:
            speaker.speech_file(text, voice)
        assert caught.value.hint
    speaker.cancel()
    assert speaker.speech_file("After the break.").is_file()


def test_a_speaker_tells_personas_apart_by_pitch_and_voice(speaker: Speaker) -> None:
    own = speaker.speech_file("Good morning.", "female", 0, 50, "Ann")
    assert speaker.speech_file("Good morning.", "female", 0, 50, "Ann") == own
    higher = speaker.speech_file("Good morning.", "female", 0, 80, "Ann")
    assert f0_hz(higher) > 1.1 * f0_hz(own)
    assert speaker.speech_file("Good morning.", "male", 0, 50, "Ann").read_bytes() != own.read_bytes()


def test_a_speaker_gives_recorded_lines_and_refuses_broken_ones(speaker: Speaker, tmp_path: Path) -> None:
    played = speaker.recorded_file([asset("takes", "ask-after-praise.wav")])
    assert describe(played).duration_s > 5
    (tmp_path / "broken.ogg").write_bytes(b"OggS")
    for source in (tmp_path / "broken.ogg", tmp_path / "gone.wav"):
        with pytest.raises(AudioError):
            speaker.recorded_file([source])
