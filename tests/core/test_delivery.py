"""Pace, pauses and what is said about them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcoach.core.bands import STANDARD, Bands, Place, remarks
from refcoach.core.delivery import Delivery, delivery
from refcoach.core.fillers import Filler
from refcoach.core.records import delivery_from, delivery_record
from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words

STRETCHES = st.lists(st.tuples(st.floats(0, 60), st.floats(0.001, 5)), max_size=12).map(
    lambda pairs: tuple(sorted((start, start + length) for start, length in pairs))
)


def spoken(*times: tuple[float, float]) -> Transcript:
    return transcript_from_words([HeardWord("word", start, end, 1.0) for start, end in times], "test")


def test_a_long_pause_does_not_make_hurried_speech_look_slow() -> None:
    hurried = [(at * 0.25, at * 0.25 + 0.25) for at in range(8)]
    later = [(start + 6, end + 6) for start, end in hurried]
    how = delivery(spoken(*hurried, *later), 10.0)
    assert how.words_per_minute == pytest.approx(240)
    assert how.pauses == ((2.0, 6.0),)
    assert how.speech_share == pytest.approx(0.4)


def test_a_pause_that_the_recogniser_stretched_a_word_over_is_found_in_the_sound() -> None:
    transcript = spoken((1.0, 1.5), (1.5, 4.0), (4.0, 4.5))
    quiet = ((0.0, 1.1), (2.0, 3.5), (4.4, 6.0))
    assert delivery(transcript, 6.0).pauses == ()
    how = delivery(transcript, 6.0, quiet=quiet)
    assert how.pauses == ((2.0, 3.5),)
    assert how.words_per_minute == pytest.approx(3 / (4.4 - 1.1 - 1.5) * 60)


def test_silence_before_and_after_the_words_is_no_pause() -> None:
    how = delivery(spoken((3.0, 3.5), (3.5, 4.0)), 9.0, quiet=((0.0, 3.0), (4.0, 9.0)))
    assert how.pauses == ()


def test_without_words_there_is_no_pace() -> None:
    how = delivery(Transcript(""), 2.0)
    assert (how.words_per_minute, how.speech_share, how.fillers) == (None, 0.0, None)
    assert remarks(how, STANDARD) == ()


@given(st.lists(st.tuples(st.floats(0, 2), st.floats(0, 2)), max_size=30), STRETCHES)
def test_whatever_the_times_the_numbers_stay_in_their_range(
    steps: list[tuple[float, float]], quiet: tuple[tuple[float, float], ...]
) -> None:
    at, times = 0.0, []
    for gap, length in steps:
        times.append((at + gap, at + gap + length))
        at += gap + length
    how = delivery(spoken(*times), at + 1, quiet=quiet)
    assert 0 <= how.speech_share <= 1
    assert how.words_per_minute is None or how.words_per_minute > 0
    assert all(end - start >= 0.7 for start, end in how.pauses)


def how_said(**values: object) -> Delivery:
    made: dict[str, object] = {"duration_s": 20.0, "words_per_minute": 150.0, "pauses": (), "speech_share": 0.8, "fillers": None}
    return Delivery(**{**made, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pace", "place", "text"),
    [
        (170.3, Place.ABOVE, "170 words a minute, faster than your band of 120 to 160."),
        (160.4, Place.INSIDE, "160 words a minute, inside your band of 120 to 160."),
        (119.4, Place.BELOW, "119 words a minute, slower than your band of 120 to 160."),
    ],
)
def test_the_pace_is_held_against_the_band(pace: float, place: Place, text: str) -> None:
    told = {remark.key: remark for remark in remarks(how_said(words_per_minute=pace), Bands(pace_high_wpm=160))}
    assert (told["pace"].place, told["pace"].text) == (place, text)


def test_what_is_outside_its_band_comes_first_and_no_more_than_three_are_told() -> None:
    fillers = tuple(Filler("um", at, at + 0.4) for at in (1.0, 4.0, 9.0))
    how = how_said(pauses=((2.0, 5.5),), fillers=fillers, speech_share=0.3, pitch_sd_st=2.5)
    told = remarks(how, STANDARD)
    assert [(remark.key, remark.place) for remark in told] == [
        ("longest_pause", Place.ABOVE),
        ("fillers", Place.ABOVE),
        ("speech_share", Place.BELOW),
    ]
    assert told[0].text == "Your longest pause was 3.5 seconds, longer than your limit of 2."
    assert told[1].text == "I heard 3 fillers with pauses around (um), 9 a minute; your limit is 4."


def test_one_um_is_no_habit_and_little_speech_says_nothing() -> None:
    one = (Filler("um", 1.0, 1.4),)
    told = {remark.key: remark for remark in remarks(how_said(fillers=one, duration_s=8.0), STANDARD)}
    assert told["fillers"].place is Place.INSIDE
    short = {remark.key for remark in remarks(how_said(fillers=one, duration_s=4.0), STANDARD)}
    assert not short & {"pace", "fillers"}


def test_fillers_that_nobody_counted_are_not_called_none() -> None:
    assert "fillers" not in {remark.key for remark in remarks(how_said(fillers=None), STANDARD)}
    told = {remark.key: remark for remark in remarks(how_said(fillers=()), STANDARD)}
    assert told["fillers"].value == 0


def test_a_voice_that_hardly_moves_is_told() -> None:
    told = {remark.key: remark for remark in remarks(how_said(pitch_sd_st=0.9), STANDARD)}
    assert told["pitch"].place is Place.BELOW
    assert told["pitch"].text == "Your voice moved by 0.9 semitones, less than your band from 1.7."


QUARTERS = st.integers(0, 400).map(lambda number: number / 4)


DELIVERIES = st.builds(
    Delivery,
    QUARTERS,
    st.none() | st.integers(1, 4000).map(lambda number: number / 10),
    st.lists(st.tuples(QUARTERS, QUARTERS), max_size=4).map(tuple),
    st.sampled_from((0.0, 0.5, 1.0)),
    st.none() | st.lists(st.builds(Filler, st.sampled_from(("um", "erm")), QUARTERS, QUARTERS), max_size=4).map(tuple),
    st.none() | QUARTERS,
)


@given(DELIVERIES)
def test_a_delivery_survives_its_record_and_json(how: Delivery) -> None:
    assert delivery_from(json.loads(json.dumps(delivery_record(how)))) == how


def test_a_record_without_the_newer_measures_can_be_read() -> None:
    old = {"duration_s": 2.0, "words_per_minute": None, "pauses": [], "speech_share": 0.0}
    assert delivery_from(old) == Delivery(2.0, None, (), 0.0)
