"""Where recordings lie: `<month>/<attempt id>.wav`, with a sidecar beside each one that is not in the log yet. A take that was checked
may be a FLAC of the same name instead; the log names the WAV for ever.

The sidecar is written before the first sample, so whatever ends the recording (a crash, a loss of power) leaves something
from which the attempt can be logged. While a take is being recorded its lock is held; a second process that looks for
unfinished takes leaves it alone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from refcoach.core.errors import LogError
from refcoach.store.atomic import FILE_MODE, make_folder, remove_stale_temps, set_aside, write_atomic, write_error
from refcoach.store.instance import InstanceLock
from refcoach.store.notices import Notice, OnNotice, ignore
from refcoach.store.query import month_of

WAV, FLAC = ".wav", ".flac"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


class TakeShelf:
    """The takes folder of one user. Takes are owner-only files."""

    def __init__(self, folder: Path, on_notice: OnNotice | None = None) -> None:
        self._folder = folder
        self._on_notice = on_notice or ignore
        self._held: dict[Path, InstanceLock] = {}

    def new_path(self, attempt_id: str, at: str) -> Path:
        """Where the take of this attempt goes; its folder exists on return. Raises LogError."""
        if not _ID.fullmatch(attempt_id):
            raise LogError(f"{attempt_id!r} cannot name a take.", "Ids have letters, digits, - and _ only.")
        path = self._folder / month_of(at) / f"{attempt_id}.wav"
        try:
            make_folder(path.parent)
        except OSError as error:
            raise write_error(path, error) from error
        return path

    def begin(self, frame: Mapping[str, Any], path: Path) -> None:
        """Note on disk that a take of this attempt starts at `path`, and hold it until `done`. Raises LogError."""
        lock = InstanceLock(_lock_of(path))
        if not lock.acquire():
            raise LogError("Another RefCoach is recording this take.", "Close it, or begin a new take.")
        self._held[path.resolve()] = lock
        try:
            write_atomic(_sidecar(path), json.dumps(dict(frame), ensure_ascii=False).encode("utf-8", "surrogatepass"), keep_previous=False)
            # The recording is made owner-only before the first sample, whoever writes into it afterwards.
            path.touch(mode=FILE_MODE)
        except OSError as error:
            self.done(path)
            raise write_error(path, error) from error
        except LogError:
            self.done(path)
            raise

    def done(self, path: Path) -> None:
        """The take is in the log, or nothing was recorded: the sidecar goes, the recording stays unless it is empty."""
        try:
            _sidecar(path).unlink(missing_ok=True)
            if path.is_file() and path.stat().st_size == 0:
                path.unlink()
        except OSError as error:
            raise write_error(path, error) from error
        finally:
            lock = self._held.pop(path.resolve(), None)
            if lock is not None:
                lock.release()
                _forget_lock(path)

    def unfinished(self) -> list[tuple[dict[str, Any], Path]]:
        """Frame and path of every take with sound that a process which is gone left behind, the oldest first."""
        found = []
        for folder in self._folder.glob("*/"):
            remove_stale_temps(folder)
        for sidecar in sorted(self._folder.glob("*/*.json")):
            path = sidecar.with_suffix(".wav")
            if path.resolve() in self._held or not _is_free(path):
                continue
            if not path.is_file() or path.stat().st_size == 0:
                self.done(path)  # it ended before the first sample
                continue
            frame = self._frame(sidecar)
            if frame is not None:
                found.append((frame, path))
        return sorted(found, key=lambda item: str(item[0].get("at", "")))

    def relative(self, path: Path) -> str:
        """The path as the log keeps it: within the takes folder, with forward slashes. LogError when it lies elsewhere."""
        try:
            return path.resolve().relative_to(self._folder.resolve()).as_posix()
        except ValueError as error:
            raise _outside(str(path)) from error

    def path_of(self, file: str) -> Path:
        """The path of a take that the log names, whether or not it exists: the WAV, or the FLAC that has taken its place. LogError for
        one that leaves the takes folder."""
        parts = file.replace("\\", "/").split("/")
        if ":" in file or "\0" in file or any(part in ("", ".", "..") for part in parts):
            raise _outside(file)
        path = self._folder.joinpath(*parts)
        if not path.resolve().is_relative_to(self._folder.resolve()):
            raise _outside(file)
        flac = path.with_suffix(FLAC)
        return flac if path.suffix == WAV and not path.is_file() and flac.is_file() else path

    def recordings(self) -> Iterator[Path]:
        """Every take that is not being recorded or waiting for the log, month by month, the oldest first."""
        for folder in sorted(self._folder.glob("*/")):
            for path in sorted(folder.iterdir()):
                free = path.resolve() not in self._held and not _sidecar(path).exists()
                if path.suffix in (WAV, FLAC) and free and path.is_file():
                    yield path

    def remove(self, path: Path) -> None:
        """Delete the sound of a take for good. Raises LogError."""
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise write_error(path, error) from error

    def remove_leftovers(self, older_than_s: float = 600.0) -> int:
        """Delete temporary files of processes that died; how many there were."""
        folders = list(self._folder.glob("*/"))
        before = sum(len(list(folder.glob(".*.tmp"))) for folder in folders)
        for folder in folders:
            remove_stale_temps(folder, older_than_s=older_than_s)
        return before - sum(len(list(folder.glob(".*.tmp"))) for folder in folders)

    def _frame(self, sidecar: Path) -> dict[str, Any] | None:
        try:
            frame = json.loads(sidecar.read_bytes().decode("utf-8", "surrogatepass"))
            if isinstance(frame, dict):
                return frame
        except (OSError, ValueError, RecursionError):
            pass
        try:
            aside = set_aside(sidecar)
        except OSError:
            return None
        self._on_notice(
            Notice("An unfinished take could not be put into the log: its description is damaged.", f"The sound stays beside {aside}.")
        )
        return None


def _sidecar(path: Path) -> Path:
    return path.with_suffix(".json")


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def _is_free(path: Path) -> bool:
    """Whether no living process records into it."""
    if not _lock_of(path).exists():
        return True
    lock = InstanceLock(_lock_of(path))
    try:
        if not lock.acquire():
            return False
    except LogError:
        return False
    lock.release()
    _forget_lock(path)
    return True


def _forget_lock(path: Path) -> None:
    try:
        _lock_of(path).unlink(missing_ok=True)
    except OSError:
        pass  # Windows, while another process looks at it


def _outside(file: str) -> LogError:
    return LogError(f"{file!r} is not a take of this practice log.", "The log entry may have been changed by hand.")
