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
# White noise 30 dB below the voice, which costs the words little, makes the live text lose more ums (docs/speech-card.md), so fillers
# are counted in rooms as quiet as the measured ones alone, about 50 dB.
QUIET_ROOM_DB = 48.0


def delivery_of(
    recorded: Recorded, transcript: Transcript, problems: Sequence[TakeProblem] = (), live: Sequence[SpokenLine] | None = None
) -> Delivery:
    """The delivery of a recording. `live` is the text of the engine that keeps fillers; without it, and where the room is
    not quiet, fillers are not counted. A file that cannot be read again costs the melody and nothing else."""
    counted = None if UNCOUNTED.intersection(problems) else live
    try:
        from refcoach.speech.delivery import sounding
        from refcoach.speech.levels import measure
        from refcoach.speech.wav import read_speech

        samples = read_speech(recorded.path)
        sound, measured = sounding(samples), measure(samples)
    except AudioError:
        return delivery(transcript, recorded.duration_s)
    if measured.speech_dbfs - measured.noise_dbfs < QUIET_ROOM_DB:
        counted = None
    return delivery(transcript, recorded.duration_s, live=counted, quiet=sound.quiet, pitch_sd_st=sound.pitch_sd_st)
