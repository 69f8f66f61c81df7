"""When a reminder is due, and what it says."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcoach.core.pledge import Goals, Pledge
from refcoach.core.reminder import OFF, WEEKDAYS, reminder_due, reminder_from

TODAY = date(2026, 11, 26)  # a Thursday
EARLIER = {date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)}
FIVE = Pledge("p", "2026-11-23", Goals(days=5), "2026-11-22T20:00:00+01:00")
WORDS = "Three of five days kept. Five minutes are enough for today."


def due(
    at: str = "17:00", setting: str = "17:00", last: date | None = None, pledge: Pledge | None = FIVE, kept: set[date] = EARLIER
) -> str | None:
    now = datetime.combine(TODAY, datetime.strptime(at, "%H:%M").time())
    return reminder_due(now, last, reminder_from(setting), pledge, kept)


def test_it_is_due_from_its_time_on_until_the_day_ends() -> None:
    assert due("16:59") is None
    assert due("17:00") == due("23:59") == WORDS


def test_it_comes_once_a_day() -> None:
    assert due(last=TODAY) is None
    assert due(last=TODAY - timedelta(days=1)) == WORDS
    assert due(last=TODAY + timedelta(days=300)) == WORDS  # the clock was wrong once


def test_it_comes_on_its_weekdays_only_and_not_when_it_is_off() -> None:
    assert due(setting="17:00 thu") == WORDS
    assert due(setting="17:00 mon tue wed fri sat sun") is None
    assert due(setting=OFF) is None


def test_whoever_practised_today_is_left_in_peace() -> None:
    assert due(kept={TODAY}) is None


def test_nor_is_anybody_reminded_whose_promised_days_are_kept() -> None:
    three = Pledge("p", "2026-11-23", Goals(days=3), "2026-11-22T20:00:00+01:00")
    assert due(pledge=three) is None
    assert due(pledge=three, kept=EARLIER - {date(2026, 11, 24)}) == "Two of three days kept. Five minutes are enough for today."


def test_days_of_other_weeks_keep_nothing() -> None:
    assert due(kept={day - timedelta(days=7) for day in EARLIER}) == "None of five days kept. Five minutes are enough for today."


@pytest.mark.parametrize("pledge", [None, Pledge("p", "2026-11-16", Goals(days=2), "x"), Pledge("p", "2026-11-23", Goals(drills=9), "x")])
def test_without_days_promised_for_this_week_it_says_so_plainly(pledge: Pledge | None) -> None:
    assert due(pledge=pledge) == "You have not practised yet today. Five minutes are enough for today."


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.sets(st.integers(0, 6), min_size=1))
def test_a_setting_is_read_back_as_it_was_written(at: object, days: set[int]) -> None:
    words = f"{at:%H:%M} {' '.join(WEEKDAYS[day] for day in sorted(days))}"
    reminder = reminder_from(words)
    assert reminder is not None
    assert reminder.at == at
    assert set(reminder.weekdays) == days
    assert reminder_from(str(reminder)) == reminder


@pytest.mark.parametrize("words", ["", "on", "5 pm", "17", "17:00:30", "25:00", "17:00 monday", "17:00+01", "mon 17:00"])
def test_other_settings_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="is not a reminder"):
        reminder_from(words)
