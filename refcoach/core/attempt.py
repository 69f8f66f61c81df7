"""Attempts and practice sessions: what the practice log keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from refcoach.core.delivery import Delivery
from refcoach.core.feedback import NextStep, Praise
from refcoach.core.finding import Judgement
from refcoach.core.transcript import Transcript


class TakeProblem(StrEnum):
    """What is wrong with a recording, in the order in which it is told to the rep."""

    DIGITAL_ZERO = "digital_zero"  # every sample is 0: muted, unplugged or access denied
    SILENT = "silent"  # nobody was heard
    TOO_QUIET = "too_quiet"
    CLIPPED = "clipped"
    NOISY = "noisy"
    CUT_SHORT = "cut_short"  # device lost or engine stopped in mid-take
    LOW_CONFIDENCE = "low_confidence"  # the recogniser doubts its own words


# What is wrong with the sound, and what to do about it: while recording and beside a result.
PROBLEM_WORDS: Mapping[TakeProblem, tuple[str, str]] = MappingProxyType(
    {
        TakeProblem.DIGITAL_ZERO: (
            "No sound at all comes from the microphone.",
            "Check its mute switch and the system's microphone access.",
        ),
        TakeProblem.SILENT: ("I heard nobody speak.", "Move closer and speak up, or choose another microphone."),
        TakeProblem.TOO_QUIET: ("The sound is very quiet.", "Move closer to the microphone or turn its level up."),
        TakeProblem.CLIPPED: ("The sound is too loud and distorted.", "Move back a little or turn the microphone's level down."),
        TakeProblem.NOISY: ("There is a lot of noise.", "Find a quieter place or use a headset."),
        TakeProblem.CUT_SHORT: ("The take broke off.", "What was recorded until then is kept."),
        TakeProblem.LOW_CONFIDENCE: ("The words were hard to make out.", "Nothing is called missing here; try again a little more slowly."),
    }
)


@dataclass(frozen=True, slots=True)
class Take:
    """One recording on disk. `file` is a path relative to the takes folder; levels in dB relative to full scale; `sound_sha256` is the
    fingerprint of its 16-bit samples, "" for takes from before there was one."""

    file: str
    duration_s: float
    rate_hz: int
    peak_dbfs: float
    speech_dbfs: float
    problems: tuple[TakeProblem, ...] = ()
    sound_sha256: str = ""


class AttemptState(StrEnum):
    """`CHECKED` = recognised and judged; `KEPT` = the take is safe on disk and has not been checked yet."""

    CHECKED = "checked"
    KEPT = "kept"


class Change(StrEnum):
    """Why a result was judged again."""

    CORRECTED = "corrected"  # the rep corrected misheard words
    SAID = "said"  # the rep says: I did say that
    NOT_SAID = "not_said"  # the rep says: I did not say that (of a pitfall)


@dataclass(frozen=True, slots=True)
class Revision:
    """One change by the rep, with the result as it was before it.

    `at` is an ISO 8601 time. `key` is the contested check, `quote` the words that the rep points at; a correction has neither, its
    words carry what was heard before (`Word.heard`).
    """

    change: Change
    at: str
    transcript: Transcript
    judgement: Judgement
    next_steps: tuple[NextStep, ...] = ()
    praise: tuple[Praise, ...] = ()
    key: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """An attempt before anything was said: where in which drill it belongs. Saved beside a take while it is recorded.

    `at` is an ISO 8601 time with offset; `number` counts the tries of this beat in the session from 1. `part_of` is the attempt of which
    this one says only the checks `only` again; both together count as one (see core/joined.py).
    """

    attempt_id: str
    session_id: str
    scenario: str
    scenario_version: str
    pack: str
    beat: str
    client: str
    number: int
    at: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    part_of: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt(Frame):
    """One take of one beat with all that was found about it.

    `take` is None for a typed answer. `read_out` holds the sample answer that was read out word for word, or nothing. `revisions` are the
    rep's changes, the oldest first.
    """

    state: AttemptState
    transcript: Transcript
    judgement: Judgement
    next_steps: tuple[NextStep, ...]
    take: Take | None = None
    praise: tuple[Praise, ...] = ()
    read_out: str = ""
    delivery: Delivery | None = None
    revisions: tuple[Revision, ...] = ()

    @property
    def contested(self) -> tuple[str, ...]:
        """The checks that the rep has contested, each once."""
        return tuple(dict.fromkeys(revision.key for revision in self.revisions if revision.key))


@dataclass(frozen=True, slots=True)
class Session:
    """One run through a scenario. `ended_at` is empty while it is open or when it was broken off."""

    session_id: str
    scenario: str
    scenario_version: str
    pack: str
    seed: int
    started_at: str
    ended_at: str = ""
    attempts: tuple[str, ...] = ()
