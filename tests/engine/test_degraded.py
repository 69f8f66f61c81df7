"""A poor recording never makes a miss: what cannot be heard any more is unclear."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from refcoach.core.assets import asset
from refcoach.core.finding import Verdict
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.engine.coach import Coach
from refcoach.judge.judge import Judge
from refcoach.speech.capture import describe
from refcoach.speech.models import shipped_model
from refcoach.speech.recognise import WhisperRecogniser
from refcoach.speech.wav import read_wav, write_wav

TAKE = asset("takes", "ask-after-praise.wav")


def noisy(samples: Any) -> Any:
    """White noise 5 dB below the speech."""
    noise = np.random.default_rng(3).normal(0, 1, len(samples))
    power = np.sqrt(np.mean(samples**2)) / 10 ** (5 / 20)
    return samples + noise * power


def clipped(samples: Any) -> Any:
    """Far too loud: forty times over full scale."""
    return samples * 40


def far(samples: Any) -> Any:
    """Across a room: little direct sound, much echo, and the noise of the room."""
    rng = np.random.default_rng(4)
    tail = rng.normal(0, 1, 9_600) * np.exp(-np.arange(9_600) / 3_000)
    tail[0] = 2.0
    wet = np.convolve(samples, tail)[: len(samples)]
    wet = wet / np.abs(wet).max() * 900
    return wet + rng.normal(0, 90, len(samples))


def faint(samples: Any) -> Any:
    """So quiet that it can hardly be heard."""
    return samples * 0.004


@pytest.mark.parametrize("spoil", [noisy, clipped, far, faint])
def test_on_a_poor_recording_no_required_element_is_called_missing(spoil: Any, tmp_path: Path) -> None:
    samples, rate_hz = read_wav(TAKE)
    spoiled = np.clip(spoil(samples.astype(np.float64)), -32768, 32767).astype(np.int16)
    path = tmp_path / "take.wav"
    write_wav(path, spoiled, rate_hz)
    coach = Coach(WhisperRecogniser(shipped_model()), Judge())
    checked = coach.check_take(describe(path))
    verdicts = {key: checked.judgement.verdict(key) for key in REQUIRED_KEYS}
    assert Verdict.MISSING not in verdicts.values(), (verdicts, checked.problems, checked.transcript.text)
    assert not [step for step in checked.feedback.steps if step.key in REQUIRED_KEYS]
