"""Sound files: 16-bit mono WAV written so that a killed process leaves a usable one, and any other sound read into it."""

import hashlib
import io
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refcoach.core.errors import AudioError
from refcoach.speech.ports import RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

HEADER_BYTES = 44
LONGEST_S = 2 * 3600  # recognising holds the whole take in memory, about 1 GB for two hours
_OPEN_SIZES = (0, 0x7FFFFFFF, 0xFFFFFFFF)  # what writers leave that never came back to complete the header
_TRY_ANOTHER = "Choose a WAV, FLAC, OGG, MP3 or M4A file with speech in it."


@dataclass(frozen=True, slots=True)
class PcmPlace:
    """Where the 16-bit samples of a WAV lie. `complete` is False when the header promises more or names no size."""

    offset: int
    size: int
    rate_hz: int
    channels: int
    complete: bool


def header(data_bytes: int, rate_hz: int = RATE_HZ) -> bytes:
    """The 44 bytes in front of 16-bit mono samples."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + data_bytes, b"WAVE", b"fmt ", 16, 1, 1, rate_hz, rate_hz * 2, 2, 16, b"data", data_bytes
    )


class WavWriter:
    """Writes a 16-bit mono WAV without buffers of its own: what `append` has returned from is in the file.

    The sizes in the header are right after `patch`. Raises OSError (a full disk); the samples written so far stay.
    """

    def __init__(self, path: Path, rate_hz: int = RATE_HZ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The rep's voice is readable by its owner alone.
        descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
        self._file = io.FileIO(descriptor, "r+")
        self._rate_hz = rate_hz
        self.data_bytes = 0
        self._write(header(0, rate_hz))

    @property
    def duration_s(self) -> float:
        return self.data_bytes / 2 / self._rate_hz

    def _write(self, data: bytes) -> int:
        view, written = memoryview(data), 0
        while written < len(view):
            written += self._file.write(view[written:]) or 0
        return written

    def append(self, pcm: bytes) -> None:
        before = self._file.tell()
        try:
            self._write(pcm)
        finally:
            # A full disk may take half of a block: count what is there, in whole samples.
            self.data_bytes += (self._file.tell() - before) // 2 * 2

    def patch(self) -> None:
        """Make the header true and have the system write everything to the disk."""
        self._file.seek(0)
        self._write(header(self.data_bytes, self._rate_hz))
        self._file.seek(HEADER_BYTES + self.data_bytes)
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Complete the file; calling it again does nothing."""
        if self._file.closed:
            return
        try:
            self._file.truncate(HEADER_BYTES + self.data_bytes)
            self.patch()
        finally:
            self._file.close()


def write_wav(path: Path, samples: "Samples", rate_hz: int = RATE_HZ) -> None:
    """Write mono samples, replacing `path` only once they are all there. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    writer = WavWriter(part, rate_hz)
    try:
        writer.append(samples.astype("<i2").tobytes())
        writer.close()
        part.replace(path)
    finally:
        writer.close()
        part.unlink(missing_ok=True)


def locate_pcm(path: Path) -> PcmPlace | None:
    """Where the samples of a 16-bit PCM WAV lie, tolerant of wrong sizes; None for any other file. Raises OSError."""
    total = path.stat().st_size
    with path.open("rb") as file:
        if (start := file.read(12))[:4] != b"RIFF" or start[8:] != b"WAVE":
            return None
        rate_hz = channels = 0
        while len(head := file.read(8)) == 8:
            name, size = head[:4], int.from_bytes(head[4:], "little")
            if name == b"data":
                rest = total - file.tell()
                complete = size <= rest and not (size in _OPEN_SIZES and rest > 0)
                used = size if complete else rest
                block = 2 * channels
                return PcmPlace(file.tell(), used // block * block, rate_hz, channels, complete) if rate_hz and block else None
            body = file.tell()
            if name == b"fmt ":
                kind, channels, rate_hz, _, _, bits = struct.unpack("<HHIIHH", file.read(16).ljust(16, b"\0"))
                if kind not in (1, 0xFFFE) or bits != 16:
                    return None
            file.seek(body + size + size % 2)
    return None


def fingerprint(samples: "Samples") -> str:
    """SHA-256 of 16-bit samples, little endian, in hexadecimal digits: the same for a take as WAV and as FLAC."""
    return hashlib.sha256(samples.astype("<i2", copy=False).tobytes()).hexdigest()


def read_wav(path: Path) -> tuple["Samples", int]:
    """Mono samples and their rate from a 16-bit WAV, complete or cut. Raises AudioError."""
    import numpy as np

    place = _located(path)
    if place is None or place.channels != 1:
        return _decoded(path, RATE_HZ), RATE_HZ
    with path.open("rb") as file:
        file.seek(place.offset)
        return np.frombuffer(file.read(place.size), dtype="<i2").astype(np.int16), place.rate_hz


def read_speech(path: Path) -> "Samples":
    """The samples of any sound file at 16 kHz, mono. Raises AudioError for a missing file, and for what holds no sound."""
    place = _located(path)
    if place is not None and place.channels == 1 and place.rate_hz == RATE_HZ:
        samples = read_wav(path)[0]
    elif place is not None:
        samples = _decoded_pcm(path, place)
    else:
        samples = _decoded(path, RATE_HZ)
    if not len(samples):
        raise AudioError(f"{path.name} holds no sound.", _TRY_ANOTHER)
    return samples


def convert(source: Path, target: Path) -> None:
    """Write `source`, any sound file, to `target` as 16 kHz mono 16-bit WAV. Raises AudioError."""
    samples = read_speech(source)
    try:
        write_wav(target, samples)
    except OSError as error:
        raise AudioError(f"{target} cannot be written: {error.strerror}.", "Free some disk space, or choose another folder.") from error


def _located(path: Path) -> PcmPlace | None:
    try:
        return locate_pcm(path)
    except FileNotFoundError:
        raise AudioError(f"There is no file {path}.", "Check its name and folder.") from None
    except OSError as error:
        raise AudioError(f"{path} cannot be read: {error.strerror}.", "Check that it is a file and that you may read it.") from error


def _decoded_pcm(path: Path, place: PcmPlace) -> "Samples":
    """PCM at another rate or in stereo; decoded here, because FFmpeg believes a header that promises too little."""
    import numpy as np

    with path.open("rb") as file:
        file.seek(place.offset)
        data = np.frombuffer(file.read(place.size), dtype="<i2").astype(np.int16)
    return resampled(data.reshape(-1, place.channels).mean(axis=1).round().astype(np.int16), place.rate_hz, RATE_HZ)


def resampled(mono: "Samples", from_hz: int, to_hz: int) -> "Samples":
    """Samples at one rate, at another."""
    import av

    step = from_hz * 10

    def frames() -> Iterator[Any]:
        for at in range(0, len(mono), step):
            frame = av.AudioFrame.from_ndarray(mono[None, at : at + step], format="s16", layout="mono")
            frame.sample_rate = from_hz
            yield frame

    return _resampled(frames(), to_hz)


def _decoded(path: Path, rate_hz: int) -> "Samples":
    """The first sound stream of a file in any format that FFmpeg reads. A file that breaks off gives what came before."""
    import av

    try:
        with av.open(str(path), metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise AudioError(f"{path.name} is not a sound file.", _TRY_ANOTHER)
            return _resampled(_until_broken(container.decode(audio=0)), rate_hz)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise AudioError(f"{path.name} is not a sound file that can be read.", _TRY_ANOTHER) from error


def _until_broken(frames: Iterator[Any]) -> Iterator[Any]:
    """The frames before the first that cannot be decoded; raises when not even one can."""
    import av

    count = 0
    try:
        for frame in frames:
            count += 1
            frame.pts = None
            yield frame
    except av.error.FFmpegError:
        if not count:
            raise


class Downsampler:
    """Turns a stream of 16-bit blocks at a device's own rate into 16 kHz mono, block by block."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        import av

        self._rate_hz, self._channels = rate_hz, channels
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE_HZ)

    def convert(self, pcm: bytes) -> bytes:
        """The part of the result that is ready; the filter keeps about a millisecond back."""
        import av
        import numpy as np

        data = np.frombuffer(pcm, dtype="<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(data, format="s16", layout="mono" if self._channels == 1 else "stereo")
        frame.sample_rate = self._rate_hz
        return b"".join(out.to_ndarray().astype("<i2").tobytes() for out in self._resampler.resample(frame))


def _resampled(frames: Iterator[Any], rate_hz: int) -> "Samples":
    """FFmpeg's resampler has a low-pass: measured, 9 kHz comes through at -61 dB and 10 kHz at -95 dB, so nothing aliases."""
    import av
    import numpy as np

    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate_hz)
    pieces: list[Any] = []
    length = 0
    for frame in frames:
        for out in resampler.resample(frame):
            pieces.append(out.to_ndarray()[0])
            length += len(pieces[-1])
        if length > LONGEST_S * rate_hz:
            raise AudioError("The file is longer than two hours.", "Cut it to the part in which the rep speaks.")
    if length:
        pieces += [out.to_ndarray()[0] for out in resampler.resample(None)]
    return np.concatenate(pieces).astype(np.int16) if pieces else np.zeros(0, np.int16)
