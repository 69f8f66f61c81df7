"""What a take sounds like is the same whether it is measured while it is spoken or afterwards, and never that of another sound."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from speech_samples import EXAMPLE, write_pcm

from refcoach.core.errors import AudioError
from refcoach.speech.delivery import pitch_sd_st, quiet_stretches, sounding
from refcoach.speech.levels import measure
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.sounding_along import SoundingAlong
from refcoach.speech.wav import read_speech

Samples = NDArray[np.int16]


def fed(samples: Samples, block: int) -> SoundingAlong:
    along = SoundingAlong()
    pcm = samples.astype("<i2").tobytes()
    for at in range(0, len(pcm), 2 * block):
        along.feed(pcm[at : at + 2 * block])
    return along


@pytest.mark.parametrize("block", [77, 800, 1_000_000])
@pytest.mark.parametrize("length_s", [0.001, 0.02, 0.7, 18.0, 47.3])
def test_measured_along_is_as_measured_afterwards(block: int, length_s: float, tmp_path: Path) -> None:
    samples = np.tile(read_speech(EXAMPLE), 3)[: round(length_s * RATE_HZ)]
    path = write_pcm(tmp_path / "take.wav", samples)
    along = fed(samples, block).finish(path)
    assert along == sounding(samples)
    assert along.pitch_sd_st == pitch_sd_st(samples)
    assert along.quiet == quiet_stretches(samples)
    measured = measure(samples)
    assert along.snr_db == measured.speech_dbfs - measured.noise_dbfs


def test_a_file_with_other_sound_is_measured_itself(tmp_path: Path) -> None:
    samples = read_speech(EXAMPLE)
    half = samples[: len(samples) // 2]
    along = fed(samples, 800)
    assert along.finish(write_pcm(tmp_path / "take.wav", half)) == sounding(half) != sounding(samples)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        fed(read_speech(EXAMPLE), 800).finish(tmp_path / "gone.wav")
