"""What a list needs of each month, kept beside the log so that ten years can be looked through without reading ten years.

For each month a file in the cache folder, valid as long as the month's file is the one that it was made of. Its lines are JSON:
a header, the ids of the attempts, their outlines (core/outline.py), then one for each other table with its records by id. A reader
decodes the line it needs. All of it can be made anew from the month.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from refcoach.core.entries import ATTEMPT, TABLES
from refcoach.core.errors import LogError
from refcoach.core.outline import outlines_record
from refcoach.core.records import Record
from refcoach.store.atomic import write_atomic
from refcoach.store.lookup import as_bytes, raw_month

Signature = tuple[int, int, int]
FORMAT = 2
_HEADER, _IDS, _ROWS, _FIRST_TABLE = range(4)
Tables = Mapping[str, Mapping[str, Record]]
"""The records of a month by table and id."""


class Digest:
    """The lines of one month's file."""

    def __init__(self, lines: list[bytes], tables: list[str]) -> None:
        self._lines, self._tables = lines, tables

    def ids(self) -> list[str]:
        return list(_value(self._lines[_IDS]))

    @property
    def rows(self) -> bytes:
        """The bytes of all outlines: the same bytes are the same outlines."""
        return self._lines[_ROWS]

    def outlines(self) -> Record:
        """As `outlines_record` made it."""
        record: Record = _value(self._lines[_ROWS])
        return record

    def holds(self, value: str) -> bool:
        """Whether an attempt of the month may have this value, an id for instance, in its outline."""
        return _bytes(value) in self._lines[_ROWS]

    def records(self, table: str) -> dict[str, Record]:
        """The records of any table but the attempts'."""
        return dict(_value(self._lines[_FIRST_TABLE + self._tables.index(table)])) if table in self._tables else {}


class Digests:
    """`folder` holds the months, `cache` the digests; without one they are made for each call."""

    def __init__(self, folder: Path, cache: Path | None) -> None:
        self._folder, self._cache = folder, cache

    def digest(self, month: str, read: Callable[[], Tables]) -> Digest:
        """The digest of a month; where there is none that is valid, `read` gives the month's tables. Raises what `read` raises."""
        return self.known(month) or self.make(month, read)

    def known(self, month: str) -> Digest | None:
        """The digest of a month when it is there and valid."""
        if self._cache is None:
            return None
        try:
            lines = self._file(month).read_bytes().split(b"\n")
            header = _value(lines[_HEADER])
            fits = header["format"] == FORMAT and tuple(header["signature"]) == self._signature(month)
            whole = fits and len(lines) == header["lines"]
            return Digest(lines, [str(name) for name in header["tables"]]) if whole else None
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None

    def make(self, month: str, read: Callable[[], Tables]) -> Digest:
        """Make the digest of a month anew and keep it. A cache that cannot be written costs time and nothing else."""
        before = self._signature(month)
        tables = read()
        names = [name for name in TABLES if name != ATTEMPT.table and tables.get(name)]
        attempts = tables.get(ATTEMPT.table, {})
        lines = [list(attempts), outlines_record(attempts.values()), *(tables[name] for name in names)]
        header = {"format": FORMAT, "signature": before, "tables": names, "lines": len(lines) + 1}
        encoded = [_bytes(line) for line in (header, *lines)]
        if self._cache is not None and before is not None and before == self._signature(month):
            try:
                write_atomic(self._file(month), b"\n".join(encoded), keep_previous=False)
            except LogError:
                pass
        return Digest(encoded, names)

    def begins(self, month: str, beginning: str, read: Callable[[], Tables]) -> list[str]:
        """The ids of a month's attempts that begin so; a month whose bytes lack them is not decoded."""
        known = self.known(month)
        if known is None and b'"' + as_bytes(beginning) not in raw_month(self._folder / f"{month}.json"):
            return []
        return [each for each in (known or self.make(month, read)).ids() if each.startswith(beginning)]

    def records(self, month: str, table: str, read: Callable[[], Tables]) -> dict[str, Record]:
        """The records of any table but the attempts'; a month whose bytes lack the table is not decoded."""
        known = self.known(month)
        if known is None and as_bytes(table) not in raw_month(self._folder / f"{month}.json"):
            return {}
        return (known or self.make(month, read)).records(table)

    def _file(self, month: str) -> Path:
        return (self._cache or self._folder) / f"{month}.jsonl"

    def _signature(self, month: str) -> Signature | None:
        try:
            status = (self._folder / f"{month}.json").stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size


def _bytes(value: Any) -> bytes:
    # JSON in ASCII: half a surrogate pair is a plain escape, and no line feed occurs within a line.
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _value(line: bytes) -> Any:
    return json.loads(line)
