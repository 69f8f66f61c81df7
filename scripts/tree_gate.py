"""What must not stand in the tree: paths of the machine it was written on, addresses in lock files. Long files are named, not refused."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

LONG_LINES = 350
CODE = (".py", ".sh")
HOMES = re.compile(r"(?<![\w.])(?:/(?:home|Users)/[A-Za-z][\w.-]*/|[A-Z]:\\Users\\\w|/roo[t]/)")
# Names that stand for anybody in documentation and tests.
ANYBODY = re.compile(r"/(?:home|Users)/(?:you|me|user|someone|alex|rep|name)/")


def files(root: Path) -> list[Path]:
    """Every file that is, or would be, under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, stdout=subprocess.PIPE, text=True
    )
    return [root / name for name in sorted(set(listed.stdout.split("\0"))) if name and (root / name).is_file()]


def own_paths(root: Path, home: Path) -> tuple[str, ...]:
    """The paths of this machine that would give it away; those too short to mean anything are left out."""
    return tuple(str(path) + "/" for path in (root, home) if len(path.parts) > 2)


def faults(name: str, text: str, own: Sequence[str]) -> Iterator[str]:
    """Lines "file:line: problem" for one text file."""
    for number, line in enumerate(text.splitlines(), 1):
        foreign = HOMES.search(ANYBODY.sub("", line))
        if foreign or any(path in line for path in own):
            yield f"{name}:{number}: the path of a home folder or build machine: {line.strip()[:100]}"
        if name.endswith(".lock") and "://" in line:
            yield f"{name}:{number}: an address in a lock file: {line.strip()[:100]}"


def too_long(name: str, text: str) -> str | None:
    """A warning for code over LONG_LINES lines."""
    lines = text.count("\n")
    return f"{name}: {lines} lines; about 300 is where a file asks to be split" if name.endswith(CODE) and lines > LONG_LINES else None


def main(root: Path) -> int:
    """Print faults and warnings; 1 when there are faults."""
    found: list[str] = []
    warnings: list[str] = []
    own = own_paths(root, Path.home())
    listed = files(root)
    for path in listed:
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError):
            continue  # pictures and sounds
        name = path.relative_to(root).as_posix()
        found += faults(name, text, own)
        warning = too_long(name, text)
        if warning:
            warnings.append(warning)
    print(*(f"warning: {line}" for line in warnings), *found, f"{len(listed)} files, {len(found)} faults", sep="\n")
    return 1 if found else 0
