"""Read one YAML mapping field by field; whatever does not fit its shape becomes a problem with its line and column."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from refcoach.packs.marked import MarkedList, MarkedMap, Place
from refcoach.packs.problems import Problems, did_you_mean, short
from refcoach.packs.shapes import LONGEST_TEXT, Key, Shape


class Fields:
    """One mapping of a pack file, with the keys of `shape`. Each getter notes what is wrong and answers with a usable default."""

    def __init__(self, node: Any, shape: Shape, file: str, problems: Problems, place: Place = (0, 0), absent: bool = False) -> None:
        """An `absent` mapping has been dealt with already: nothing in it is missed."""
        self.shape, self.file, self.problems = shape, file, problems
        self.place = place
        self.node = MarkedMap(place)
        self._absent = absent or not isinstance(node, MarkedMap)
        if isinstance(node, MarkedMap):
            self.node = node
            self.place = node.place
            self._refuse_unknown()
        elif not absent:
            problems.note(file, *place, f"a mapping is wanted here, not {kind_of(node)}")

    def _refuse_unknown(self) -> None:
        for key, (line, column) in self.node.keys_at.items():
            if key not in self.shape:
                self.problems.note(self.file, line, column, f"{short(key)} is not a known key", did_you_mean(key, self.shape))

    def _at(self, key: str, item: int | None = None) -> Place:
        value = self.node.get(key)
        if item is not None and isinstance(value, MarkedList) and item < len(value):
            return value.items_at[item]
        return self.node.values_at.get(key, self.place)

    def _get(self, key: str) -> tuple[Key, Any]:
        rule = self.shape[key]
        value = self.node.get(key)
        if rule.required and value is None and not self._absent:
            if key in self.node:
                self.wrong(key, "must not be empty")
            else:
                self.problems.note(self.file, *self.place, f"{key} is missing", rule.meaning)
        return rule, value

    def wrong(self, key: str, message: str, hint: str = "", item: int | None = None) -> None:
        self.problems.note(self.file, *self._at(key, item), f"{key}: {message}", hint)

    def text(self, key: str, default: str = "") -> str:
        """One line of text; `default` stands in where the shape has none."""
        rule, value = self._get(key)
        otherwise = default or str(rule.default)
        if value is None:
            return otherwise
        if not isinstance(value, str):
            self.wrong(key, f"text is wanted, not {kind_of(value)}", _QUOTES.get(type(value), ""))
            return otherwise
        if not self._fits(key, value):
            return otherwise
        text = " ".join(value.split())
        if rule.words and value and value not in rule.words:  # with its blanks, as the schema has it
            self.wrong(key, f"{short(value)} is not known", did_you_mean(text, rule.words))
            return otherwise
        if not text:
            if rule.required:
                self.wrong(key, "must not be empty")
        elif rule.pattern and not re.fullmatch(rule.pattern, text):
            self.wrong(key, f"{short(text)} does not fit", rule.rule)
        return text or otherwise

    def _fits(self, key: str, value: str, item: int | None = None) -> bool:
        if len(value) > LONGEST_TEXT:
            self.wrong(key, f"{len(value):,} characters are too many", f"at most {LONGEST_TEXT:,}", item)
        return len(value) <= LONGEST_TEXT

    def number(self, key: str) -> int:
        rule, value = self._get(key)
        if value is None:
            return int(rule.default)
        if isinstance(value, bool) or not isinstance(value, int) or not rule.low <= value <= rule.high:
            self.wrong(key, f"a whole number from {rule.low} to {rule.high} is wanted, not {_shown(value)}")
            return int(rule.default)
        return value

    def flag(self, key: str) -> bool:
        rule, value = self._get(key)
        if value is None:
            return bool(rule.default)
        if not isinstance(value, bool):
            self.wrong(key, f"true or false is wanted, not {_shown(value)}")
            return bool(rule.default)
        return value

    def texts(self, key: str, among: Sequence[str] = ()) -> tuple[str, ...]:
        """The texts of a list; with `among` they must be of these."""
        return tuple(text for _, text in self.numbered(key, among))

    def numbered(self, key: str, among: Sequence[str] = ()) -> list[tuple[int, str]]:
        """The same with the number of each entry, from 0: faulty entries are left out."""
        value = self._list(key, "a list is wanted")
        good: list[tuple[int, str]] = []
        for at, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                self.wrong(key, f"text is wanted, not {kind_of(item)}", _QUOTES.get(type(item), ""), item=at)
            elif among and item not in among:
                self.wrong(key, f"{short(item)} is not known", did_you_mean(item, among), item=at)
            elif self._fits(key, item, at):
                good.append((at, " ".join(item.split())))
        return good

    def _list(self, key: str, wanted: str) -> Sequence[Any]:
        """The entries of a list, none where there is no usable one."""
        rule, value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(key, f"{wanted}, not {kind_of(value)}", "write [text] or begin each entry on a line of its own with -")
            return ()
        if rule.required and not value:
            self.wrong(key, "must not be empty")
        if len(value) > rule.most:
            self.wrong(key, f"{len(value):,} entries are too many", f"at most {rule.most}", item=rule.most)
        return value[: rule.most]

    def mapping(self, key: str) -> "Fields":
        rule, value = self._get(key)
        return Fields(value, rule.shape, self.file, self.problems, self._at(key), absent=value is None)

    def mappings(self, key: str) -> Iterator["Fields"]:
        for at, item in enumerate(self._list(key, "a list with at least one entry is wanted")):
            yield Fields(item, self.shape[key].shape, self.file, self.problems, self._at(key, at))


_QUOTES: dict[type, str] = dict.fromkeys((int, float, bool), "put it in quotes")


def _shown(value: Any) -> str:
    return kind_of(value) if isinstance(value, list | dict) or value in (None, "") else short(value)


def kind_of(value: Any) -> str:
    """What a value is, in words."""
    if value is None or value == "":
        return "nothing"
    names = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), type(value).__name__)
