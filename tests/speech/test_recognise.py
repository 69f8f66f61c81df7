"""Real recognition: words with times where somebody speaks, no word where nobody does."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from make_takes import word_error_rate
from speech_samples import EXAMPLE, EXAMPLE_TEXT, NOISES, at_level, write_pcm

from refcoach.core.errors import AudioError, ModelError
from refcoach.speech.models import ModelFolder, shipped_model
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.recognise import WhisperRecogniser
from refcoach.speech.wav import read_speech


@pytest.fixture(scope="module")
def recogniser() -> WhisperRecogniser:
    return WhisperRecogniser(shipped_model())


def test_the_example_take_is_understood_with_exact_places_and_times(recogniser: WhisperRecogniser) -> None:
    heard = recogniser.transcribe(EXAMPLE)
    assert word_error_rate(EXAMPLE_TEXT, heard.text) < 0.12
    assert heard.text == " ".join(word.text for word in heard.words)
    assert all(heard.text[word.start : word.end] == word.text for word in heard.words)
    starts = [word.start_s for word in heard.words]
    assert starts == sorted(starts)
    assert all(word.start_s <= word.end_s for word in heard.words)
    assert heard.words[-1].end_s <= len(read_speech(EXAMPLE)) / RATE_HZ + 0.1
    assert all(0 <= word.probability <= 1 for word in heard.words)
    assert heard.engine == recogniser.engine == "faster-whisper tiny.en int8"


def test_a_pause_before_the_first_word_shifts_its_time(recogniser: WhisperRecogniser, tmp_path: Path) -> None:
    speech = read_speech(EXAMPLE)[: 5 * RATE_HZ]
    later = write_pcm(tmp_path / "later.wav", np.concatenate((np.zeros(4 * RATE_HZ, np.int16), speech)))
    now = write_pcm(tmp_path / "now.wav", speech)
    first, shifted = recogniser.transcribe(now).words[0], recogniser.transcribe(later).words[0]
    assert shifted.start_s - first.start_s == pytest.approx(4.0, abs=0.6)


@pytest.mark.parametrize("kind", sorted(NOISES))
@pytest.mark.parametrize("level_dbfs", [-45, -18])
def test_noise_is_no_text(recogniser: WhisperRecogniser, tmp_path: Path, kind: str, level_dbfs: float) -> None:
    rng = np.random.default_rng(sum(map(ord, kind)))
    noise = at_level(NOISES[kind](rng, 8 * RATE_HZ), level_dbfs)
    assert recogniser.transcribe(write_pcm(tmp_path / "noise.wav", noise)).text == ""


@pytest.mark.parametrize("length_s", [0.01, 1, 30])
def test_digital_zero_is_no_text(recogniser: WhisperRecogniser, tmp_path: Path, length_s: float) -> None:
    silence = write_pcm(tmp_path / "zero.wav", np.zeros(round(length_s * RATE_HZ), np.int16))
    assert recogniser.transcribe(silence).words == ()


def test_silence_behind_the_answer_adds_no_words(recogniser: WhisperRecogniser, tmp_path: Path) -> None:
    speech = read_speech(EXAMPLE)[: 5 * RATE_HZ]
    hiss = at_level(NOISES["pink"](np.random.default_rng(5), 40 * RATE_HZ), -55)
    alone = recogniser.transcribe(write_pcm(tmp_path / "alone.wav", speech)).text
    followed = recogniser.transcribe(write_pcm(tmp_path / "followed.wav", np.concatenate((speech, hiss)))).text
    assert word_error_rate(alone, followed) < 0.2


def test_compounds_are_one_word() -> None:
    from types import SimpleNamespace

    from refcoach.speech.recognise import _words

    parts = [
        SimpleNamespace(word=word, start=at, end=at + 0.5, probability=0.9) for at, word in enumerate((" a", " follow", "-up", " call"))
    ]
    assert [word.text.strip() for word in _words([SimpleNamespace(words=parts)])] == ["a", "follow-up", "call"]


def test_words_that_take_no_time_were_not_said_unless_they_are_one_or_two() -> None:
    from refcoach.core.transcript import HeardWord
    from refcoach.speech.recognise import _timed

    def timed(text: str, length_s: float) -> list[HeardWord]:
        return [HeardWord(word, 5.0, 5.0 + length_s, 0.9) for word in text.split()]

    said = timed("say why you changed", 0.2)
    assert list(_timed([*said, *timed("Thank you for watching", 0.0)])) == said
    assert list(_timed([*said, *timed("to her", 0.0), *said])) == [*said, *timed("to her", 0.0), *said]


def test_names_are_listened_for_and_silence_stays_silent(tmp_path: Path) -> None:
    recogniser = WhisperRecogniser(shipped_model(), names=("Priya", "Kestrel Foods"))
    plain, named = WhisperRecogniser(shipped_model()).transcribe(EXAMPLE), recogniser.transcribe(EXAMPLE)
    assert "Priya" in named.text
    assert len(named.words) == len(plain.words)
    assert "Kestrel" not in named.text
    noise = at_level(NOISES["pink"](np.random.default_rng(6), 6 * RATE_HZ), -30)
    assert recogniser.transcribe(write_pcm(tmp_path / "noise.wav", noise)).text == ""


@pytest.mark.skipif(find_spec("moonshine_voice") is None, reason="the wheel moonshine-voice 0.1.0 with its recordings is not installed")
def test_a_person_is_understood(recogniser: WhisperRecogniser) -> None:
    spec = find_spec("moonshine_voice")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    beckett = Path(spec.submodule_search_locations[0]) / "assets" / "beckett.wav"
    said = "Ever tried. Ever failed. No matter. Try again. Fail again. Fail better."
    assert word_error_rate(said, recogniser.transcribe(beckett).text) < 0.1


def test_a_missing_model_and_a_missing_file_are_told_apart(recogniser: WhisperRecogniser, tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        recogniser.transcribe(tmp_path / "missing.wav")
    with pytest.raises(ModelError) as caught:
        WhisperRecogniser(ModelFolder("gone", tmp_path / "gone")).warm()
    assert caught.value.hint


WITHOUT_NETWORK = """
import socket, sys
from pathlib import Path

def refuse(*arguments, **more):
    raise AssertionError("a connection was opened")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from refcoach.speech.models import shipped_model
from refcoach.speech.recognise import WhisperRecogniser
print(len(WhisperRecogniser(shipped_model()).transcribe(Path(sys.argv[1])).words))
"""


def test_recognising_opens_no_connection() -> None:
    command = [sys.executable, "-W", "ignore", "-c", WITHOUT_NETWORK, str(EXAMPLE)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert int(result.stdout) > 40, result.stderr


LIGHT = """
import sys
from importlib import import_module
for name in sys.argv[1].split(","):
    import_module("refcoach.speech." + name)
heavy = {
    "numpy", "sounddevice", "pulsectl", "pyttsx3", "speech_recognition", "faster_whisper", "moonshine_voice",
    "soundfile", "av", "PySide6",
}
print(*sorted(heavy & set(sys.modules)))
"""


def test_importing_loads_nothing_heavy() -> None:
    import refcoach.speech

    names = ",".join(path.stem for path in Path(refcoach.speech.__path__[0]).glob("[a-z]*.py"))
    loaded = subprocess.run([sys.executable, "-c", LIGHT, names], capture_output=True, text=True, check=True, timeout=60).stdout
    assert loaded.strip() == ""
