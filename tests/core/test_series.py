"""Practice over time: who is counted where, by week and by day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from practice_samples import contested, judged, reviewed, tried

from refcoach.core.agreement import partner_answers
from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.finding import Finding, Verdict
from refcoach.core.joined import joined
from refcoach.core.live import Listener, LivePractice, Relation
from refcoach.core.progress import tallies
from refcoach.core.real_ask import RealAsk
from refcoach.core.review import Answer
from refcoach.core.series import calendar_days, daily_counts, series_of, weekly_counts, weekly_series

MONDAY = date(2026, 11, 2)
SUNDAY = date(2026, 11, 29)


def points(attempts: list[Attempt], key: str = "ideal_client", **answers: Answer) -> list[tuple[str, int, int]]:
    """Those weeks of one check in which anything could be told; answers are given as attempt=answer."""
    given = {(attempt_id, key): answer for attempt_id, answer in answers.items()}
    series = {one.key: one for one in weekly_series(joined(attempts), given, MONDAY, SUNDAY)}
    return [tuple(point) for point in series[key].points if point.told] if key in series else []


def test_a_week_counts_heard_of_told_and_leaves_out_what_could_not_be_told() -> None:
    attempts = [
        tried("a", "2026-11-02", ideal_client="+"),
        tried("b", "2026-11-08", ideal_client="-"),
        tried("c", "2026-11-08", ideal_client="?"),
        tried("d", "2026-11-09", ideal_client="+"),
        tried("e", "2026-11-10", ideal_client="?"),
    ]
    assert points(attempts) == [("2026-11-02", 1, 2), ("2026-11-09", 1, 1)]


def test_every_week_of_the_period_is_there_and_one_without_practice_is_empty() -> None:
    (series,) = weekly_series(joined([tried("a", "2026-11-18", ideal_client="+")]), {}, date(2026, 11, 4), date(2026, 11, 28))
    assert series.points == (("2026-11-02", 0, 0), ("2026-11-09", 0, 0), ("2026-11-16", 1, 1), ("2026-11-23", 0, 0))
    assert (series.label, series.sums(), series.sums(1), series.sums(1, before=1)) == ("Ideal client", (1, 1), (0, 0), (1, 1))


def test_takes_that_wait_to_be_checked_and_weeks_outside_count_nothing() -> None:
    attempts = [
        tried("a", "2026-11-10", state=AttemptState.KEPT, ideal_client="-"),
        tried("b", "2026-10-10", ideal_client="+"),
        tried("c", "2026-12-10", ideal_client="+"),
    ]
    assert points(attempts) == []


def test_a_part_said_again_mends_the_week_of_the_first_take() -> None:
    attempts = [tried("a", "2026-11-08", ideal_client="-"), tried("b", "2026-11-09", part_of="a", ideal_client="+")]
    assert points(attempts) == [("2026-11-02", 1, 1)]


def test_a_contested_miss_counts_on_neither_side() -> None:
    before = tried("a", "2026-11-03", ideal_client="-", business_reason="-")
    now = replace(before, judgement=judged(ideal_client="?", business_reason="-"), revisions=contested(before.judgement, "ideal_client"))
    assert points([before]) == [("2026-11-02", 0, 1)]
    assert points([now]) == []
    assert points([now], "business_reason") == [("2026-11-02", 0, 1)]


def test_the_partners_yes_and_no_outrank_the_app_and_unsure_does_not() -> None:
    missed, heard, unclear = (tried("a", "2026-11-03", ideal_client=sign) for sign in "-+?")
    assert points([missed], a=Answer.YES) == [("2026-11-02", 1, 1)]
    assert points([heard], a=Answer.NO) == [("2026-11-02", 0, 1)]
    assert points([unclear], a=Answer.NO) == [("2026-11-02", 0, 1)]
    assert points([unclear], a=Answer.YES) == [("2026-11-02", 1, 1)]
    for attempt in (missed, heard, unclear):
        assert points([attempt], a=Answer.UNSURE) == points([attempt])
        assert points([attempt], other=Answer.YES) == points([attempt])


def test_the_partner_answers_about_a_take_and_not_about_its_parts() -> None:
    attempts = [tried("a", "2026-11-03", ideal_client="-"), tried("b", "2026-11-03", part_of="a", ideal_client="+")]
    assert points(attempts, a=Answer.NO) == [("2026-11-02", 1, 1)]  # the part was not reviewed, and is heard
    assert points(attempts, a=Answer.NO, b=Answer.NO) == [("2026-11-02", 0, 1)]
    assert points(attempts, b=Answer.NO) == [("2026-11-02", 0, 1)]


def test_an_answer_counts_where_the_app_has_no_finding() -> None:
    attempt = replace(tried("a", "2026-11-03"), required=("ideal_client",))
    assert points([attempt]) == []
    assert points([attempt], a=Answer.YES) == [("2026-11-02", 1, 1)]


def test_series_stand_in_the_rubrics_order_and_trainers_own_at_the_end_by_name() -> None:
    mine = Finding("said_price", Verdict.PRESENT, 0.9, name="Price named", question="Did you name the price?")
    attempt = tried("a", "2026-11-03", permission="+", introduction_request="-", ideal_client="+")
    attempt = replace(attempt, judgement=replace(attempt.judgement, findings=(*attempt.judgement.findings, mine)))
    attempt = replace(attempt, required=(*attempt.required, "said_price"))
    series = weekly_series(joined([attempt]), {}, MONDAY, SUNDAY)
    assert [one.label for one in series] == ["Ideal client", "Introduction", "Permission", "Price named"]


def test_a_day_counts_attempts_live_practices_that_keep_the_rules_and_asks_that_were_made() -> None:
    two = (Listener("Ana", Relation.PEER), Listener("Bo", Relation.NEIGHBOUR))
    live = [
        LivePractice("l1", "2026-11-03T18:00:00+01:00", two),
        LivePractice("l2", "2026-11-03T19:00:00+01:00", (*two[:1], Listener("Cy", Relation.COMPANY))),
    ]
    asks = [
        RealAsk("q1", "Acme", "2026-11-01T08:00:00+01:00", asked_at="2026-11-04T11:00:00+01:00"),
        RealAsk("q2", "Bolt", "2026-11-03T08:00:00+01:00", planned_for="2026-11-04"),
    ]
    attempts = [
        tried("a", "2026-11-03", ideal_client="-"),
        tried("b", "2026-11-04", part_of="a", ideal_client="+"),
        tried("c", "2026-11-03", state=AttemptState.KEPT),
    ]
    days = calendar_days(joined(attempts), live, asks, date(2026, 11, 2), date(2026, 11, 4))
    assert days == (("2026-11-02", 0, 0, 0), ("2026-11-03", 2, 1, 0), ("2026-11-04", 0, 0, 1))


signs = st.sampled_from("+-?")
some_attempts = st.lists(
    st.tuples(st.integers(0, 60), signs, signs, st.sampled_from([None, *Answer])),
    max_size=12,
)


@given(some_attempts, st.integers(0, 12))
def test_counts_of_two_halves_add_up_to_those_of_the_whole(made: list[tuple[int, str, str, Answer | None]], cut: int) -> None:
    attempts = [
        tried(f"a{at}", (date(2026, 10, 1) + timedelta(days=days)).isoformat(), ideal_client=first, permission=second)
        for at, (days, first, second, _) in enumerate(made)
    ]
    answers = {(f"a{at}", "ideal_client"): answer for at, (_, _, _, answer) in enumerate(made) if answer is not None}
    whole, period = joined(attempts), (date(2026, 9, 1), date(2026, 12, 31))
    halves = weekly_counts(whole[:cut], answers) + weekly_counts(whole[cut:], answers)
    assert series_of(halves, *period) == weekly_series(whole, answers, *period)
    days = daily_counts(whole[:cut], (), ()) + daily_counts(whole[cut:], (), ())
    assert sum(days.attempts.values()) == len(attempts)


@given(some_attempts)
def test_without_a_review_the_weeks_add_up_to_the_statistics(made: list[tuple[int, str, str, Answer | None]]) -> None:
    attempts = [
        tried(f"a{at}", (date(2026, 10, 1) + timedelta(days=days)).isoformat(), ideal_client=first, permission=second)
        for at, (days, first, second, _) in enumerate(made)
    ]
    whole = joined(attempts)
    sums = {series.key: series.sums() for series in weekly_series(whole, {}, date(2026, 9, 1), date(2026, 12, 31))}
    assert sums == {key: (tally.heard, tally.heard + tally.missed) for key, tally in tallies(whole).items() if tally.share is not None}


def test_answers_come_from_reviews() -> None:
    attempt = tried("a", "2026-11-03", ideal_client="-")
    answers = partner_answers([reviewed("2026-11-05T08:00:00Z", {"a": {"ideal_client": "yes"}})])
    (series,) = weekly_series(joined([attempt]), answers, MONDAY, SUNDAY)
    assert series.sums() == (1, 1)
