"""The rep's turn: where its take stands, from Record to its result, and what went wrong with it. The engine's events move it on."""

from PySide6.QtCore import QObject, Signal

from refcoach.core.attempt import Take, TakeProblem
from refcoach.ui.engine_link import EngineLink, EngineState
from refcoach.ui.engine_trouble import Trouble
from refcoach.ui.phase import BUSY, Phase


class Turn(QObject):
    """`attempt_id` is the take under way or just ended, empty when there is none; `problem` what is wrong with its sound while it is
    recorded, `live_words` what was heard in it so far.

    `changed` follows every change but those of the live words (`live_words_changed`).
    """

    changed = Signal()
    live_words_changed = Signal(str)

    def __init__(self, engine: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self.phase = Phase.EMPTY
        self.attempt_id = ""
        self.trouble: Trouble | None = None
        self.problem: TakeProblem | None = None
        self.live_words = ""
        engine.state_changed.connect(self._engine_changed)
        engine.died.connect(self._engine_died)
        engine.signal_changed.connect(self._signal_changed)
        engine.words_heard.connect(self._words_heard)
        engine.recording_stopped.connect(self._recording_stopped)
        engine.recognising_started.connect(self._recognising_started)
        engine.judging_started.connect(self._judging_started)
        engine.failed.connect(self._failed)

    @property
    def busy(self) -> bool:
        return self.phase in BUSY

    def become(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()

    def renew(self, phase: Phase, attempt_id: str = "") -> None:
        """Begin anew: what was heard and what went wrong before is forgotten."""
        self.trouble, self.problem, self.attempt_id, self.live_words = None, None, attempt_id, ""
        self.become(phase)

    # --- what the engine tells --------------------------------------------------------------------------------------

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

    def _signal_changed(self, problem: TakeProblem | None) -> None:
        if self.phase is Phase.RECORDING and problem is not self.problem:
            self.problem = problem
            self.changed.emit()

    def _words_heard(self, attempt_id: str, words: str) -> None:
        if attempt_id == self.attempt_id and self.busy:
            self.live_words = words
            self.live_words_changed.emit(words)

    def _recording_stopped(self, attempt_id: str, take: Take | None, reason: str) -> None:
        if attempt_id == self.attempt_id and self.phase in (Phase.STARTING, Phase.RECORDING, Phase.STOPPING):
            self.become(Phase.RECOGNISING)

    def _recognising_started(self, attempt_id: str) -> None:
        if attempt_id == self.attempt_id:
            self.become(Phase.RECOGNISING)

    def _judging_started(self, attempt_id: str) -> None:
        if attempt_id == self.attempt_id:
            self.become(Phase.CHECKING)

    def _failed(self, trouble: Trouble) -> None:
        if trouble.during == "record" and not trouble.attempt_id and self.phase is Phase.STARTING:
            self.trouble = trouble
            self.phase = Phase.READY
        elif trouble.during in ("stop", "check_kept") and self.phase in (Phase.STOPPING, Phase.RECOGNISING, Phase.CHECKING):
            if trouble.attempt_id in ("", self.attempt_id):
                self.trouble = trouble
                self.phase = Phase.KEPT
        elif trouble.attempt_id and trouble.attempt_id == self.attempt_id:
            self.trouble = trouble
        self.changed.emit()
