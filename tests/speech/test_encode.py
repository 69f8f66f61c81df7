"""Takes as MP3: mono, 16 kHz, 32 kbit/s, in step with the take, and what cannot be read is told."""

import sys
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from refcoach.core.assets import asset
from refcoach.core.errors import AudioError
from refcoach.speech.encode import BIT_RATE, mp3_of, speech_mp3
from refcoach.speech.encode_process import Encoder
from refcoach.speech.flac import compress
from refcoach.speech.wav import fingerprint, read_speech, write_wav

TAKE = asset("takes", "ask-after-praise.wav")


def test_a_take_becomes_an_mp3_that_is_in_step_with_it(tmp_path: Path) -> None:
    take, file = read_speech(TAKE), tmp_path / "take.mp3"
    file.write_bytes(speech_mp3(TAKE))
    with av.open(str(file)) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("mp3float", 16_000, 1)
    heard = read_speech(file)
    assert len(heard) == pytest.approx(len(take), abs=1_600)
    middle = slice(100_000, 120_000)
    fit = np.corrcoef(take[middle].astype(float), heard[middle].astype(float))[0, 1]
    assert fit > 0.97  # words that are clicked must play: a shift by a few samples already breaks this
    assert file.stat().st_size == pytest.approx(len(take) / 16_000 * BIT_RATE / 8, rel=0.05)


def test_flac_is_read_too(tmp_path: Path) -> None:
    flac = tmp_path / "take.flac"
    soundfile.write(flac, read_speech(TAKE)[:80_000], 16_000)
    assert len(speech_mp3(flac)) > 15_000


def test_a_take_that_breaks_off_gives_what_is_there(tmp_path: Path) -> None:
    cut = tmp_path / "cut.wav"
    cut.write_bytes(TAKE.read_bytes()[:100_001])
    assert len(speech_mp3(cut)) > 10_000


@pytest.mark.parametrize("content", [b"", b"not a sound", b"RIFF\0\0\0\0WAVE", TAKE.read_bytes()[:44]])
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "take.wav"
    file.write_bytes(content)
    with pytest.raises(AudioError) as told:
        speech_mp3(file)
    assert told.value.hint


def test_another_sound_than_the_one_that_was_logged_is_refused(tmp_path: Path) -> None:
    samples = read_speech(TAKE)
    mark = fingerprint(samples)
    path = tmp_path / "take.wav"
    write_wav(path, samples)
    with Encoder() as encoder:
        assert encoder.mp3(path, mark) == speech_mp3(path)
        flac = compress(path)
        assert flac is not None
        assert encoder.mp3(flac, mark) == speech_mp3(flac, mark)
        write_wav(path, samples[:-1])
        with pytest.raises(AudioError, match="not the one that was logged"):
            encoder.mp3(path, mark)


def test_very_short_sound_is_encoded(tmp_path: Path) -> None:
    assert len(mp3_of(np.zeros(10, np.int16))) > 100


def test_the_worker_gives_the_same_and_goes_on_after_a_take_that_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bäd take.wav"
    bad.write_bytes(b"not a sound")
    with Encoder() as encoder:
        with pytest.raises(AudioError) as told:
            encoder.mp3(bad)
        assert "bäd take.wav" in told.value.message
        assert encoder.mp3(TAKE) == speech_mp3(TAKE)


@pytest.mark.parametrize("code", ["import os; os.abort()", "import sys; sys.stdin.readline(); print('{')", "import time; time.sleep(60)"])
def test_a_worker_that_dies_babbles_or_hangs_is_told(code: str) -> None:
    with Encoder([sys.executable, "-c", code], limit_s=5.0) as encoder:
        for _ in range(2):
            with pytest.raises(AudioError, match="the process that does it ended"):
                encoder.mp3(TAKE)
