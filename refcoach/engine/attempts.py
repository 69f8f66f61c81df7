"""Build attempts for the practice log. Time and ids come in from outside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from refcoach.core.attempt import Attempt, AttemptState, Take
from refcoach.core.finding import Judgement
from refcoach.core.roleplay import RolePlay
from refcoach.core.scenario import Scenario
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


@dataclass(frozen=True, slots=True)
class Frame:
    """An attempt before anything was said: where in which drill it belongs. Saved beside a take while it is recorded."""

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


def frame_for(scenario: Scenario, play: RolePlay, session_id: str, clock: Clock) -> Frame:
    """The frame of the next take of the current beat."""
    beat = scenario.beat(play.beat_id or "")
    if beat is None:
        raise ValueError(f"the role-play of {scenario.id} is over")
    return Frame(
        attempt_id=clock.new_id(),
        session_id=session_id,
        scenario=scenario.id,
        scenario_version=scenario.version,
        pack=scenario.pack,
        beat=beat.id,
        client=play.line,
        number=play.tries + 1,
        at=clock.now(),
        required=beat.required,
        optional=beat.optional,
    )


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


def frame_record(frame: Frame) -> dict[str, Any]:
    return asdict(frame)


def frame_from(record: Mapping[str, Any]) -> Frame:
    """Raises KeyError when a field is missing; those with a default may be."""
    return Frame(
        attempt_id=str(record["attempt_id"]),
        session_id=str(record["session_id"]),
        scenario=str(record["scenario"]),
        scenario_version=str(record["scenario_version"]),
        pack=str(record["pack"]),
        beat=str(record["beat"]),
        client=str(record["client"]),
        number=int(record["number"]),
        at=str(record["at"]),
        required=tuple(record.get("required", ())),
        optional=tuple(record.get("optional", ())),
        part_of=str(record.get("part_of", "")),
        only=tuple(record.get("only", ())),
    )


def take_of(recorded: Recorded, file: str) -> Take:
    """What the log keeps of a recording; `file` is its path within the takes folder."""
    levels = recorded.peak_dbfs, recorded.speech_dbfs
    return Take(file, recorded.duration_s, recorded.rate_hz, *levels, recorded.problems, recorded.sound_sha256)


def kept_attempt(frame: Frame, take: Take | None) -> Attempt:
    """An attempt whose take is safe and not checked yet."""
    return Attempt(
        attempt_id=frame.attempt_id,
        session_id=frame.session_id,
        scenario=frame.scenario,
        scenario_version=frame.scenario_version,
        pack=frame.pack,
        beat=frame.beat,
        client=frame.client,
        number=frame.number,
        at=frame.at,
        state=AttemptState.KEPT,
        transcript=Transcript(""),
        judgement=Judgement(),
        next_steps=(),
        take=take,
        required=frame.required,
        optional=frame.optional,
        part_of=frame.part_of,
        only=frame.only,
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
