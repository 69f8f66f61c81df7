"""How it was said: pace, pauses, fillers, melody. Shown after the content and never mixed into a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from refcoach.core.fillers import Filler, SpokenLine, fillers
from refcoach.core.heard import Stretch
from refcoach.core.transcript import Transcript

PAUSE_S = 0.7  # a gap between words that a listener notices as a pause; shorter ones belong to phrasing


@dataclass(frozen=True, slots=True)
class Delivery:
    """`words_per_minute` is the pace while speaking: words over the time from the first to the last without the `pauses`, so that
    one long thought does not hide that the rest was rushed; None below two words. `speech_share` is that time over the take's
    length; `fillers` is None while nobody counted them; `pitch_sd_st` is the standard deviation of the voice's fundamental in
    semitones, None where it cannot be told."""

    duration_s: float
    words_per_minute: float | None
    pauses: tuple[Stretch, ...]
    speech_share: float
    fillers: tuple[Filler, ...] | None = None
    pitch_sd_st: float | None = None


def delivery(
    transcript: Transcript,
    duration_s: float,
    *,
    live: Sequence[SpokenLine] | None = None,
    quiet: Sequence[Stretch] | None = None,
    pitch_sd_st: float | None = None,
) -> Delivery:
    """The delivery of a take of `duration_s` seconds. `live` is the text of the engine that keeps fillers, None = not counted.

    `quiet` are the stretches in which nothing was heard, from the sound itself; recognisers stretch words over pauses, so
    without them (None) short pauses are lost.
    """
    found = None if live is None else fillers(live, transcript)
    words = transcript.words
    if not words:
        return Delivery(duration_s, None, (), 0.0, found, pitch_sd_st)
    first_s, last_s = words[0].start_s, words[-1].end_s
    if quiet is None:
        gaps = [(before.end_s, after.start_s) for before, after in pairwise(words)]
    else:
        first_s, last_s = _sounding(first_s, last_s, quiet)
        gaps = [(start, end) for start, end in quiet if start > first_s and end < last_s]
    pauses = tuple((start, end) for start, end in gaps if end - start >= PAUSE_S)
    spoken_s = last_s - first_s - sum(end - start for start, end in pauses)
    pace = len(words) / spoken_s * 60 if spoken_s > 0 and len(words) > 1 else None
    share = min(1.0, max(0.0, spoken_s / duration_s)) if duration_s > 0 else 0.0
    return Delivery(duration_s, pace, pauses, share, found, pitch_sd_st)


def _sounding(first_s: float, last_s: float, quiet: Sequence[Stretch]) -> Stretch:
    """The time from the first to the last word, moved inwards where it begins or ends in silence."""
    for start, end in quiet:
        if start <= first_s < end < last_s:
            first_s = end
        if first_s < start < last_s <= end:
            last_s = start
    return first_s, last_s
