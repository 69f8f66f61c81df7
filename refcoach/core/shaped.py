"""Values of one of our dataclasses from plain JSON, with every field's type seen to; the first fault is named with its place."""

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Readers = Mapping[type, Callable[[Any], Any]]

_KINDS: Mapping[Any, str] = {str: "text", int: "a whole number", bool: "true or false", float: "a number"}


def shaped(kind: type[T], value: Any, where: str = "", readers: Readers | None = None) -> T:
    """`value` as a `kind`: text, number, truth value, dataclass, tuple of these, or one of these or None.

    Fields that are absent take their default, unknown ones are passed over. `readers` build types that have a form of their own.
    Raises ValueError, its text beginning with the place of the first fault ("takes[0].words[3].start_s: ...").
    """
    built: T = _read(kind, value, where, readers or {})
    return built


def _read(kind: Any, value: Any, where: str, readers: Readers) -> Any:
    if kind in readers:
        return _special(readers[kind], value, where)
    if kind in _KINDS:
        return _plain(kind, value, where)
    if get_origin(kind) is UnionType:
        return None if value is None else _read(next(item for item in get_args(kind) if item is not NoneType), value, where, readers)
    if get_origin(kind) is tuple:
        return _several(get_args(kind), value, where, readers)
    if is_dataclass(kind):
        return _fields(kind, value, where, readers)
    raise TypeError(f"no way to read {kind}")


def _special(reader: Callable[[Any], Any], value: Any, where: str) -> Any:
    try:
        return reader(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _fault(where, "not of the expected form") from error


def _plain(kind: Any, value: Any, where: str) -> Any:
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        raise _fault(where, f"{_KINDS[kind]} is expected")
    if kind is float and not math.isfinite(value):
        raise _fault(where, "a finite number is expected")
    return value


def _several(kinds: tuple[Any, ...], value: Any, where: str, readers: Readers) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise _fault(where, "a list is expected")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise _fault(where, f"{len(kinds)} values are expected")
    return tuple(_read(kind, item, f"{where}[{number}]", readers) for number, (kind, item) in enumerate(zip(kinds, value, strict=True)))


def _fields(kind: Any, value: Any, where: str, readers: Readers) -> Any:
    if not isinstance(value, Mapping):
        raise _fault(where, "named values are expected")
    hints, found = _hints(kind), {}
    for field in fields(kind):
        place = f"{where}.{field.name}" if where else field.name
        if field.name in value:
            found[field.name] = _read(hints[field.name], value[field.name], place, readers)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise _fault(place, "is missing")
    return kind(**found)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The types of a dataclass's fields; to look them up anew for each of 100,000 words takes seconds."""
    return get_type_hints(kind)


def _fault(where: str, problem: str) -> ValueError:
    return ValueError(f"{where or 'the whole'}: {problem}")
