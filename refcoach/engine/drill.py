"""A drill without a window: plays the role-play with answers that are typed or recorded already."""

from dataclasses import dataclass, field
from pathlib import Path

from refcoach.core.attempt import Attempt, Frame, Session
from refcoach.core.errors import UsageError
from refcoach.core.feedback import Asked
from refcoach.core.filling import filler
from refcoach.core.records import frame_record
from refcoach.core.roleplay import Heard, RolePlay, heard_in
from refcoach.core.scenario import Beat, Scenario
from refcoach.engine.asked import asked_at
from refcoach.engine.attempts import Clock, checked_attempt, kept_attempt, take_of
from refcoach.engine.coach import Checked, Coach
from refcoach.engine.conversation import Conversation, open_conversation
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
    talk: Conversation = field(init=False)
    _heard: Heard = field(init=False, default=Heard())

    def __post_init__(self) -> None:
        self.talk = open_conversation(self.scenario, self.seed, filler(self.desk.profile), self.clock)

    @property
    def play(self) -> RolePlay:
        return self.talk.play

    @property
    def beat(self) -> Beat:
        """The current beat; raises UsageError once the role-play is over."""
        beat = self.talk.beat
        if beat is None:
            raise UsageError("The role-play is over; it takes no more answers.", "Give fewer --say and --audio.")
        return beat

    def answer(self, answer: Answer) -> tuple[Attempt, Checked]:
        """Check an answer and log it; raises AudioError, ModelError or LogError. The role-play then waits for `move_on`."""
        asked = asked_at(self.scenario, self.beat)
        logged = log_answer(self.desk, self.coach, self.talk.frame(self.clock), answer, asked)
        self.talk = self.talk.with_take(logged[0].attempt_id)
        self._heard = heard_in(logged[0])
        return logged

    def move_on(self) -> str:
        """Let the client react: the line with which the talk goes on, asks again, or ends."""
        self.talk = self.talk.moved_on(self._heard)
        return self.play.line

    def end(self) -> Session:
        """Log the session with its attempts."""
        self.talk = self.talk.ended(self.clock)
        self.desk.log.put_session(self.talk.session)
        return self.talk.session


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
