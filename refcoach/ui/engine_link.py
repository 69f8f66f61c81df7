"""The engine as the window sees it: commands as methods, events as typed signals. What carries the lines is left to a subclass."""

import sys
from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from refcoach.core.attempt import TakeProblem
from refcoach.core.records import attempt_from, judgement_from, take_from
from refcoach.engine.protocol import Message
from refcoach.speech.ports import Microphone, Voice
from refcoach.ui.engine_commands import EngineCommands
from refcoach.ui.engine_trouble import Trouble, trouble_from


class EngineState(StrEnum):
    """`LOADING` = serves commands, models not loaded yet; `GAVE_UP` = died too often, waits for `restart`."""

    STARTING = "starting"
    LOADING = "loading"
    READY = "ready"
    RESTARTING = "restarting"
    GAVE_UP = "gave_up"
    CLOSING = "closing"
    CLOSED = "closed"


SERVING = (EngineState.LOADING, EngineState.READY)


def microphones_from(records: Iterable[Message]) -> tuple[Microphone, ...]:
    return tuple(Microphone(str(item["id"]), str(item["name"]), bool(item["is_default"])) for item in records)


class EngineLink(QObject, EngineCommands):
    """Signals carry values of the core. A subclass implements `send` and feeds `receive`."""

    state_changed = Signal()
    ready = Signal()
    microphones_changed = Signal()
    speech_started = Signal(str)
    speech_finished = Signal(str, bool)
    recording_started = Signal(str, str)
    level_heard = Signal(float, float, float)
    signal_changed = Signal(object)
    words_heard = Signal(str, str)
    recording_stopped = Signal(str, object, str)
    recognising_started = Signal(str)
    judging_started = Signal(str)
    attempt_logged = Signal(object)
    take_recovered = Signal(object)
    session_logged = Signal(str)
    playback_started = Signal(str)
    position_changed = Signal(str, float)
    playback_finished = Signal(str, bool)
    waveform_drawn = Signal(str, object, float)  # attempt_id, peaks as a tuple of numbers from 0 to 1, seconds
    voices_listed = Signal(object)  # all voices that can be chosen, as a tuple
    sound_check_started = Signal(str)  # the microphone's name
    sound_check_stopped = Signal(bool)  # False: broken off, nothing of it can be heard
    sound_check_heard = Signal(str, object)  # the words, and what is wrong with the sound as a tuple of TakeProblem
    dictation_started = Signal()
    dictation_stopped = Signal()  # broken off, nothing was heard
    dictated = Signal(str)
    answer_tried = Signal(str, object)  # token, judgement
    check_tested = Signal(str, object)  # token, the outcome's record
    noticed = Signal(str, str)
    failed = Signal(object)
    died = Signal()
    closed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = EngineState.CLOSED
        self.microphones: tuple[Microphone, ...] | None = None
        self.voice_trouble: tuple[str, str] = ("", "")
        self.startup_trouble: Trouble | None = None
        self.engine_name = ""

    @property
    def state(self) -> EngineState:
        return self._state

    @property
    def serving(self) -> bool:
        """True while commands are answered."""
        return self._state in SERVING

    def _become(self, state: EngineState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit()

    # --- life: a subclass with a process overrides these ------------------------------------------------------------

    def start(self) -> None:
        """Begin to serve; `ready` follows."""

    def restart(self) -> None:
        """Try once more after giving up."""

    def shut_down(self) -> None:
        """End; `closed` follows in any case."""
        self._become(EngineState.CLOSED)
        self.closed.emit()

    # --- events -----------------------------------------------------------------------------------------------------

    def receive(self, event: Message) -> None:
        """Turn one event into its signal; unknown events and fields are passed over, misshapen ones are noted on stderr."""
        handler = getattr(self, f"_on_{event.get('event', '')}", None)
        if handler is None:
            return
        try:
            handler(event)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            print(f"refcoach: an event of the engine makes no sense: {error!r}", file=sys.stderr)

    def _on_ready(self, event: Message) -> None:
        self.microphones = microphones_from(event["microphones"])
        available = bool(event.get("voice_available", True))
        fallback = "" if available else "This computer has no voice."
        self.voice_trouble = ("", "") if available else (str(event.get("voice_message") or fallback), str(event.get("voice_hint", "")))
        if self._state not in (EngineState.READY, EngineState.CLOSING):
            self.startup_trouble = None
            self._become(EngineState.LOADING)
        self.microphones_changed.emit()
        self.ready.emit()

    def _on_warmed(self, event: Message) -> None:
        self.engine_name = str(event.get("engine", ""))
        self.startup_trouble = None
        if self._state is not EngineState.CLOSING:
            self._become(EngineState.READY)

    def _on_microphones(self, event: Message) -> None:
        self.microphones = microphones_from(event["microphones"])
        self.microphones_changed.emit()

    def _on_speech_started(self, event: Message) -> None:
        self.speech_started.emit(str(event["text"]))

    def _on_speech_finished(self, event: Message) -> None:
        self.speech_finished.emit(str(event["text"]), bool(event["completed"]))

    def _on_recording_started(self, event: Message) -> None:
        self.recording_started.emit(str(event["attempt_id"]), str(event.get("microphone", "")))

    def _on_level(self, event: Message) -> None:
        self.level_heard.emit(float(event["elapsed_s"]), float(event["peak_dbfs"]), float(event["rms_dbfs"]))

    def _on_signal(self, event: Message) -> None:
        problem = event["problem"]
        self.signal_changed.emit(TakeProblem(problem) if problem else None)

    def _on_partial(self, event: Message) -> None:
        self.words_heard.emit(str(event["attempt_id"]), str(event["text"]))

    def _on_recording_stopped(self, event: Message) -> None:
        take = take_from(event["take"]) if event.get("take") else None
        self.recording_stopped.emit(str(event["attempt_id"]), take, str(event.get("reason", "done")))

    def _on_recognising(self, event: Message) -> None:
        self.recognising_started.emit(str(event["attempt_id"]))

    def _on_judging(self, event: Message) -> None:
        self.judging_started.emit(str(event["attempt_id"]))

    def _on_attempt_logged(self, event: Message) -> None:
        self.attempt_logged.emit(attempt_from(event["attempt"]))

    def _on_take_recovered(self, event: Message) -> None:
        self.take_recovered.emit(attempt_from(event["attempt"]))

    def _on_session_logged(self, event: Message) -> None:
        self.session_logged.emit(str(event["session_id"]))

    def _on_playback_started(self, event: Message) -> None:
        self.playback_started.emit(str(event["attempt_id"]))

    def _on_position(self, event: Message) -> None:
        self.position_changed.emit(str(event["attempt_id"]), float(event["position_s"]))

    def _on_playback_finished(self, event: Message) -> None:
        self.playback_finished.emit(str(event["attempt_id"]), bool(event["completed"]))

    def _on_waveform(self, event: Message) -> None:
        peaks = tuple(min(1.0, max(0.0, float(peak))) for peak in event["peaks"])
        self.waveform_drawn.emit(str(event["attempt_id"]), peaks, float(event["duration_s"]))

    def _on_voices(self, event: Message) -> None:
        self.voices_listed.emit(
            tuple(Voice(*(str(item.get(name, "")) for name in ("id", "name", "language", "gender"))) for item in event["voices"])
        )

    def _on_sound_check_started(self, event: Message) -> None:
        self.sound_check_started.emit(str(event.get("microphone", "")))

    def _on_sound_check_stopped(self, event: Message) -> None:
        self.sound_check_stopped.emit(bool(event.get("heard", False)))

    def _on_sound_check_heard(self, event: Message) -> None:
        self.sound_check_heard.emit(str(event["text"]), tuple(TakeProblem(problem) for problem in event["problems"]))

    def _on_dictation_started(self, event: Message) -> None:
        self.dictation_started.emit()

    def _on_dictation_stopped(self, event: Message) -> None:
        self.dictation_stopped.emit()

    def _on_dictated(self, event: Message) -> None:
        self.dictated.emit(str(event["text"]))

    def _on_answer_tried(self, event: Message) -> None:
        self.answer_tried.emit(str(event["token"]), judgement_from(event["judgement"]))

    def _on_check_tested(self, event: Message) -> None:
        self.check_tested.emit(str(event["token"]), dict(event["outcome"]))

    def _on_notice(self, event: Message) -> None:
        self.noticed.emit(str(event["message"]), str(event.get("hint", "")))

    def _on_error(self, event: Message) -> None:
        trouble = trouble_from(event)
        if trouble.during == "startup":
            self.startup_trouble = trouble
            self.state_changed.emit()
        self.failed.emit(trouble)
