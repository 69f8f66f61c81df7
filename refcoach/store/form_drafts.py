"""What was typed into forms and not saved yet, on disk: one small JSON file, gone once nothing is open any more."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from refcoach.store.atomic import retrying, sync_folder, write_error
from refcoach.store.notices import OnNotice, ignore
from refcoach.store.objects import read_object, recover_object, replace_object

Drafts = Mapping[str, Any]
"""By the name of a form: plain values that the form itself understands."""


def load_drafts(path: Path, on_notice: OnNotice | None = None) -> Drafts:
    """Nothing without a file. A damaged file is set aside and told. Raises LogError when the file cannot be read at all."""
    try:
        return read_object(path)
    except ValueError:
        return recover_object(path, "forms that you had begun", "empty ones", on_notice or ignore)


def save_drafts(path: Path, drafts: Drafts) -> None:
    """Keep these drafts and no others; without any the file goes. Raises LogError; the old file then is as it was."""
    if drafts:
        replace_object(path, drafts)
        return
    try:
        if path.exists():
            retrying(lambda: path.unlink(missing_ok=True))
            sync_folder(path.parent)
    except OSError as error:
        raise write_error(path, error) from error
