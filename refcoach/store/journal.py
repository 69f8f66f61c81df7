"""The journal: every change of the practice log goes here first, one JSON line each, and is durable when `append` returns.

A line is `{"kind": "attempt", "record": {...}, "link": [...]}`, kinds as in core/entries.py, the link as in core/chain.py: one write
makes both durable. What a crash left of an unfinished last line was never acknowledged, so it goes; a line that is damaged in any
other way is set aside and told. Lines of versions before the chain have no link.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from refcoach.core.chain import Link, link_record, read_link
from refcoach.core.entries import KINDS
from refcoach.core.errors import LogError
from refcoach.core.records import Record
from refcoach.store.atomic import FILE_MODE, make_folder, read_error, retrying, sync_file, sync_folder, write_all, write_error
from refcoach.store.query import month_of

Signature = tuple[int, int, int]
_NONE: Signature = (0, 0, 0)
_STARTS = b'{"kind":"'
Line = tuple[str, Record, Link | None]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The journal as it was at one moment: the latest record of each id by table, and the lines that cannot be read.

    `entries` are all lines that can, in their order: kind, record and link (None without one).
    """

    signature: Signature = _NONE
    tables: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    damaged: tuple[bytes, ...] = ()
    lines: int = 0
    entries: tuple[Line, ...] = ()


class Journal:
    """An append-only file. Appending and clearing need the log's lock; reading does not."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._page = JournalPage()
        self._lines = 0
        self._last: Link | None = None
        self._counted: Signature = _NONE

    @property
    def path(self) -> Path:
        return self._path

    def signature(self) -> Signature:
        """Changes with every append and clearing; (0, 0, 0) without a journal or with an empty one."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return _NONE
        except OSError as error:
            raise read_error(self._path, error) from error
        return _signature(status)

    def last_link(self) -> Link | None:
        """The link of the last line that has one. The file is read only after another process changed it. Needs the lock."""
        self._look(self.signature())
        return self._last

    def append(self, kind: str, record: Record, link: Link | None = None) -> int:
        """Write one line and wait until the disk has it; returns how many lines there are now.

        The cost does not depend on what the log holds. Raises LogError, and then takes back what it had written.
        """
        entry = {"kind": kind, "record": record, **({"link": link_record(link)} if link else {})}
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
        before = self.signature()
        self._look(before)
        try:
            make_folder(self._path.parent)
            self._append(line.encode("utf-8", "surrogatepass") + b"\n", fresh=before == _NONE)
        except OSError as error:
            raise write_error(self._path, error) from error
        self._lines += 1
        self._last = link or self._last
        self._counted = self.signature()
        return self._lines

    def read(self, *, anew: bool = False) -> JournalPage:
        """The journal as it is now; parsed again only after a change, or when asked to trust no clock (`anew`)."""
        if not anew and self.signature() == self._page.signature:
            return self._page
        try:
            with retrying(lambda: self._path.open("rb")) as file:
                raw = file.read()
                status = os.fstat(file.fileno())
        except FileNotFoundError:
            return JournalPage()
        except OSError as error:
            raise read_error(self._path, error) from error
        page = _page(raw, _signature(status))
        if len(raw) == status.st_size:  # else it grew or was cleared meanwhile, and the next call must look again
            self._page = page
        return page

    def clear(self) -> None:
        """Forget everything: the caller has it on disk elsewhere. The file stays, so readers on Windows do not block it."""
        try:
            handle = os.open(self._path, os.O_WRONLY)
            try:
                os.ftruncate(handle, 0)
                sync_file(handle)
            finally:
                os.close(handle)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise write_error(self._path, error) from error
        self._page, self._lines, self._last, self._counted = JournalPage(), 0, None, _NONE

    def _look(self, signature: Signature) -> None:
        """Count the lines and find the last link, unless this process did so and nobody has written since."""
        if signature == self._counted:
            return
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            raw = b""
        except OSError as error:
            raise read_error(self._path, error) from error
        self._lines, self._last = raw.count(b"\n"), _last_link(raw)
        self._counted = signature

    def _append(self, line: bytes, fresh: bool) -> None:
        # Binary on Windows, or each line feed would become two bytes.
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), FILE_MODE)
        try:
            end = _end_of_lines(handle, os.fstat(handle).st_size)
            try:
                os.ftruncate(handle, end)
                os.lseek(handle, end, os.SEEK_SET)
                write_all(handle, line)
                sync_file(handle)
            except BaseException:
                os.ftruncate(handle, end)
                raise
        finally:
            os.close(handle)
        if fresh:
            sync_folder(self._path.parent)


def _signature(status: os.stat_result) -> Signature:
    return (status.st_ino, status.st_mtime_ns, status.st_size) if status.st_size else _NONE


def _end_of_lines(handle: int, size: int) -> int:
    """Where the next line starts. A last line without line feed is cut off when it is the beginning of one of ours (its
    append never returned); anything else stays and gets a line feed, to be set aside at the next fold."""
    if size == 0:
        return 0
    os.lseek(handle, size - 1, os.SEEK_SET)
    if os.read(handle, 1) == b"\n":
        return size
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    raw = b"".join(parts)
    start = raw.rfind(b"\n") + 1
    if _is_torn(raw[start:]) and _parse(raw[start:]) is None:
        return start
    os.lseek(handle, size, os.SEEK_SET)
    write_all(handle, b"\n")
    return size + 1


def _is_torn(line: bytes) -> bool:
    """Whether a line without line feed is just the beginning of one that was being written."""
    return b"\0" not in line and (line.startswith(_STARTS) or _STARTS.startswith(line))


def _last_link(raw: bytes) -> Link | None:
    for line in reversed(raw.split(b"\n")):
        entry = _parse(line) if line else None
        if entry is not None and entry[2] is not None:
            return entry[2]
    return None


def _parse(line: bytes) -> Line | None:
    """Kind, record and link of a line, or None when it is not one."""
    try:
        entry: Any = json.loads(line.decode("utf-8", "surrogatepass"))
        kind, record = entry["kind"], entry["record"]
        KINDS[kind].build(record)
        month_of(record[KINDS[kind].time_key])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, LogError):
        return None
    return kind, record, _link(entry.get("link"))


def _link(stored: object) -> Link | None:
    """The link of a line. One that could not be filed counts as none: the line gets another, and the gap in the numbers tells."""
    link = read_link(stored)
    try:
        return link if link and month_of(link.logged_at) else None
    except LogError:
        return None


def _page(raw: bytes, signature: Signature) -> JournalPage:
    tables: dict[str, dict[str, Record]] = {}
    damaged, entries = [], []
    *lines, tail = raw.split(b"\n")
    for line in [*lines, tail] if tail else lines:
        entry = _parse(line)
        if entry is not None:
            kind, record = KINDS[entry[0]], entry[1]
            tables.setdefault(kind.table, {})[record[kind.id_key]] = record
            entries.append(entry)
        elif line and not (line is tail and _is_torn(tail)):
            damaged.append(line)
    return JournalPage(signature, tables, tuple(damaged), len(lines), tuple(entries))
