"""A drill on screen: the role-play's state, moved by the rep's commands and the engine's events. Pages read it and keep no copy."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from refcoach.core.attempt import Attempt, AttemptState, Session, Take, TakeProblem
from refcoach.core.bands import Bands
from refcoach.core.roleplay import Fill, Heard, RolePlay, answered, as_it_stands, begin, move_on
from refcoach.core.scenario import Beat, Scenario
from refcoach.engine.attempts import Clock, frame_for, part_frame
from refcoach.ui.client_voice import ClientVoice
from refcoach.ui.desk import DeskLike, chosen_microphone, own_words
from refcoach.ui.engine_link import EngineLink, EngineState
from refcoach.ui.engine_trouble import Trouble
from refcoach.ui.phase import BUSY, Phase
from refcoach.ui.results import Results
from refcoach.ui.takes import Part, Shown, part_of

__all__ = ["BUSY", "LiveDrill", "Phase"]


class LiveDrill(QObject):
    """`changed` follows every change but those of the words heard so far (`live_words_changed`); levels and playback positions go from
    the engine to the widgets directly.

    `results` holds the checked takes; `part` is set while a single check is said again alone.
    """

    changed = Signal()
    live_words_changed = Signal(str)
    attempt_added = Signal(object)

    def __init__(
        self, engine: EngineLink, desk: DeskLike, clock: Clock, new_seed: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine, self._desk, self._clock, self._new_seed = engine, desk, clock, new_seed
        self.scenario: Scenario | None = None
        self.play: RolePlay | None = None
        self.session: Session | None = None
        self.phase = Phase.EMPTY
        self.part: Part | None = None
        self.trouble: Trouble | None = None
        self.problem: TakeProblem | None = None
        self.voice = ClientVoice(engine, desk, self)
        self.results = Results(engine, self)
        self.live_words = ""
        self._fill: Fill = as_it_stands
        self._attempt_id = ""
        self._connect()

    def _connect(self) -> None:
        engine = self._engine
        engine.ready.connect(self._engine_ready)
        engine.state_changed.connect(self._engine_changed)
        engine.died.connect(self._engine_died)
        engine.microphones_changed.connect(self.changed)
        self.voice.changed.connect(self.changed)
        self.results.changed.connect(self.changed)
        engine.recording_started.connect(self._recording_started)
        engine.signal_changed.connect(self._signal_changed)
        engine.words_heard.connect(self._words_heard)
        engine.recording_stopped.connect(self._recording_stopped)
        engine.recognising_started.connect(self._recognising_started)
        engine.judging_started.connect(self._judging_started)
        engine.attempt_logged.connect(self._attempt_logged)
        engine.take_recovered.connect(self._take_recovered)
        engine.failed.connect(self._failed)

    # --- what the pages read ----------------------------------------------------------------------------------------

    @property
    def beat(self) -> Beat | None:
        if self.scenario is None or self.play is None or self.play.beat_id is None:
            return None
        return self.scenario.beat(self.play.beat_id)

    def bands(self) -> Bands:
        """The limits that a delivery is held against, as they are now."""
        return self._desk.settings.bands

    @property
    def attempt_id(self) -> str:
        """The take under way or just ended; empty when there is none."""
        return self._attempt_id

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
        return self.phase in BUSY

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
        self.scenario = scenario
        self._fill = own_words(self._desk)
        self.play = begin(scenario, self._new_seed(), self._fill)
        self.session = Session(
            self._clock.new_id(), scenario.id, scenario.version, scenario.pack, self.play.seed, started_at=self._clock.now()
        )
        self.results.begin()
        self._arrive(speak)

    def _arrive(self, speak: bool) -> None:
        self.trouble, self.problem, self.part, self._attempt_id, self.live_words = None, None, None, "", ""
        self.results.leave()
        self._become(Phase.FINISHED if self.play is not None and self.play.finished else Phase.READY)
        if speak and self.voice.on:
            self.speak()

    @property
    def coming(self) -> RolePlay | None:
        """How the client reacts to the last take of this beat, and where the talk goes; None while there is no scenario.

        A take that was not checked is no reason to ask again."""
        if self.scenario is None or self.play is None:
            return None
        tried = [whole for whole in self.results.done if whole.first.beat == self.play.beat_id]
        heard = Heard(tried[-1].judgement, not tried[-1].first.transcript.text.strip()) if tried and self.phase is not Phase.KEPT else None
        return move_on(self.scenario, self.play, heard, self._fill)

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
        if not self.can_record or self.scenario is None or self.play is None or self.session is None:
            return
        if not self._desk.settings.headphones or self.voice.spoken != self.play.line:
            self.voice.hush()
        if self.part is None:
            frame = frame_for(self.scenario, self.play, self.session.session_id, self._clock)
        else:
            frame = part_frame(self.part.first, (self.part.step.key,), self._clock)
        self._attempt_id = frame.attempt_id
        self.trouble, self.problem, self.live_words = None, None, ""
        self._become(Phase.STARTING)
        self._engine.record(frame, chosen_microphone(self._desk, self._engine.microphones))

    def finish_take(self) -> None:
        """I'm done: stop and check."""
        if self.phase is Phase.RECORDING:
            self._become(Phase.STOPPING)
            self._engine.stop()

    def check_kept(self) -> None:
        if self.phase is Phase.KEPT and self._engine.serving and self._attempt_id:
            self.trouble = None
            self._become(Phase.RECOGNISING)
            self._engine.check_kept(self._attempt_id)

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
            self._become(Phase.RESULT)

    def move_on(self) -> None:
        """To the client's next line, or to the end of the conversation."""
        if self.phase not in (Phase.RESULT, Phase.KEPT) or self.scenario is None or self.play is None:
            return
        self.play = self.coming or self.play
        if self.play.finished and self.session is not None:
            self.session = replace(self.session, ended_at=self._clock.now())
            self._log_session()
        self._arrive(speak=True)

    def start_over(self) -> None:
        if self.scenario is not None and not self.busy:
            self.open(self.scenario)

    # --- what the engine tells --------------------------------------------------------------------------------------

    def _become(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()

    def _engine_ready(self) -> None:
        if self.scenario is not None and self.play is not None and self.phase is Phase.READY:
            self._prepare_line()
        self.changed.emit()

    def _engine_changed(self) -> None:
        if self._engine.state is EngineState.READY and self.phase is Phase.LOST:
            # The engine tells of recovered takes before it is warm: there was no sound on disk yet.
            self.trouble = Trouble("record", "audio", "Nothing was recorded yet when the engine stopped.", "Record this part again.")
            self.phase = Phase.READY
        self.changed.emit()

    def _engine_died(self) -> None:
        if self.phase in (Phase.STARTING, Phase.RECORDING, Phase.STOPPING):
            self.phase = Phase.LOST
        elif self.phase in (Phase.RECOGNISING, Phase.CHECKING):
            self.phase = Phase.KEPT
        self.changed.emit()

    def _recording_started(self, attempt_id: str, microphone: str) -> None:
        if attempt_id == self._attempt_id and self.phase is Phase.STARTING:
            self._count_take(attempt_id)
            self._become(Phase.RECORDING)

    def _count_take(self, attempt_id: str) -> None:
        """A part that is said again belongs to its attempt and is no new try of the beat."""
        if self.part is None and self.session is not None and self.play is not None and attempt_id not in self.session.attempts:
            self.session = replace(self.session, attempts=(*self.session.attempts, attempt_id))
            self.play = answered(self.play)

    def _signal_changed(self, problem: TakeProblem | None) -> None:
        if self.phase is Phase.RECORDING and problem is not self.problem:
            self.problem = problem
            self.changed.emit()

    def _words_heard(self, attempt_id: str, words: str) -> None:
        if attempt_id == self._attempt_id and self.phase in BUSY:
            self.live_words = words
            self.live_words_changed.emit(words)

    def _recording_stopped(self, attempt_id: str, take: Take | None, reason: str) -> None:
        if attempt_id == self._attempt_id and self.phase in (Phase.STARTING, Phase.RECORDING, Phase.STOPPING):
            self._become(Phase.RECOGNISING)

    def _recognising_started(self, attempt_id: str) -> None:
        if attempt_id == self._attempt_id:
            self._become(Phase.RECOGNISING)

    def _judging_started(self, attempt_id: str) -> None:
        if attempt_id == self._attempt_id:
            self._become(Phase.CHECKING)

    def _attempt_logged(self, attempt: Attempt) -> None:
        self.attempt_added.emit(attempt)
        if self.results.knows(attempt.attempt_id):
            self.results.add(attempt)  # the rep has corrected or contested something in it
            self.changed.emit()
        elif attempt.attempt_id == self._attempt_id:
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
        self._become(Phase.RESULT if checked else Phase.KEPT)
        self._prepare_line()

    def _log_session(self) -> None:
        if self.session is not None and self.session.attempts:
            self._engine.log_session(self.session)

    def _take_recovered(self, attempt: Attempt) -> None:
        self.attempt_added.emit(attempt)
        if attempt.attempt_id == self._attempt_id and self.phase is Phase.LOST:
            self._count_take(attempt.attempt_id)
            self._become(Phase.KEPT)

    def _failed(self, trouble: Trouble) -> None:
        if trouble.during == "record" and not trouble.attempt_id and self.phase is Phase.STARTING:
            self.trouble = trouble
            self.phase = Phase.READY
        elif trouble.during in ("stop", "check_kept") and self.phase in (Phase.STOPPING, Phase.RECOGNISING, Phase.CHECKING):
            if trouble.attempt_id in ("", self._attempt_id):
                self.trouble = trouble
                self.phase = Phase.KEPT
        elif trouble.attempt_id and trouble.attempt_id == self._attempt_id:
            self.trouble = trouble
        self.changed.emit()
