"""One conversation with the client: the scenario, how far it has come, and the session that the log keeps of it."""

from dataclasses import dataclass, replace

from refcoach.core.attempt import Frame, Session
from refcoach.core.roleplay import Fill, Heard, RolePlay, answered, begin, move_on
from refcoach.core.scenario import Beat, Scenario
from refcoach.engine.attempts import Clock


@dataclass(frozen=True, slots=True)
class Conversation:
    """`fill` puts the rep's own words into the client's lines; `session` names the takes of all beats so far."""

    scenario: Scenario
    play: RolePlay
    session: Session
    fill: Fill

    @property
    def beat(self) -> Beat | None:
        """The current beat; None once the client has closed the conversation."""
        return self.scenario.beat(self.play.beat_id or "")

    def frame(self, clock: Clock) -> Frame:
        """The frame of the next take of this beat; raises ValueError once the conversation is over."""
        scenario, beat = self.scenario, self.beat
        if beat is None:
            raise ValueError(f"the role-play of {scenario.id} is over")
        return Frame(
            attempt_id=clock.new_id(),
            session_id=self.session.session_id,
            scenario=scenario.id,
            scenario_version=scenario.version,
            pack=scenario.pack,
            beat=beat.id,
            client=self.play.line,
            number=self.play.tries + 1,
            at=clock.now(),
            required=beat.required,
            optional=beat.optional,
        )

    def with_take(self, attempt_id: str) -> "Conversation":
        """A take of this beat counts as a try, once."""
        if attempt_id in self.session.attempts:
            return self
        session = replace(self.session, attempts=(*self.session.attempts, attempt_id))
        return replace(self, play=answered(self.play), session=session)

    def coming(self, heard: Heard | None) -> RolePlay:
        """How the client reacts to what was heard last at this beat, and where the talk goes."""
        return move_on(self.scenario, self.play, heard, self.fill)

    def moved_on(self, heard: Heard | None) -> "Conversation":
        return replace(self, play=self.coming(heard))

    def ended(self, clock: Clock) -> "Conversation":
        """The session has its end where the client has closed the conversation; one that is broken off has none."""
        return replace(self, session=replace(self.session, ended_at=clock.now())) if self.play.finished else self


def open_conversation(scenario: Scenario, seed: int, fill: Fill, clock: Clock) -> Conversation:
    """The client's opening, and a session without takes."""
    session = Session(clock.new_id(), scenario.id, scenario.version, scenario.pack, seed, started_at=clock.now())
    return Conversation(scenario, begin(scenario, seed, fill), session, fill)
