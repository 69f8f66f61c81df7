"""The outline of a recording, to be drawn."""

from pathlib import Path

from refcoach.speech.wav import read_wav

PEAKS = 400  # more than a take's drawing has room for


def peaks(path: Path, count: int = PEAKS) -> tuple[list[float], float]:
    """The loudest sample, as a share of full scale from 0 to 1, in each of at most `count` stretches of even length; and the length in
    seconds. A recording without sound gives no peaks. Raises AudioError."""
    import numpy as np

    samples, rate_hz = read_wav(path)
    edges = np.linspace(0, len(samples), min(count, len(samples)) + 1).astype(np.int64)
    # Widened first: the magnitude of the lowest 16-bit sample has no place in 16 bits.
    loud = np.maximum.reduceat(np.abs(samples.astype(np.int32)), edges[:-1]) / 32768 if len(samples) else np.zeros(0)
    return [round(float(peak), 3) for peak in loud], len(samples) / rate_hz
