"""Natural voices of another Python: found, spoken with, done without."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from neural_stand_in import stand_in
from speech_samples import f0_hz

from refcoach.core.errors import AudioError
from refcoach.core.processes import worker_command
from refcoach.speech.neural import neural_voices
from refcoach.speech.speak import VoiceSpeaker
from refcoach.speech.voice_choice import NEURAL
from refcoach.speech.voice_process import LIMIT_S, SpeechCancelled, VoiceProcess
from refcoach.speech.wav import read_wav

JOE = f"{NEURAL}en_US-joe-medium"
TEXT = "We have worked together for two years now."
CHECKOUT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")


class Notices(list[str]):
    def __call__(self, message: str, hint: str) -> None:
        assert hint
        self.append(message)


def speaking(folder: Path, python: Path | str, notices: Callable[[str, str], None], **more: float) -> VoiceSpeaker:
    return VoiceSpeaker(folder / "voice", neural_python=lambda: str(python), on_notice=notices, **more)  # type: ignore[arg-type]


def test_a_natural_voice_is_listed_and_speaks_for_men_at_their_pitch_and_pace(tmp_path: Path) -> None:
    notices = Notices()
    speaker = speaking(tmp_path, stand_in(tmp_path), notices)
    joe = speaker.voices()[0]
    assert (joe.id, joe.name, joe.language, joe.gender) == (JOE, "Joe, natural", "en-us", "male")
    low, own, high = (speaker.speech_file("Naïve “café”,\nsaid José.", JOE, pitch=pitch) for pitch in (25, 50, 75))
    assert f0_hz(own) == pytest.approx(110, abs=2)
    assert f0_hz(low) == pytest.approx(110 * 2 ** (-2.5 / 12), abs=3)
    assert f0_hz(high) == pytest.approx(110 * 2 ** (2.5 / 12), abs=3)
    for path in (low, own, high):
        samples, rate_hz = read_wav(path)
        assert len(samples) / rate_hz == pytest.approx(2.0, abs=0.02)
    heard = (tmp_path / "site" / "piper" / "heard.txt").read_text(encoding="utf-8")
    assert heard.startswith("Naïve “café”, said José.|1.155")
    man, woman = (speaker.speech_file(TEXT, kind, name="Kim") for kind in ("male", "female"))
    assert f0_hz(man) == pytest.approx(110, rel=0.12)
    assert f0_hz(woman) > 150
    assert notices == []


def test_a_voice_that_was_chosen_in_the_settings_wins(tmp_path: Path) -> None:
    speaker = speaking(tmp_path, stand_in(tmp_path), Notices())
    speaker.speech_file(TEXT, "gmw/en-us", name="Kim")
    assert not (tmp_path / "site" / "piper" / "heard.txt").exists()


def test_a_natural_voice_that_fails_is_replaced_and_told_once(tmp_path: Path) -> None:
    notices = Notices()
    speaker = speaking(tmp_path, stand_in(tmp_path), notices)
    for line in ("We fail.", "We fail again."):
        assert speaker.speech_file(line, "male", name="Kim").is_file()
    assert len(notices) == 1
    assert "no such phoneme" in notices[0]
    assert all(not voice.id.startswith(NEURAL) for voice in speaker.voices())


def test_a_natural_voice_that_takes_too_long_is_replaced(tmp_path: Path) -> None:
    notices = Notices()
    speaker = speaking(tmp_path, stand_in(tmp_path), notices, natural_limit_s=2.0)
    assert speaker.speech_file("We hang.", "male", name="Kim").is_file()
    assert len(notices) == 1
    assert "in time" in notices[0]


def test_cancelling_ends_the_other_program(tmp_path: Path) -> None:
    speaker = speaking(tmp_path, stand_in(tmp_path), Notices())
    speaker.voices()
    outcomes: list[BaseException] = []

    def speak() -> None:
        try:
            speaker.speech_file("We hang.", "male", name="Kim")
        except SpeechCancelled as error:
            outcomes.append(error)

    thread = threading.Thread(target=speak)
    thread.start()
    told = tmp_path / "site" / "piper" / "pid.txt"
    while thread.is_alive() and not (told.exists() and told.read_text()):
        thread.join(0.02)
    speaker.cancel()
    thread.join(10)
    assert len(outcomes) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)


@pytest.mark.parametrize(("parts", "message"), [((False, True), "has no Piper"), ((True, False), "no voice"), (None, "cannot be run")])
def test_what_a_python_lacks_is_told_and_the_system_speaks(tmp_path: Path, parts: tuple[bool, bool] | None, message: str) -> None:
    python = tmp_path / "nowhere" if parts is None else stand_in(tmp_path, *parts)
    with pytest.raises(AudioError, match=message):
        neural_voices(VoiceProcess(worker_command("voice"), None, LIMIT_S), str(python))
    notices = Notices()
    assert speaking(tmp_path, python, notices).speech_file("Good morning.", JOE, name="Kim").is_file()
    assert len(notices) == 1


def real_piper() -> str:
    """A Python with Piper: the one named by REFCOACH_PIPER_PYTHON, or that of `run.py --neural-voice`."""
    named = os.environ.get("REFCOACH_PIPER_PYTHON") or str(CHECKOUT / ".voice" / "bin" / "python")
    return named if shutil.which(named) else ""


@pytest.mark.skipif(not real_piper(), reason="Piper is not installed (python3 scripts/run.py --neural-voice)")
@pytest.mark.timeout(600)
def test_the_real_piper_speaks(tmp_path: Path) -> None:
    notices = Notices()
    speaker = speaking(tmp_path, real_piper(), notices, natural_limit_s=250.0)
    assert speaker.voices()[0].gender == "male"
    path = speaker.speech_file("Good morning, how are you?", "male", name="Kim")
    samples, rate_hz = read_wav(path)
    assert notices == []
    assert 0.8 < len(samples) / rate_hz < 4
    assert 70 < f0_hz(path) < 200
    assert speaker.speech_file("Good morning, how are you?", "male", name="Kim") == path
