"""A drill without a window: plays the role-play with answers that are typed or recorded already."""

from dataclasses import dataclass, field
from pathlib import Path

from refcoach.core.attempt import Attempt, Session
from refcoach.core.errors import UsageError
from refcoach.core.feedback import Asked
from refcoach.core.filling import filler
from refcoach.core.roleplay import Fill, Heard, RolePlay, answered, begin, heard_in, move_on
from refcoach.core.scenario import Beat, Scenario
from refcoach.engine.asked import asked_at
from refcoach.engine.attempts import Clock, Frame, checked_attempt, frame_for, frame_record, kept_attempt, take_of
from refcoach.engine.coach import Checked, Coach
from refcoach.engine.desk import Desk
from refcoach.speech.ports import Recorded


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rep says at one beat: a text, or a sound file."""

    text: str = ""
    audio: Path | None = None


@dataclass(slots=True)
class Drill:
    """One run through a scenario. Every answer is in the practice log before `answer` returns."""

    scenario: Scenario
    seed: int
    desk: Desk
    coach: Coach
    clock: Clock
    play: RolePlay = field(init=False)
    session: Session = field(init=False)
    _heard: Heard = field(init=False, default=Heard())
    _fill: Fill = field(init=False)

    def __post_init__(self) -> None:
        self._fill = filler(self.desk.profile)
        self.play = begin(self.scenario, self.seed, self._fill)
        self.session = Session(
            session_id=self.clock.new_id(),
            scenario=self.scenario.id,
            scenario_version=self.scenario.version,
            pack=self.scenario.pack,
            seed=self.seed,
            started_at=self.clock.now(),
        )

    @property
    def beat(self) -> Beat:
        """The current beat; raises UsageError once the role-play is over."""
        beat = self.scenario.beat(self.play.beat_id or "")
        if beat is None:
            raise UsageError("The role-play is over; it takes no more answers.", "Give fewer --say and --audio.")
        return beat

    def answer(self, answer: Answer) -> tuple[Attempt, Checked]:
        """Check an answer and log it; raises AudioError, ModelError or LogError. The role-play then waits for `move_on`."""
        asked = asked_at(self.scenario, self.beat)
        logged = log_answer(self.desk, self.coach, frame_for(self.scenario, self.play, self.session.session_id, self.clock), answer, asked)
        self.play = answered(self.play)
        self._heard = heard_in(logged[0])
        return logged

    def move_on(self) -> str:
        """Let the client react: the line with which the talk goes on, asks again, or ends."""
        self.play = move_on(self.scenario, self.play, self._heard, self._fill)
        return self.play.line

    def end(self, attempts: list[Attempt]) -> Session:
        """Log the session with its attempts."""
        ended_at = self.clock.now() if self.play.finished else ""
        session = Session(
            session_id=self.session.session_id,
            scenario=self.session.scenario,
            scenario_version=self.session.scenario_version,
            pack=self.session.pack,
            seed=self.seed,
            started_at=self.session.started_at,
            ended_at=ended_at,
            attempts=tuple(attempt.attempt_id for attempt in attempts),
        )
        self.desk.log.put_session(session)
        return session


def log_answer(desk: Desk, coach: Coach, frame: Frame, answer: Answer, asked: Asked) -> tuple[Attempt, Checked]:
    """Check one answer and log it; a recording is in the log before it is recognised. Raises AudioError, ModelError or LogError."""
    if answer.audio is None:
        kept = kept_attempt(frame, None)
        checked = coach.check_text(answer.text, asked)
    else:
        path = desk.shelf.new_path(frame.attempt_id, frame.at)
        desk.shelf.begin(frame_record(frame), path)
        recorded = import_take(answer.audio, path)
        kept = kept_attempt(frame, take_of(recorded, desk.shelf.relative(path)))
        desk.log.put_attempt(kept)
        desk.shelf.done(path)
        checked = coach.check_take(recorded, asked)
    attempt = checked_attempt(kept, checked)
    desk.log.put_attempt(attempt)
    return attempt, checked


def import_take(source: Path, target: Path) -> Recorded:
    """Bring a sound file in as a take: 16 kHz, mono, 16 bit, at `target`. Raises AudioError."""
    from refcoach.speech.capture import describe
    from refcoach.speech.wav import convert

    convert(source, target)
    return describe(target)
