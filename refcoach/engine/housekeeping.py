"""What is done while nobody needs the computer: the journal folded, sound that is due deleted, checked takes compressed.

One small step after another, each of them whole on the disk when it ends; a take that begins stops the step under way.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime

from refcoach.core.errors import RefCoachError
from refcoach.engine.desk import Desk
from refcoach.engine.keeping import Keeping
from refcoach.speech.flac import compress

FIRST_S = 15.0  # models are loading, and the rep looks round
BETWEEN_S = 0.05
IDLE_S = 2.0
FOLD_LINES = 50  # of the journal: about half a megabyte, read in some ten milliseconds


class Housekeeping:
    """`busy` says whether somebody speaks or listens."""

    def __init__(self, desk: Desk, busy: Callable[[], bool], now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        self._desk, self._busy = desk, busy
        self._began = now()
        self._keeping = Keeping(desk, now)
        self._ended = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self.run, name="housekeeping", daemon=True).start()

    def end(self) -> None:
        """No further step; the one under way stops soon and is safe to be killed."""
        self._ended.set()

    def run(self, first_s: float = FIRST_S) -> None:
        steps = self.steps()
        wait_s = first_s
        while not self._ended.wait(wait_s):
            wait_s = IDLE_S
            if not self._interrupted():
                try:
                    if not self.fold() and next(steps, None) is not None:
                        wait_s = BETWEEN_S
                except RefCoachError as error:  # a full disk, say: nothing is lost, and the next start tries again
                    print(f"engine: housekeeping: {error.message}", file=sys.stderr, flush=True)
                    steps = iter(())

    def fold(self) -> bool:
        """Fold a journal that has grown; whether it had."""
        if self._desk.log.waiting() < FOLD_LINES:
            return False
        self._desk.log.fold()
        return True

    def steps(self) -> Iterator[str]:
        """Do one thing for each value asked for. Raises RefCoachError; what is done stays done."""
        for path in self._keeping.due():
            self._desk.shelf.remove(path)
            yield f"deleted {path.name}"
        for month in reversed(self._desk.months()):
            if self._desk.log.refresh_digests([month]):
                yield "digest"
        if not self._desk.settings.compress_takes:
            return
        for path in self._keeping.compressible(self._began):
            while compress(path, self._interrupted) is None and self._interrupted():
                yield "interrupted"
            yield f"compressed {path.name}"

    def _interrupted(self) -> bool:
        return self._ended.is_set() or self._busy()
