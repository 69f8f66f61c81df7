"""Whatever stands in the files, reading gives a pack or problems, never an exception; and a schema agrees with the reader."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pack_samples import HEAD, ONE

from refcoach.core.assets import asset
from refcoach.packs.load import CHECK_KEYS, read_pack
from refcoach.packs.problems import Problems, TooManyProblemsError
from refcoach.packs.schema import NAMES, file_name, schema, written
from refcoach.packs.shapes import PACK, SCENARIO, Holds, Shape
from refcoach.packs.yaml_text import read_yaml

ROOT = Path(__file__).parents[2]
VALIDATORS = {name: Draft202012Validator(schema(name)) for name in NAMES}
KEYS = sorted({*SCENARIO, *PACK, *SCENARIO["beats"].shape, *SCENARIO["persona"].shape, "when", "say", "go"})
# A busy machine is no fault of the reader; test_broken_packs.py bounds its work.
PATIENT = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.sampled_from([*KEYS, *CHECK_KEYS, "one", "again", "next", "true", "1", "~", "- ", ": ", "*a", "&a ", "!!int", "<rep|x>"])
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=4), inner, max_size=5),
    max_leaves=25,
)


class MemoryFiles:
    """Pack files that lie nowhere."""

    def __init__(self, contents: dict[str, bytes]) -> None:
        self._contents = contents
        self.sizes = {name: len(data) for name, data in contents.items()}

    def read(self, name: str, most: int) -> bytes:
        return self._contents[name][:most]


def problems_of(scenario: str | bytes, head: str | bytes = HEAD) -> list[str]:
    data = {
        "pack.yaml": head if isinstance(head, bytes) else head.encode("utf-8", "surrogatepass"),
        "scenarios/one.yaml": scenario if isinstance(scenario, bytes) else scenario.encode("utf-8", "surrogatepass"),
    }
    problems = Problems()
    try:
        read_pack(MemoryFiles(data), problems, Path("pack"))
    except TooManyProblemsError:
        assert problems
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in problems)
    return [str(problem) for problem in problems]


def test_the_good_pack_of_these_tests_is_good() -> None:
    assert problems_of(ONE) == []


@PATIENT
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_give_problems_only(scenario: bytes, head: bytes) -> None:
    assert problems_of(scenario, head)


@PATIENT
@given(
    st.lists(st.sampled_from(["- ", ": ", "\n", "  ", "{", "}", "[", "]", "*a", "&a ", "|", ">-", "!!x", "'", '"', "#", "?"]) | WORDS).map(
        "".join
    )
)
def test_any_mixture_of_yaml_marks_gives_problems_only(scenario: str) -> None:
    assert problems_of(scenario)


@PATIENT
@given(PLAIN, PLAIN)
def test_any_value_gives_problems_only(scenario: Any, head: Any) -> None:
    assert problems_of(json.dumps(scenario), json.dumps(head))


@PATIENT
@given(st.data())
def test_the_good_scenario_with_any_value_in_any_place_gives_problems_only(data: st.DataObject) -> None:
    scenario = plain(ONE)
    place, key = data.draw(st.sampled_from(places(scenario)))
    place[key] = data.draw(PLAIN)
    problems_of(json.dumps(scenario))


@PATIENT
@given(st.integers(0, len(ONE)), st.integers(0, 20), st.text(max_size=6))
def test_a_slip_anywhere_in_the_text_gives_problems_only(at: int, gone: int, put: str) -> None:
    problems_of(ONE[:at] + put + ONE[at + gone :])


def plain(text: str) -> Any:
    """The value in a file, as JSON has it."""
    problems = Problems()
    value = read_yaml(text.encode(), "x", problems)
    assert not problems
    return json.loads(json.dumps(value))


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) within a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in inner for found in [(value, key), *places(item)]]


def mappings(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in mappings(item))]
    return [found for item in value for found in mappings(item)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", NAMES)
def test_the_published_schemas_are_those_of_the_table(name: str) -> None:
    """After a change of shapes.py: python -m refcoach.packs.schema assets/packs"""
    assert asset("packs", file_name(name)).read_text("utf-8") == written(name)
    Draft202012Validator.check_schema(schema(name))


def shipped() -> list[Path]:
    return [path for folder in ("packs", "pack_template") for path in sorted(asset(folder).rglob("*.yaml"))]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_what_is_shipped_fits_the_schemas(path: Path) -> None:
    kind = "pack" if path.name == "pack.yaml" else "scenario"
    assert [error.message for error in VALIDATORS[kind].iter_errors(plain(path.read_text("utf-8")))] == []


FULL = asset("pack_template", "scenarios", "first-ask.yaml").read_text("utf-8")
FULL_HEAD = asset("pack_template", "pack.yaml").read_text("utf-8")


def fits(name: str, value: Any) -> bool:
    return VALIDATORS[name].is_valid(value)


def reader_takes(name: str, value: Any) -> bool:
    text = json.dumps(value)
    return not (problems_of(text, FULL_HEAD) if name == "scenario" else problems_of(FULL, text))


@pytest.mark.parametrize(("name", "text"), [("scenario", FULL), ("pack", FULL_HEAD)])
@PATIENT
@given(st.data())
def test_a_key_that_is_not_known_is_refused_by_both(name: str, text: str, data: st.DataObject) -> None:
    value = plain(text)
    mapping = data.draw(st.sampled_from(mappings(value)))
    mapping[data.draw(st.text("abcdefgh_", min_size=1).filter(lambda key: key not in KEYS and key not in PACK["checks"].shape))] = "x"
    assert not fits(name, value)
    assert not reader_takes(name, value)


@pytest.mark.parametrize(("name", "text"), [("scenario", FULL), ("pack", FULL_HEAD)])
@PATIENT
@given(st.data())
def test_a_value_of_another_type_is_refused_by_both_or_taken_by_both(name: str, text: str, data: st.DataObject) -> None:
    """The reader may know more (a beat that is not there), so what the schema refuses the reader refuses, and types agree in both ways."""
    value = plain(text)
    container, key = data.draw(st.sampled_from(places(value)))
    before = container[key]
    container[key] = data.draw(st.sampled_from([None, True, 7, 2.5, "", "  ", [], {}, ["x"], {"x": "y"}, -1, 10_000, "x" * 6000]))
    if not fits(name, value):
        assert not reader_takes(name, value), (key, container[key])
    elif type(container[key]) is not type(before) and container[key] is not None:
        assert reader_takes(name, value), (key, container[key])


@pytest.mark.parametrize("words", ["  ", " male", "female "])
def test_a_known_word_is_written_without_blanks_for_both(words: str) -> None:
    value = plain(FULL)
    value["persona"]["voice"] = words
    assert not fits("scenario", value)
    assert not reader_takes("scenario", value)
    value["persona"]["voice"] = ""
    assert fits("scenario", value)
    assert reader_takes("scenario", value)


@pytest.mark.parametrize(("name", "text"), [("scenario", FULL), ("pack", FULL_HEAD)])
def test_each_required_key_is_missed_by_both(name: str, text: str) -> None:
    for number, mapping in enumerate(mappings(plain(text))):
        shape = shape_of(mapping, NAMES[name])
        for key in [key for key, rule in (shape or {}).items() if rule.required]:
            value = plain(text)
            del mappings(value)[number][key]
            assert not fits(name, value), key
            assert not reader_takes(name, value), key


def shape_of(mapping: dict[str, Any], shape: Shape) -> Shape | None:
    """The shape in the table that has all keys of a mapping of the template."""
    if set(mapping) <= set(shape) and all(key in mapping for key, rule in shape.items() if rule.required):
        return shape
    inner = [rule.shape for rule in shape.values() if rule.holds in (Holds.MAPPING, Holds.MAPPINGS)]
    return next((found for each in inner if (found := shape_of(mapping, each)) is not None), None)


def test_the_page_about_the_format_names_every_key() -> None:
    page = (ROOT / "docs" / "scenario-format.md").read_text("utf-8")

    def names(shape: Shape) -> list[str]:
        return [name for key, rule in shape.items() for name in (key, *names(rule.shape))]

    assert [name for name in (*names(PACK), *names(SCENARIO)) if f"`{name}`" not in page and f"{name}:" not in page] == []
