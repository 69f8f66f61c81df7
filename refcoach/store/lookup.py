"""Finds single attempts in a month's file by their bytes, many times faster than decoding the month."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from refcoach.core.records import Record

# An attempt as the log writes it: its number in the table, then its id. No text of a record can look so: quotes in it are escaped.
_ATTEMPT = re.compile(rb'"\d+":\{"attempt_id":"')

_LONGEST_BEGINNING = 50  # bytes that the expression can match


def raw_month(path: Path) -> bytes:
    """The file's bytes; none when it is not there or cannot be read (reading it properly tells why)."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def as_bytes(text: str) -> bytes:
    """How a month's file writes the inside of a text."""
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")[1:-1]


def attempt_of(raw: bytes, attempt_id: str) -> Record | None:
    """The record of this attempt; None when it is not there, or not where the log would have written it."""
    found = re.search(rb'"\d+":\{"attempt_id":"' + re.escape(as_bytes(attempt_id)) + rb'"', raw)
    return _decoded(raw, found.start(), _end(raw, found.end())) if found else None


def attempts_with(raw: bytes, part: str) -> Iterator[tuple[str, Record]]:
    """Ids and records of the attempts in which `part`, letters and figures of ASCII in small letters, stands anywhere."""
    small, part_bytes = raw.lower(), part.encode("ascii")
    begins, ends = 0, 0
    place = small.find(part_bytes)
    while place >= 0:
        for begin in _ATTEMPT.finditer(raw, ends, place + _LONGEST_BEGINNING):
            begins = begin.start() if begin.start() <= place else begins
        ends = _end(raw, place)
        record = _decoded(raw, begins, ends)
        if record is not None:
            yield str(record["attempt_id"]), record
        place = small.find(part_bytes, ends)


def _end(raw: bytes, place: int) -> int:
    """Where the next attempt begins."""
    following = _ATTEMPT.search(raw, place)
    return following.start() if following else len(raw)


def _decoded(raw: bytes, begins: int, ends: int) -> Record | None:
    """The attempt whose entry begins at one place and ends before the other."""
    begin = _ATTEMPT.match(raw, begins)
    if begin is None:
        return None
    try:
        text = raw[raw.index(b"{", begins) : ends].decode("utf-8", "surrogatepass")
        record, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
