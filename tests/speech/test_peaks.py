"""The outline of a recording."""

from pathlib import Path

import numpy as np
import pytest
from speech_samples import tone

from refcoach.core.errors import AudioError
from refcoach.speech.peaks import PEAKS, peaks
from refcoach.speech.wav import write_wav


def test_sound_and_silence_are_drawn_where_they_are(tmp_path: Path) -> None:
    loud = tone(440, 1.0)
    write_wav(tmp_path / "a.wav", np.concatenate([loud, np.zeros(16_000, np.int16)]))
    drawn, duration_s = peaks(tmp_path / "a.wav")
    assert duration_s == pytest.approx(2.0)
    assert len(drawn) == PEAKS
    top = float(np.abs(loud.astype(int)).max()) / 32768
    assert drawn[: PEAKS // 2 - 1] == pytest.approx([top] * (PEAKS // 2 - 1), abs=0.02)
    assert set(drawn[PEAKS // 2 + 1 :]) == {0.0}


def test_the_lowest_sample_is_full_scale_and_a_short_take_has_fewer_peaks(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.array([0, -32768, 0], np.int16))
    assert peaks(tmp_path / "a.wav")[0] == [0.0, 1.0, 0.0]
    write_wav(tmp_path / "b.wav", np.zeros(0, np.int16))
    assert peaks(tmp_path / "b.wav") == ([], 0.0)


def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="no file"):
        peaks(tmp_path / "gone.wav")
