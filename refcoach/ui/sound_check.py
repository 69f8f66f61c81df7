"""A sound check as the window sees it: how far it is, what was heard, and what stood in the way."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from refcoach.core.attempt import TakeProblem
from refcoach.engine.protocol import SOUND_CHECK
from refcoach.ui.desk import DeskLike, chosen_microphone
from refcoach.ui.drill import LiveDrill
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.engine_trouble import Trouble
from refcoach.ui.models.loudness import Levels, Loudness


class Step(StrEnum):
    """`RECOGNISING`: the sound is there and can be played, its words are not known yet."""

    READY = "ready"
    OPENING = "opening"
    LISTENING = "listening"
    SAVING = "saving"
    RECOGNISING = "recognising"
    HEARD = "heard"


OPEN = (Step.OPENING, Step.LISTENING, Step.SAVING)  # the microphone is in use
PLAYABLE = (Step.RECOGNISING, Step.HEARD)
ENGINE_DIED = ("The speech engine stopped in the middle of the check.", "It is started again; then start another check.")


class SoundCheck(QObject):
    """One at a time. `changed` follows every step, `level` tells seconds, peak and loudness while it listens."""

    changed = Signal()
    level = Signal(float, float, float)

    def __init__(self, engine: EngineLink, desk: DeskLike, drill: LiveDrill, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine, self._desk, self._drill = engine, desk, drill
        self._levels = Levels()
        self.step = Step.READY
        self.playing = False
        self.text = ""
        self.problem: TakeProblem | None = None  # at this moment
        self.problems: Sequence[TakeProblem] = ()  # of the whole check
        self.trouble: tuple[str, str] = ("", "")
        engine.sound_check_started.connect(self._started)
        engine.sound_check_stopped.connect(self._stopped)
        engine.sound_check_heard.connect(self._heard)
        engine.level_heard.connect(self._level)
        engine.signal_changed.connect(self._signal)
        engine.playback_started.connect(self._playback_started)
        engine.playback_finished.connect(self._playback_finished)
        engine.failed.connect(self._failed)
        engine.died.connect(self._died)

    @property
    def open(self) -> bool:
        """Whether the microphone is in use for it."""
        return self.step in OPEN

    @property
    def can_start(self) -> bool:
        return self._engine.serving and bool(self._engine.microphones) and not self._drill.busy and not self.open

    @property
    def can_play(self) -> bool:
        return self.step in PLAYABLE and self._engine.serving and not self._drill.busy

    @property
    def loudness(self) -> Loudness:
        return self._levels.now

    def start(self) -> None:
        """Begin anew; what an earlier check heard is forgotten."""
        if self.can_start:
            self._drill.voice.hush()
            self._begin_anew(Step.OPENING)
            self._engine.sound_check(chosen_microphone(self._desk, self._engine.microphones))

    def end(self) -> None:
        if self.step is Step.LISTENING:
            self._go(Step.SAVING)
            self._engine.stop_sound_check()

    def toggle_playing(self) -> None:
        if self.playing:
            self.stop_playing()
        elif self.can_play:
            self.playing, self.trouble = True, ("", "")
            self._engine.play(SOUND_CHECK, 0.0)
            self.changed.emit()

    def stop_playing(self) -> None:
        if self.playing:
            self.playing = False
            self._engine.stop_playing()
            self.changed.emit()

    def forget(self) -> None:
        """End whatever is under way; nothing of it stays."""
        self.stop_playing()
        if self.open:
            self._engine.stop_sound_check()
        if self.step is not Step.READY:
            self._engine.forget_sound_check()
        self._begin_anew(Step.READY)

    def _begin_anew(self, step: Step) -> None:
        self.playing, self.text, self.problem, self.problems, self.trouble = False, "", None, (), ("", "")
        self._levels = Levels()
        self._go(step)

    def _go(self, step: Step) -> None:
        self.step = step
        self.changed.emit()

    def _started(self, microphone: str) -> None:
        if self.step is Step.OPENING:
            self._go(Step.LISTENING)

    def _level(self, elapsed_s: float, peak_dbfs: float, rms_dbfs: float) -> None:
        if self.step is Step.LISTENING:
            self._levels.hear(elapsed_s, peak_dbfs, rms_dbfs)
            self.level.emit(elapsed_s, peak_dbfs, rms_dbfs)

    def _signal(self, problem: TakeProblem | None) -> None:
        if self.step is Step.LISTENING:
            self.problem = problem
            self.changed.emit()

    def _stopped(self, heard: bool) -> None:
        if self.open:
            self._go(Step.RECOGNISING if heard else Step.READY)

    def _heard(self, text: str, problems: Sequence[TakeProblem]) -> None:
        if self.step is Step.RECOGNISING:
            self.text, self.problems = text, problems
            self._go(Step.HEARD)

    def _playback_started(self, attempt_id: str) -> None:
        if attempt_id != SOUND_CHECK:
            self._playback_finished(SOUND_CHECK, False)

    def _playback_finished(self, attempt_id: str, completed: bool) -> None:
        if attempt_id == SOUND_CHECK and self.playing:
            self.playing = False
            self.changed.emit()

    def _failed(self, trouble: Trouble) -> None:
        if trouble.during == "play" and self.playing:
            self.playing = False
        elif trouble.during == "sound_check" and self.step in (*OPEN, Step.READY):
            self.step = Step.READY
        elif trouble.during == "stop_sound_check" and self.step in (Step.SAVING, Step.RECOGNISING):
            self.step = Step.HEARD
        else:
            return
        self.trouble = (trouble.message, trouble.hint)
        self.changed.emit()

    def _died(self) -> None:
        if self.step is not Step.READY:
            lost = self.open or self.step is Step.RECOGNISING
            self._begin_anew(Step.READY)
            self.trouble = ENGINE_DIED if lost else ("", "")
            self.changed.emit()
