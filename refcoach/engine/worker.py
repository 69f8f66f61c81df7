"""The engine worker: owns microphone, loudspeaker, recogniser and judge, and serves them over a pipe (see protocol.py).

One thread reads commands and handles them in order; recognising and synthesis run in a thread each and report by events.
"""

import os
import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from refcoach import __version__
from refcoach.core.attempt import Attempt
from refcoach.core.client_line import line_from
from refcoach.core.errors import AudioError, RefCoachError, UsageError
from refcoach.core.records import attempt_record, frame_from, session_from
from refcoach.engine.aside import DICTATION, Aside
from refcoach.engine.attempts import system_clock
from refcoach.engine.desk import Desk
from refcoach.engine.hearing import Ears, Hearing
from refcoach.engine.housekeeping import Housekeeping
from refcoach.engine.library import recordings
from refcoach.engine.listener import TakeListener
from refcoach.engine.parts import Parts
from refcoach.engine.protocol import SOUND_CHECK, Message
from refcoach.engine.rep_changes import RepChanges
from refcoach.engine.sounds import Sounds
from refcoach.engine.trials import Trials
from refcoach.speech.ports import Recorded

MICROPHONE_WATCH_S = 2.5  # how often a plugged or unplugged microphone is looked for while nothing is recorded

Emit = Callable[[Message], None]


class Worker:
    """Handles commands one after another; `emit` may be called from any thread."""

    def __init__(self, parts: Parts, desk: Desk, emit: Emit, now: Callable[[], str] | None = None) -> None:
        self._parts, self._desk, self._emit = parts, desk, emit
        self._now = now or system_clock().now
        self._takes = parts.takes
        self._sounds = Sounds(parts.speaker, parts.playback, emit, partial(recordings, desk.packs))
        self._inbox: queue.Queue[Message] = queue.Queue()
        self._ears = Ears(parts.coach.recogniser, parts.live, emit)
        self._jobs = ThreadPoolExecutor(1, "recognise")
        folder = desk.places.cache
        self._aside = Aside(parts.capture, parts.coach.recogniser, folder, emit, self.post, self._jobs, self._fail)
        self._greeted = False
        self._microphones: tuple[Any, ...] = ()
        self._ended = threading.Event()
        changes = RepChanges(parts.coach, self._takes, self._in_turn, emit, self._fail, self._now)
        trials = Trials(parts.coach, self._in_turn, emit)
        self._elsewhere = {**changes.commands, **trials.commands, **self._aside.commands, **self._sounds.commands}
        self._housekeeping = Housekeeping(desk, lambda: self._takes.recording is not None or self._sounds.busy)

    def post(self, command: Message) -> None:
        """Queue a command; may be called from any thread."""
        self._inbox.put(command)

    def run(self) -> None:
        """Serve until `shutdown`; the first `hello` also recovers takes and loads the models."""
        threading.Thread(target=self._watch_microphones, name="microphones", daemon=True).start()
        self._housekeeping.start()
        while not self._ended.is_set():
            self._handle(self._inbox.get())
        self._emit({"event": "bye"})

    def _handle(self, command: Message) -> None:
        name = str(command.get("cmd", ""))
        action = self._elsewhere.get(name) or getattr(self, f"_do_{name.lstrip('_')}", None)
        if action is None:
            self._fail(name, UsageError(f"The engine does not know the command {name!r}.", "Update RefCoach."))
            return
        self._guard(name, action, command)

    def _in_turn(self, during: str, work: Callable[[], None]) -> None:
        """Have something done where takes are judged, one after another."""
        self._jobs.submit(self._guard, during, work)

    def _guard(self, during: str, action: Callable[..., None], *args: Any) -> None:
        """Run something whose failure must become an event, never the end of the engine."""
        try:
            action(*args)
        except RefCoachError as error:
            self._fail(during, error)
        except Exception as error:
            print(f"engine: {during}: {error!r}", file=sys.stderr, flush=True)
            self._fail(
                during, RefCoachError(f"Something unforeseen happened: {error}", "Try again; if it happens again, run: refcoach doctor")
            )

    def _fail(self, during: str, error: RefCoachError, **more: Any) -> None:
        self._emit({"event": "error", "during": during, "code": error.code, "message": error.message, "hint": error.hint, **more})

    # --- life -----------------------------------------------------------------------------------------------------

    def _do_hello(self, command: Message) -> None:
        self._greet()
        if not self._greeted:
            self._greeted = True
            self._jobs.submit(self._guard, "startup", self._warm)
            self._recover()

    def _greet(self) -> None:
        self._microphones = self._list_microphones()
        message, hint = self._sounds.voice_trouble()
        self._emit(
            {
                "event": "ready",
                "version": __version__,
                "pid": os.getpid(),
                "microphones": [asdict(microphone) for microphone in self._microphones],
                "voice_available": not message,
                "voice_message": message,
                "voice_hint": hint,
            }
        )

    def _do_settings_changed(self, command: Message) -> None:
        model = self._desk.settings.model
        self._desk.reload_settings()
        self._desk.reload_profile()
        self._desk.reload_scenarios()
        self._greet()
        if self._desk.settings.model != model:
            self._jobs.submit(self._guard, "startup", self._warm)

    def _warm(self) -> None:
        self._parts.coach.warm()
        self._emit({"event": "warmed", "engine": self._parts.coach.recogniser.engine})
        self._ears.warm()

    def _recover(self) -> None:
        for attempt in self._takes.recover():
            self._emit({"event": "take_recovered", "attempt": attempt_record(attempt)})

    def _do_shutdown(self, command: Message) -> None:
        self._ended.set()
        self._housekeeping.end()
        self._sounds.close()
        self._aside.end(heard=False)
        self._aside.forget()
        if self._takes.recording is not None:
            self._guard("shutdown", self._finish, "kept", False)
        self._takes.close()

    # --- microphone -----------------------------------------------------------------------------------------------

    def _list_microphones(self) -> tuple[Any, ...]:
        try:
            return tuple(self._parts.capture.microphones())
        except RefCoachError:
            return ()

    def _do_microphones(self, command: Message) -> None:
        self._microphones = self._list_microphones()
        self._emit({"event": "microphones", "microphones": [asdict(microphone) for microphone in self._microphones]})

    def _watch_microphones(self) -> None:
        while not self._ended.wait(MICROPHONE_WATCH_S):
            self.post({"cmd": "_look_for_microphones"})

    def _do_look_for_microphones(self, command: Message) -> None:
        if self._takes.waiting:
            self._log_waiting()
        if self._takes.recording is None and not self._aside.running and not self._sounds.busy:
            before = self._microphones
            now = self._list_microphones()
            if now != before:
                self._do_microphones(command)

    def _log_waiting(self) -> None:
        """A take that the log refused (a full disk) goes in as soon as there is room; until then the failure is known already."""
        try:
            logged = self._takes.log_waiting()
        except RefCoachError:
            return
        for attempt in logged:
            self._emit({"event": "take_recovered", "attempt": attempt_record(attempt)})

    def _do_sound_check(self, command: Message) -> None:
        self._begin_aside(SOUND_CHECK, command)

    def _do_dictate(self, command: Message) -> None:
        self._begin_aside(DICTATION, command)

    def _begin_aside(self, kind: str, command: Message) -> None:
        if self._takes.recording is not None:
            raise UsageError("A take is being recorded.", "End it first.")
        self._sounds.stop()
        self._aside.begin(kind, command.get("microphone_id"))

    # --- takes ----------------------------------------------------------------------------------------------------

    def _do_record(self, command: Message) -> None:
        if self._takes.recording is not None:
            raise UsageError("A take is being recorded already.", "End it first.")
        self._aside.end(heard=False)
        settings = self._desk.settings
        if not settings.headphones:
            self._sounds.stop()  # nobody listens while the client speaks
        frame = frame_from(command["attempt"])
        hearing = self._ears.listen(frame.attempt_id, partial(self._takes.read_ahead, frame))
        listener = TakeListener(self._emit, self.post, frame.attempt_id, settings.pause_s, hearing)
        microphone = self._takes.begin(frame, command.get("microphone_id"), listener)
        self._emit({"event": "recording_started", "attempt_id": frame.attempt_id, "microphone": microphone.name})

    def _do_stop(self, command: Message) -> None:
        if self._takes.recording is not None:
            self._finish("done", True)

    def _do_keep(self, command: Message) -> None:
        if self._takes.recording is not None:
            self._finish("kept", False)

    def _do_lost(self, command: Message) -> None:
        if not command["attempt_id"]:
            if self._aside.running:
                self._aside.lost(command["message"])
            return
        if self._takes.recording is None or self._takes.recording.attempt_id != command["attempt_id"]:
            return
        self._guard("stop", self._finish, "lost", True)
        self._fail("record", AudioError(command["message"], command["hint"]), attempt_id=command["attempt_id"])

    def _finish(self, reason: str, check: bool) -> None:
        hearing = self._ears.hand_over()
        attempt, recorded = self._takes.finish()
        record = attempt_record(attempt)
        self._emit({"event": "recording_stopped", "attempt_id": attempt.attempt_id, "take": record["take"], "reason": reason})
        if check:
            self._jobs.submit(self._check, attempt, recorded, hearing)
        else:
            hearing.abandon()
            self._emit({"event": "attempt_logged", "attempt": record})

    def _check(self, attempt: Attempt, recorded: Recorded, hearing: Hearing | None = None) -> None:
        def on_stage(stage: str) -> None:
            self._emit({"event": stage, "attempt_id": attempt.attempt_id})

        try:
            attempt = self._takes.check(attempt, recorded, on_stage, hearing.heard if hearing is not None else None)
        except RefCoachError as error:
            self._fail("stop", error, attempt_id=attempt.attempt_id)
        except Exception as error:
            print(f"engine: check: {error!r}", file=sys.stderr, flush=True)
            trouble = RefCoachError(f"The take could not be checked: {error}", "It is kept in the log; try to check it again.")
            self._fail("stop", trouble, attempt_id=attempt.attempt_id)
        # After a failure this tells the window that the take is kept.
        self._emit({"event": "attempt_logged", "attempt": attempt_record(attempt)})

    def _do_check_kept(self, command: Message) -> None:
        self._jobs.submit(self._check, *self._takes.kept(str(command["attempt_id"])))

    def _do_log_session(self, command: Message) -> None:
        session = session_from(command["session"])
        self._takes.put_session(session)
        self._emit({"event": "session_logged", "session_id": session.session_id})

    # --- loudspeaker ----------------------------------------------------------------------------------------------

    def _do_speak(self, command: Message) -> None:
        if self._takes.recording is not None and not self._desk.settings.headphones:
            return
        self._sounds.speak(line_from(command), self._fail)

    def _do_prepare_speech(self, command: Message) -> None:
        for line in command.get("lines", []):
            self._sounds.prepare(line_from(line))

    def _do_stop_speaking(self, command: Message) -> None:
        self._sounds.stop()

    def _sound_of(self, command: Message) -> Path:
        """The take of the log that is meant, or with `file` that of a share; or the sound check."""
        if command.get("attempt_id") == SOUND_CHECK:
            return self._aside.checked_sound
        if command.get("file"):
            return self._desk.places.shared_sounds / Path(str(command["file"])).name
        return self._takes.kept(str(command["attempt_id"]))[1].path

    def _do_play(self, command: Message) -> None:
        self._sounds.play(str(command["attempt_id"]), self._sound_of(command), float(command.get("from_s", 0.0)))

    def _do_stop_playing(self, command: Message) -> None:
        self._sounds.stop()

    def _do_waveform(self, command: Message) -> None:
        attempt_id = str(command["attempt_id"])
        self._sounds.draw(attempt_id, lambda: self._sound_of(command), partial(self._fail, "waveform", attempt_id=attempt_id))
