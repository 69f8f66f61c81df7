"""A drill on screen: the role-play's state, moved by the rep's commands and the engine's events. Pages read it and keep no copy."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from refcoach.core.attempt import Attempt, AttemptState, Session, TakeProblem
from refcoach.core.bands import Bands
from refcoach.core.roleplay import Heard, RolePlay
from refcoach.core.scenario import Beat, Scenario
from refcoach.engine.attempts import Clock, part_frame
from refcoach.engine.conversation import Conversation, open_conversation
from refcoach.ui.client_voice import ClientVoice
from refcoach.ui.desk import DeskLike, chosen_microphone, own_words
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.engine_trouble import Trouble
from refcoach.ui.phase import BUSY, Phase
from refcoach.ui.results import Results
from refcoach.ui.takes import Part, Shown, part_of
from refcoach.ui.turn import Turn

__all__ = ["BUSY", "LiveDrill", "Phase"]


class LiveDrill(QObject):
    """`changed` follows every change but those of the words heard so far (`live_words_changed`); levels and playback positions go from
    the engine to the widgets directly.

    `turn` is where the take of the current beat stands, `results` holds the checked takes; `part` is set while a single check is said again
    alone.
    """

    changed = Signal()
    live_words_changed = Signal(str)
    attempt_added = Signal(object)

    def __init__(
        self, engine: EngineLink, desk: DeskLike, clock: Clock, new_seed: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine, self._desk, self._clock, self._new_seed = engine, desk, clock, new_seed
        self.part: Part | None = None
        self.voice = ClientVoice(engine, desk, self)
        self.turn = Turn(engine, self)
        self.results = Results(engine, self)
        self._talk: Conversation | None = None
        self._connect()

    def _connect(self) -> None:
        engine = self._engine
        engine.ready.connect(self._engine_ready)
        engine.microphones_changed.connect(self.changed)
        self.voice.changed.connect(self.changed)
        self.turn.changed.connect(self.changed)
        self.turn.live_words_changed.connect(self.live_words_changed)
        self.results.changed.connect(self.changed)
        engine.recording_started.connect(self._recording_started)
        engine.attempt_logged.connect(self._attempt_logged)
        engine.take_recovered.connect(self._take_recovered)

    # --- what the pages read ----------------------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario | None:
        return self._talk.scenario if self._talk is not None else None

    @property
    def play(self) -> RolePlay | None:
        return self._talk.play if self._talk is not None else None

    @property
    def session(self) -> Session | None:
        return self._talk.session if self._talk is not None else None

    @property
    def beat(self) -> Beat | None:
        return self._talk.beat if self._talk is not None else None

    def bands(self) -> Bands:
        """The limits that a delivery is held against, as they are now."""
        return self._desk.settings.bands

    @property
    def phase(self) -> Phase:
        return self.turn.phase

    @property
    def attempt_id(self) -> str:
        """The take under way or just ended; empty when there is none."""
        return self.turn.attempt_id

    @property
    def trouble(self) -> Trouble | None:
        return self.turn.trouble

    @property
    def problem(self) -> TakeProblem | None:
        """What is wrong with the sound while it is recorded."""
        return self.turn.problem

    @property
    def live_words(self) -> str:
        return self.turn.live_words

    @property
    def attempt(self) -> Attempt | None:
        """The take that the result looks at; None while there is no result."""
        return self.results.attempt if self.phase is Phase.RESULT else None

    @property
    def shown(self) -> Shown | None:
        """What the result shows; None while there is none."""
        return self.results.shown if self.phase is Phase.RESULT else None

    @property
    def busy(self) -> bool:
        return self.turn.busy

    @property
    def can_record(self) -> bool:
        return self.phase is Phase.READY and self._engine.serving and bool(self._engine.microphones)

    # --- what the rep does ------------------------------------------------------------------------------------------

    def open(self, scenario: Scenario, speak: bool = True) -> None:
        """Begin a drill. A take under way is kept in the log without checking."""
        if self.phase in (Phase.STARTING, Phase.RECORDING):
            self._engine.keep()
        self.voice.hush()
        self.voice.lend_to(scenario)
        self._talk = open_conversation(scenario, self._new_seed(), own_words(self._desk), self._clock)
        self.results.begin()
        self._arrive(speak)

    def _arrive(self, speak: bool) -> None:
        self.part = None
        self.results.leave()
        self.turn.renew(Phase.FINISHED if self.play is not None and self.play.finished else Phase.READY)
        if speak and self.voice.on:
            self.speak()

    @property
    def coming(self) -> RolePlay | None:
        """How the client reacts to the last take of this beat, and where the talk goes; None while there is no scenario."""
        return self._talk.coming(self._heard()) if self._talk is not None else None

    def _heard(self) -> Heard | None:
        """What the client heard last at this beat. A take that was not checked is no reason to ask again."""
        tried = [whole for whole in self.results.done if self.play is not None and whole.first.beat == self.play.beat_id]
        return Heard(tried[-1].judgement, not tried[-1].first.transcript.text.strip()) if tried and self.phase is not Phase.KEPT else None

    def _prepare_line(self) -> None:
        """What the client says next is known while the rep still reads: it is synthesised ahead."""
        coming = self.coming if self.phase is Phase.RESULT else self.play
        if coming is not None:
            self.voice.prepare([coming.line])

    def speak(self) -> None:
        """Let the client say the line; it waits for the engine when that is still starting."""
        if self.play is not None and self.voice.on and self.phase not in (*BUSY, Phase.LOST):
            self.voice.say(self.play.line)

    def record(self) -> None:
        """Start a take. Nobody listens while the client speaks: without headphones the voice is stopped first."""
        if not self.can_record or self._talk is None:
            return
        if not self._desk.settings.headphones or self.voice.spoken != self._talk.play.line:
            self.voice.hush()
        part, clock = self.part, self._clock
        frame = part_frame(part.first, (part.step.key,), clock) if part is not None else self._talk.frame(clock)
        self.turn.renew(Phase.STARTING, frame.attempt_id)
        self._engine.record(frame, chosen_microphone(self._desk, self._engine.microphones))

    def finish_take(self) -> None:
        """I'm done: stop and check."""
        if self.phase is Phase.RECORDING:
            self.turn.become(Phase.STOPPING)
            self._engine.stop()

    def check_kept(self) -> None:
        if self.phase is Phase.KEPT and self._engine.serving and self.attempt_id:
            self.turn.trouble = None
            self.turn.become(Phase.RECOGNISING)
            self._engine.check_kept(self.attempt_id)

    def try_again(self) -> None:
        """The same part once more; the take before it stays in the log."""
        if self.phase is Phase.KEPT and self.part is not None:
            self._begin_part(self.part)
        elif self.phase in (Phase.RESULT, Phase.KEPT):
            self._arrive(speak=False)

    def say_again(self, key: str) -> None:
        """Record one missed check alone, at once; it counts as part of the attempt shown."""
        if self.shown is not None:
            self._begin_part(part_of(self.shown.whole, key))

    def _begin_part(self, part: Part) -> None:
        self._arrive(speak=False)
        self.part = part
        self.changed.emit()
        self.record()

    def leave_part(self) -> None:
        """Back to the result, without saying the part again."""
        if self.part is not None and self.phase in (Phase.READY, Phase.KEPT):
            first = self.part.first
            self._arrive(speak=False)
            self.results.show(first.attempt_id)
            self.turn.become(Phase.RESULT)

    def move_on(self) -> None:
        """To the client's next line, or to the end of the conversation."""
        if self.phase not in (Phase.RESULT, Phase.KEPT) or self._talk is None:
            return
        self._talk = self._talk.moved_on(self._heard()).ended(self._clock)
        if self._talk.play.finished:
            self._log_session()
        self._arrive(speak=True)

    def start_over(self) -> None:
        if self.scenario is not None and not self.busy:
            self.open(self.scenario)

    # --- what the engine tells --------------------------------------------------------------------------------------

    def _engine_ready(self) -> None:
        if self.phase is Phase.READY:
            self._prepare_line()
        self.changed.emit()

    def _recording_started(self, attempt_id: str, microphone: str) -> None:
        if attempt_id == self.attempt_id and self.phase is Phase.STARTING:
            self._count_take(attempt_id)
            self.turn.become(Phase.RECORDING)

    def _count_take(self, attempt_id: str) -> None:
        """A part that is said again belongs to its attempt and is no new try of the beat."""
        if self.part is None and self._talk is not None:
            self._talk = self._talk.with_take(attempt_id)

    def _attempt_logged(self, attempt: Attempt) -> None:
        self.attempt_added.emit(attempt)
        if self.results.knows(attempt.attempt_id):
            self.results.add(attempt)  # the rep has corrected or contested something in it
            self.changed.emit()
        elif attempt.attempt_id == self.attempt_id:
            self._take_logged(attempt)
        elif self.session is not None and attempt.session_id == self.session.session_id and attempt.state is AttemptState.CHECKED:
            self.results.add(attempt)  # a kept take of this session, checked from the log
            self.changed.emit()

    def _take_logged(self, attempt: Attempt) -> None:
        checked = attempt.state is AttemptState.CHECKED
        if checked:
            self.results.add(attempt)
            self.results.show(attempt.attempt_id)
            self.part = None
        self._log_session()
        self.turn.become(Phase.RESULT if checked else Phase.KEPT)
        self._prepare_line()

    def _log_session(self) -> None:
        if self.session is not None and self.session.attempts:
            self._engine.log_session(self.session)

    def _take_recovered(self, attempt: Attempt) -> None:
        self.attempt_added.emit(attempt)
        if attempt.attempt_id == self.attempt_id and self.phase is Phase.LOST:
            self._count_take(attempt.attempt_id)
            self.turn.become(Phase.KEPT)
