"""Files that are either the old or the new ones, never something between, and readable by their owner alone.

`os.replace` gives the atomic step; the syncs before and after it make the step survive a loss of power.
"""

import errno
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from refcoach.core.durable import sync_file as sync_file
from refcoach.core.durable import sync_folder as sync_folder
from refcoach.core.errors import LogError

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_TEMP_AGE_S = 600.0  # a temporary file older than this belongs to a process that died
_TRIES = 10  # virus scanners on Windows hold a fresh file open for some tens of milliseconds
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)

T = TypeVar("T")


def write_atomic(path: Path, data: bytes, *, keep_previous: bool = True) -> None:
    """Replace the content of `path`; returns once it is durable. The generation before stays as `<name>.bak` when wanted.

    Raises LogError; then the old file is as it was.
    """
    try:
        make_folder(path.parent)
        remove_stale_temps(path.parent, path.name)
        temp = _temp_beside(path)
        try:
            create_file(temp, data)
            if keep_previous and path.exists():
                _keep(path)
            retrying(lambda: temp.replace(path))
        finally:
            temp.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise write_error(path, error) from error


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to be written piece by piece that takes the place of `path`, durably, once the block is left without an error.

    Raises LogError when the disk refuses; then, as after any error inside the block, what stood at `path` is as it was.
    """
    temp = _temp_beside(path)
    try:
        try:
            with os.fdopen(os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_MODE), "wb") as file:
                yield file
                file.flush()
                sync_file(file.fileno())
            retrying(lambda: temp.replace(path))
            sync_folder(path.parent)
        finally:
            temp.unlink(missing_ok=True)
    except OSError as error:
        raise write_error(path, error) from error


def backup_of(path: Path) -> Path:
    """Where the previous generation of `path` is kept."""
    return path.with_name(path.name + ".bak")


def write_error(path: Path, error: OSError) -> LogError:
    """The expected failure behind an OSError of writing, with what to do about it."""
    if error.errno in _FULL:
        return LogError(f"The disk is full: {path.name} could not be saved.", f"Free some space on the disk that holds {path.parent}.")
    if error.errno in _DENIED:
        return LogError(f"{path.name} could not be saved: no permission to write.", f"Allow yourself to write in {path.parent}.")
    return LogError(f"{path.name} could not be saved ({error.strerror or error}).", f"Check the disk that holds {path.parent}.")


def read_error(path: Path, error: OSError) -> LogError:
    """The expected failure behind an OSError of reading."""
    return LogError(
        f"{path} could not be read ({error.strerror or error}).", "Check that the file belongs to you and that the disk is well."
    )


def make_folder(folder: Path) -> None:
    """Create a folder and what is missing above it, for the owner alone. Raises OSError."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def set_aside(path: Path, *, keep: bool = False) -> Path:
    """Rename a damaged file to `<name>.corrupt-<n>` with the first free number, and say where it is now. Raises OSError.

    With `keep` the file stays under its own name too, for a caller who replaces it next.
    """
    aside = _free_name(path)
    if keep:
        _second_name(path, aside)
    else:
        retrying(lambda: path.rename(aside))
    return aside


def set_aside_bytes(path: Path, data: bytes) -> Path:
    """Keep damaged parts of a file in `<name>.corrupt-<n>`, and say where they are. Raises LogError."""
    aside = _free_name(path)
    write_atomic(aside, data, keep_previous=False)
    return aside


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.corrupt-{number}")).exists():
        number += 1
    return aside


def remove_stale_temps(folder: Path, name: str = "*", older_than_s: float = _TEMP_AGE_S) -> None:
    """Delete temporary files that a killed process left behind. Only a holder of the lock may pass an age of 0."""
    for left in folder.glob(f".{name}.*.tmp"):
        try:
            if time.time() - left.stat().st_mtime >= older_than_s:
                left.unlink()
        except OSError:
            continue  # somebody else was quicker, or it is not ours to delete


def create_file(path: Path, data: bytes) -> None:
    """A file that was not there, for the owner alone and durable on return. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_MODE)
    try:
        write_all(handle, data)
        sync_file(handle)
    finally:
        os.close(handle)


def write_all(handle: int, data: bytes) -> None:
    """Write every byte; a single `os.write` may take fewer."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def retrying(action: Callable[[], T]) -> T:
    """Open or rename a file; on Windows try again while another program holds it."""
    for tries_left in range(_TRIES - 1 if sys.platform == "win32" else 0, 0, -1):
        try:
            return action()
        except PermissionError:
            time.sleep(0.02 * (_TRIES - tries_left))
    return action()


def _temp_beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")


def _keep(path: Path) -> None:
    """Make the current file the backup. It goes through a second name, so there is a whole backup at every moment."""
    temp = _temp_beside(backup_of(path))
    try:
        _second_name(path, temp)
        retrying(lambda: temp.replace(backup_of(path)))
    finally:
        # rename(2) leaves the old name in place when both names already are the same file.
        temp.unlink(missing_ok=True)


def _second_name(path: Path, other: Path) -> None:
    """A hard link, or a copy where there are none: FAT, some network volumes, some containers."""
    try:
        os.link(path, other)
    except (OSError, NotImplementedError):
        create_file(other, path.read_bytes())
