"""Files that came from elsewhere: read within limits, and never more than read."""

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from refcoach.core.errors import UsageError

MOST_DIGITS = 20
# What is built of a file stays below some tens of MB. A page of 1,000 takes of 150 words has half of these.
MOST_OBJECTS = 400_000
MOST_VALUES = 2_000_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
# Control characters, and marks that turn the direction of writing: they can make a text look like another one.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_HALF = re.compile("[\ud800-\udfff]")


def read_limited(path: Path, most_bytes: int, what: str) -> bytes:
    """The bytes of an ordinary file of at most `most_bytes`; `what` names it ("review", "share").

    Raises UsageError where there is none, it is no ordinary file, may not be read or is larger. A pipe or a device is not waited for.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error, what) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise UsageError(f"{path.name} is not a file.", f"Choose the {what} file itself.")
        if status.st_size > most_bytes:
            raise _too_large(path, most_bytes, what)
        with open(handle, "rb", buffering=0, closefd=False) as file:
            data = file.read(status.st_size + 1) or b""
            while len(data) <= most_bytes and (more := file.read(1 << 20)):
                data += more
        if len(data) > most_bytes:
            raise _too_large(path, most_bytes, what)
        return data
    except OSError as error:
        raise _unreadable(path, error, what) from error
    finally:
        os.close(handle)


def text_of(data: bytes) -> str:
    """UTF-8, with or without a byte order mark that some editor put before it. Raises ValueError."""
    if not data.strip():
        raise ValueError("it is empty")
    if data.startswith(b"PK\x03\x04"):
        raise ValueError("it is a ZIP archive")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("it is not text in UTF-8") from error
    if "\0" in text:
        raise ValueError("it is not text in UTF-8")
    return text


def strict_json(text: str) -> Any:
    """JSON with no key twice, no NaN or Infinity, and within limits. Raises ValueError that says what is wrong."""
    import json

    if text.count("[") + text.count("{") > MOST_OBJECTS or text.count(",") > MOST_VALUES:
        raise ValueError("it holds far too many values")
    try:
        return json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number, parse_int=_whole)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}, character {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}") from error


def is_id(text: str) -> bool:
    """Whether a text may be the id of a share, a take, a pledge or a review. Ids name files, so they hold nothing of a path."""
    return _ID.fullmatch(text) is not None


def plain_text(text: str) -> str:
    """The text without characters that cannot be seen; line feeds and tabs stay. Raises ValueError for half a character."""
    if text.isprintable():
        return text
    if _HALF.search(text):
        raise ValueError("it holds half a character")
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain_texts(value: Any) -> Any:
    """A JSON value in which every text, names included, is a plain one."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, list):
        return [plain_texts(item) for item in value]
    if isinstance(value, dict):
        return _each_once([(plain_text(key), plain_texts(item)) for key, item in value.items()])
    return value


def or_refused(work: Callable[[], Any], message: str, hint: str) -> Any:
    """What `work` gives; its ValueError, or a number beyond all bounds, becomes a UsageError of this message with the reason."""
    try:
        return work()
    except (ValueError, OverflowError, RecursionError) as error:
        raise UsageError(f"{message}: {shown(str(error))}.", hint) from error


def shown(text: str, most: int = 160) -> str:
    """A text from elsewhere that can stand in a message: one line, no unseen characters, not long."""
    line = " ".join(_UNSEEN.sub("", text).encode("utf-8", "replace").decode("utf-8").split()).rstrip(".")
    return line if len(line) <= most else line[: most - 1] + "…"


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{shown(name, 40)} stands there twice")
        found[name] = value
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError("a number is beyond all bounds")
    return int(digits)


def _too_large(path: Path, most_bytes: int, what: str) -> UsageError:
    return UsageError(
        f"{shown(path.name)} is larger than {most_bytes // 1_000_000} MB, so it is not a {what} file of RefCoach.",
        f"Choose the {what} file as it was saved.",
    )


def _unreadable(path: Path, error: Exception, what: str) -> UsageError:
    if isinstance(error, FileNotFoundError):
        return UsageError(f"There is no file {shown(str(path))}.", "Check the name and the folder.")
    reason = getattr(error, "strerror", None) or str(error)
    return UsageError(f"{shown(str(path))} cannot be read ({reason}).", f"Check that it is the {what} file and that you may read it.")
