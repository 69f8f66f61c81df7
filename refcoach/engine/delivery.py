"""How a take was said, from its words, its live text and its sound."""

from collections.abc import Sequence

from refcoach.core.attempt import TakeProblem
from refcoach.core.delivery import Delivery, delivery
from refcoach.core.errors import AudioError
from refcoach.core.heard import Heard
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


def delivery_of(recorded: Recorded, heard: Heard, problems: Sequence[TakeProblem] = ()) -> Delivery:
    """The delivery of a recording. Without live words, and where the room is not quiet, fillers are not counted. What the sound says is
    read from the file where nobody listened along; a file that cannot be read again costs the melody and nothing else."""
    counted = None if UNCOUNTED.intersection(problems) else heard.live
    sound = heard.sounding
    if sound is None:
        try:
            from refcoach.speech.delivery import sounding
            from refcoach.speech.wav import read_speech

            sound = sounding(read_speech(recorded.path))
        except AudioError:
            return delivery(heard.transcript, recorded.duration_s)
    if sound.snr_db < QUIET_ROOM_DB:
        counted = None
    return delivery(heard.transcript, recorded.duration_s, live=counted, quiet=sound.quiet, pitch_sd_st=sound.pitch_sd_st)
