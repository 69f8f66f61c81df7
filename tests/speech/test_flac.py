"""Takes as FLAC: sample for sample the same, whatever happens on the way; and all that reads a take reads it."""

import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from refcoach.core.assets import asset
from refcoach.speech import flac
from refcoach.speech.capture import describe
from refcoach.speech.flac import compress
from refcoach.speech.models import shipped_model
from refcoach.speech.peaks import peaks
from refcoach.speech.playback import _read
from refcoach.speech.recognise import WhisperRecogniser
from refcoach.speech.wav import read_speech, read_wav, write_wav

TAKE = asset("takes", "ask-after-praise.wav")
KILLED = """
import os, sys
from pathlib import Path
from refcoach.speech import flac
step, wav = sys.argv[1], Path(sys.argv[2])
if step == "encoded":
    flac._same = lambda *_: os._exit(9)
elif step == "compared":
    flac._sync = lambda *_: os._exit(9)
elif step == "named":
    flac.sync_folder = lambda *_: os._exit(9)
flac.compress(wav)
"""


def take(folder: Path) -> Path:
    path = folder / "abc.wav"
    path.write_bytes(TAKE.read_bytes())
    return path


def noise(folder: Path, length: int) -> Path:
    path = folder / "noise.wav"
    write_wav(path, np.random.default_rng(1).integers(-32768, 32768, length).astype(np.int16))
    return path


def test_a_take_is_the_same_take_in_less_room(tmp_path: Path) -> None:
    wav = take(tmp_path)
    samples, before, drawn = read_speech(wav), describe(wav), peaks(wav)
    size = wav.stat().st_size
    small = compress(wav)
    assert small == tmp_path / "abc.flac"
    assert [path.name for path in tmp_path.iterdir()] == ["abc.flac"]
    assert small.stat().st_size < 0.7 * size
    assert np.array_equal(read_speech(small), samples)
    assert np.array_equal(read_wav(small)[0], samples)
    after = describe(small)
    assert (after.duration_s, after.rate_hz, after.peak_dbfs, after.speech_dbfs, after.problems) == (
        before.duration_s,
        before.rate_hz,
        before.peak_dbfs,
        before.speech_dbfs,
        before.problems,
    )
    assert peaks(small) == drawn
    played, rate_hz = _read(small)
    assert rate_hz == 16_000
    assert np.array_equal(played, samples)
    if sys.platform != "win32":
        assert stat.S_IMODE(small.stat().st_mode) == 0o600


@pytest.mark.parametrize("length", [1, 15, 16_000 * 65 + 7])
def test_any_samples_come_back(tmp_path: Path, length: int) -> None:
    wav = noise(tmp_path, length)
    samples = read_wav(wav)[0]
    small = compress(wav)
    assert small is not None
    assert np.array_equal(read_wav(small)[0], samples)


def test_the_recogniser_hears_the_same_words(tmp_path: Path) -> None:
    recogniser = WhisperRecogniser(shipped_model())
    wav = take(tmp_path)
    before = recogniser.transcribe(wav)
    small = compress(wav)
    assert small is not None
    assert recogniser.transcribe(small) == before


@pytest.mark.parametrize("step", ["encoded", "compared", "named"])
def test_killed_on_the_way_the_take_is_whole_and_the_next_run_ends_it(tmp_path: Path, step: str) -> None:
    wav = take(tmp_path)
    samples = read_speech(wav)
    done = subprocess.run([sys.executable, "-c", KILLED, step, str(wav)], check=False)
    assert done.returncode == 9
    assert np.array_equal(read_speech(wav), samples)
    small = compress(wav)
    assert small is not None
    assert not wav.exists()
    assert np.array_equal(read_speech(small), samples)


def test_a_flac_that_differs_never_replaces_the_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wav = take(tmp_path)
    other = noise(tmp_path, 16_000)
    encode = flac._encode
    monkeypatch.setattr(flac, "_encode", lambda source, target, cancelled: encode(other, target, cancelled))
    assert compress(wav) is None
    assert wav.is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["abc.wav", "noise.wav"]


def test_a_damaged_flac_beside_the_take_is_replaced(tmp_path: Path) -> None:
    wav = take(tmp_path)
    samples = read_speech(wav)
    (tmp_path / "abc.flac").write_bytes(b"fLaC" + b"\0" * 100)
    small = compress(wav)
    assert small is not None
    assert np.array_equal(read_speech(small), samples)


def test_cancelled_it_leaves_the_take_alone(tmp_path: Path) -> None:
    wav = noise(tmp_path, 16_000 * 65)
    asked: list[int] = []
    assert compress(wav, lambda: len(asked) > 1 or asked.append(1) is not None) is None
    assert [path.name for path in tmp_path.iterdir()] == ["noise.wav"]


def test_a_cut_an_empty_and_a_foreign_take_stay_as_they_are(tmp_path: Path) -> None:
    cut = tmp_path / "cut.wav"
    cut.write_bytes(TAKE.read_bytes()[:-1000])
    empty = tmp_path / "empty.wav"
    write_wav(empty, np.zeros(0, np.int16))
    foreign = tmp_path / "foreign.wav"
    foreign.write_bytes(b"not a sound")
    for path in (cut, empty, foreign):
        before = path.read_bytes()
        assert compress(path) is None
        assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 3


FULL = """
import resource, signal, sys
from pathlib import Path
from refcoach.core.errors import AudioError
from refcoach.speech.flac import compress
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    print(compress(Path(sys.argv[1])))
except AudioError as error:
    print(error.message, error.hint)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a file's size are set as POSIX has them")
@pytest.mark.parametrize("room", [0, 20_000, 150_000])
def test_where_the_flac_has_no_room_the_take_stays(tmp_path: Path, room: int) -> None:
    wav = take(tmp_path)
    before = wav.read_bytes()
    done = subprocess.run([sys.executable, "-c", FULL, str(wav), str(room)], capture_output=True, text=True, check=True)
    assert "abc.wav could not be compressed" in done.stdout
    assert "The take is kept" in done.stdout
    assert wav.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["abc.wav"]
