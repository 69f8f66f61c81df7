"""Looks at many months at once, in processes of their own: the fingerprints of ten years are all computing."""

import json
import os
import pickle
import queue
import subprocess
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Generic, TypeVar, cast

from refcoach.core.processes import HIDDEN, reap, worker_command

FEWEST = 12  # months for which starting the processes (some 0.3 s) is worth it
MOST_PROCESSES = 4  # each needs some 80 MB

T = TypeVar("T")


def looked_through(paths: Sequence[Path], look: Callable[[Path], T], fewest: int = FEWEST) -> Generator[T, None, None]:
    """What `look` makes of each month, in their order; `look` must not raise, and be what store/survey_worker.py does.

    Where a process cannot be started or dies, its months are looked at here. Closing the generator ends the processes.
    """
    count = min(MOST_PROCESSES, os.cpu_count() or 1, len(paths))
    if count < 2 or len(paths) < fewest:
        yield from map(look, paths)
        return
    helpers = _Helpers(count, look)
    try:
        with ThreadPoolExecutor(count, "survey") as threads:
            try:
                yield from threads.map(helpers.look, paths)
            finally:
                threads.shutdown(wait=False, cancel_futures=True)
                helpers.end()
    finally:
        helpers.reap()


class _Helpers(Generic[T]):
    """The processes; each serves one thread at a time."""

    def __init__(self, count: int, look: Callable[[Path], T]) -> None:
        self._look = look
        self._ended = False
        self._processes = [process for _ in range(count) if (process := _started()) is not None]
        self._free: queue.Queue[subprocess.Popen[bytes] | None] = queue.Queue()
        for process in (*self._processes, *[None] * (count - len(self._processes))):
            self._free.put(process)

    def look(self, path: Path) -> T:
        process = self._free.get()
        if process is not None:
            try:
                found = _asked(process, path)
            except (OSError, EOFError, ValueError, pickle.UnpicklingError):
                process = None  # it has died
            else:
                self._free.put(process)
                return cast(T, found)
        self._free.put(None)
        if self._ended:
            raise EOFError("nobody waits for this any more")
        return self._look(path)

    def end(self) -> None:
        """Whatever is under way is given up."""
        self._ended = True
        for process in self._processes:
            process.kill()

    def reap(self) -> None:
        for process in self._processes:
            reap(process)


def _started() -> "subprocess.Popen[bytes] | None":
    """This application once more; its stdin ends with this process, and so does it."""
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(worker_command("survey"), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=HIDDEN)
    except OSError:
        return None


def _asked(process: "subprocess.Popen[bytes]", path: Path) -> object:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(str(path.absolute())).encode("ascii") + b"\n")
    process.stdin.flush()
    return pickle.load(process.stdout)  # from our own process, through a pipe that nobody else has
