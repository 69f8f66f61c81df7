"""The shares that somebody got as an accountability partner: a folder for each, with the page, what it is about, and the review so far.

`<share id>/page.html` is the file as it came, `about.json` what a list needs of it, `draft.json` the review. The page comes first and
`about.json` last, so a folder without it is one that was never finished, and is passed over.
"""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from refcoach.core.errors import LogError
from refcoach.store.atomic import read_error, write_atomic, write_error
from refcoach.store.notices import Notice, OnNotice, ignore
from refcoach.store.objects import read_object, recover_object, update_object

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_PAGE, _ABOUT, _DRAFT = "page.html", "about.json", "draft.json"


class InboxShelf:
    """The partner folder of one user. All methods raise LogError when the disk stands in the way, or for an id that is none."""

    def __init__(self, folder: Path, on_notice: OnNotice | None = None) -> None:
        self._folder = folder
        self._on_notice = on_notice or ignore

    def ids(self) -> list[str]:
        """The shares that are there, by name."""
        try:
            return sorted(path.parent.name for path in self._folder.glob(f"*/{_ABOUT}") if _ID.fullmatch(path.parent.name))
        except OSError as error:
            raise read_error(self._folder, error) from error

    def has(self, share_id: str) -> bool:
        return (self._of(share_id) / _ABOUT).is_file()

    def page(self, share_id: str) -> Path:
        """Where the page lies."""
        return self._of(share_id) / _PAGE

    def keep(self, share_id: str, page: bytes, about: Mapping[str, Any]) -> None:
        """Keep a share; returns once it is on disk. A draft that is there stays."""
        folder = self._of(share_id)
        write_atomic(folder / _PAGE, page, keep_previous=False)
        update_object(folder / _ABOUT, about)

    def about(self, share_id: str) -> dict[str, Any]:
        """What `keep` was given; nothing when the file is damaged, which is told."""
        path = self._of(share_id) / _ABOUT
        try:
            return read_object(path)
        except ValueError:
            self._on_notice(Notice(f"The description of a share is damaged and left out: {path}.", "Open the page that you got once more."))
            return {}

    def draft(self, share_id: str) -> dict[str, Any]:
        """The review so far, nothing before the first change. A damaged one is set aside, told, and the generation before it used."""
        path = self._of(share_id) / _DRAFT
        try:
            return read_object(path)
        except ValueError:
            return recover_object(path, "answers of a review", "questions without answers", self._on_notice)

    def keep_draft(self, share_id: str, draft: Mapping[str, Any]) -> None:
        """Save the review so far, the generation before as a backup; returns once it is on disk."""
        update_object(self._of(share_id) / _DRAFT, draft)

    def remove(self, share_id: str) -> None:
        """Forget a share and its review."""
        folder = self._of(share_id)
        try:
            (folder / _ABOUT).unlink(missing_ok=True)  # from now on it is not there, whatever comes between
            shutil.rmtree(folder)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise write_error(folder, error) from error

    def _of(self, share_id: str) -> Path:
        if not _ID.fullmatch(share_id):
            raise LogError(f"{share_id!r} cannot name a share.", "Ids have letters, digits, - and _ only.")
        return self._folder / share_id
