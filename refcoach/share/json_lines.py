"""The whole log as JSON Lines: one entry a line, `{"kind": ..., "entry": {...}}`, and back again."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from refcoach.core.entries import KINDS, Entry
from refcoach.core.errors import LogError
from refcoach.share.plain_text import json_text


def lines_of(entries: Iterable[tuple[str, Entry]]) -> Iterator[str]:
    """A line for each (name of its kind, entry), in the order given; the entry's fields are those of the log's own files."""
    for name, entry in entries:
        yield json_text({"kind": name, "entry": KINDS[name].record(entry)}) + "\n"


def entries_of(lines: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    """The reverse of `lines_of`, for lines as a file opened with newline="\\n" gives them. Blank lines are passed over.

    Raises LogError with the line's number for what is no entry.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found: Any = json.loads(line)
            kind = KINDS[found["kind"]]
            entry: Entry = kind.build(found["entry"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise LogError(f"Line {number} is not an entry of a practice log.", "Export the log again.") from error
        yield kind.name, entry
