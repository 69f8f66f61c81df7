"""Finds single attempts in a month's file by their bytes, many times faster than decoding the month."""

import json
import re
from pathlib import Path

from refcoach.core.records import Record

# An attempt as the log writes it: its number in the table, then its id. No text of a record can look so: quotes in it are escaped.
_ATTEMPT = re.compile(rb'"\d+":\{"attempt_id":"')


def raw_month(path: Path) -> bytes:
    """The file's bytes; none when it is not there or cannot be read (reading it properly tells why)."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def as_bytes(text: str) -> bytes:
    """How a month's file writes the inside of a text."""
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")[1:-1]


def attempt_at(raw: bytes, place: int) -> Record | None:
    """The attempt's record in which this place lies; None when it cannot be told."""
    begins = raw.rfind(b'{"attempt_id":"', 0, place + 1)
    while begins >= 0 and not _ATTEMPT.match(raw, _number_before(raw, begins)):
        begins = raw.rfind(b'{"attempt_id":"', 0, begins)
    if begins < 0:
        return None
    following = _ATTEMPT.search(raw, begins + 1)
    try:
        text = raw[begins : following.start() if following else len(raw)].decode("utf-8", "surrogatepass")
        record, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def attempt_of(raw: bytes, attempt_id: str) -> Record | None:
    """The record of this attempt; None when it is not there, or not where the log would have written it."""
    found = re.search(rb'"\d+":(\{"attempt_id":"' + re.escape(as_bytes(attempt_id)) + rb'")', raw)
    return attempt_at(raw, found.start(1)) if found else None


def _number_before(raw: bytes, brace: int) -> int:
    """Where the key of the object that begins at `brace` begins: `"12":{`."""
    return max(0, raw.rfind(b'"', 0, max(0, brace - 2)))
