"""Which files a pack may have, and what their names may be: names that mean the same on every system, and nothing outside the pack."""

import re
from collections.abc import Iterable, Iterator

from refcoach.packs.problems import did_you_mean, short
from refcoach.packs.recorded import SOUND_ENDINGS

MANIFEST = "pack.yaml"
SCENARIOS, LINES = "scenarios", "lines"
MOST_FILES = 5_000
MOST_FILE_BYTES = 50_000_000  # of a recording; a minute of WAV has 5 MB
MOST_PACK_BYTES = 500_000_000
MOST_YAML_BYTES = 10_000_000  # of all YAML files together
LONGEST_NAME = 100
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.-]*")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(10))}
_TEXT_ENDINGS = (".md", ".txt")
_TEXT_NAMES = ("LICENSE", "LICENCE")
_BELONGS = "a pack has pack.yaml, scenarios/*.yaml, lines/*.wav, .flac or .ogg, and texts beside pack.yaml"
_SYSTEM = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_system(name: str) -> bool:
    """Files that a system or an editor puts anywhere: they are passed over, and never installed."""
    return any(part in _SYSTEM or (part.startswith(".") and part not in (".", "..")) or part.endswith("~") for part in name.split("/"))


def is_nested(name: str) -> bool:
    return name.lower().endswith((".zip", ".refpack", ".7z", ".tar", ".gz"))


def belongs(name: str) -> bool:
    """Whether a file of that name (with / between folders) is a part of a pack."""
    folder, _, last = name.rpartition("/")
    if folder == "":
        return last == MANIFEST or last.endswith(_TEXT_ENDINGS) or last in _TEXT_NAMES
    return (folder == SCENARIOS and last.endswith(".yaml")) or (folder == LINES and last.endswith(SOUND_ENDINGS))


def leaves(name: str) -> tuple[str, str] | None:
    """Why a name in a zip could mean a place outside the pack, as message and hint; None when it cannot."""
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return "an absolute path", "names in a pack begin at the pack"
    if "\\" in name:
        return "a name with a backslash in it", "write / between folders"
    if ".." in name.split("/"):
        return "a path that leaves the pack", "take .. out of it"
    return None


def odd_name(name: str) -> tuple[str, str] | None:
    """A name that some system cannot store, or stores as another one."""
    for part in name.split("/"):
        if not _NAME.fullmatch(part) or part.endswith((".", " ")):
            return "a name that not every system can store", "letters a to z, digits, spaces, - _ and . only, a letter or digit first"
        if part.split(".")[0].lower() in _RESERVED:
            return f"the name {short(part)} means a device on Windows", "choose another name"
    return ("a name that is too long", f"at most {LONGEST_NAME} characters") if len(name) > LONGEST_NAME else None


def stray(name: str) -> tuple[str, str]:
    """Message and hint for a file that does not belong to a pack."""
    folder, _, last = name.rpartition("/")
    if is_nested(name):
        return "an archive within the pack", "put its files there instead"
    if folder == SCENARIOS:
        return "not a scenario, so it is not read", "scenarios end in .yaml"
    if folder == LINES:
        return "not a recording that can be played", "WAV, FLAC or OGG, the name ending in .wav, .flac or .ogg"
    near = did_you_mean(folder or last, (SCENARIOS, LINES) if folder else (MANIFEST,))
    return "not a part of a pack", near if near.startswith("did") else _BELONGS


def same_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that differ only in capital letters, each with the one before it; some systems take them for one."""
    seen: dict[str, str] = {}
    for name in names:
        if name.lower() in seen:
            yield name, seen[name.lower()]
        seen.setdefault(name.lower(), name)
