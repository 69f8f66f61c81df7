"""Where words stand in a text, and what is shown around them."""

from hypothesis import given
from hypothesis import strategies as st

from refcoach.core.search import apart, around, places, rarest_part
from refcoach.core.sizes import size_words

TEXT = "Who do you know among plant managers in Ohio? Plant  managers, I mean."


def test_all_phrases_must_stand_there() -> None:
    assert [TEXT[start:end] for start, end in places(TEXT, ["plant managers"])] == ["plant managers", "Plant  managers"]
    assert [TEXT[start:end] for start, end in places(TEXT, ["ohio", "WHO"])] == ["Who", "Ohio"]
    assert places(TEXT, ["ohio", "texas"]) == ()
    assert places(TEXT, []) == places(TEXT, ["  "]) == ()
    assert places("1+1 (two)", ["+1 ("]) == ((1, 5),)


@given(st.text(), st.text())
def test_what_was_cut_out_of_a_text_is_found_in_it(before: str, said: str) -> None:
    text = before + said
    if said.split():
        found = places(text, [said])
        assert found
        assert rarest_part([said]) in text.lower()
    for place in places(text, [said]):
        words, (start, end) = around(text, place, 5)
        assert words[start:end] == text[place[0] : place[1]]


def test_what_is_shown_around_a_place_is_cut_at_words() -> None:
    place = places(TEXT, ["plant managers"])[0]
    words, (start, end) = around(TEXT, place, 12)
    assert words == "\u2026 know among plant managers in Ohio? \u2026"
    assert words[start:end] == "plant managers"
    assert around("short", (0, 5)) == ("short", (0, 5))


def test_sizes() -> None:
    sizes = {
        0: "0 bytes",
        999: "999 bytes",
        1000: "1.0 kB",
        3_440_000: "3.4 MB",
        27_000_000_000: "27 GB",
        999_600: "1.0 MB",
        5e13: "50000 GB",
    }
    assert {size: size_words(size) for size in sizes} == sizes


def test_words_near_each_other_are_shown_once() -> None:
    text = "plant managers " + "and so on " * 12 + "plant"
    found = places(text, ["plant", "managers"])
    assert [text[start:end] for start, end in found] == ["plant", "managers", "plant"]
    assert apart(found) == (found[0], found[2])
    assert apart(()) == ()
