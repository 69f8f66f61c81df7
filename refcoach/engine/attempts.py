"""Build attempts for the practice log. Time and ids come in from outside."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from refcoach.core.attempt import Attempt, AttemptState, Frame, Take
from refcoach.core.finding import Judgement
from refcoach.core.transcript import Transcript
from refcoach.engine.coach import Checked
from refcoach.speech.ports import Recorded


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` gives the local time as ISO 8601 with its offset, `new_id` an id that was never used before."""

    now: Callable[[], str]
    new_id: Callable[[], str]


def system_clock() -> Clock:
    """The machine's own clock and random ids."""
    from datetime import datetime
    from uuid import uuid4

    return Clock(lambda: datetime.now().astimezone().isoformat(timespec="milliseconds"), lambda: uuid4().hex)


def part_frame(attempt: Attempt, only: Sequence[str], clock: Clock) -> Frame:
    """The frame of a take in which single checks of an attempt are said again, alone; it belongs to the same attempt."""
    return Frame(
        attempt_id=clock.new_id(),
        session_id=attempt.session_id,
        scenario=attempt.scenario,
        scenario_version=attempt.scenario_version,
        pack=attempt.pack,
        beat=attempt.beat,
        client=attempt.client,
        number=attempt.number,
        at=clock.now(),
        required=tuple(only),
        part_of=attempt.part_of or attempt.attempt_id,
        only=tuple(only),
    )


def take_of(recorded: Recorded, file: str) -> Take:
    """What the log keeps of a recording; `file` is its path within the takes folder."""
    levels = recorded.peak_dbfs, recorded.speech_dbfs
    return Take(file, recorded.duration_s, recorded.rate_hz, *levels, recorded.problems, recorded.sound_sha256)


def kept_attempt(frame: Frame, take: Take | None) -> Attempt:
    """An attempt whose take is safe and not checked yet."""
    return Attempt(
        **asdict(frame),
        state=AttemptState.KEPT,
        transcript=Transcript(""),
        judgement=Judgement(),
        next_steps=(),
        take=take,
    )


def checked_attempt(kept: Attempt, checked: Checked) -> Attempt:
    """The same attempt with transcript, findings and next steps."""
    take = replace(kept.take, problems=checked.problems) if kept.take else None
    return replace(
        kept,
        state=AttemptState.CHECKED,
        transcript=checked.transcript,
        judgement=checked.judgement,
        next_steps=checked.feedback.steps,
        praise=checked.feedback.praise,
        read_out=checked.feedback.read_out,
        delivery=checked.delivery,
        take=take,
    )
