"""A take recognised while it is spoken: its words are those of one pass, cut at pauses, and never those of another sound."""

import threading
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from make_takes import word_error_rate
from numpy.typing import NDArray
from speech_samples import EXAMPLE, EXAMPLE_TEXT, NOISES, at_level, write_pcm

from refcoach.core.errors import ModelError
from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words
from refcoach.speech.models import shipped_model
from refcoach.speech.pauses import CHUNK, CHUNK_S, VoiceDetector, best_gap
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.recognise import WhisperRecogniser
from refcoach.speech.running import LEAST, MOST, RunningTake
from refcoach.speech.wav import read_speech

Samples = NDArray[np.int16]
BETWEEN = np.random.default_rng(1).normal(0, 12, RATE_HZ).astype(np.int16)  # a quiet second of a real room


@pytest.fixture(scope="module")
def recogniser() -> WhisperRecogniser:
    return WhisperRecogniser(shipped_model())


def feed(take: RunningTake, samples: Samples, block: int = 800, pause_s: float = 0.0) -> None:
    pcm = samples.astype("<i2").tobytes()
    for at in range(0, len(pcm), 2 * block):
        take.feed(pcm[at : at + 2 * block])
        time.sleep(pause_s)
    take.feed(b"")


class Noting:
    """Hears one word in each piece and notes how long the pieces are; `batch` is told apart by its word."""

    def __init__(self) -> None:
        self.pieces_s: list[float] = []
        self.batches = 0

    def hear(self, samples: Samples) -> list[HeardWord]:
        self.pieces_s.append(len(samples) / RATE_HZ)
        return [HeardWord("piece", 0.1, len(samples) / RATE_HZ, 0.9)]

    def batch(self, path: Path) -> Transcript:
        self.batches += 1
        return transcript_from_words([HeardWord("batch", 0.0, 0.5, 0.9)], "noting")

    def take(self) -> RunningTake:
        return RunningTake(self.hear, self.batch, "noting")


@pytest.fixture(scope="module")
def minutes() -> Samples:
    """Two minutes of talk with pauses of 0.1 to 1.5 s."""
    speech = read_speech(EXAMPLE)
    rng = np.random.default_rng(4)
    parts = [part for _ in range(7) for part in (speech, BETWEEN[: round(rng.uniform(0.1, 1.0) * RATE_HZ)])]
    return np.concatenate(parts)


def reader(name: str) -> Path:
    spec = find_spec("moonshine_voice")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("the wheel moonshine-voice 0.1.0 with its recordings is not installed")
    return Path(spec.submodule_search_locations[0]) / "assets" / name


@pytest.mark.parametrize("source", ["example", "two_cities.wav", "beckett.wav"])
def test_the_words_are_nearly_those_of_one_pass_and_in_time(recogniser: WhisperRecogniser, source: str, tmp_path: Path) -> None:
    samples = read_speech(EXAMPLE if source == "example" else reader(source))
    path = write_pcm(tmp_path / "take.wav", samples)
    once = recogniser.transcribe(path)
    take = recogniser.listen()
    feed(take, samples)
    heard = take.finish(path)
    assert word_error_rate(once.text, heard.text) < 0.15
    if source == "example":
        assert word_error_rate(EXAMPLE_TEXT, heard.text) < word_error_rate(EXAMPLE_TEXT, once.text) + 0.03
    starts = [word.start_s for word in heard.words]
    assert starts == sorted(starts)
    assert heard.words[-1].end_s == pytest.approx(once.words[-1].end_s, abs=0.6)


def test_the_same_take_gives_the_same_words_however_fast_it_comes(minutes: Samples, tmp_path: Path) -> None:
    path = write_pcm(tmp_path / "take.wav", minutes)
    results = []
    for block, pause_s in ((800, 0.0), (1600, 0.001), (len(minutes), 0.0)):
        noting = Noting()
        take = noting.take()
        feed(take, minutes, block, pause_s)
        results.append(take.finish(path).words)
    assert results[0] == results[1] == results[2]
    assert len(results[0]) > 5


def test_pieces_are_of_a_sensible_length_and_little_is_left_at_the_end(minutes: Samples, tmp_path: Path) -> None:
    noting = Noting()
    take = noting.take()
    feed(take, minutes)
    take.finish(write_pcm(tmp_path / "take.wav", minutes))
    assert max(noting.pieces_s) <= MOST * CHUNK_S + 1.0
    assert min(noting.pieces_s[:-1]) >= LEAST * CHUNK_S / 2
    assert noting.batches == 0


def test_somebody_who_never_pauses_is_cut_between_words(recogniser: WhisperRecogniser, tmp_path: Path) -> None:
    speech = read_speech(EXAMPLE)
    detector = VoiceDetector()
    spoken = np.array([*detector.hear(speech), *detector.end()], bool)
    near = np.convolve(spoken, np.ones(7), "same") > 0  # a tenth of a second around each word stays
    voiced = [speech[at * CHUNK : (at + 1) * CHUNK] for at in np.flatnonzero(near)]
    breathless = np.concatenate(voiced * 3)
    path = write_pcm(tmp_path / "take.wav", breathless)
    lengths: list[float] = []

    def hear(samples: Samples) -> list[HeardWord]:
        lengths.append(len(samples) / RATE_HZ)
        return recogniser._words_of(samples)

    take = RunningTake(hear, recogniser.transcribe, recogniser.engine)
    feed(take, breathless)
    heard = take.finish(path)
    assert max(lengths) <= MOST * CHUNK_S + 1.0
    said = " ".join([EXAMPLE_TEXT] * 3)
    assert word_error_rate(said, heard.text) < word_error_rate(said, recogniser.transcribe(path).text) + 0.05


def test_the_best_gap_is_the_quietest_and_sentence_ends_count_more() -> None:
    samples = np.full(4 * RATE_HZ, 1000, np.int16) * np.where(np.arange(4 * RATE_HZ) % 2, 1, -1).astype(np.int16)
    words = [HeardWord(text, at, at + 0.9, 0.9) for at, text in enumerate((" one", " two.", " three", " four"))]
    gap = best_gap(words, samples, 0.5, 3.5)
    assert gap is not None
    assert gap[0] == 2
    assert gap[1] == pytest.approx(1.95, abs=0.15)
    samples[round(2.9 * RATE_HZ) : round(3.0 * RATE_HZ)] = 0
    deeper = best_gap(words, samples, 0.5, 3.5)
    assert deeper is not None
    assert deeper[0] == 3
    assert best_gap(words, samples, 3.1, 3.5) is None


def test_after_a_pause_nothing_is_left_to_do(tmp_path: Path) -> None:
    speech = np.concatenate((read_speech(EXAMPLE)[: 4 * RATE_HZ], BETWEEN))
    noting = Noting()
    guessed = threading.Event()

    def hear(samples: Samples) -> list[HeardWord]:
        words = noting.hear(samples)
        guessed.set()
        return words

    take = RunningTake(hear, noting.batch, "noting")
    pcm = speech.astype("<i2").tobytes()
    for at in range(0, len(pcm), 1600):
        take.feed(pcm[at : at + 1600])
        time.sleep(0.002)
    assert guessed.wait(20)  # while the rep might still go on
    done = len(noting.pieces_s)
    assert take.finish(write_pcm(tmp_path / "take.wav", speech)).text == "piece"
    assert len(noting.pieces_s) == done


def test_what_is_known_so_far_is_told_each_time_once_and_all_of_it_in_a_pause(minutes: Samples, tmp_path: Path) -> None:
    noting = Noting()
    told: list[Transcript] = []
    speech = np.concatenate((minutes[: 40 * RATE_HZ], np.zeros(RATE_HZ // 2, np.int16)))
    take = RunningTake(noting.hear, noting.batch, "noting", told.append)
    pcm = speech.astype("<i2").tobytes()
    for at in range(0, len(pcm), 3200):
        take.feed(pcm[at : at + 3200])
        time.sleep(0.002)
    until = time.monotonic() + 60
    while time.monotonic() < until and not (told and told[-1].words[-1].end_s > 38):
        time.sleep(0.01)
    whole = take.finish(write_pcm(tmp_path / "take.wav", speech))
    texts = [so_far.text for so_far in told]
    assert texts[-1] == whole.text
    assert len(set(zip(texts, [so_far.words[-1].end_s for so_far in told], strict=True))) == len(told)
    assert all(whole.text.startswith(text) for text in texts)


def test_whoever_breaks_down_over_the_words_so_far_gets_one_pass(minutes: Samples, tmp_path: Path) -> None:
    noting = Noting()

    def break_down(so_far: Transcript) -> None:
        raise RuntimeError(so_far.text)

    speech = minutes[: 30 * RATE_HZ]
    take = RunningTake(noting.hear, noting.batch, "noting", break_down)
    feed(take, speech, pause_s=0.002)
    assert take.finish(write_pcm(tmp_path / "take.wav", speech)).text == "batch"


@pytest.mark.parametrize("kind", [*sorted(NOISES), "zero"])
@pytest.mark.parametrize("level_dbfs", [-45, -18])
def test_noise_and_silence_are_no_words(recogniser: WhisperRecogniser, tmp_path: Path, kind: str, level_dbfs: float) -> None:
    length = 12 * RATE_HZ
    rng = np.random.default_rng(sum(map(ord, kind)))
    noise = np.zeros(length, np.int16) if kind == "zero" else at_level(NOISES[kind](rng, length), level_dbfs)
    take = recogniser.listen()
    feed(take, noise)
    assert take.finish(write_pcm(tmp_path / "noise.wav", noise)).words == ()


def test_silence_behind_the_last_word_is_not_recognised(tmp_path: Path) -> None:
    speech = read_speech(EXAMPLE)[: 5 * RATE_HZ]
    long = np.concatenate((speech, np.tile(BETWEEN, 60)))
    noting = Noting()
    take = noting.take()
    feed(take, long)
    assert len(take.finish(write_pcm(tmp_path / "take.wav", long)).words) == 1
    assert sum(noting.pieces_s) < 8


def test_a_failure_on_the_way_leaves_the_words_of_one_pass(minutes: Samples, tmp_path: Path) -> None:
    noting = Noting()

    def hear(samples: Samples) -> list[HeardWord]:
        raise ModelError("The recogniser failed.", "Try again.")

    take = RunningTake(hear, noting.batch, "noting")
    feed(take, minutes)
    assert take.finish(write_pcm(tmp_path / "take.wav", minutes)).text == "batch"


@pytest.mark.parametrize("change", ["shorter", "longer", "another"])
def test_the_words_are_never_those_of_another_sound(minutes: Samples, tmp_path: Path, change: str) -> None:
    speech = minutes[: 20 * RATE_HZ]
    on_disk = {"shorter": speech[:-100], "longer": minutes[: 21 * RATE_HZ], "another": speech[::-1]}[change]
    noting = Noting()
    take = noting.take()
    feed(take, speech)
    assert take.finish(write_pcm(tmp_path / "take.wav", on_disk)).text == "batch"
    assert noting.batches == 1


def test_feeding_never_waits_for_the_recogniser(minutes: Samples, tmp_path: Path) -> None:
    gate = threading.Event()
    noting = Noting()

    def hear(samples: Samples) -> list[HeardWord]:
        gate.wait(20)
        return noting.hear(samples)

    take = RunningTake(hear, noting.batch, "noting")
    begun = time.monotonic()
    feed(take, minutes)
    assert time.monotonic() - begun < 2.0
    gate.set()
    assert take.finish(write_pcm(tmp_path / "take.wav", minutes)).text.startswith("piece")
