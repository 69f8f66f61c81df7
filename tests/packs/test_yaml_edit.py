"""Single values of a YAML text change, all else stays as it stands, remarks included."""

import pytest

from refcoach.core.assets import asset
from refcoach.packs.yaml_edit import NotEditableError, data_of, with_item, with_value, without_item

TEMPLATE = (asset("pack_template") / "scenarios" / "first-ask.yaml").read_text(encoding="utf-8")
ODD = (
    "It's: a # trap",
    "- dash",
    "[x, y]",
    "42",
    'say "hi"',
    "*star",
    "true",
    "ends with a colon:",
    "<rep|there>, hello",
    "%at",
    "> fold",
    "null",
    "1:30",
    "a\\b",
    "é — “x”",
    "",
    "long words " * 40,
)
REMARKS = [line for line in TEMPLATE.splitlines() if line.lstrip().startswith("#")]


def remarks(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("path", [("title",), ("situation",), ("goal",), ("persona", "mood"), ("beats", 1, "hint"), ("lesson",)])
def test_any_words_come_back_as_they_were_written(path: tuple[str | int, ...], words: str) -> None:
    made = with_value(TEMPLATE, path, words)
    found = data_of(made)
    for step in path:
        found = found[step]
    assert found == " ".join(words.split())
    assert remarks(made) == REMARKS


def test_an_entry_of_a_list_changes_alone_with_the_remarks_of_the_others() -> None:
    text = "a:\n  - one   # the first\n  - two\n  # before three\n  - three\nb: x\n"
    assert with_value(text, ("a",), ["one", "2: two", "three", "four"]) == (
        'a:\n  - one   # the first\n  - "2: two"\n  # before three\n  - three\n  - four\nb: x\n'
    )
    assert with_value(text, ("a",), ["one", "three"]) == "a:\n  - one   # the first\n  # before three\n  - three\nb: x\n"
    assert with_value("a: [x, y]  # few\n", ("a",), ["x", "y, z"]) == 'a: [x, "y, z"]  # few\n'


def test_a_key_that_is_missing_comes_where_it_usually_stands() -> None:
    text = "id: one\ntitle: T  # short\nbeats:\n  - id: a\n    lines: [x]\n"
    assert with_value(text, ("goal",), "Go on.") == "id: one\ntitle: T  # short\nbeats:\n  - id: a\n    lines: [x]\ngoal: Go on.\n"
    assert "persona:\n  name: Ann\n" in with_value(text, ("persona", "name"), "Ann")


def test_turns_are_added_and_taken_out() -> None:
    more = with_item(TEMPLATE, ("beats",), "id: third\nlines:\n  - And then?")
    assert [beat["id"] for beat in data_of(more)["beats"]] == ["ask", "when", "third"]
    assert remarks(more) == REMARKS
    assert [beat["id"] for beat in data_of(without_item(more, ("beats", 1)))["beats"]] == ["ask", "third"]


@pytest.mark.parametrize("text", ["a: [", "title: x\ntitle: y\n", "", "just words", "- a\n- b\n"])
def test_what_cannot_be_changed_safely_is_refused(text: str) -> None:
    with pytest.raises(NotEditableError):
        with_value(text, ("title",), "New")
