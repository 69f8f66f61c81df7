"""Recorded lines of the client become files that can be played, whatever the format; what is broken is an error."""

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from refcoach.core.errors import AudioError
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.recorded_lines import recorded_sound
from refcoach.speech.voice_cache import BETWEEN_S, VoiceCache
from refcoach.speech.wav import read_wav


def tone(path: Path, seconds: float = 1.0, rate_hz: int = 44_100) -> Path:
    wave = 0.3 * np.sin(np.arange(round(seconds * rate_hz)) * 2 * np.pi * 300 / rate_hz)
    soundfile.write(path, np.column_stack((wave, wave)), rate_hz)
    return path


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg"])
def test_every_format_is_converted_once(tmp_path: Path, ending: str) -> None:
    source, cache = tone(tmp_path / f"well.{ending}"), VoiceCache(tmp_path / "voice")
    made = recorded_sound(cache, [source])
    samples, rate_hz = read_wav(made)
    assert rate_hz == RATE_HZ
    assert len(samples) / rate_hz == pytest.approx(1.0, abs=0.05)
    assert np.abs(samples).max() > 5_000
    before = made.stat().st_ino
    assert recorded_sound(cache, [source]).stat().st_ino == before


def test_several_are_played_one_after_another(tmp_path: Path) -> None:
    sources = [tone(tmp_path / "a.wav", 0.5), tone(tmp_path / "b.ogg", 0.7, 22_050)]
    samples, rate_hz = read_wav(recorded_sound(VoiceCache(tmp_path / "voice"), sources))
    assert len(samples) / rate_hz == pytest.approx(0.5 + BETWEEN_S + 0.7, abs=0.1)


def test_a_recording_that_was_changed_is_converted_anew(tmp_path: Path) -> None:
    source, cache = tone(tmp_path / "a.wav"), VoiceCache(tmp_path / "voice")
    before = recorded_sound(cache, [source])
    tone(source, 2.0)
    os.utime(source, (1, 1))
    assert recorded_sound(cache, [source]) != before


@pytest.mark.parametrize("content", [None, b"", b"RIFF\0\0\0\0WAVE", b"OggS and nothing more"])
def test_a_missing_or_broken_recording_is_an_error_and_leaves_nothing(tmp_path: Path, content: bytes | None) -> None:
    source = tmp_path / "a.wav"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(AudioError):
        recorded_sound(VoiceCache(tmp_path / "voice"), [tone(tmp_path / "whole.wav"), source])
    assert not list((tmp_path / "voice").glob("*")) if (tmp_path / "voice").exists() else True
