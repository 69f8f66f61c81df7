"""What is called too quiet, clipped, noisy or silent, in a take and while it is recorded."""

import numpy as np
import pytest
from speech_samples import EXAMPLE, NOISES, at_level, shaped, tone

from refcoach.core.attempt import TakeProblem
from refcoach.speech.levels import FLOOR_DBFS, SignalWatch, clipped_runs, dbfs, measure, peak, problems_of, rms
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.wav import read_speech

SPEECH = read_speech(EXAMPLE)


def louder(decibels: float) -> np.ndarray:
    return np.clip(SPEECH * 10 ** (decibels / 20), -32768, 32767).astype(np.int16)


def test_levels_are_relative_to_full_scale() -> None:
    sine = tone(1000, 1, amplitude=32767)
    assert dbfs(peak(sine)) == pytest.approx(0, abs=0.01)
    assert dbfs(rms(sine)) == pytest.approx(-3.01, abs=0.02)
    assert dbfs(0) == FLOOR_DBFS
    assert peak(np.array([-32768], np.int16)) == 32768
    assert peak(np.zeros(0, np.int16)) == 0


def test_the_example_take_has_nothing_wrong_with_it() -> None:
    assert problems_of(measure(SPEECH)) == ()


@pytest.mark.parametrize(
    ("samples", "problem"),
    [
        (np.zeros(RATE_HZ, np.int16), TakeProblem.DIGITAL_ZERO),
        (np.zeros(0, np.int16), TakeProblem.DIGITAL_ZERO),
        (at_level(shaped(np.random.default_rng(1), 3 * RATE_HZ, 0.5), -60), TakeProblem.SILENT),
        (louder(-30), TakeProblem.TOO_QUIET),
        (louder(20), TakeProblem.CLIPPED),
        (at_level(shaped(np.random.default_rng(1), 3 * RATE_HZ, 0.5), -25), TakeProblem.NOISY),
    ],
)
def test_each_fault_has_its_name(samples: np.ndarray, problem: TakeProblem) -> None:
    assert problems_of(measure(samples))[0] is problem


def test_speech_in_loud_noise_is_noisy_and_in_a_quiet_room_is_not() -> None:
    noise = NOISES["white"](np.random.default_rng(2), len(SPEECH))
    level = measure(SPEECH).speech_dbfs
    for snr_db, noisy in ((5, True), (25, False)):
        mixed = np.clip(SPEECH.astype(int) + at_level(noise, level - snr_db), -32768, 32767).astype(np.int16)
        assert (TakeProblem.NOISY in problems_of(measure(mixed))) is noisy


def test_a_short_answer_in_a_long_take_is_as_loud_as_it_was_said() -> None:
    answer = SPEECH[: 3 * RATE_HZ]
    room = at_level(shaped(np.random.default_rng(3), 60 * RATE_HZ, 0.5), -65)
    take = np.concatenate((room, answer, room))
    assert measure(take).speech_dbfs == pytest.approx(measure(answer).speech_dbfs, abs=3)
    assert problems_of(measure(take)) == ()


def test_a_loud_voice_that_touches_full_scale_is_not_clipped() -> None:
    assert clipped_runs(tone(1000, 1, amplitude=32767)) == 0
    assert TakeProblem.CLIPPED not in problems_of(measure(louder(3)))


def blocks(samples: np.ndarray) -> list[np.ndarray]:
    return [samples[at : at + 800] for at in range(0, len(samples), 800)]


def test_warnings_while_recording_come_and_go() -> None:
    watch = SignalWatch()
    heard = []
    speech = SPEECH[: 4 * RATE_HZ]
    hiss = at_level(shaped(np.random.default_rng(4), 9 * RATE_HZ, 0.5), -62)
    for part in (speech, np.zeros(5 * RATE_HZ // 2, np.int16), speech, hiss, speech):
        for block in blocks(part):
            watch.hear(block)
            if not heard or heard[-1] is not watch.now():
                heard.append(watch.now())
    assert heard == [None, TakeProblem.DIGITAL_ZERO, None, TakeProblem.SILENT, None]


def test_a_soft_voice_is_warned_of_and_the_warning_goes_when_it_becomes_louder() -> None:
    watch = SignalWatch()
    for block in blocks(louder(-30)[: 3 * RATE_HZ]):
        watch.hear(block)
    assert watch.now() is TakeProblem.TOO_QUIET
    for block in blocks(SPEECH[: 3 * RATE_HZ]):
        watch.hear(block)
    assert watch.now() is None
