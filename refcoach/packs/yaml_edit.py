"""Change single values of a YAML text and leave all else as it stands: remarks, order, quotes, blank lines.

Every change is proved before it is given back: the new text must hold the wanted value, and the same as before everywhere else.
"""

import json
from collections.abc import Sequence
from copy import deepcopy
from textwrap import wrap
from typing import Any

from refcoach.core.errors import PackError
from refcoach.packs.problems import Problems
from refcoach.packs.shapes import SCENARIO, Key, Shape
from refcoach.packs.yaml_text import read_yaml

Path = tuple[str | int, ...]
Value = str | int | Sequence[str]
WIDTH = 120
_STEP = 2  # columns of one level


class NotEditableError(PackError):
    """The text cannot be changed from the outside; it has to be written by hand."""


def with_value(text: str, path: Path, value: Value) -> str:
    """The text with `value` at `path`, such as ("beats", 0, "lines"); keys on the way are made where they are missing.

    Raises NotEditableError when the text is no YAML, or written in a way in which that cannot be done without touching anything else.
    """
    before = data_of(text)
    if isinstance(value, str):
        value = " ".join(value.split())
    elif not isinstance(value, int):
        value = [words for words in (" ".join(item.split()) for item in value) if words]
    wanted = _with(before, path, value)
    if wanted == before:
        return text
    return _proved(_Editor(text).put(path, value), wanted)


def with_item(text: str, path: Path, item: str) -> str:
    """The text with one more entry, given as block YAML, at the end of the list at `path`. Raises NotEditableError."""
    wanted = deepcopy(data_of(text))
    _at(wanted, path).append(data_of(item))
    return _proved(_Editor(text).append(path, item), wanted)


def without_item(text: str, path: Path) -> str:
    """The text without one entry of a list, such as ("beats", 1). Raises NotEditableError."""
    wanted = deepcopy(data_of(text))
    del _at(wanted, path[:-1])[path[-1]]
    return _proved(_Editor(text).remove(path), wanted)


def data_of(text: str) -> Any:
    """What the text holds. Raises NotEditableError when it is no YAML."""
    problems = Problems()
    data = read_yaml(text.encode("utf-8", "replace"), "", problems)
    if problems:
        raise NotEditableError(f"The YAML cannot be read: {problems[0].message}.", "Correct it in the text first.")
    return data


def _at(data: Any, path: Path) -> Any:
    try:
        for step in path:
            data = data[step]
    except (KeyError, IndexError, TypeError) as error:
        raise NotEditableError("There is nothing at this place in the YAML.", "Write it in the text.") from error
    return data


def _with(data: Any, path: Path, value: Any) -> Any:
    made = deepcopy(data)
    place = made
    for at, step in enumerate(path[:-1]):
        if isinstance(place, dict) and place.get(str(step)) is None:
            place[str(step)] = {} if isinstance(path[at + 1], str) else []
        place = _at(place, (step,))
    if not isinstance(place, dict) or not isinstance(path[-1], str):
        raise NotEditableError("This cannot be changed from here.", "Write it in the text.")
    place[path[-1]] = value
    return made


def _proved(text: str, wanted: Any) -> str:
    if data_of(text) != wanted:
        raise NotEditableError("This cannot be changed without touching the rest of the YAML.", "Write it in the text.")
    return text


def written(value: Value, indent: int, flow: bool = False) -> str:
    """A value as YAML: after "key: ", for a key that stands in column `indent`."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        if not flow and len(value) + indent > WIDTH - 20:
            pad = " " * (indent + _STEP)
            lines = wrap(value, max(40, WIDTH - indent - _STEP), break_long_words=False, break_on_hyphens=False)
            return ">-\n" + "\n".join(pad + line for line in lines)
        return _plain(value, flow)
    if flow or (not value):
        return "[" + ", ".join(_plain(item, True) for item in value) + "]"
    pad = " " * (indent + _STEP)
    return "\n" + "\n".join(f"{pad}- {_plain(item, False)}" for item in value)


def _plain(value: str, flow: bool) -> str:
    """The text without quotes where YAML reads it as itself, else in double quotes."""
    problems = Problems()
    probe = f"k: [{value}, x]\n" if flow else f"- k: {value}\n- {value}\n"
    read = read_yaml(probe.encode("utf-8", "replace"), "", problems) if value else None
    if not problems and read == ({"k": [value, "x"]} if flow else [{"k": value}, value]):
        return value
    return json.dumps(value, ensure_ascii=False)


class _Editor:
    """Cuts and pastes by the places of the parser's nodes."""

    def __init__(self, text: str) -> None:
        import yaml

        self._text = text
        try:
            self._root: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except (yaml.YAMLError, RecursionError) as error:
            raise NotEditableError("The YAML cannot be read.", "Correct it in the text first.") from error
        self._seq, self._map = yaml.SequenceNode, yaml.MappingNode

    # --- finding ----------------------------------------------------------------------------------------------------

    def _child(self, node: Any, step: str | int) -> Any:
        if isinstance(node, self._map):
            return next((value for key, value in node.value if key.value == step), None)
        if isinstance(node, self._seq) and isinstance(step, int) and step < len(node.value):
            return node.value[step]
        return None

    def _find(self, path: Path) -> Any:
        node = self._root
        for step in path:
            node = self._child(node, step)
            if node is None:
                return None
        return node

    def _end(self, node: Any) -> int:
        """Where the last word of a node ends; the parser counts remarks and blank lines after a block to it."""
        if isinstance(node, self._seq | self._map) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        return start + len(self._text[start:end].rstrip())

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    # --- changing ---------------------------------------------------------------------------------------------------

    def put(self, path: Path, value: Value) -> str:
        node = self._find(path)
        parent = self._find(path[:-1])
        if node is None:
            if parent is None or self._is_empty(parent):
                return self._make(path, value)
            return self._insert(parent, str(path[-1]), value, self._shape_of(path[:-1]))
        if isinstance(node, self._seq) and not isinstance(value, str | int) and not node.flow_style and node.value and value:
            return self._items(node, value)
        start, end = node.start_mark.index, self._end(node)
        column = parent.value[0][0].start_mark.column
        flow = bool(parent.flow_style) or (isinstance(node, self._seq) and bool(node.flow_style) and bool(node.value))
        block = isinstance(node, self._seq) and not node.flow_style
        new = written(value, column, flow)
        key = next(key for key, held in parent.value if held is node)
        if block or new.startswith("\n") or start == end or node.start_mark.line != key.start_mark.line:
            after = self._text.index(":", key.end_mark.index) + 1
            start, new = after, new if new.startswith("\n") else f" {new}"
            end = max(end, start)
        return self._text[:start] + new + self._text[end:]

    def _is_empty(self, node: Any) -> bool:
        return not node.value

    def _make(self, path: Path, value: Value) -> str:
        """A mapping that is not there yet, with its first key."""
        if len(path) != 2 or not isinstance(path[0], str) or self._find(path[:1]) is not None:
            raise NotEditableError("This cannot be made from here.", "Write it in the text.")
        return self._insert(self._root, path[0], f"\n{' ' * _STEP}{path[1]}: {written(value, _STEP).lstrip(' ')}", SCENARIO, ready=True)

    def _insert(self, parent: Any, name: str, value: Value, shape: Shape, ready: bool = False) -> str:
        """A key that was missing, after those that usually stand before it."""
        if parent is None or not isinstance(parent, self._map) or not parent.value:
            raise NotEditableError("There is no place for this in the YAML.", "Write it in the text.")
        order = list(shape)
        rank = order.index(name) if name in order else len(order)
        before = [pair for pair in parent.value if (order.index(pair[0].value) if pair[0].value in order else len(order)) < rank]
        if parent.flow_style:
            at = self._end(parent.value[-1][1])
            return f"{self._text[:at]}, {name}: {written(value, 0, True)}{self._text[at:]}"
        last = before[-1] if before else parent.value[0]
        column = parent.value[0][0].start_mark.column
        new = str(value) if ready else written(value, column)
        glue = "" if new.startswith("\n") else " "
        at = self._line_end(self._end(last[1]))
        return f"{self._text[:at]}\n{' ' * column}{name}:{glue}{new}{self._text[at:]}"

    def _items(self, node: Any, value: Sequence[str]) -> str:
        """A list in lines of its own: entries that are the same stay as they stand, with their remarks."""
        old = [item.value if isinstance(item.value, str) else None for item in node.value]
        same = 0
        while same < min(len(old), len(value)) and _same(old[same], value[same]):
            same += 1
        tail = 0
        while tail < min(len(old), len(value)) - same and _same(old[-1 - tail], value[-1 - tail]):
            tail += 1
        text, nodes = self._text, node.value[same : len(old) - tail]
        new = list(value[same : len(value) - tail])
        column = self._dash(node.value[0])
        if len(new) > len(nodes):
            at = self._line_end(self._end(node.value[same + len(nodes) - 1])) if same + len(nodes) else self._line_start(column[0]) - 1
            more = "".join(f"\n{' ' * column[1]}- {_plain(item, False)}" for item in new[len(nodes) :])
            text = text[:at] + more + text[at:]
        for at in reversed(range(len(nodes))):
            item = nodes[at]
            if at < len(new):
                text = text[: item.start_mark.index] + _plain(new[at], False) + text[self._end(item) :]
            else:
                text = text[: self._line_start(self._dash(item)[0])] + text[self._line_end(self._end(item)) + 1 :]
        return text

    def _dash(self, item: Any) -> tuple[int, int]:
        """Where the - of an entry stands, and its column."""
        at = self._text.rindex("-", 0, item.start_mark.index + 1)
        return at, at - self._line_start(at)

    def append(self, path: Path, item: str) -> str:
        node = self._find(path)
        if not isinstance(node, self._seq) or node.flow_style or not node.value:
            raise NotEditableError("The list is not written one entry a line.", "Add it in the text.")
        column = self._dash(node.value[0])[1]
        lines = item.strip("\n").split("\n")
        new = "".join(f"\n{' ' * column}{'- ' if not at else '  '}{line}" for at, line in enumerate(lines))
        at = self._line_end(self._end(node.value[-1]))
        return self._text[:at] + new + self._text[at:]

    def remove(self, path: Path) -> str:
        node, item = self._find(path[:-1]), self._find(path)
        if item is None or node.flow_style or len(node.value) < 2:
            raise NotEditableError("This cannot be taken out from here.", "Take it out in the text.")
        return self._text[: self._line_start(self._dash(item)[0])] + self._text[self._line_end(self._end(item)) + 1 :]

    def _shape_of(self, path: Path) -> Shape:
        shape: Shape = SCENARIO
        for step in path:
            key: Key | None = shape.get(step) if isinstance(step, str) else None
            shape = key.shape if key is not None else shape
        return shape


def _same(old: str | None, new: str) -> bool:
    return old is not None and " ".join(old.split()) == new
