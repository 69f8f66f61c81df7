"""Reading practice from a real log, month by month: the same as reading all at once, whatever the months cut apart."""

from datetime import date
from pathlib import Path

import pytest
from practice_samples import reviewed, tried
from progress_examples import some_months

from refcoach.core.agreement import agreement, answer_pairs, partner_answers
from refcoach.core.entries import LIVE, REAL_ASK, REVIEW
from refcoach.core.joined import joined
from refcoach.core.outcomes import outcome_totals
from refcoach.core.real_ask import Outcome, RealAsk
from refcoach.core.series import calendar_days, weekly_series
from refcoach.engine.desk import Desk, open_desk
from refcoach.engine.progress import read_practice, weeks_before

TODAY = date(2026, 11, 26)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(env={"REFCOACH_HOME": str(tmp_path)})


def fill(desk: Desk, weeks: int = 16) -> None:
    months = some_months(TODAY, weeks)
    for attempt in months.attempts:
        desk.log.put_attempt(attempt)
    for kind, entries in ((LIVE, months.live), (REAL_ASK, months.asks), (REVIEW, months.reviews)):
        for entry in entries:
            desk.put(kind, entry)


def test_months_add_up_to_the_whole(desk: Desk) -> None:
    fill(desk)
    whole, reviews = joined(desk.attempts(newest_first=False)), desk.entries(REVIEW)
    answers = partner_answers(reviews)
    seen: list[tuple[int, int, str]] = []
    read = read_practice(desk, None, TODAY, lambda *told: seen.append(told))
    first = date.fromisoformat(min(at[:10] for at in (*(one.first.at for one in whole), *(live.at for live in desk.entries(LIVE)))))
    assert (read.since, read.until, read.whole) == (first, TODAY, True)
    assert read.series == weekly_series(whole, answers, first, TODAY)
    assert read.days == calendar_days(whole, desk.entries(LIVE), desk.entries(REAL_ASK), first, TODAY)
    assert read.totals == outcome_totals(desk.entries(REAL_ASK))
    assert agreement(read.pairs) == agreement(answer_pairs(desk.attempts(), answers))
    assert agreement(read.pairs, first=True) == agreement(answer_pairs(desk.attempts(), answers), first=True) != agreement(read.pairs)
    assert agreement(read.pairs).answers > 20
    assert [told[2] for told in seen] == list(reversed(desk.months()))
    assert [told[:2] for told in seen] == [(at + 1, len(seen)) for at in range(len(seen))]


def test_a_period_shows_what_reading_all_shows_of_it(desk: Desk) -> None:
    fill(desk)
    since = weeks_before(TODAY, 6)
    assert since == date(2026, 10, 19)
    read, everything = read_practice(desk, since, TODAY), read_practice(desk, None, TODAY)
    assert [series.points for series in read.series] == [series.points[-6:] for series in everything.series]
    assert read.days == everything.days[-len(read.days) :]
    assert read.days[0].day == since.isoformat()
    assert set(read.pairs) == {pair for pair in everything.pairs if pair.day >= since.isoformat()}
    assert read.totals == outcome_totals(desk.entries(REAL_ASK), since, TODAY)


def test_reading_can_be_stopped_and_says_from_where_on_all_is_there(desk: Desk) -> None:
    fill(desk)
    everything = read_practice(desk, None, TODAY)
    seen: list[str] = []
    read = read_practice(desk, None, TODAY, lambda done, total, month: seen.append(month), lambda: len(seen) == 2)
    assert seen == ["2026-11", "2026-10"]
    assert (read.whole, read.since) == (False, date(2026, 10, 5))
    assert [series.points for series in read.series] == [series.points[-8:] for series in everything.series]
    assert read.days == everything.days[-len(read.days) :]


def test_a_part_said_after_the_month_ended_counts_with_its_first_take(desk: Desk) -> None:
    for attempt in (tried("a", "2026-10-31", ideal_client="-"), tried("b", "2026-11-01", part_of="a", ideal_client="+")):
        desk.log.put_attempt(attempt)
    (series,) = read_practice(desk, None, TODAY).series
    assert [tuple(point) for point in series.points if point.told] == [("2026-10-26", 1, 1)]
    days = {day.day: day.attempts for day in read_practice(desk, None, TODAY).days if day.attempts}
    assert days == {"2026-10-31": 1}
    assert read_practice(desk, date(2026, 11, 2), TODAY).series == ()


def test_a_part_whose_first_take_is_gone_stands_for_itself(desk: Desk) -> None:
    desk.log.put_attempt(tried("b", "2026-11-03", part_of="gone", ideal_client="+"))
    (series,) = read_practice(desk, None, TODAY).series
    assert series.sums() == (1, 1)


def test_the_partner_outranks_the_app_where_the_review_lies_in_a_later_month(desk: Desk) -> None:
    desk.log.put_attempt(tried("a", "2026-10-30", ideal_client="-"))
    desk.put(REVIEW, reviewed("2026-11-05T08:00:00Z", {"a": {"ideal_client": "yes"}}))
    read = read_practice(desk, None, TODAY)
    assert read.series[0].sums() == (1, 1)
    assert agreement(read.pairs).yes_no == 1


def test_an_ask_that_was_planned_before_the_period_counts_when_it_was_made(desk: Desk) -> None:
    ask = RealAsk("q", "Acme", "2026-03-02T08:00:00+01:00", asked_at="2026-11-25T15:00:00+01:00", outcome=Outcome(introductions=2))
    desk.put(REAL_ASK, ask)
    read = read_practice(desk, weeks_before(TODAY, 12), TODAY)
    assert (read.totals.asks, read.totals.introductions) == (1, 2)
    assert not read.empty


def test_an_empty_log_is_an_empty_period(desk: Desk) -> None:
    read = read_practice(desk, None, TODAY)
    assert (read.empty, read.whole, read.series, read.since) == (True, True, (), TODAY)
    assert read_practice(desk, weeks_before(TODAY, 12), TODAY).empty
