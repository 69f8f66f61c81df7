"""What listening to a take gave: its words, what was understood along the way, and what the sound itself says."""

from dataclasses import dataclass

from refcoach.core.transcript import LiveLine, Transcript

Stretch = tuple[float, float]
"""Start and end in seconds from the beginning of the take."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """`pitch_sd_st`: standard deviation of the voice's fundamental in semitones, None with under two seconds of voice; `quiet`: the
    stretches without sound; `snr_db`: the level of the speech above that of the room."""

    pitch_sd_st: float | None
    quiet: tuple[Stretch, ...]
    snr_db: float


@dataclass(frozen=True, slots=True)
class Heard:
    """`live` and `sounding` are None where nobody listened along while the take was spoken."""

    transcript: Transcript
    live: tuple[LiveLine, ...] | None = None
    sounding: Sounding | None = None
