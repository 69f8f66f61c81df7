"""The user's packs on disk: a folder for each, named by its id. What is in them is the pack reader's business.

A pack is put together beside the others under a name that begins with a dot and then renamed, so a pack is there as a whole or not at
all; the one before stays under `.before-ID` until that is done, and is put back when the power went in between.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from refcoach.core.errors import LogError, PackError
from refcoach.store.atomic import (
    FILE_MODE,
    FOLDER_MODE,
    create_file,
    make_folder,
    retrying,
    sync_folder,
    write_atomic,
    write_error,
)

INCOMING, BEFORE, REMOVED = ".incoming-", ".before-", ".removed"
_DRAFT = ".draft"  # an empty file within a pack that its trainer still writes on
_STALE_S = 3600.0  # a half-copied pack older than this belongs to a process that died
_BUSY_S = 10.0


class PackShelf:
    """Installs, marks and removes packs in `folder`, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        return self._folder

    def ids(self) -> tuple[str, ...]:
        """The ids of all packs, in order. Puts right what a killed process left. Raises LogError when the folder cannot be read."""
        names = self._names()
        if any(name.startswith((BEFORE, INCOMING)) for name in names):
            self._recover()
            names = self._names()
        return tuple(name for name in names if not name.startswith(".") and (self._folder / name).is_dir())

    def _names(self) -> list[str]:
        try:
            return sorted(entry.name for entry in self._folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise LogError(f"Your packs in {self._folder} cannot be read ({error.strerror}).", "Make this folder readable.") from error

    def path(self, pack_id: str) -> Path:
        """Where a pack of that id lies; raises PackError when it is not there."""
        if pack_id not in self.ids():
            raise PackError(f"There is no installed pack {pack_id}.", "See: refcoach pack list")
        return self._folder / pack_id

    def is_draft(self, pack_id: str) -> bool:
        return (self._folder / pack_id / _DRAFT).exists()

    def mark(self, pack_id: str, draft: bool) -> None:
        """Make a pack a draft, or publish it. Raises PackError when there is none, LogError when the disk refuses."""
        marker = self.path(pack_id) / _DRAFT
        try:
            if draft:
                marker.touch(mode=FILE_MODE)
            else:
                marker.unlink(missing_ok=True)
        except OSError as error:
            raise write_error(marker, error) from error

    def put(self, pack_id: str, draft: bool, fill: Callable[[Path], None]) -> Path:
        """Install the pack that `fill` writes into the folder it is given; it takes the place of one with the same id.

        Whatever `fill` raises comes through, and then nothing has changed. Raises LogError when the disk refuses.
        """
        target = self._folder / pack_id
        try:
            make_folder(self._folder)
            staging = self._staging(pack_id)
            try:
                fill(staging)
                if draft:
                    (staging / _DRAFT).touch(mode=FILE_MODE)
                sync_folder(staging)
                with self._alone():
                    self._exchange(staging, target)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
        except OSError as error:
            raise write_error(target, error) from error
        return target

    def _staging(self, pack_id: str) -> Path:
        number = 0
        while True:
            staging = self._folder / f"{INCOMING}{pack_id}-{os.getpid()}-{number}"
            try:
                staging.mkdir(mode=FOLDER_MODE)
            except FileExistsError:
                number += 1
            else:
                return staging

    def _exchange(self, staging: Path, target: Path) -> None:
        before = target.with_name(BEFORE + target.name)
        if before.exists() and target.exists():
            shutil.rmtree(before)
        if target.exists():
            retrying(lambda: target.rename(before))
        try:
            retrying(lambda: staging.rename(target))
        except OSError:
            if before.exists():
                before.rename(target)
            raise
        sync_folder(self._folder)
        shutil.rmtree(before, ignore_errors=True)

    def set_aside(self, pack_id: str) -> Path:
        """Put a copy of a pack into the bin, before something takes its place. Raises PackError, LogError."""
        source, away = self.path(pack_id), self._bin_place(pack_id)
        try:
            make_folder(away.parent)
            shutil.copytree(source, away)
        except OSError as error:
            raise write_error(away, error) from error
        return away

    def _bin_place(self, pack_id: str) -> Path:
        number = 1
        while (away := self._folder / REMOVED / f"{pack_id}-{number}").exists():
            number += 1
        return away

    def remove(self, pack_id: str) -> Path:
        """Move a pack to the bin, and say where it is now. Raises PackError when there is none, LogError when the disk refuses."""
        source, away = self.path(pack_id), self._bin_place(pack_id)
        try:
            make_folder(away.parent)
            with self._alone():
                retrying(lambda: source.rename(away))
        except OSError as error:
            raise write_error(source, error) from error
        return away

    def put_back(self, away: Path) -> str:
        """Take a removed pack, in the place that `remove` gave, out of the bin again, and say its id.

        Raises PackError when its place is taken or it is gone, LogError when the disk refuses.
        """
        pack_id = away.name.rpartition("-")[0]
        target = self._folder / pack_id
        if target.exists() or not away.is_dir():
            raise PackError(f"{pack_id} cannot be put back.", f"Its files are in {away}" if away.is_dir() else "Its files are gone.")
        try:
            with self._alone():
                retrying(lambda: away.rename(target))
        except OSError as error:
            raise write_error(target, error) from error
        return pack_id

    def write(self, pack_id: str, name: str, data: bytes) -> None:
        """Replace one file of a pack, as a whole or not at all. Raises PackError when there is no such pack, LogError."""
        write_atomic(self.path(pack_id) / name, data, keep_previous=False)  # a second copy in scenarios/ would be a fault of the pack

    def delete(self, pack_id: str, name: str) -> None:
        """Delete one file of a pack; a copy of the pack as it was goes to the bin first. Raises PackError, LogError."""
        path = self.path(pack_id) / name
        self.set_aside(pack_id)
        try:
            retrying(path.unlink)
        except OSError as error:
            raise write_error(path, error) from error

    def _recover(self) -> None:
        """Put back packs whose successor never came, and clear away what is half copied. What cannot be put right stays for later."""
        try:
            with self._alone():
                for left in self._folder.glob(f"{BEFORE}*"):
                    target = self._folder / left.name.removeprefix(BEFORE)
                    if target.exists():
                        shutil.rmtree(left, ignore_errors=True)
                    else:
                        left.rename(target)
                for left in self._folder.glob(f"{INCOMING}*"):
                    if time.time() - left.stat().st_mtime > _STALE_S:
                        shutil.rmtree(left, ignore_errors=True)
        except (OSError, LogError):
            pass

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keeps other processes from moving packs at the same time; raises LogError when one of them takes too long."""
        from filelock import FileLock, Timeout

        try:
            with FileLock(self._folder / ".lock", timeout=_BUSY_S, mode=FILE_MODE):
                yield
        except Timeout as error:
            raise LogError("Another RefCoach is busy with the packs.", "Wait a moment and try again, or close the other one.") from error


def write_new(path: Path, data: bytes) -> None:
    """A new file with its folder, durable on return. Raises OSError."""
    make_folder(path.parent)
    create_file(path, data)
