"""A pack with recorded lines, for tests of what plays them."""

from pathlib import Path

import numpy as np

from refcoach.speech.ports import RATE_HZ
from refcoach.speech.wav import write_wav


def pack_with_recording(folder: Path) -> None:
    """lines/well.wav is a second of tone; lines/broken.wav says that it is a WAV and is none."""
    (folder / "lines").mkdir(parents=True)
    (folder / "pack.yaml").write_text("format: 2\n")
    write_wav(folder / "lines" / "well.wav", (9000 * np.sin(np.arange(RATE_HZ) / 9)).astype(np.int16))
    (folder / "lines" / "broken.wav").write_bytes(b"RIFF\0\0\0\0WAVEnothing")
