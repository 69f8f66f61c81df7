"""The files of a pack, in a folder or in a zip: which there are, and their bytes. Nothing is written."""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from refcoach.packs.names import LINES, MANIFEST, MOST_FILES, SCENARIOS, belongs, odd_name, same_names, stray
from refcoach.packs.problems import Problems

ENDING = ".refpack"


class PackFiles(Protocol):
    """`sizes` has every file that belongs to the pack, by its name with / between folders, in bytes."""

    @property
    def sizes(self) -> Mapping[str, int]: ...
    def read(self, name: str, most: int) -> bytes:
        """At most `most` bytes of a file. Raises OSError, also for a damaged zip."""
        ...


@contextmanager
def open_pack(path: Path, problems: Problems) -> Iterator[PackFiles | None]:
    """The files of a pack; None with the problem noted when nothing can be read. Raises TooManyProblemsError."""
    if path.is_dir():
        yield FolderFiles(path, problems)
    elif path.is_file():
        from refcoach.packs.zip_files import open_zip  # with it come the packers, which the start of the window does not need

        with open_zip(path, problems) as files:
            yield files
    else:
        problems.note(path.name, 0, 0, "there is no such folder or file", "check the name and the folder")
        yield None


class FolderFiles:
    """A folder as a pack. Other files beside pack.yaml are the trainer's own business; in scenarios/ and lines/ they are faults."""

    def __init__(self, folder: Path, problems: Problems) -> None:
        self._folder = folder
        self.sizes: dict[str, int] = {}
        for inside in ("", SCENARIOS, LINES):
            self._list(inside, problems)
        for name, before in same_names(self.sizes):
            problems.note(name, 0, 0, f"{before} differs from it in capital letters only", "choose another name")

    def _list(self, inside: str, problems: Problems) -> None:
        folder = self._folder / inside
        try:
            if folder.is_symlink() and inside:
                problems.note(inside, 0, 0, "a link to another place", "put the folder itself here")
                return
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry, _ in zip(entries, range(MOST_FILES + 1), strict=False))
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            problems.note(inside or MANIFEST, 0, 0, f"the folder cannot be read: {error.strerror}")
            return
        if len(names) > MOST_FILES:
            problems.note(inside or MANIFEST, 0, 0, f"more than {MOST_FILES:,} files in the folder", "split the pack")
            return
        for last in names:
            self._add(f"{inside}/{last}" if inside else last, problems)

    def _add(self, name: str, problems: Problems) -> None:
        last = name.rpartition("/")[2]
        if last.startswith(".") or last.endswith("~"):
            return
        try:
            found = (self._folder / name).lstat()
        except OSError as error:
            problems.note(_shown(name), 0, 0, f"cannot be read: {error.strerror}")
            return
        if not belongs(name):
            if "/" in name:
                problems.note(_shown(name), 0, 0, *stray(name))
        elif stat.S_ISLNK(found.st_mode):
            problems.note(_shown(name), 0, 0, "a link to another file", "put the file itself here")
        elif not stat.S_ISREG(found.st_mode):
            problems.note(_shown(name), 0, 0, "not a file", "a folder of that name cannot be read")
        elif odd := odd_name(name):
            if "/" in name or name == MANIFEST:
                problems.note(_shown(name), 0, 0, *odd)
        else:
            self.sizes[name] = found.st_size

    def read(self, name: str, most: int) -> bytes:
        with (self._folder / name).open("rb") as file:
            return file.read(most)


def _shown(name: str) -> str:
    """A name that can be printed: the system's undecodable bytes become question marks."""
    return name.encode("utf-8", "replace").decode("utf-8").replace("\n", "?")
