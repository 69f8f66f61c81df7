"""One JSON object in a file of its own, with the generation before it as a backup: settings, profile."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from refcoach.core.errors import LogError
from refcoach.store.atomic import backup_of, read_error, set_aside, write_atomic, write_error
from refcoach.store.notices import Notice, OnNotice


def read_object(path: Path) -> dict[str, Any]:
    """The file's keys, none without a file; raises ValueError when it is damaged, LogError when it cannot be read."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig", "surrogatepass"))
    except FileNotFoundError:
        return {}
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except OSError as error:
        raise read_error(path, error) from error
    if not isinstance(data, dict):
        raise ValueError("not an object")
    return data


def update_object(path: Path, values: Mapping[str, Any], otherwise: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Save atomically, and answer what the file holds then; keys that `values` lacks stay, and where there is nothing to stay they are
    those of `otherwise`. Raises LogError; the old file then is as it was."""
    try:
        stored, whole = read_object(path), True
    except ValueError:
        stored, whole = {}, False  # damaged after it was loaded: not worth a place as the backup
    made = {**(stored or otherwise or {}), **values}
    _write(path, made, keep_previous=whole)
    return made


def replace_object(path: Path, values: Mapping[str, Any]) -> None:
    """Save atomically these keys alone, without a backup. Raises LogError; the old file then is as it was."""
    _write(path, values, keep_previous=False)


def recover_object(path: Path, what: str, otherwise: str, tell: OnNotice) -> dict[str, Any]:
    """Set the damaged file aside and go back to the generation before; `what` and `otherwise` name both for the user ("settings",
    "defaults")."""
    try:
        aside = set_aside(path)
    except OSError as error:
        raise write_error(path, error) from error
    try:
        stored = read_object(backup_of(path))
    except (ValueError, LogError):
        stored = {}
    if stored:
        _write(path, stored, keep_previous=False)
    used = f"The {what} before the last change are used." if stored else f"The {otherwise} are used."
    tell(Notice(f"The {what} were damaged. {used}", f"The damaged file is now {aside}."))
    return stored


def _write(path: Path, values: Mapping[str, Any], keep_previous: bool) -> None:
    text = json.dumps(values, ensure_ascii=False, indent=2)
    write_atomic(path, text.encode("utf-8", "surrogatepass") + b"\n", keep_previous=keep_previous)
