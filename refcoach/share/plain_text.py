"""Texts on their way into a file: what no file can hold is replaced, so that nothing fails half-way."""

import json
from typing import Any

_NOT_PRINTED = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {ord("\n")}, " ")

_READABLE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def encodable(text: str) -> str:
    """The text with half surrogates as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def printable(text: str) -> str:
    """The text with `\\n` between lines, other control characters as blanks and half surrogates as U+FFFD."""
    return encodable(text.replace("\r\n", "\n").replace("\r", "\n")).translate(_NOT_PRINTED)


def json_text(value: Any) -> str:
    """JSON on one line, as people can read it; in ASCII where the value holds half surrogates, which UTF-8 cannot."""
    text = _READABLE.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text
