"""What trainers do with packs: make one, install it, hand it over, take it away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refcoach.core.assets import asset
from refcoach.core.errors import PackError, UsageError
from refcoach.core.scenario import Pack
from refcoach.engine.library import built_in_folders
from refcoach.packs.files import ENDING, PackFiles, open_pack
from refcoach.packs.load import load_pack
from refcoach.packs.problems import Problem, Problems
from refcoach.packs.schema import NAMES, file_name, written
from refcoach.packs.shapes import ID, ID_RULE
from refcoach.packs.write_zip import zipped
from refcoach.store.atomic import write_atomic, write_error
from refcoach.store.pack_shelf import PackShelf, write_new


@dataclass(frozen=True, slots=True)
class Listed:
    """A pack in the list. `state` is "built-in", "draft" or "published"; a pack with problems has no more than its id."""

    id: str
    state: str
    pack: Pack | None
    problems: tuple[Problem, ...] = ()

    def record(self) -> dict[str, Any]:
        pack = self.pack
        return {
            "id": self.id,
            "title": pack.title if pack else "",
            "version": pack.version if pack else "",
            "author": pack.author if pack else "",
            "state": self.state,
            "usable": pack is not None,
            "scenarios": [scenario.id for scenario in pack.scenarios] if pack else [],
            "checks": [check.key for check in pack.checks] if pack else [],
            "problems": [str(problem) for problem in self.problems],
        }


def usable_pack(path: Path) -> Pack:
    """The pack in a folder or zip; raises PackError that lists every problem."""
    pack, problems = load_pack(path)
    if pack is None:
        raise not_usable(path, problems)
    return pack


def not_usable(path: Path, problems: Sequence[Problem]) -> PackError:
    listed = "".join(f"\n  {problem}" for problem in problems)
    return PackError(f"The pack in {path} cannot be used:{listed}", "Correct what is listed (file:line:column) and try again.")


def listed_packs(shelf: PackShelf) -> list[Listed]:
    """Every pack: the built-in ones, then those of the user with their state. Raises LogError."""
    found = [Listed(folder.name, "built-in", *load_pack(folder)) for folder in built_in_folders()]
    for pack_id in shelf.ids():
        state = "draft" if shelf.is_draft(pack_id) else "published"
        found.append(Listed(pack_id, state, *load_pack(shelf.path(pack_id))))
    return found


def import_pack(shelf: PackShelf, path: Path, draft: bool | None = None, older: bool = False) -> Listed:
    """Install a pack from a folder or zip; it takes the place of the same or an older version.

    Without `draft` a pack that is replaced keeps its state, and otherwise a folder becomes a draft (whoever has the folder writes on it)
    and a zip is published. Raises PackError when it has a problem, or is older than the one that is there; LogError.
    """
    problems = Problems()
    pack = usable_pack(path)
    _refuse_taken(pack)
    there = pack.id in shelf.ids()
    if there and not older:
        _refuse_older(pack, load_pack(shelf.path(pack.id))[0])
    if draft is None:
        draft = shelf.is_draft(pack.id) if there else path.is_dir()
    with open_pack(path, problems) as files:
        if files is None:
            raise not_usable(path, problems)
        shelf.put(pack.id, draft, lambda staging: _copy(files, staging, pack))
    return Listed(pack.id, "draft" if draft else "published", pack)


def _copy(files: PackFiles, staging: Path, pack: Pack) -> None:
    for name, size in files.sizes.items():
        write_new(staging / name, files.read(name, size))
    copied, problems = load_pack(staging)
    if copied != pack:  # somebody saved a file in between
        raise not_usable(staging, problems) if copied is None else PackError("The pack changed while it was imported.", "Import it again.")


def _refuse_taken(pack: Pack) -> None:
    if any(folder.name == pack.id for folder in built_in_folders()):
        raise PackError(f"A pack with the id {pack.id} comes with RefCoach.", "Give yours another id in pack.yaml.")


def _refuse_older(pack: Pack, installed: Pack | None) -> None:
    if installed is not None and version_key(pack.version) < version_key(installed.version):
        raise PackError(
            f"Version {installed.version} of {pack.id} is installed; this is version {pack.version}.",
            "To go back to the older one, add --older.",
        )


def version_key(version: str) -> tuple[tuple[int, ...], bool, tuple[tuple[int, str], ...]]:
    """Orders versions: 1.10 comes after 1.9, 1.0 is 1.0.0, and 2.0-beta comes before 2.0."""
    release, _, rest = re.sub(r"^v", "", version.lower()).partition("-")
    numbers = [int(number) for number in re.findall(r"\d+", release)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers), not rest, tuple((int(number or -1), word) for number, word in re.findall(r"(\d+)|([a-z]+)", rest))


def export_pack(path: Path, target: Path) -> Pack:
    """Write a pack as a zip, when it has no problem. Raises PackError, UsageError for another ending, LogError."""
    if target.suffix != ENDING:
        raise UsageError(
            f"A pack is handed over as a file that ends in {ENDING}, not {target.name}.", f"For example: {target.stem}{ENDING}"
        )
    pack = usable_pack(path)
    problems = Problems()
    with open_pack(path, problems) as files:
        if files is None:
            raise not_usable(path, problems)
        try:
            data = zipped(files)
        except OSError as error:
            raise PackError(f"The pack in {path} cannot be read ({error.strerror}).", "Try again.") from error
    write_atomic(target, data, keep_previous=False)
    return pack


def new_pack(folder: Path) -> Pack:
    """Write a commented pack to begin with into an empty or new folder. Raises UsageError when something is there, LogError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"There is something in {folder} already.", "Name a new folder, or an empty one.")
    pack_id = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    if not re.fullmatch(ID, pack_id):
        raise UsageError(f"The folder's name {folder.name} makes no id for a pack.", f"An id has {ID_RULE}.")
    template = asset("pack_template")
    try:
        for source in sorted(template.rglob("*")):
            if source.is_file():
                text = source.read_text(encoding="utf-8").replace("my-new-pack", pack_id)
                write_new(folder / source.relative_to(template), text.encode())
        for name in NAMES:
            write_new(folder / ".schema" / file_name(name), written(name).encode())
    except OSError as error:
        raise write_error(folder, error) from error
    return usable_pack(folder)
