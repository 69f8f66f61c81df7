"""Times in their order, and as the clock here shows them."""

from dataclasses import replace

import pytest
from samples import sample_attempt

from refcoach.core.joined import joined
from refcoach.core.moments import local_day, local_minute, moment
from refcoach.core.page_takes import in_page_order


@pytest.mark.usefixtures("berlin")
def test_a_partners_time_is_shown_as_the_clock_here_shows_it() -> None:
    assert local_minute("2026-10-31T23:30:00.000Z") == "2026-11-01 00:30"
    assert local_day("2026-07-31T22:30:00Z") == "2026-08-01"
    assert local_day("2026-11-25T09:00:00") == "2026-11-25"
    assert (local_minute("then"), local_day("")) == ("then", "")


def test_takes_stand_in_their_order_through_the_hour_that_the_clock_shows_twice() -> None:
    times = ["2026-10-25T02:50:00+02:00", "2026-10-25T02:10:00+01:00", "2026-10-25T02:20:00+01:00"]
    late_first = times[::-1]
    assert sorted(late_first, key=moment) == times
    takes = [replace(sample_attempt(number), attempt_id=str(number), at=at) for number, at in enumerate(times)]
    assert [take.attempt_id for take in in_page_order(joined(reversed(takes)))] == ["0", "1", "2"]
    part = replace(takes[1], attempt_id="part", part_of="0", only=("ideal_client",))
    again = replace(takes[0], attempt_id="again", part_of="0", at="2026-10-25T02:55:00+02:00", only=("ideal_client",))
    (whole,) = joined([takes[0], part, again])
    assert [each.attempt_id for each in whole.parts] == ["again", "part"]


def test_what_is_no_time_comes_first() -> None:
    assert moment("never") == moment("") == 0.0
