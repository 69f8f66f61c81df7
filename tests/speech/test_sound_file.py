"""A take as a sound file for others: sample for sample, whatever it is kept as."""

import io
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from refcoach.core.assets import asset
from refcoach.core.errors import AudioError
from refcoach.speech.sound_file import take_bytes

TAKE = asset("takes", "ask-after-praise.wav")


def samples(path: Path) -> bytes:
    with wave.open(str(path)) as file:
        return file.readframes(file.getnframes())


@pytest.mark.parametrize("kept_as", ["wav", "flac"])
@pytest.mark.parametrize("wanted", ["wav", "flac"])
def test_samples_stay_as_they_are(tmp_path: Path, kept_as: str, wanted: str) -> None:
    kept = tmp_path / f"kept.{kept_as}"
    kept.write_bytes(take_bytes(TAKE, kept_as))
    read, rate_hz = soundfile.read(io.BytesIO(take_bytes(kept, wanted)), dtype="int16")
    assert rate_hz == 16_000
    assert read.astype(np.int16).tobytes() == samples(TAKE)


def test_a_take_that_broke_off_gets_a_header_that_fits(tmp_path: Path) -> None:
    cut = tmp_path / "cut.wav"
    cut.write_bytes(TAKE.read_bytes()[:32_001])
    whole = tmp_path / "whole.wav"
    whole.write_bytes(take_bytes(cut, "wav"))
    assert samples(whole) == TAKE.read_bytes()[44:32_000]


def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(b"no sound")
    for name in ("x.wav", "none.wav"):
        with pytest.raises(AudioError):
            take_bytes(tmp_path / name, "flac")
