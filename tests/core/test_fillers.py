"""Fillers are counted where they are certain, and words that look like them are not."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcoach.core.fillers import COUNTED, FillerKind, fillers, kind_of
from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words

EVERY = frozenset(FillerKind)


@dataclass(frozen=True)
class Line:
    text: str
    start_s: float
    end_s: float


def final(text: str, *, step_s: float = 0.4, gap_after: str = "", gap_s: float = 1.0) -> Transcript:
    """Words of 0.4 s one after the other, with a gap after one of them."""
    words, at = [], 0.0
    for word in text.split():
        words.append(HeardWord(word, at, at + step_s, 0.9))
        at += step_s + (gap_s if word == gap_after else 0.0)
    return transcript_from_words(words, "test")


def lines(*texts: str) -> list[Line]:
    return [Line(text, float(number), number + 1.0) for number, text in enumerate(texts)]


def texts(live: list[Line], heard: Transcript, kinds: frozenset[FillerKind] = EVERY) -> list[str]:
    return [filler.text for filler in fillers(live, heard, kinds)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("um", FillerKind.RUN_IN),
        ("Ummm,", FillerKind.RUN_IN),
        ("uhm", FillerKind.RUN_IN),
        ("Erm.", FillerKind.RUN_IN),
        ("hmm", FillerKind.RUN_IN),
        ("uh", FillerKind.UH),
        ("er", FillerKind.UH),
        ("You know,", FillerKind.PHRASE),
        ("I mean", FillerKind.PHRASE),
        ("like", FillerKind.WORD),
        ("umbrella", None),
        ("uh-huh", None),
        ("her", None),
        ("mum", None),
        ("", None),
    ],
)
def test_kinds(text: str, kind: FillerKind | None) -> None:
    assert kind_of(text) is kind


def test_an_um_with_pauses_around_it_is_counted_at_its_place() -> None:
    heard = final("I was hoping that you might know", gap_after="hoping")
    found = fillers(lines("I was hoping.", "Um,", "That you might know"), heard)
    assert [filler.text for filler in found] == ["um"]
    assert 1.2 <= found[0].start_s < found[0].end_s <= 2.2


def test_only_kinds_that_were_measured_reliable_are_counted_unasked() -> None:
    live = lines("I was um hoping", "Uh,", "you know, that like you might", "Um.")
    assert texts(live, final("I was hoping that you might"), COUNTED) == ["um"]
    assert {FillerKind.UM} == COUNTED


def test_an_um_at_the_end_of_a_line_has_a_pause_after_it_and_is_counted() -> None:
    heard = final("Opticians who rent a chair tend to lose track")
    assert texts(lines("Opticians who rent a chair um,", "Tend to lose track."), heard, COUNTED) == ["um"]
    assert texts(lines("Opticians who rent a chair um, tend to lose track."), heard, COUNTED) == []


def test_a_line_of_its_own_gives_an_um_its_time_though_the_final_text_lost_the_words_around_it() -> None:
    live = [Line("Piano tuners.", 0.3, 1.6), Line("Um.", 1.9, 2.9), Line("Drive two hundred miles.", 3.0, 6.0)]
    heard = transcript_from_words([HeardWord("to", 0.2, 1.0, 0.9), HeardWord("drive", 1.0, 4.0, 0.9)], "test")
    found = fillers(live, heard)
    assert [(filler.text, (filler.start_s + filler.end_s) / 2) for filler in found] == [("um", pytest.approx(2.4))]


def test_an_um_that_both_texts_have_is_one_um() -> None:
    heard = final("Could you um introduce me")
    found = fillers(lines("Could you", "um", "introduce me"), heard)
    assert [(filler.text, filler.start_s) for filler in found] == [("um", pytest.approx(0.8))]


def test_an_um_counts_though_the_final_text_made_a_word_of_it() -> None:
    assert texts(lines("They have.", "Um.", "Just lost it."), final("They have arm just lost it"), COUNTED) == ["um"]


def test_an_article_heard_as_uh_is_no_filler() -> None:
    assert texts(lines("We need uh baker"), final("We need a baker")) == []
    assert texts(lines("We need uh a baker"), final("We need a baker")) == ["uh"]


def test_words_that_are_meant_are_no_fillers() -> None:
    said = "Who do you know that would like a call so that I mean it"
    assert texts(lines(said), final(said)) == []


def test_a_phrase_counts_only_where_the_final_recogniser_left_it_out() -> None:
    assert texts(lines("They lose you know a lot"), final("They lose a lot")) == ["you know"]
    assert texts(lines("They lose you know a lot"), final("They lose yours a lot")) == []


def test_without_a_final_text_the_line_gives_the_time() -> None:
    found = fillers([Line("Um.", 2.0, 2.5)], Transcript(""))
    assert [(filler.text, filler.start_s, filler.end_s) for filler in found] == [("um", pytest.approx(2.0), pytest.approx(2.5))]


WORDS = st.lists(st.sampled_from(("um", "uh", "you", "know", "like", "a", "baker", "Um,", "—")), max_size=12)


@given(st.lists(WORDS, max_size=4), WORDS)
def test_whatever_both_texts_say_fillers_lie_in_order_within_reason(live: list[list[str]], heard: list[str]) -> None:
    found = fillers(lines(*(" ".join(words) for words in live)), final(" ".join(heard)), EVERY)
    assert all(filler.start_s >= 0 and filler.end_s > filler.start_s - 1e-9 for filler in found)
    said = sum(kind_of(word) in (FillerKind.RUN_IN, FillerKind.UH) for words in (*live, heard) for word in words)
    assert sum(kind_of(filler.text) in (FillerKind.RUN_IN, FillerKind.UH) for filler in found) <= said
