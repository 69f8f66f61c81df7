"""Where the user's own files lie. `REFCOACH_HOME` moves all of them; without it they lie where the system keeps such things."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from refcoach.core.errors import LogError
from refcoach.store.atomic import FOLDER_MODE, make_folder


@dataclass(frozen=True, slots=True)
class Places:
    """Folders and files of one user; nothing of it need exist before `prepare`."""

    home: Path
    log: Path
    takes: Path
    packs: Path
    partner: Path
    models: Path
    cache: Path
    settings_file: Path
    profile_file: Path
    instance_lock: Path

    @property
    def drafts_file(self) -> Path:
        """What was typed into forms and not saved yet."""
        return self.home / "form-drafts.json"

    @property
    def shared_sounds(self) -> Path:
        """Takes of other reps while their shares are open."""
        return self.cache / "shares"


def places(env: Mapping[str, str] | None = None) -> Places:
    """The places that the environment names (the process's own when not given). Creates nothing."""
    given = (os.environ if env is None else env).get("REFCOACH_HOME", "").strip()
    if given:
        home = Path(os.path.abspath(Path(given).expanduser()))  # noqa: PTH100, resolve() would follow links
        cache = home / "cache"
    else:
        from platformdirs import user_cache_path, user_data_path

        home = user_data_path("refcoach", appauthor=False)
        cache = user_cache_path("refcoach", appauthor=False)
        if cache.is_relative_to(home):
            cache = home / "cache"  # Windows keeps both in one folder
    return Places(
        home=home,
        log=home / "log",
        takes=home / "takes",
        packs=home / "packs",
        partner=home / "partner",
        models=home / "models",
        cache=cache,
        settings_file=home / "settings.json",
        profile_file=home / "profile.json",
        instance_lock=home / "window.lock",
    )


def prepare(where: Places) -> None:
    """Create the folders for the owner alone; those of log, takes, partner and cache are narrowed to him if they were wider.

    The home itself keeps its permissions when it was there before: REFCOACH_HOME may name a folder that serves other things.
    Raises LogError when the folders cannot be made or written.
    """
    folders = (where.home, where.log, where.takes, where.packs, where.partner, where.models, where.cache)
    for folder in folders:
        try:
            make_folder(folder)
            if folder in (where.log, where.takes, where.partner, where.cache):
                _narrow(folder)
        except OSError as error:
            raise _unusable(folder, error.strerror or str(error)) from error
        if not os.access(folder, os.W_OK | os.X_OK):
            raise _unusable(folder, "no permission to write")


def _narrow(folder: Path) -> None:
    if sys.platform == "win32" or folder.stat().st_mode & 0o077 == 0:
        return
    try:
        folder.chmod(FOLDER_MODE)
    except PermissionError:
        pass  # somebody else's folder that we may write to: shared on purpose


def _unusable(folder: Path, reason: str) -> LogError:
    return LogError(
        f"RefCoach cannot keep its files in {folder} ({reason}).",
        "Make this folder writable, or set REFCOACH_HOME to a folder that is.",
    )
