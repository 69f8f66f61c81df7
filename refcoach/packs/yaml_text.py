"""The text of a YAML file to marked values; whatever keeps it from being read is a problem with its place and a hint."""

import re
from typing import Any

from refcoach.packs.marked import Builder, Unreadable
from refcoach.packs.problems import Problems

MOST_BYTES = 1_000_000  # of one file; the longest scenario so far has 4 kB
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What the parser says, and what a trainer can do about it. The first that fits is taken.
_HINTS = (
    ("mapping values are not allowed", "a text with a colon in it wants quotes; or the line begins in the wrong column"),
    ("could not find expected ':'", "every line here is key: value; a text over several lines begins with >-"),
    ("did not find expected key", "begin the line in the same column as the one above; a text with quotes or # in it wants quotes around all of it"),
    ("did not find expected '-' indicator", "begin every - of a list in the same column"),
    ("did not find expected ',' or", "close the bracket; a text with brackets or commas in it wants quotes"),
    ("did not find expected <document start>", "the text before this line has ended already: look at its column"),
    ("found unexpected end of stream", "a quote or bracket that was opened is not closed"),
    ("found unexpected document indicator", "a quote that was opened is not closed"),
    ("found unknown escape character", r"in double quotes write \\ for \, or use single quotes"),
    ("block sequence entries are not allowed", "a list begins on a line of its own"),
)


def read_yaml(data: bytes, file: str, problems: Problems) -> Any:
    """The document's value, or None with the problem noted. Two of the same key are problems too, and then the first counts."""
    text = _decoded(data, file, problems)
    if text is None:
        return None
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same parser in C, ten times faster
    try:
        return Builder(file, problems).build(yaml.parse(text, Loader=loader))
    except Unreadable:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line, mark.column) if mark else (0, 0)
        problems.note(file, *place, *_in_plain_words(error, text, place))
    except yaml.YAMLError as error:
        problems.note(file, 0, 0, str(error).splitlines()[0])
    return None


def _decoded(data: bytes, file: str, problems: Problems) -> str | None:
    if len(data) > MOST_BYTES:
        problems.note(file, 0, 0, f"larger than {MOST_BYTES // 1_000_000} MB", "split it into several files")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1)
        message = f"not UTF-8 text: byte {error.start} cannot be read"
        problems.note(file, before.count(b"\n"), column, message, "save the file as UTF-8")
        return None
    odd = _NOT_TEXT.search(text)
    if odd:
        line, column = _place(text, odd.start())
        problems.note(file, line, column, f"the character U+{ord(odd[0]):04X} is not text", "take it out, or save the file as UTF-8")
        return None
    return text


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


def _in_plain_words(error: Any, text: str, place: tuple[int, int]) -> tuple[str, str]:
    """Message and hint for an error of the parser."""
    said = " ".join(str(error.problem or error.context or "not YAML").split())
    lines = text.splitlines()
    line = lines[place[0]] if place[0] < len(lines) else ""
    character = line[place[1] : place[1] + 1]
    if character == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab stands where YAML wants spaces", "set your editor to spaces"
    if "cannot start any token" in said:
        return f"a text may not begin with {character}", "put the text in quotes"
    return said, next((hint for part, hint in _HINTS if part in said), "")
