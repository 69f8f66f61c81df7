"""Whether a pack's files have changed, without reading them."""

from pathlib import Path

from refcoach.packs.names import LINES, SCENARIOS

Stamp = frozenset[tuple[str, int, int, int, int]]


def pack_stamp(folder: Path) -> Stamp:
    """Name, time in ns, size, mode and inode of each file: changes whenever one comes, goes or is written. A folder inside that cannot
    be listed counts as empty."""
    found = set()
    for inside in ("", SCENARIOS, LINES):
        try:
            for path in (folder / inside).iterdir():
                state = path.lstat()
                found.add((f"{inside}/{path.name}", state.st_mtime_ns, state.st_size, state.st_mode, state.st_ino))
        except OSError:
            continue
    return frozenset(found)
