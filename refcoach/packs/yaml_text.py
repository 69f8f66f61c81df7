"""The text of a YAML file to marked values; whatever keeps it from being read is a problem with its place and a hint."""

import re
from typing import Any

from refcoach.packs.marked import DEEPEST, Builder, UnreadableError
from refcoach.packs.problems import Problems

MOST_BYTES = 1_000_000  # of one file; the longest scenario so far has 4 kB
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What the parser says, what that means, and what a trainer can do about it. The first that fits is taken.
_WORDS = (
    (
        "mapping values are not allowed",
        "a key does not fit here",
        "a text with a colon in it wants quotes; or the line begins in the wrong column",
    ),
    ("could not find expected ':'", "a colon is missing", "every line here is key: value; a text over several lines begins with >-"),
    ("did not find expected key", "the line does not fit here", "begin it in the column of the line above; quotes go around all of a text"),
    ("did not find expected '-' indicator", "the line does not fit here", "begin every - of a list in the same column"),
    ("did not find expected ',' or", "a bracket is not closed", "close it; a text with brackets or commas in it wants quotes"),
    (
        "did not find expected node content",
        "a text is missing, or a bracket is not closed",
        "a text with brackets or commas in it wants quotes",
    ),
    ("did not find expected <document start>", "the line does not fit here", "begin it in the column of the lines above"),
    (
        "while scanning a quoted scalar found unexpected",
        "a quote is not closed",
        "close it; a text with such a quote in it wants the other kind",
    ),
    ("found unknown escape character", "a \\ that means nothing", r"in double quotes write \\ for \, or use single quotes"),
    ("block sequence entries are not allowed", "a list does not fit here", "begin it on a line of its own"),
    ("did not find expected alphabetic", "a text may not begin with * or &", "put the text in quotes"),
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
    except UnreadableError:
        return None
    except yaml.MarkedYAMLError as error:
        line, column, message, hint = _in_plain_words(error, text)
        problems.note(file, line, column, message, hint)
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


def _in_plain_words(error: Any, text: str) -> tuple[int, int, str, str]:
    """Line, column, message and hint for an error of the parser."""
    said = " ".join(f"{error.context or ''} {error.problem or ''}".split()) or "not YAML"
    # What is not closed was opened at the context; the problem lies at the end of the file.
    mark = (error.context_mark if "quoted" in said else None) or error.problem_mark or error.context_mark
    at = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    line = lines[at[0]] if at[0] < len(lines) else ""
    character = line[at[1] : at[1] + 1]
    if character == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
        return *at, "a tab stands where YAML wants spaces", "set your editor to spaces"
    if "nesting depth" in said:  # newer parsers stop by themselves, far behind the limit
        opened = [match.start() for match in re.finditer(r"[\[{]", line)][DEEPEST : DEEPEST + 1]
        return at[0], opened[0] if opened else at[1], f"nested deeper than {DEEPEST} levels", "nothing in a pack needs that"
    if "cannot start any token" in said:
        return *at, f"a text may not begin with {character}", "put the text in quotes"
    return next(((*at, message, hint) for part, message, hint in _WORDS if part in said), (*at, str(error.problem or said), ""))
