"""YAML 1.2 to plain values that know where they stand, within limits.

Built from the parser's events and not by its own constructor: events are given one after another, so a file that was made to annoy
(nested without end, aliases of aliases) is left at the limit, and only the values of YAML's core schema come out, never an object.
"""

import re
from collections.abc import Iterable
from typing import Any

from refcoach.packs.problems import Problems, short

MOST_NODES = 20_000  # of one file, aliases counted as what they stand for; the longest scenario so far has 150
MOST_ALIASES = 200
DEEPEST = 12  # a scenario itself is nested 6 deep
_LONGEST_NUMBER = 18  # digits; no number of a pack has more than seven

Place = tuple[int, int]  # line and column from 0


class MarkedMap(dict[str, Any]):
    """A mapping with the places of itself, of its keys and of its values."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.keys_at: dict[str, Place] = {}
        self.values_at: dict[str, Place] = {}


class MarkedList(list[Any]):
    """A list with the places of itself and of its items."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.items_at: list[Place] = []


class UnreadableError(Exception):
    """The document cannot be used; the problem is noted."""


# https://yaml.org/spec/1.2.2/#1032-tag-resolution: `no`, `on`, dates and times are text, as is every other word.
_NULL = ("", "~", "null", "Null", "NULL")
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def plain_value(text: str) -> Any:
    """What an unquoted word stands for."""
    if text in _NULL:
        return None
    if text in _FLAGS:
        return _FLAGS[text]
    if text[:1] not in "0123456789+-." or len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text, 0 if text[:2] in ("0o", "0x") else 10)
    return float(text.replace(".inf", "inf").replace(".nan", "nan")) if _FLOAT.fullmatch(text.lower()) else text


class Builder:
    """Puts the events of one document together."""

    def __init__(self, file: str, problems: Problems) -> None:
        self._file, self._problems = file, problems
        self._open: list[MarkedMap | MarkedList] = []
        self._keys: list[str | None] = []  # for each open container: the key that waits for its value, None before a key, "" in a list
        self._starts: list[tuple[str | None, int]] = []  # anchor and number of nodes before it, for each open container
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = self._aliases = self._documents = 0
        self._root: Any = None

    def build(self, events: Iterable[Any]) -> Any:
        """The value of the only document, None without one. Raises UnreadableError once the problem is noted."""
        import yaml

        actions = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._begin_map,
            yaml.SequenceStartEvent: self._begin_list,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._begin_document,
        }
        for event in events:
            action = actions.get(type(event))
            if action is not None:
                mark = event.start_mark
                action(event, (mark.line, mark.column))
        return self._root

    def _fail(self, place: Place, message: str, hint: str = "") -> None:
        self._problems.note(self._file, *place, message, hint)
        raise UnreadableError

    def _scalar(self, event: Any, place: Place) -> None:
        self._count(event, place)
        text: str = event.value
        if self._waits_for_key():
            self._key(text, place)
            return
        value = plain_value(text) if event.style in (None, "") else text
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._put(value, place)

    def _begin_document(self, event: Any, place: Place) -> None:
        self._documents += 1
        if self._documents > 1:
            self._fail(place, "a second document begins here", "one file holds one; take the line --- out")

    def _begin_map(self, event: Any, place: Place) -> None:
        self._begin(MarkedMap(place), event, place)

    def _begin_list(self, event: Any, place: Place) -> None:
        self._begin(MarkedList(place), event, place)

    def _begin(self, container: MarkedMap | MarkedList, event: Any, place: Place) -> None:
        self._count(event, place)
        if self._waits_for_key():
            self._fail(place, "a key must be text", "put a text with brackets in quotes")
        if len(self._open) >= DEEPEST:
            self._fail(place, f"nested deeper than {DEEPEST} levels", "nothing in a pack needs that")
        self._put(container, place)
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        self._open.append(container)
        self._keys.append(None if isinstance(container, MarkedMap) else "")
        self._starts.append((event.anchor, self._nodes - 1))

    def _end(self, event: Any, place: Place) -> None:
        container = self._open.pop()
        self._keys.pop()
        anchor, before = self._starts.pop()
        if anchor:
            self._anchors[anchor] = (container, self._nodes - before)

    def _alias(self, event: Any, place: Place) -> None:
        anchor: str = event.anchor
        if self._waits_for_key():
            self._fail(place, "a key must be text", "write it out")
        if any(anchor == open_anchor for open_anchor, _ in self._starts):
            self._fail(place, f"*{short(anchor)} stands within itself", "write out what is meant")
        if anchor not in self._anchors:
            self._fail(place, f"*{short(anchor)} stands for nothing", "a text that begins with * wants quotes")
        self._aliases += 1
        if self._aliases > MOST_ALIASES:
            self._fail(place, f"more than {MOST_ALIASES} aliases", "write out what is meant")
        value, size = self._anchors[anchor]
        self._nodes += size
        self._check_nodes(place)
        self._put(value, place)

    def _count(self, event: Any, place: Place) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._check_nodes(place)
        if event.tag is not None and event.tag != "!":
            self._fail(place, "a tag (a word that begins with !) is not read", "a text that begins with ! wants quotes")

    def _check_nodes(self, place: Place) -> None:
        if self._nodes > MOST_NODES:
            self._fail(place, f"more than {MOST_NODES:,} values in one file", "split it, and write out what is repeated with *")

    def _waits_for_key(self) -> bool:
        return bool(self._keys) and self._keys[-1] is None

    def _key(self, key: str, place: Place) -> None:
        top = self._open[-1]
        assert isinstance(top, MarkedMap)
        if key in top.keys_at:
            first = top.keys_at[key][0] + 1
            self._problems.note(self._file, *place, f"the key {short(key)} stands twice", f"first in line {first}")
        else:
            top.keys_at[key] = place
        self._keys[-1] = key

    def _put(self, value: Any, place: Place) -> None:
        if not self._open:
            self._root = value
            return
        top = self._open[-1]
        if isinstance(top, MarkedMap):
            key = self._keys[-1]
            assert key is not None
            if key not in top:  # of a key that stands twice the first one counts
                top[key] = value
                top.values_at[key] = place
            self._keys[-1] = None
        else:
            top.append(value)
            top.items_at.append(place)
