"""How a take was said, from its words, its live text and its sound."""

from collections.abc import Sequence

from refcoach.core.attempt import TakeProblem
from refcoach.core.delivery import Delivery, delivery
from refcoach.core.errors import AudioError
from refcoach.core.fillers import SpokenLine
from refcoach.core.transcript import Transcript
from refcoach.speech.ports import Recorded

# Where the live text is unreliable a filler count would blame the rep for the recogniser's mistakes (docs/speech-card.md).
UNCOUNTED = frozenset(
    {
        TakeProblem.DIGITAL_ZERO,
        TakeProblem.SILENT,
        TakeProblem.TOO_QUIET,
        TakeProblem.CLIPPED,
        TakeProblem.NOISY,
        TakeProblem.LOW_CONFIDENCE,
    }
)


def delivery_of(
    recorded: Recorded, transcript: Transcript, problems: Sequence[TakeProblem] = (), live: Sequence[SpokenLine] | None = None
) -> Delivery:
    """The delivery of a recording. `live` is the text of the engine that keeps fillers; without it, and in a take that is hard to
    hear, fillers are not counted. A file that cannot be read again costs the melody and nothing else."""
    counted = None if UNCOUNTED.intersection(problems) else live
    try:
        from refcoach.speech.delivery import sounding
        from refcoach.speech.wav import read_speech

        sound = sounding(read_speech(recorded.path))
    except AudioError:
        return delivery(transcript, recorded.duration_s, live=counted)
    return delivery(transcript, recorded.duration_s, live=counted, quiet=sound.quiet, pitch_sd_st=sound.pitch_sd_st)
