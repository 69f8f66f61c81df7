"""How it was said, from word times alone. Shown after the content and never mixed into a verdict."""

from dataclasses import dataclass
from itertools import pairwise

from refcoach.core.transcript import Transcript

PAUSE_S = 0.7  # a gap between words that a listener notices as a pause; shorter ones belong to phrasing


@dataclass(frozen=True, slots=True)
class Delivery:
    """`words_per_minute` counts from the first word to the last; `speech_share` is the time inside words over the take's
    length; `fillers` is None while nothing counts them reliably."""

    duration_s: float
    words_per_minute: float | None
    pauses: tuple[tuple[float, float], ...]
    speech_share: float
    fillers: int | None = None


def delivery(transcript: Transcript, duration_s: float) -> Delivery:
    """Pace, pauses of at least PAUSE_S between words, and the share of time spoken."""
    words = transcript.words
    if not words:
        return Delivery(duration_s, None, (), 0.0)
    pauses = tuple((before.end_s, after.start_s) for before, after in pairwise(words) if after.start_s - before.end_s >= PAUSE_S)
    span_s = words[-1].end_s - words[0].start_s
    pace = len(words) / span_s * 60 if span_s > 0 else None
    spoken_s = sum(max(0.0, word.end_s - word.start_s) for word in words)
    return Delivery(duration_s, pace, pauses, min(1.0, spoken_s / duration_s) if duration_s > 0 else 0.0)
