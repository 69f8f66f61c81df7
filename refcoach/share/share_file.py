"""Another rep's review page, read by RefCoach: only the data in it, nothing of it is ever run or shown as it stands."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from refcoach.core.errors import UsageError
from refcoach.core.page_data import FORMAT, PageData, PageTake, page_data_from
from refcoach.share.audio import sound_of
from refcoach.share.foreign import is_id, or_refused, plain_texts, read_limited, shown, strict_json
from refcoach.share.page import DATA_ID

MOST_BYTES = 40_000_000
MOST_TAKES = 1_000
MOST_CHECKS = 200
LONGEST_LINE = 2_000
LONGEST_TEXT = 100_000
MOST_NOT_ASCII = 4_000_000  # bytes of UTF-8, each of which becomes three or more
_ASCII = bytes(range(128))
_MOST_TAGS = 100
_SCRIPT = re.compile(rb"<script\b[^<>]{0,1000}>", re.IGNORECASE)
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_ASK_AGAIN = "Ask the rep to share again, and to send you the page as one file."


def read_share(path: Path) -> PageData:
    """The data of a share. Raises UsageError that says what is wrong; texts come without characters that cannot be seen."""
    name = shown(path.name)
    not_one = f"{name} is not a page of RefCoach that can be read"
    record = or_refused(lambda: strict_json(_block(read_limited(path, MOST_BYTES, "share"))), not_one, _ASK_AGAIN)
    form = record.get("format") if isinstance(record, dict) else None
    if type(form) is int and form > FORMAT:
        raise UsageError(f"{name} was written by a newer RefCoach (format {form}).", "Update RefCoach, then open it again.")
    if isinstance(record, dict) and isinstance(record.get("takes"), list) and len(record["takes"]) > MOST_TAKES:
        raise UsageError(f"{not_one}: it has more than {MOST_TAKES} takes.", _ASK_AGAIN)  # before each of them is looked at
    found: PageData = or_refused(lambda: page_data_from(plain_texts(record)), not_one, _ASK_AGAIN)
    or_refused(lambda: _see_to(found), not_one, _ASK_AGAIN)
    return found


class _Tag(HTMLParser):
    """The attributes of one tag."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}
        self.feed(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = dict(attrs)


def _block(page: bytes) -> str:
    """The JSON that stands in a page's script element of our id, in ASCII. Raises ValueError.

    Only the tags of scripts are parsed as HTML: the standard library's parser takes quadratic time for some broken pages.
    """
    starts = []
    for number, found in enumerate(tag for tag in _SCRIPT.finditer(page) if DATA_ID.encode() in tag.group()):
        given = _Tag(found.group().decode("ascii", "replace")).attributes
        if given.get("id") == DATA_ID and given.get("type") == "application/json":
            starts.append(found.end())
        if len(starts) > 1 or number > _MOST_TAGS:
            raise ValueError("it holds more than one share")
    if not starts:
        raise ValueError("it holds no share")
    end = page.find(b"<", starts[0])  # in ours every "<" is escaped
    if end < 0 or page[end : end + 9].lower() != b"</script>":
        raise ValueError("it breaks off")
    block = page[starts[0] : end]
    if not block.isascii():
        if len(block.translate(None, _ASCII)) > MOST_NOT_ASCII:
            raise ValueError("its texts are too long")
        block = _NOT_ASCII.sub(_escaped, block)
    return block.decode("ascii")


def _escaped(found: re.Match[bytes]) -> bytes:
    """Characters beyond ASCII as JSON escapes: one of them in a text of 40 MB would make each of its characters four bytes long."""
    try:
        return json.dumps(found.group().decode("utf-8"))[1:-1].encode("ascii")
    except UnicodeDecodeError as error:
        raise ValueError("it is not text in UTF-8") from error


def _see_to(data: PageData) -> None:
    """What a page of ours keeps to beyond its form; raises ValueError."""
    for place, length, most in _sizes(data):
        if length > most:
            raise ValueError(f"{place} is too long")
    ids = [data.share_id, *(take.attempt_id for take in data.takes), *(take.part_of for take in data.takes if take.part_of)]
    if data.pledge:
        ids.append(data.pledge.pledge_id)
    if not all(is_id(item) for item in ids):
        raise ValueError("an id in it is none")
    for take in data.takes:
        if take.audio:
            sound_of(take.audio)


def _sizes(data: PageData) -> Iterator[tuple[str, int, int]]:
    """(what, how long it is, how long it may be)."""
    for name in ("rep", "partner"):
        yield name, len(getattr(data, name)), LONGEST_LINE
    yield "the list of days", len(data.days), 20_000
    yield "the list of charts", len(data.series), MOST_CHECKS
    for take in data.takes:
        yield from _sizes_of_take(take)


def _sizes_of_take(take: PageTake) -> Iterator[tuple[str, Any, int]]:
    yield "a take's text", len(take.text), LONGEST_TEXT
    yield "a take's title", max(len(take.title), len(take.client)), LONGEST_LINE
    yield "a take's list of words", len(take.words), LONGEST_TEXT
    yield "a take's list of checks", len(take.checks), MOST_CHECKS
    for check in take.checks:
        yield "a check's question", max(len(check.label), len(check.question), len(check.key)), LONGEST_LINE
