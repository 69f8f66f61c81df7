"""One window for each home. The system frees the lock of a process that died, so a crash never blocks the next start."""

from pathlib import Path
from typing import TYPE_CHECKING

from refcoach.store.atomic import FILE_MODE, make_folder, write_error

if TYPE_CHECKING:
    from filelock import BaseFileLock


class InstanceLock:
    """Held from `acquire` to `release`, or to the end of the process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: BaseFileLock | None = None

    def acquire(self) -> bool:
        """Whether this process now is the one that holds it; never waits. Raises LogError when the file cannot be made."""
        from filelock import FileLock, Timeout

        if self._lock is not None:
            return True
        try:
            make_folder(self._path.parent)
            lock = FileLock(self._path, mode=FILE_MODE, thread_local=False)
            lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            raise write_error(self._path, error) from error
        self._lock = lock
        return True

    def release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None
