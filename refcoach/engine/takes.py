"""One take at a time: begun on disk, kept in the log as soon as it ends, checked afterwards."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from refcoach.core.attempt import Attempt, Frame, Session, TakeProblem
from refcoach.core.errors import LogError, RefCoachError
from refcoach.core.feedback import Asked
from refcoach.core.heard import Heard
from refcoach.core.records import frame_from, frame_record
from refcoach.core.transcript import Transcript
from refcoach.engine.attempts import checked_attempt, kept_attempt, take_of
from refcoach.engine.coach import Coach
from refcoach.speech.capture import describe, repair
from refcoach.speech.ports import Capture, CaptureListener, Microphone, Recorded
from refcoach.store.log import PracticeLog
from refcoach.store.takes import TakeShelf


class TakeDesk:
    """Records and logs takes. Every step leaves the take findable: a sidecar beside it until the log has it.

    `asked` says what an attempt is checked for.
    """

    def __init__(
        self,
        capture: Capture,
        coach: Coach,
        log: PracticeLog,
        shelf: TakeShelf,
        asked: Callable[[Attempt], Asked] = lambda attempt: Asked(attempt.required, attempt.optional),
    ) -> None:
        self._capture = capture
        self._asked = asked
        self._coach = coach
        self._log = log
        self._shelf = shelf
        self._log_lock = threading.Lock()
        self._frame: Frame | None = None
        self._unlogged: list[tuple[Frame, Recorded]] = []

    @property
    def recording(self) -> Frame | None:
        """The frame of the take under way."""
        return self._frame

    def begin(self, frame: Frame, microphone_id: str | None, listener: CaptureListener) -> Microphone:
        """Start recording; raises AudioError without a microphone, LogError when the take cannot be written."""
        path = self._shelf.new_path(frame.attempt_id, frame.at)
        self._shelf.begin(frame_record(frame), path)
        try:
            microphone = self._capture.start(path, microphone_id, listener)
        except RefCoachError:
            self._shelf.done(path)
            raise
        self._frame = frame
        return microphone

    def finish(self) -> tuple[Attempt, Recorded]:
        """Stop, and put the take into the log as kept.

        After a LogError the take waits for `log_waiting`; its sidecar stays, so that otherwise the next start recovers it.
        """
        frame = self._frame
        if frame is None:
            raise ValueError("no take is under way")
        self._frame = None
        recorded = self._capture.stop()
        try:
            return self._keep(frame, recorded), recorded
        except LogError:
            self._unlogged.append((frame, recorded))
            raise

    @property
    def waiting(self) -> bool:
        """Whether a take could not be logged yet."""
        return bool(self._unlogged)

    def log_waiting(self) -> list[Attempt]:
        """Log the takes that could not be logged when they ended; raises LogError while the log still refuses them."""
        logged = []
        while self._unlogged:
            logged.append(self._keep(*self._unlogged[0]))
            self._unlogged.pop(0)
        return logged

    def _keep(self, frame: Frame, recorded: Recorded) -> Attempt:
        attempt = kept_attempt(frame, take_of(recorded, self._shelf.relative(recorded.path)))
        self.put(attempt)
        self._shelf.done(recorded.path)
        return attempt

    def read_ahead(self, frame: Frame, so_far: Transcript) -> None:
        """Judge what was recognised of the take under way, for `check` to be quick."""
        self._coach.read_ahead(so_far, self._asked(kept_attempt(frame, None)))

    def put(self, attempt: Attempt) -> None:
        """Log an attempt; returns once it is safely on disk."""
        with self._log_lock:
            self._log.put_attempt(attempt)

    def put_session(self, session: Session) -> None:
        """Log a session record; returns once it is safely on disk."""
        with self._log_lock:
            self._log.put_session(session)

    def check(
        self, attempt: Attempt, recorded: Recorded, on_stage: Callable[[str], None], hear: Callable[[Path], Heard] | None = None
    ) -> Attempt:
        """Recognise (or take what was heard already) and judge a kept take, and log the result in its place."""
        checked = checked_attempt(attempt, self._coach.check_take(recorded, self._asked(attempt), on_stage, hear))
        self.put(checked)
        return checked

    def change(self, attempt_id: str, revise: Callable[[Attempt, Asked], Attempt]) -> Attempt:
        """Put the rep's change of a logged attempt into the log; raises LogError when there is no such attempt."""
        with self._log_lock:
            attempt = self._log.attempt(attempt_id)
        if attempt is None:
            raise LogError("That attempt is not in the practice log.", "Open the log and choose it again.")
        changed = revise(attempt, self._asked(attempt))
        self.put(changed)
        return changed

    def kept(self, attempt_id: str) -> tuple[Attempt, Recorded]:
        """A logged attempt with its take described anew; raises AudioError when the file is gone."""
        with self._log_lock:
            attempt = self._log.attempt(attempt_id)
        if attempt is None or attempt.take is None:
            raise RefCoachError("That take is not in the practice log.", "Record it again.")
        recorded = describe(self._shelf.path_of(attempt.take.file))
        # That a take was cut short cannot be seen in its file any more; the log remembers.
        problems = tuple(dict.fromkeys((*recorded.problems, *(kind for kind in attempt.take.problems if kind is TakeProblem.CUT_SHORT))))
        return attempt, replace(recorded, problems=problems)

    def recover(self) -> list[Attempt]:
        """Complete and log every take that an earlier process left unfinished."""
        recovered = []
        for record, path in self._shelf.unfinished():
            try:
                recovered.append(self._keep(frame_from(record), repair(path)))
            except (RefCoachError, KeyError, TypeError, ValueError):
                # Nothing was recorded yet, or the sidecar is damaged: the sound file, if any, stays where it is.
                self._shelf.done(path)
        return recovered

    def close(self) -> None:
        """Fold the log; nothing may be put afterwards."""
        with self._log_lock:
            self._log.close()
