"""My script on disk: one JSON file that people can read."""

from pathlib import Path

from refcoach.core.errors import LogError
from refcoach.core.profile import Profile, profile_from, profile_record
from refcoach.store.notices import OnNotice, ignore
from refcoach.store.objects import read_object, recover_object, update_object

SCHEMA = 1


def load_profile(path: Path, on_notice: OnNotice | None = None) -> Profile:
    """The saved profile, an empty one without a file. A damaged file is set aside and told.

    Raises LogError when the file cannot be read at all or comes from a newer version.
    """
    try:
        stored = read_object(path)
        _refuse_newer(stored, path)
        return profile_from(stored)
    except ValueError:
        return profile_from(recover_object(path, "entries of My script", "empty ones", on_notice or ignore))


def save_profile(path: Path, profile: Profile) -> None:
    """Save atomically, the generation before as a backup. Raises LogError; the old file then is as it was."""
    update_object(path, {"schema": SCHEMA, **profile_record(profile)})


def _refuse_newer(stored: dict[str, object], path: Path) -> None:
    schema = stored.get("schema", SCHEMA)
    if isinstance(schema, int) and schema > SCHEMA:
        raise LogError(f"{path} was written by a newer RefCoach.", "Update RefCoach, or move that file away.")
