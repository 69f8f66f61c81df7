"""Words at once: hesitations are kept, noise is no text, and nobody waits for an engine that falls behind or fails."""

import math
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from speech_samples import EXAMPLE, NOISES, at_level

from refcoach.core.errors import ModelError
from refcoach.speech.live import BEHIND_S, MoonshineRecogniser, MoonshineTake
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.speak import VoiceSpeaker
from refcoach.speech.wav import read_speech

Samples = NDArray[np.int16]
SECOND = RATE_HZ * 2


@pytest.fixture(scope="module")
def moonshine() -> MoonshineRecogniser:
    pytest.importorskip("moonshine_voice", reason="the wheel moonshine-voice 0.1.0 is not installed")
    # Sound comes ten times as fast here as anybody speaks: on a busy machine it would be behind at once, and skip words.
    recogniser = MoonshineRecogniser(stop_s=60, behind_s=math.inf)
    recogniser.warm()
    return recogniser


def live_text(recogniser: MoonshineRecogniser, samples: Samples) -> tuple[list[str], str]:
    """All texts that were shown, and the last lines."""
    shown: list[str] = []
    take = recogniser.start(shown.append)
    pcm = samples.astype("<i2").tobytes()
    for at in range(0, len(pcm), 3200):
        take.feed(pcm[at : at + 3200])
        time.sleep(0.01)  # ten times as fast as it is spoken
    return shown, " ".join(line.text for line in take.stop())


@pytest.mark.parametrize("kind", sorted(NOISES))
@pytest.mark.parametrize("level_dbfs", [-45, -18])
def test_noise_shows_no_words(moonshine: MoonshineRecogniser, kind: str, level_dbfs: float) -> None:
    noise = at_level(NOISES[kind](np.random.default_rng(sum(map(ord, kind))), 8 * RATE_HZ), level_dbfs)
    assert live_text(moonshine, noise) == ([], "")


def test_hesitations_are_kept(moonshine: MoonshineRecogniser, tmp_path: Path) -> None:
    said = "Well, um, I was hoping that you, uh, might introduce me to a plant manager."
    spoken = read_speech(VoiceSpeaker(tmp_path).speech_file(said, "gmw/en-us+m2", 140))
    _, heard = live_text(moonshine, spoken)
    assert {"um", "uh"} & {word.strip(",.?").lower() for word in heard.split()}, heard


class ScriptedStream:
    """Hears one line a second of sound; an update lasts until `gate` is open."""

    def __init__(self, gate: threading.Event, failure: Exception | None = None) -> None:
        self._gate, self._failure, self._count = gate, failure, 0
        self.asked = threading.Event()
        self.closed = False

    def add_audio(self, audio_data: list[float], sample_rate: int = RATE_HZ) -> None:
        self._count += len(audio_data)

    def update_transcription(self, flags: int = 0) -> Any:
        if self._failure is not None:
            raise self._failure
        self.asked.set()
        self._gate.wait(20)
        seconds = self._count // RATE_HZ
        return SimpleNamespace(lines=[SimpleNamespace(text=f"second {n}", start_time=float(n), duration=1.0) for n in range(seconds)])

    def close(self) -> None:
        self.closed = True


def test_an_engine_that_falls_behind_delays_nobody_and_skips_to_the_present() -> None:
    gate, streams = threading.Event(), []

    def open_stream() -> ScriptedStream:
        streams.append(ScriptedStream(gate))
        return streams[-1]

    take = MoonshineTake(open_stream, lambda text: None)
    take.feed(bytes(SECOND))
    until = time.monotonic() + 10
    while not (streams and streams[0].asked.is_set()) and time.monotonic() < until:
        time.sleep(0.01)
    begun = time.monotonic()
    for _ in range(int(BEHIND_S) * 100):  # far more than it may be behind; nobody takes it meanwhile
        take.feed(bytes(SECOND // 10))
    assert time.monotonic() - begun < 1.0
    gate.set()
    while len(streams) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    take.feed(bytes(SECOND))
    lines = take.stop()
    assert streams[0].closed
    assert (lines[0].text, lines[0].start_s) == ("second 0", 0.0)
    assert lines[-1].start_s == pytest.approx(int(BEHIND_S) * 10 + 1, abs=1.1)  # on the take's own clock


def test_a_failing_engine_is_told_at_the_end_only() -> None:
    take = MoonshineTake(lambda: ScriptedStream(threading.Event(), RuntimeError("no memory")), lambda text: None)
    for _ in range(20):
        take.feed(bytes(SECOND // 10))
    with pytest.raises(ModelError, match="no memory") as caught:
        take.stop()
    assert caught.value.hint


def test_without_the_package_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.partition(".")[0] == "moonshine_voice"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setitem(sys.modules, "moonshine_voice", None)
    with pytest.raises(ModelError, match="not installed"):
        MoonshineRecogniser().start(lambda text: None)
    with pytest.raises(ModelError, match="not installed"):
        MoonshineRecogniser().warm()


def test_the_example_take_is_shown_growing(moonshine: MoonshineRecogniser) -> None:
    shown, last = live_text(moonshine, read_speech(EXAMPLE))
    assert len(shown) >= 2
    assert "Priya" in last
    assert "call together" in last
