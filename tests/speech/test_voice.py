"""The client's voice: each line is a whole file or an error that says what to do, and nothing hangs."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from speech_samples import EXAMPLE_TEXT

from refcoach.core.errors import AudioError
from refcoach.speech.speak import PIECE, VoiceSpeaker, sentences
from refcoach.speech.voice_process import SpeechCancelled
from refcoach.speech.wav import read_wav

# The library is "not installed": its name is refused to everything in the process, so that the real driver fails as it would.
WITHOUT_LIBRARY = """
import ctypes, ctypes.util

class Refusing:
    def LoadLibrary(self, name):
        raise OSError(f"{name}: cannot open shared object file: No such file or directory")

def refused(name, *arguments, **more):
    return Refusing().LoadLibrary(name)

ctypes.cdll, ctypes.CDLL = Refusing(), refused
"""
HANGS = "import sys, time; sys.stdin.read(); time.sleep(600)"
CRASHES = "import os, sys; sys.stdin.read(); os.abort()"


@pytest.fixture
def speaker(tmp_path: Path) -> VoiceSpeaker:
    return VoiceSpeaker(tmp_path / "voice")


def length_s(path: Path) -> float:
    samples, rate_hz = read_wav(path)
    return len(samples) / rate_hz


def test_twenty_lines_in_a_row_are_twenty_whole_files(speaker: VoiceSpeaker) -> None:
    files = [speaker.speech_file(f"This is line number {number}.") for number in range(20)]
    assert len(set(files)) == 20
    assert all(1.0 < length_s(file) < 4.0 for file in files)


def test_a_line_is_synthesised_once(speaker: VoiceSpeaker, tmp_path: Path) -> None:
    first = speaker.speech_file("Good morning.", rate_wpm=160)
    broken = VoiceSpeaker(tmp_path / "voice", command=[sys.executable, "-c", CRASHES])
    assert broken.speech_file("Good morning.", rate_wpm=160) == first
    assert speaker.speech_file("Good morning.", rate_wpm=220) != first
    assert speaker.speech_file("Good morning.", voice="gmw/en-us", rate_wpm=160) != first


def test_a_damaged_file_in_the_cache_is_made_anew(speaker: VoiceSpeaker) -> None:
    path = speaker.speech_file("Good morning.")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert speaker.speech_file("Good morning.") == path
    assert path.read_bytes() == whole


def test_the_rate_is_heard(speaker: VoiceSpeaker) -> None:
    assert length_s(speaker.speech_file(EXAMPLE_TEXT, rate_wpm=120)) > 1.4 * length_s(speaker.speech_file(EXAMPLE_TEXT, rate_wpm=240))


def test_a_hundred_thousand_characters_are_spoken(speaker: VoiceSpeaker) -> None:
    text = "We have two days a week back. " * 3334
    assert len(text) > 100_000
    assert length_s(speaker.speech_file(text, rate_wpm=400)) > 60 * 10


def test_pieces_break_between_sentences_and_lose_no_word() -> None:
    text = ("A short one. " * 100) + "word " * 500 + "x" * 2500
    pieces = list(sentences(text))
    assert max(map(len, pieces)) <= PIECE
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert pieces[0].endswith("one.")
    assert list(sentences("  ")) == []


@pytest.mark.parametrize("text", ["", "   ", "?!", "…"])
def test_nothing_to_say_is_an_error(speaker: VoiceSpeaker, text: str) -> None:
    with pytest.raises(AudioError, match="nothing to say"):
        speaker.speech_file(text)


def test_unusual_characters_are_spoken(speaker: VoiceSpeaker) -> None:
    assert length_s(speaker.speech_file("“Naïve café” – 20 % off, said José; 你好 & <b>bye</b>!")) > 1.0


def test_an_unknown_voice_is_an_error_that_says_where_to_look(speaker: VoiceSpeaker) -> None:
    with pytest.raises(AudioError) as caught:
        speaker.speech_file("Good morning.", voice="no/such-voice")
    assert "no/such-voice" in caught.value.message
    assert "refcoach voices" in caught.value.hint


def test_english_voices_come_first_and_each_can_speak_or_is_of_another_language(speaker: VoiceSpeaker) -> None:
    voices = speaker.voices()
    english = [voice for voice in voices if voice.language.startswith("en")]
    assert list(voices[: len(english)]) == english
    assert {"female", "male"} <= {voice.gender for voice in english}
    assert len({voice.id for voice in voices}) == len(voices)


def test_female_and_male_choose_different_voices(speaker: VoiceSpeaker) -> None:
    woman, man = speaker.speech_file("Good morning.", "female"), speaker.speech_file("Good morning.", "male")
    assert woman.read_bytes() != man.read_bytes()


def test_a_hanging_synthesiser_is_ended_by_the_limit(tmp_path: Path) -> None:
    speaker = VoiceSpeaker(tmp_path, command=[sys.executable, "-c", HANGS], limit_s=1.0)
    begun = time.monotonic()
    with pytest.raises(AudioError, match="in time"):
        speaker.speech_file("Good morning.")
    assert time.monotonic() - begun < 5
    assert not list(tmp_path.iterdir())


def test_a_crashing_synthesiser_is_an_error(tmp_path: Path) -> None:
    speaker = VoiceSpeaker(tmp_path, command=[sys.executable, "-c", CRASHES])
    with pytest.raises(AudioError, match="could not be spoken"):
        speaker.speech_file("Good morning.")


def test_cancelling_ends_at_once_and_the_next_line_is_spoken(tmp_path: Path) -> None:
    speaker = VoiceSpeaker(tmp_path)
    outcomes: list[BaseException] = []

    def speak() -> None:
        try:
            speaker.speech_file("We have two days a week back. " * 3000)
        except SpeechCancelled as error:
            outcomes.append(error)

    thread = threading.Thread(target=speak)
    thread.start()
    process = speaker._process
    while not process._running and thread.is_alive():
        thread.join(0.01)
    speaker.cancel()
    thread.join(5)
    assert not thread.is_alive()
    assert len(outcomes) == 1
    assert speaker.speech_file("Good morning.").exists()
    assert len(list(tmp_path.iterdir())) == 1


def without_library(folder: Path) -> dict[str, str]:
    """An environment in which no process can load the synthesiser's library."""
    (folder / "sitecustomize.py").write_text(WITHOUT_LIBRARY)
    return {**os.environ, "PYTHONPATH": str(folder)}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems come with their voices")
def test_without_the_library_the_remedy_is_a_command(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    speaker = VoiceSpeaker(tmp_path / "voice", environment=without_library(hidden))
    for ask in (speaker.voices, lambda: speaker.speech_file("Good morning.")):
        with pytest.raises(AudioError) as caught:
            ask()
        assert "sudo apt-get install libespeak-ng1" in caught.value.hint


def test_the_cache_stays_within_its_bound_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    one = VoiceSpeaker(tmp_path).speech_file("This is line number one.")
    two = VoiceSpeaker(tmp_path).speech_file("This is line number two.")
    os.utime(one, (1, 1))
    bound = round(2.2 * two.stat().st_size)  # two files, not three
    three = VoiceSpeaker(tmp_path, cache_bytes=bound).speech_file("This is line number six.")
    assert {path.name for path in tmp_path.iterdir()} == {two.name, three.name}


def test_the_worker_keeps_its_stdout_for_the_answer(tmp_path: Path) -> None:
    order = {"do": "speak", "text": "Good morning.", "out": str(tmp_path / "a.wav"), "voice": "", "rate_wpm": 0}
    command = [sys.executable, "-m", "refcoach.speech.voice_worker"]
    result = subprocess.run(command, input=json.dumps(order), capture_output=True, text=True, timeout=30)
    assert json.loads(result.stdout) == {"ok": True}
    assert result.returncode == 0
    broken = subprocess.run(command, input="{", capture_output=True, text=True, timeout=30)
    assert (broken.returncode, json.loads(broken.stdout)["kind"]) == (3, "failed")
