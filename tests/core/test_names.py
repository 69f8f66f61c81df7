"""Names come from the hinted recognition only where they sound like what was heard without a hint."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcoach.core.names import likeness, sound_of, with_names
from refcoach.core.transcript import HeardWord


def heard(text: str) -> list[HeardWord]:
    return [HeardWord(word, at * 0.5, at * 0.5 + 0.5, 0.6) for at, word in enumerate(text.split())]


def named(plain: str, hinted: str, *names: str) -> str:
    return " ".join(word.text for word in with_names(heard(plain), heard(hinted), names))


def test_a_misheard_name_is_put_right_with_its_punctuation() -> None:
    plain, hinted = "Could you put me in touch with Ingred, today?", "Could you put me in touch with Ingrid today"
    assert named(plain, hinted, "Ingrid Solheim") == "Could you put me in touch with Ingrid, today?"


def test_a_name_heard_as_several_words_takes_all_of_their_time() -> None:
    words = with_names(heard("meet Joke Win from there"), heard("meet Joaquin from there"), ["Joaquin"])
    assert [(word.text, word.start_s, word.end_s) for word in words[:2]] == [("meet", 0.0, 0.5), ("Joaquin", 0.5, 1.5)]


def test_a_name_in_two_words_keeps_its_order_in_time() -> None:
    words = with_names(heard("for form very linen in"), heard("for Thornbury linen in"), ["Thornbury Linen"])
    assert " ".join(word.text for word in words) == "for Thornbury linen in"
    assert all(one.end_s <= other.start_s + 1e-9 for one, other in pairwise(words))


@pytest.mark.parametrize(
    ("plain", "hinted"),
    [
        ("We saved land without us that week", "We saved Leopold Halvorsen week"),  # nothing alike was heard
        ("We saved eleven hours", "We saved eleven hours Leopold"),  # nothing at all was heard there
        ("We met Leo today", "We met Leo today Thank you."),
        ("The error was ours", "The area was ours"),  # other words never change
    ],
)
def test_what_a_hint_invents_stays_out(plain: str, hinted: str) -> None:
    assert named(plain, hinted, "Leopold Achterberg", "Halvorsen Marine") == plain


def test_a_small_word_inside_a_name_replaces_nothing() -> None:
    assert named("Tamblyn in sons", "Tamblyn and sons", "Tamblyn and Sons") == "Tamblyn in sons"


def test_a_possessive_stays_one() -> None:
    assert named("It was Ingred's idea", "It was Ingrid's idea", "Ingrid") == "It was Ingrid's idea"
    assert named("It was Ingred's.", "It was Ingrid's.", "Ingrid") == "It was Ingrid's."


def test_likeness_is_about_sound() -> None:
    assert sound_of("Phoebe") == sound_of("Feeby")
    assert likeness("cestral", "Kestrel") > 0.8
    assert likeness("Sasha", "Saoirse") > likeness("patience", "Saoirse")


WORDS = st.lists(st.sampled_from(("we", "met", "Ingrid", "ingred", "Kestrel", "kestrel's", "foods,", "and", "…")), max_size=12).map(
    " ".join
)


@given(WORDS, WORDS)
def test_without_names_nothing_changes_and_with_them_the_time_stays(plain: str, hinted: str) -> None:
    assert with_names(heard(plain), heard(hinted), ()) == heard(plain)
    words = with_names(heard(plain), heard(hinted), ("Ingrid", "Kestrel Foods"))
    if words:
        assert words[0].start_s == 0.0
        assert words[-1].end_s == pytest.approx(heard(plain)[-1].end_s)
    assert all(word.start_s <= word.end_s and 0 <= word.probability <= 1 for word in words)
