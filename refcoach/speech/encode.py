"""A take as MP3: small enough to travel in a page, and played by every browser."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refcoach.core.errors import AudioError
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.wav import fingerprint, read_speech

if TYPE_CHECKING:
    from refcoach.speech.wav import Samples

BIT_RATE = 32_000  # bit/s; 45 s of speech are 180 kB. Mono at 16 kHz keeps all that a take holds, and one bit rate lets every player jump
MIME = "audio/mpeg"
_FRAME = RATE_HZ  # a second at a time


def speech_mp3(path: Path, sound_sha256: str = "") -> bytes:
    """A take on disk, in any format that is read, as MP3: mono, 16 kHz, 32 kbit/s.

    Raises AudioError when it cannot be read, and when it does not have the fingerprint `sound_sha256`, where there is one."""
    samples = read_speech(path)
    if sound_sha256 and fingerprint(samples) != sound_sha256:
        raise AudioError("This recording is not the one that was logged with the take.", "It was changed or replaced outside RefCoach.")
    return mp3_of(samples)


def mp3_of(samples: "Samples") -> bytes:
    """16 kHz mono samples as MP3. Raises AudioError where the encoder is missing."""
    import av

    file = io.BytesIO()
    try:
        with av.open(file, "w", format="mp3") as container:
            stream: Any = container.add_stream("libmp3lame", rate=RATE_HZ, layout="mono", bit_rate=BIT_RATE)
            for frame in _frames(samples):
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    except (av.error.FFmpegError, ValueError) as error:
        raise AudioError(f"The take could not be made into MP3 ({error}).", "Install RefCoach again: python3 scripts/run.py") from error
    return file.getvalue()


def _frames(samples: "Samples") -> Iterator[Any]:
    import av

    for at in range(0, len(samples), _FRAME):
        frame = av.AudioFrame.from_ndarray(samples[None, at : at + _FRAME], format="s16p", layout="mono")
        frame.sample_rate = RATE_HZ
        frame.pts = at
        yield frame
