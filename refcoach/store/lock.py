"""The lock that processes take in turns for one operation on the practice log."""

import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from refcoach.core.errors import LogError
from refcoach.store.atomic import FILE_MODE, make_folder, write_error

if TYPE_CHECKING:
    from filelock import BaseFileLock

_POLL_S = 0.005  # an append holds the lock for less than a millisecond


class BusyError(LogError):
    """Another process held the lock for the whole time limit."""


class LogLock:
    """`with lock:` keeps other threads and processes out. The same thread may enter again."""

    def __init__(self, path: Path, timeout_s: float = 10.0) -> None:
        self._path = path
        self._timeout_s = timeout_s
        self._threads = threading.RLock()
        self._depth = 0
        self._file: BaseFileLock | None = None

    def __enter__(self) -> None:
        """Raises BusyError when the time limit has passed, LogError when the lock file cannot be made."""
        if not self._threads.acquire(timeout=self._timeout_s):
            raise _busy()
        try:
            if self._depth == 0:
                self._acquire()
            self._depth += 1
        except BaseException:
            self._threads.release()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self._depth -= 1
            if self._depth == 0 and self._file is not None:
                self._file.release()
        finally:
            self._threads.release()

    def _acquire(self) -> None:
        from filelock import FileLock, Timeout

        try:
            if self._file is None:
                make_folder(self._path.parent)
                self._file = FileLock(self._path, mode=FILE_MODE, thread_local=False)
            self._file.acquire(timeout=self._timeout_s, poll_interval=_POLL_S)
        except Timeout as error:
            raise _busy() from error
        except OSError as error:
            raise write_error(self._path, error) from error


def _busy() -> BusyError:
    return BusyError("Another RefCoach is busy with the practice log.", "Wait a moment and try again, or close the other one.")
