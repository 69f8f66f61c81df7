"""Melody and silences are measured in the sound, and a real live engine keeps the ums of real takes."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from speech_samples import EXAMPLE, NOISES, at_level, shaped, spoken

from refcoach.core.attempt import TakeProblem
from refcoach.core.fillers import fillers
from refcoach.core.heard import Heard
from refcoach.core.transcript import LiveLine, transcript_from_words
from refcoach.engine.delivery import delivery_of
from refcoach.speech.delivery import pitch_sd_st, pitch_track, quiet_stretches
from refcoach.speech.models import shipped_model
from refcoach.speech.ports import RATE_HZ, Recorded
from refcoach.speech.recognise import WhisperRecogniser
from refcoach.speech.speak import VoiceSpeaker
from refcoach.speech.wav import read_speech, write_wav


def sung(pitch_hz: NDArray[np.float64]) -> NDArray[np.int16]:
    """A buzz with this fundamental at each sample, with eleven partials that fall off as a voice's do."""
    phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ
    return at_level(np.sum([np.sin(number * phase) / number for number in range(1, 12)], axis=0), -20)


def noisy(samples: NDArray[np.int16], snr_db: float) -> NDArray[np.int16]:
    noise = at_level(shaped(np.random.default_rng(4), len(samples), 0.0), -20 - snr_db)
    return np.clip(samples.astype(int) + noise, -32768, 32767).astype(np.int16)


@pytest.mark.parametrize(("low_hz", "high_hz"), [(75, 95), (100, 200), (200, 390), (380, 120)])
@pytest.mark.parametrize("snr_db", [40, 10, 5])
def test_a_glide_has_its_own_spread(low_hz: float, high_hz: float, snr_db: float) -> None:
    pitch = low_hz * (high_hz / low_hz) ** np.linspace(0, 1, 5 * RATE_HZ)
    assert pitch_sd_st(noisy(sung(pitch), snr_db)) == pytest.approx((12 * np.log2(pitch)).std(), rel=0.05)


@pytest.mark.parametrize("pitch_hz", [70, 110, 147.3, 220, 395])
def test_a_monotone_is_at_its_pitch_and_has_no_spread(pitch_hz: float) -> None:
    sound = noisy(sung(np.full(4 * RATE_HZ, float(pitch_hz))), 20)
    track = pitch_track(sound)
    assert np.median(track[track > 0]) == pytest.approx(pitch_hz, rel=0.01)
    assert (track > 0).mean() > 0.9
    spread = pitch_sd_st(sound)
    assert spread is not None
    assert spread < 0.1


@pytest.mark.parametrize("kind", ["white", "pink", "clicks", "breath"])
def test_noise_has_no_melody(kind: str) -> None:
    assert pitch_sd_st(at_level(NOISES[kind](np.random.default_rng(1), 20 * RATE_HZ), -20)) is None


@pytest.mark.parametrize("length_s", [0, 0.001, 0.05, 1.5])
def test_too_little_voice_cannot_be_told(length_s: float) -> None:
    assert pitch_sd_st(sung(np.full(round(length_s * RATE_HZ) + 1, 120.0))[1:]) is None


def test_the_shipped_take_keeps_its_melody_in_noise() -> None:
    samples = read_speech(EXAMPLE)
    clean, rough = pitch_sd_st(samples), pitch_sd_st(noisy(samples, 10))
    assert clean is not None
    assert 0.8 < clean < 1.7
    assert rough == pytest.approx(clean, abs=0.2)


def test_a_long_take_is_tracked_in_blocks_without_a_seam() -> None:
    pitch = np.full(90 * RATE_HZ, 150.0)
    track = pitch_track(sung(pitch))
    inner = track[5:-5]  # its beginning and end run into silence
    assert inner == pytest.approx(np.full(len(inner), 150.0), rel=0.01)


def test_silences_are_found_where_they_are() -> None:
    room = at_level(shaped(np.random.default_rng(2), 2 * RATE_HZ, 0.5), -60)
    voice = sung(np.full(RATE_HZ, 120.0))
    found = quiet_stretches(np.concatenate((voice, room, voice, room[: RATE_HZ // 10], voice)))
    assert [(pytest.approx(start, abs=0.04), pytest.approx(end, abs=0.04)) for start, end in found] == [(1.0, 3.0)]
    assert quiet_stretches(np.zeros(0, np.int16)) == ()


def live_lines(samples: NDArray[np.int16]) -> list[LiveLine]:
    """What the real streaming engine makes of the samples, a tenth of a second at a time."""
    import moonshine_voice
    from moonshine_voice.moonshine_api import ModelArch

    model: Any = moonshine_voice.Transcriber(str(Path(moonshine_voice.__file__).parent / "assets" / "tiny-en"), ModelArch.TINY)
    stream = model.create_stream()
    stream.start()
    for at in range(0, len(samples), RATE_HZ // 10):
        stream.add_audio((samples[at : at + RATE_HZ // 10] / 32768).tolist(), RATE_HZ)
    lines = [LiveLine(line.text, line.start_time, line.start_time + line.duration) for line in stream.stop().lines]
    stream.close()
    model.close()
    return lines


TAKES = (
    (("I was hoping", "um", "that you know a plant manager"), 1),
    (("If you feel comfortable", "um", "you could call him first"), 1),
    (("She sells umbrellas and raincoats", "in a shop like yours", "by the harbour"), 0),
)


@pytest.mark.timeout(600)  # two recognisers on a busy machine
@pytest.mark.skipif(find_spec("moonshine_voice") is None, reason="the wheel moonshine-voice 0.1.0 is not installed")
def test_ums_with_pauses_are_counted_and_tempting_words_are_not(tmp_path: Path) -> None:
    speaker, whisper = VoiceSpeaker(tmp_path / "voice"), WhisperRecogniser(shipped_model())
    for number, (pieces, said) in enumerate(TAKES):
        sound = spoken(speaker, pieces)
        path = tmp_path / f"{number}.wav"
        write_wav(path, sound)
        transcript, lines = whisper.transcribe(path), live_lines(sound)
        found = fillers(lines, transcript)
        assert len(found) == said, (lines, transcript.text)
        recorded = Recorded(path, len(sound) / RATE_HZ, RATE_HZ, -3.0, -20.0, ())
        assert delivery_of(recorded, Heard(transcript, tuple(lines))).fillers == found
        assert delivery_of(recorded, Heard(transcript, tuple(lines)), (TakeProblem.NOISY,)).fillers is None
        assert delivery_of(recorded, Heard(transcript)).fillers is None
        write_wav(path, noisy(sound, 20))
        assert delivery_of(recorded, Heard(transcript, tuple(lines))).fillers is None


def test_a_take_that_is_gone_still_has_a_pace(tmp_path: Path) -> None:
    recorded = Recorded(tmp_path / "gone.wav", 18.1, RATE_HZ, -3.0, -20.0, ())
    transcript = WhisperRecogniser(shipped_model()).transcribe(EXAMPLE)
    how = delivery_of(recorded, Heard(transcript))
    assert how.words_per_minute is not None
    assert how.pitch_sd_st is None
    assert delivery_of(recorded, Heard(transcript_from_words((), "test"))).words_per_minute is None
