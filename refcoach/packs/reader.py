"""Read one YAML mapping field by field; whatever does not fit becomes a problem with its line and column."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from refcoach.packs.problems import Problems, did_you_mean


def load_yaml(path: Path, name: str, problems: Problems) -> Any:
    """The parsed YAML 1.2 document with line marks, or None with the problem noted. Duplicate keys are refused."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        problems.note(name, 0, 0, f"not UTF-8 text: byte {error.start} cannot be read", "save the file as UTF-8")
    except OSError as error:
        problems.note(name, 0, 0, f"cannot be read: {error.strerror}")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problems.note(name, line, column, str(error.problem or error.context or "not YAML").strip())
    except YAMLError as error:
        problems.note(name, 0, 0, str(error).splitlines()[0])
    return None


class Fields:
    """One mapping of a pack file. Each getter notes what is wrong and answers with a usable default."""

    def __init__(self, node: Any, file: str, problems: Problems, place: tuple[int, int] = (0, 0)) -> None:
        self.file = file
        self.problems = problems
        self.place = place
        self.known: set[str] = set()
        self.node: dict[str, Any] = {}
        if isinstance(node, dict):
            self.node = node
            mark = getattr(node, "lc", None)
            if mark is not None and mark.line is not None:
                self.place = (mark.line, mark.col)
        else:
            problems.note(file, *place, f"a mapping is wanted here, not {_kind(node)}")

    def _at(self, key: str, item: int | None = None) -> tuple[int, int]:
        try:
            if item is not None:
                line, column = self.node[key].lc.item(item)
            else:
                line, column = self.node.lc.value(key)  # type: ignore[attr-defined]
        except (AttributeError, KeyError, IndexError, TypeError):
            return self.place
        return int(line), int(column)

    def _get(self, key: str, required: bool) -> Any:
        self.known.add(key)
        if key not in self.node:
            if required:
                self.problems.note(self.file, *self.place, f"{key} is missing")
            return None
        return self.node[key]

    def wrong(self, key: str, message: str, hint: str = "", item: int | None = None) -> None:
        self.problems.note(self.file, *self._at(key, item), f"{key}: {message}", hint)

    def text(self, key: str, default: str = "", required: bool = False) -> str:
        value = self._get(key, required)
        if value is None:
            return default
        if not isinstance(value, str):
            self.wrong(key, f"text is wanted, not {_kind(value)}", "put it in quotes")
            return default
        if required and not value.strip():
            self.wrong(key, "must not be empty")
        return " ".join(value.split())

    def number(self, key: str, default: int, low: int, high: int) -> int:
        value = self._get(key, False)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.wrong(key, f"a whole number from {low} to {high} is wanted, not {value!r}")
            return default
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self._get(key, False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(key, f"true or false is wanted, not {_kind(value)}")
            return default
        return value

    def texts(self, key: str, required: bool = False, among: Sequence[str] = ()) -> tuple[str, ...]:
        value = self._get(key, required)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(key, f"a list is wanted, not {_kind(value)}")
            return ()
        if required and not value:
            self.wrong(key, "must not be empty")
        good: list[str] = []
        for at, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                self.wrong(key, f"text is wanted, not {_kind(item)}", item=at)
            elif among and item not in among:
                self.wrong(key, f"{item} is not known", did_you_mean(item, among), item=at)
            else:
                good.append(" ".join(item.split()))
        return tuple(good)

    def mapping(self, key: str, required: bool = False) -> "Fields":
        value = self._get(key, required)
        return Fields({} if value is None else value, self.file, self.problems, self._at(key))

    def mappings(self, key: str, required: bool = False) -> Iterator["Fields"]:
        value = self._get(key, required)
        if value is None:
            return
        if not isinstance(value, list) or (required and not value):
            self.wrong(key, "a list with at least one entry is wanted")
            return
        for at, item in enumerate(value):
            yield Fields(item, self.file, self.problems, self._at(key, at))

    def done(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.node:
            if key not in self.known:
                line, column = self.place
                try:
                    line, column = self.node.lc.key(key)  # type: ignore[attr-defined]
                except (AttributeError, KeyError):
                    pass
                self.problems.note(self.file, line, column, f"{key} is not a known key", did_you_mean(str(key), self.known))


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    names = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), type(value).__name__)
