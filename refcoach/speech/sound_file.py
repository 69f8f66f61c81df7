"""A take as a sound file for others."""

import io
from pathlib import Path

from refcoach.core.errors import AudioError
from refcoach.speech.wav import header, read_wav


def take_bytes(take: Path, kind: str) -> bytes:
    """The samples of a take, whatever it is kept as, as the bytes of a 16-bit mono "wav" or "flac"; a take that broke off gets a header
    that fits. Raises AudioError when the take is missing or damaged."""
    samples, rate_hz = read_wav(take)
    if kind == "wav":
        pcm = samples.astype("<i2").tobytes()
        return header(len(pcm), rate_hz) + pcm
    import soundfile

    out = io.BytesIO()
    try:
        soundfile.write(out, samples, rate_hz, format="FLAC", subtype="PCM_16")
    except (RuntimeError, OSError) as error:
        raise AudioError(f"{take.name} could not be written as FLAC.", "Export it as WAV.") from error
    return out.getvalue()
