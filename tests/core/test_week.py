"""What a week held, what was kept of its pledge, and the streak."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pledge_samples import MONDAY, ask_on, attempt_on, live_on, whole_on

from refcoach.core.agreement import partner_answers
from refcoach.core.attempt import AttemptState, TakeProblem
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.joined import Joined
from refcoach.core.live import Listener, Relation, why_not_counted
from refcoach.core.pledge import Goals, Pledge, monday_of
from refcoach.core.review import Answer, Head, Review, TakeReview
from refcoach.core.series import calendar_days, weekly_counts
from refcoach.core.week import Kept, days_practised, goals_words, heard_in, held, kept, streak

DAY = timedelta(days=1)
SUNDAY = MONDAY + 6 * DAY
REASON = "business_reason"


def test_each_goal_is_counted_in_its_own_week_alone() -> None:
    attempts = [
        whole_on(MONDAY, 1, (REASON,)),
        whole_on(MONDAY, 2),  # the same session: one drill, one day
        whole_on(SUNDAY, 3, (REASON,)),
        whole_on(MONDAY - DAY, 4, (REASON,)),
        whole_on(SUNDAY + DAY, 5, (REASON,)),
    ]
    lives = [live_on(MONDAY + DAY), live_on(SUNDAY + DAY)]
    asks = [ask_on(SUNDAY), ask_on(MONDAY - DAY), ask_on(None)]
    pledge = Pledge("p", MONDAY.isoformat(), Goals(5, 2, 1, 2, ((REASON, 4),)), "")
    assert kept(pledge, attempts, lives, asks) == (
        Kept("Days of practice", 5, 3),
        Kept("Drills", 2, 2),
        Kept("Live practices", 1, 1),
        Kept("Real asks", 2, 1),
        Kept("Business reason heard", 4, 2),
    )
    assert [goal.done for goal in kept(pledge, attempts, lives, asks)] == [False, True, True, False, False]


def test_what_was_not_promised_is_not_listed() -> None:
    assert kept(Pledge("p", MONDAY.isoformat(), Goals(days=1), ""), [], [], []) == (Kept("Days of practice", 1, 0),)


def test_a_take_in_which_nobody_spoke_is_no_practice_and_one_that_waits_is() -> None:
    silent = attempt_on(MONDAY)
    silent = replace(silent, take=replace(silent.take, problems=(TakeProblem.SILENT,)))
    waiting = attempt_on(MONDAY + DAY, state=AttemptState.KEPT)
    typed = attempt_on(MONDAY + 2 * DAY, take=None)
    whole = [Joined(one) for one in (silent, waiting, typed)]
    week = held(MONDAY, whole, [], [])
    assert (week.days, week.drills) == (2, 2)
    assert [day.attempts for day in calendar_days(whole, [], [], MONDAY, MONDAY + 2 * DAY)] == [0, 1, 1]


def test_a_part_said_again_after_midnight_on_sunday_counts_in_the_week_of_its_attempt() -> None:
    first = attempt_on(SUNDAY)
    part = attempt_on(SUNDAY + DAY, 2, (REASON,), part_of=first.attempt_id, only=(REASON,), session_id="another")
    for known in ([Joined(first, (part,))], [Joined(part)]):  # who reads from Monday on does not see the first take
        assert held(SUNDAY + DAY, known, [], [], [REASON]) == Goals(elements=((REASON, 0),))
    assert [day.attempts for day in calendar_days([Joined(first, (part,))], [], [], SUNDAY, SUNDAY + DAY)] == [1, 0]
    assert held(MONDAY, [Joined(first, (part,))], [], [], [REASON]) == Goals(1, 1, 0, 0, ((REASON, 1),))


def test_a_live_practice_counts_as_a_day_only_when_it_keeps_the_rules() -> None:
    alone = live_on(MONDAY, (Listener("Jo", Relation.PEER), Listener("Max", Relation.HOUSEHOLD)))
    week = held(MONDAY, [], [alone, live_on(SUNDAY)], [])
    assert (week.days, week.live_practices) == (1, 1)
    days = calendar_days([], [alone, live_on(SUNDAY)], [ask_on(MONDAY + DAY)], MONDAY, SUNDAY)
    assert [day.day for day in days_practised(days)] == [SUNDAY.isoformat()]
    assert why_not_counted(alone) == (
        "One person of 2 counts; it takes 2. Left out: Max (from your household). "
        "They know too much already to tell you whether the ask is clear."
    )
    assert why_not_counted(live_on(SUNDAY)) == ""


def test_the_partners_word_outranks_the_apps_and_not_sure_leaves_it() -> None:
    heard, missed = whole_on(MONDAY, 1, (REASON,)), whole_on(MONDAY, 2)
    answers = [Answer.YES, Answer.NO, Answer.UNSURE]
    told = [heard_in(heard, REASON, {(heard.first.attempt_id, REASON): answer}) for answer in answers]
    assert told == [True, False, True]
    told = [heard_in(missed, REASON, {(missed.first.attempt_id, REASON): answer}) for answer in answers]
    assert told == [True, False, False]


def test_a_no_to_the_first_take_leaves_what_was_said_again() -> None:
    first = attempt_on(MONDAY, 1)
    part = attempt_on(MONDAY, 2, (REASON,), part_of=first.attempt_id, only=(REASON,))
    first = replace(first, judgement=Judgement((Finding(REASON, Verdict.MISSING, 0.1),)))
    whole = Joined(first, (part,))
    assert heard_in(whole, REASON, {(first.attempt_id, REASON): Answer.NO})
    assert not heard_in(whole, REASON, {(part.attempt_id, REASON): Answer.NO})


def test_a_no_to_the_first_take_leaves_the_part_in_which_the_app_heard_it_too() -> None:
    whole = whole_on(MONDAY, 1, (REASON,))
    part = attempt_on(MONDAY, 2, (REASON,), part_of=whole.first.attempt_id, only=(REASON,))
    assert heard_in(Joined(whole.first, (part,)), REASON, {(whole.first.attempt_id, REASON): Answer.NO})


def test_a_take_that_waits_to_be_checked_counts_as_the_partner_heard_it() -> None:
    waiting = Joined(attempt_on(MONDAY, state=AttemptState.KEPT))
    answers = {(waiting.first.attempt_id, REASON): Answer.YES}
    assert held(MONDAY, [waiting], [], [], [REASON]).elements == ((REASON, 0),)
    assert held(MONDAY, [waiting], [], [], [REASON], answers).elements == ((REASON, 1),)
    assert weekly_counts([waiting], {}).told == {}
    assert weekly_counts([waiting], answers).heard[REASON, MONDAY.isoformat()] == 1


VERDICTS = st.sampled_from([Verdict.PRESENT, Verdict.MISSING, Verdict.UNCLEAR])
GIVEN = st.sampled_from([Answer.YES, Answer.NO, Answer.UNSURE, None])


@given(st.lists(st.tuples(VERDICTS, GIVEN), min_size=1, max_size=4))
def test_pledge_and_progress_count_the_same_as_heard(takes: list[tuple[Verdict, Answer | None]]) -> None:
    first, *parts = (
        replace(
            attempt_on(MONDAY, number, part_of="" if number == 0 else "0", only=() if number == 0 else (REASON,)),
            attempt_id=str(number),
            required=(REASON,),
            judgement=Judgement((Finding(REASON, verdict, 0.5),)),
        )
        for number, (verdict, _) in enumerate(takes)
    )
    whole = Joined(first, tuple(parts))
    answers = {(str(number), REASON): answer for number, (_, answer) in enumerate(takes) if answer}
    assert heard_in(whole, REASON, answers) == (weekly_counts([whole], answers).heard[REASON, MONDAY.isoformat()] == 1)


def test_of_two_reviews_the_one_saved_last_counts() -> None:
    def review(saved_at: str, answer: Answer) -> Review:
        return Review(saved_at, "s", "Sam", saved_at, saved_at, Head(), (TakeReview("x", ((REASON, answer),)),))

    later, earlier = review("2026-11-24T10:00:00Z", Answer.NO), review("2026-11-23T10:00:00Z", Answer.YES)
    assert partner_answers([later, earlier]) == {("x", REASON): Answer.NO}


def test_a_pledge_in_one_line() -> None:
    assert goals_words(Goals(5, 1, 1, 2, ((REASON, 4),))) == (
        "5 days, 1 drill, 1 live practice, 2 real asks, business reason heard in 4 attempts"
    )


# --- the streak -----------------------------------------------------------------------------------------------------

days = st.sets(st.integers(0, 60).map(lambda back: SUNDAY - back * DAY))


def test_one_missed_day_a_week_is_forgiven_and_a_second_ends_it() -> None:
    whole_weeks = {SUNDAY - back * DAY for back in range(14)}
    assert streak(whole_weeks, SUNDAY) == 14
    assert streak(whole_weeks - {MONDAY}, SUNDAY) == 13
    assert streak(whole_weeks - {MONDAY, MONDAY - DAY}, SUNDAY) == 12  # Sunday and Monday lie in two weeks
    assert streak(whole_weeks - {MONDAY, MONDAY + DAY}, SUNDAY) == 5
    assert streak(set(), SUNDAY) == 0


@given(days)
def test_today_ends_nothing_before_it_is_over(practice: set[date]) -> None:
    today = SUNDAY + DAY
    assert streak(practice | {today}, today) == streak(practice, today) + 1


@given(days, st.integers(0, 60))
def test_another_day_of_practice_never_shortens_it(practice: set[date], back: int) -> None:
    assert streak(practice | {SUNDAY - back * DAY}, SUNDAY) >= streak(practice, SUNDAY)


@given(days)
def test_within_the_streak_no_week_has_two_missed_days_and_before_it_one_has(practice: set[date]) -> None:
    found = streak(practice, SUNDAY)
    mine = sorted(practice, reverse=True)[:found]
    assert len(mine) == found
    if not mine:
        return
    span = [mine[-1] + at * DAY for at in range((SUNDAY - DAY - mine[-1]).days + 1)]
    missed = [monday_of(day) for day in span if day not in practice]
    assert all(missed.count(week) <= 1 for week in missed)
    if found < len(practice):
        before = max(practice - set(mine))
        gap = [before + at * DAY for at in range(1, (SUNDAY - before).days + 1)]
        missed = [monday_of(day) for day in gap if day not in practice and day != SUNDAY]
        assert any(missed.count(week) > 1 for week in missed)
