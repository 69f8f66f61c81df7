"""Sound files in: tolerant of what other programs and killed processes write, plain about what is no sound."""

import struct
import sys
from pathlib import Path

import numpy as np
import pytest
from speech_samples import EXAMPLE, likeness, tone, write_pcm

from refcoach.core.attempt import TakeProblem
from refcoach.core.errors import AudioError
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.take_writer import describe, repair
from refcoach.speech.wav import HEADER_BYTES, Downsampler, WavWriter, convert, header, read_speech, read_wav, write_wav


def level_of(samples: np.ndarray) -> float:
    return float(np.sqrt(np.mean(samples[RATE_HZ // 10 : -RATE_HZ // 10].astype(float) ** 2)))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    samples = tone(440, 0.5)
    write_wav(tmp_path / "a.wav", samples, 22_050)
    back, rate_hz = read_wav(tmp_path / "a.wav")
    assert rate_hz == 22_050
    assert np.array_equal(back, samples)
    assert list(tmp_path.iterdir()) == [tmp_path / "a.wav"]


@pytest.mark.parametrize("size", [0, 0x7FFFFFFF, 0xFFFFFFFF, 10**6])
def test_a_header_without_a_true_size_is_read_to_the_end_of_the_file(tmp_path: Path, size: int) -> None:
    samples = tone(440, 0.5)
    path = tmp_path / "open.wav"
    path.write_bytes(header(0)[:40] + struct.pack("<I", size) + samples.tobytes())
    assert np.array_equal(read_wav(path)[0], samples)


def test_chunks_before_and_after_the_samples_are_skipped(tmp_path: Path) -> None:
    samples = tone(440, 0.1)
    whole = header(len(samples) * 2)
    note = b"LIST" + struct.pack("<I", 5) + b"INFOx\0"
    path = tmp_path / "chunks.wav"
    path.write_bytes(whole[:36] + note + whole[36:] + samples.tobytes() + note)
    assert np.array_equal(read_wav(path)[0], samples)


def test_half_a_sample_at_the_end_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "odd.wav"
    path.write_bytes(header(7) + b"\1\0\2\0\3\0\4")
    assert len(read_wav(path)[0]) == 3


@pytest.mark.parametrize(("rate_hz", "channels"), [(48_000, 1), (44_100, 2), (8_000, 1), (22_050, 2)])
def test_other_rates_and_stereo_become_16_khz_mono(tmp_path: Path, rate_hz: int, channels: int) -> None:
    source = write_pcm(tmp_path / "in.wav", np.repeat(tone(440, 2.0, rate_hz), channels), rate_hz, channels)
    convert(source, tmp_path / "out.wav")
    samples, out_hz = read_wav(tmp_path / "out.wav")
    assert out_hz == RATE_HZ
    assert len(samples) == pytest.approx(2.0 * RATE_HZ, abs=200)
    assert level_of(samples) == pytest.approx(16000 / 2**0.5, rel=0.02)


def test_resampling_does_not_fold_high_tones_into_the_voice(tmp_path: Path) -> None:
    source = write_pcm(tmp_path / "high.wav", tone(10_000, 1.0, 48_000), 48_000)
    assert level_of(read_speech(source)) < 10


def test_a_microphone_of_another_rate_is_brought_to_16_khz_block_by_block() -> None:
    samples = np.repeat(tone(440, 2.0, 44_100), 2)
    downsampler = Downsampler(44_100, 2)
    data = samples.astype("<i2").tobytes()
    out = b"".join(downsampler.convert(data[at : at + 8820]) for at in range(0, len(data), 8820))
    heard = np.frombuffer(out, "<i2")
    assert likeness(heard, tone(440, 1.5))[0] > 0.99
    assert len(heard) == pytest.approx(2.0 * RATE_HZ, abs=100)


@pytest.mark.parametrize(("name", "kind"), [("a.flac", "PCM_16"), ("a.ogg", "VORBIS"), ("float.wav", "FLOAT"), ("wide.wav", "PCM_24")])
def test_other_formats_are_read(tmp_path: Path, name: str, kind: str) -> None:
    import soundfile

    samples, rate_hz = read_wav(EXAMPLE)
    soundfile.write(tmp_path / name, samples[: 4 * RATE_HZ] / 32768, rate_hz, subtype=kind)
    assert likeness(read_speech(tmp_path / name), samples[RATE_HZ : 3 * RATE_HZ])[0] > 0.98


def test_a_cut_flac_gives_what_came_before_the_cut(tmp_path: Path) -> None:
    import soundfile

    samples, rate_hz = read_wav(EXAMPLE)
    whole, cut = tmp_path / "whole.flac", tmp_path / "cut.flac"
    soundfile.write(whole, samples, rate_hz)
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert 5 * RATE_HZ < len(read_speech(cut)) < len(samples)


def no_sound_files(folder: Path) -> list[Path]:
    files = {"text.wav": b"this is text, not sound\n" * 50, "empty.wav": b"", "header.wav": header(0), "noise.mp3": bytes(range(256)) * 20}
    files["picture.png"] = b"\x89PNG\r\n\x1a\n" + bytes(500)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files] + [folder / "missing.wav", folder]


def test_what_is_no_sound_is_refused_in_plain_words(tmp_path: Path) -> None:
    for path in no_sound_files(tmp_path):
        with pytest.raises(AudioError) as caught:
            convert(path, tmp_path / "out.wav")
        assert caught.value.hint, path
        assert not (tmp_path / "out.wav").exists()


def test_a_running_recording_is_readable_and_repair_brings_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    writer = WavWriter(path)
    samples = read_speech(EXAMPLE)
    writer.append(samples[:RATE_HZ].tobytes())
    writer.patch()
    writer.append(samples[RATE_HZ : 2 * RATE_HZ].tobytes())
    assert describe(path).duration_s == 1.0
    writer.close()
    killed = header(2 * RATE_HZ) + path.read_bytes()[HEADER_BYTES:] + b"\1"
    path.write_bytes(killed)
    recorded = repair(path)
    assert recorded.duration_s == 2.0
    assert recorded.problems == (TakeProblem.CUT_SHORT,)
    assert path.stat().st_size == HEADER_BYTES + 4 * RATE_HZ


def test_repairing_a_whole_take_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(EXAMPLE.read_bytes())
    assert repair(path) == describe(path)
    assert path.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.parametrize("data", [b"", b"RIFF", header(0), header(0) + b"\1"])
def test_a_take_without_a_sample_cannot_be_repaired(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(data)
    with pytest.raises(AudioError, match="Nothing was recorded"):
        repair(path)
    with pytest.raises(AudioError):
        repair(tmp_path / "missing.wav")


FILL_THE_DISK = """
import resource, signal, sys, threading
from pathlib import Path
from refcoach.speech.fakes import FakeCapture
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

class Teller:
    def level(self, level): ...
    def problem(self, problem): ...
    def lost(self, message, hint):
        print(message, "|", hint, flush=True)
        told.set()

told = threading.Event()
capture = FakeCapture(Path(sys.argv[1]))
capture.start(Path(sys.argv[2]), None, Teller())
if sys.argv[3] == "wait":
    told.wait(20)
recorded = capture.stop()
print(recorded.duration_s, *recorded.problems)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file size are not for Windows")
def test_a_disk_that_fills_up_ends_the_take_and_keeps_what_fitted(tmp_path: Path) -> None:
    import subprocess

    take = tmp_path / "take.wav"
    for when in ("wait", "stop at once"):
        command = [sys.executable, "-c", FILL_THE_DISK, str(EXAMPLE), str(take), when]
        *told, last = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.splitlines()
        if when == "wait":
            assert "could not be written" in told[0]
            assert "Free some disk space" in told[0]
        duration_s, *problems = last.split()
        assert float(duration_s) == pytest.approx((100_000 - HEADER_BYTES) / 2 / RATE_HZ, abs=0.001)
        assert "cut_short" in problems
        assert np.array_equal(read_wav(take)[0], read_speech(EXAMPLE)[: (100_000 - HEADER_BYTES) // 2])
