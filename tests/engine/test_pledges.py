"""Pledges, live practices, real asks and the plan on a real desk: what is made is in the log, and what does not fit changes nothing."""

import itertools
from datetime import date, timedelta

import pytest
from pledge_samples import MONDAY, attempt_on

from refcoach.core.asks import AskState
from refcoach.core.entries import LIVE, PLAN, PLEDGE, REVIEW, SHARE
from refcoach.core.errors import UsageError
from refcoach.core.live import Listener, Relation
from refcoach.core.pledge import Goals
from refcoach.core.pledging import countersigned
from refcoach.core.profile import IdealClient, Profile
from refcoach.core.real_ask import Outcome
from refcoach.core.review import Answer, Head, Review, Share, TakeReview
from refcoach.engine.attempts import Clock
from refcoach.engine.desk import Desk
from refcoach.engine.pledges import (
    accept_proposal,
    add_ask,
    add_live,
    asks_now,
    find_ask,
    finish_ask,
    plan_now,
    plans,
    save_plan,
    set_pledge,
    week_now,
)
from refcoach.engine.share_data import page_days, read_logged, streak_days

WEDNESDAY = date(2026, 11, 25)
REASON = "business_reason"


class TellableClock:
    """A clock that stands on a day until it is set."""

    def __init__(self) -> None:
        self.day, self._numbers = WEDNESDAY, itertools.count(1)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: f"{self.day}T12:00:{next(self._numbers) % 60:02d}.000+01:00", lambda: f"id{next(self._numbers)}")


@pytest.fixture
def now() -> TellableClock:
    return TellableClock()


def test_a_week_shows_its_pledge_what_was_kept_and_the_streak(desk: Desk, now: TellableClock) -> None:
    for number, day in enumerate((MONDAY - timedelta(days=1), MONDAY, WEDNESDAY), 1):
        desk.log.put_attempt(attempt_on(day, number, (REASON,) if number < 3 else ()))
    set_pledge(desk, now.clock, MONDAY, Goals(days=3, elements=((REASON, 2),)), " Every   morning. ")
    week = week_now(desk, WEDNESDAY)
    assert [tuple(goal) for goal in week.goals] == [("Days of practice", 3, 2), ("Business reason heard", 2, 1)]
    assert week.pledge is not None
    assert week.pledge.words == "Every morning."
    assert week.streak_days == 3
    answer = TakeReview(f"a{WEDNESDAY}3", ((REASON, Answer.YES),))
    desk.put(REVIEW, Review("r1", "s1", "Sam", "2026-11-25T10:00:00Z", "2026-11-25T12:00:00+01:00", Head(), (answer,)))
    assert week_now(desk, WEDNESDAY).goals[1].kept == 2


def test_a_part_said_after_midnight_belongs_to_sunday_for_week_and_streak(desk: Desk) -> None:
    first = attempt_on(MONDAY - timedelta(days=1))
    desk.log.put_attempt(first)
    desk.log.put_attempt(attempt_on(MONDAY, 2, (REASON,), part_of=first.attempt_id, only=(REASON,)))
    week = week_now(desk, MONDAY)
    assert (week.held, week.streak_days) == (Goals(), 1)
    pages = read_logged(desk, MONDAY, MONDAY)
    assert (page_days(pages, MONDAY, MONDAY), streak_days(desk, pages, MONDAY)) == ((), 1)


def test_a_long_streak_is_read_back_to_its_beginning(desk: Desk, now: TellableClock) -> None:
    for back in range(100):
        desk.log.put_attempt(attempt_on(WEDNESDAY - timedelta(days=back)))
    assert week_now(desk, WEDNESDAY).streak_days == 100
    assert week_now(desk, WEDNESDAY + timedelta(days=1)).streak_days == 100
    long_ago = week_now(desk, WEDNESDAY, MONDAY - timedelta(weeks=12))
    assert (long_ago.held.days, long_ago.streak_days) == (7, 100)


def test_a_changed_pledge_is_a_new_entry_and_the_countersigned_one_stays(desk: Desk, now: TellableClock) -> None:
    first = set_pledge(desk, now.clock, MONDAY, Goals(days=5))
    review = Review("r1", "s1", "Sam", "2026-11-25T10:00:00Z", "2026-11-25T12:00:00+01:00", Head(), countersigned=True)
    desk.put(PLEDGE, countersigned(first, review))
    assert set_pledge(desk, now.clock, MONDAY, Goals(days=5)).countersigned_by == "Sam"
    assert len(desk.entries(PLEDGE)) == 1
    changed = set_pledge(desk, now.clock, MONDAY, Goals(days=2))
    week = week_now(desk, WEDNESDAY)
    assert week.pledge == changed
    assert not changed.countersigned_by
    assert [pledge.countersigned_by for pledge in week.earlier] == ["Sam"]


@pytest.mark.parametrize(
    "goals", [Goals(), Goals(days=8), Goals(drills=-1), Goals(elements=(("dance", 1),)), Goals(elements=((REASON, 0),))]
)
def test_goals_that_cannot_be_are_refused(desk: Desk, now: TellableClock, goals: Goals) -> None:
    with pytest.raises(UsageError):
        set_pledge(desk, now.clock, MONDAY, goals)
    assert desk.entries(PLEDGE) == []


def test_a_proposal_is_taken_over_once(desk: Desk, now: TellableClock) -> None:
    with pytest.raises(UsageError):
        accept_proposal(desk, now.clock, WEDNESDAY)
    desk.put(SHARE, Share("s1", "2026-11-22T10:00:00+01:00", "2026-11-16", "2026-11-22", (), (), Head(), "Sam"))
    saved = ("2026-11-23T10:00:00Z", "2026-11-24T12:00:00+01:00")
    desk.put(REVIEW, Review("r1", "s1", "Sam", *saved, Head(), proposed=Goals(days=4, drills=6)))
    pledge = accept_proposal(desk, now.clock, WEDNESDAY)
    assert (pledge.week, pledge.goals, pledge.proposed_by) == (MONDAY.isoformat(), Goals(days=4, drills=6), "Sam")
    week = week_now(desk, WEDNESDAY)
    assert (week.pledge, week.proposal) == (pledge, None)


def test_a_live_practice_is_kept_also_when_it_does_not_count(desk: Desk, now: TellableClock) -> None:
    live = add_live(desk, now.clock, [Listener(" Jo ", Relation.PEER, " plant managers ")], "the ask")
    assert desk.entries(LIVE) == [live]
    assert (live.people[0], live.counts) == (Listener("Jo", Relation.PEER, "plant managers"), False)
    for people in ([], [Listener(" ", Relation.PEER)]):
        with pytest.raises(UsageError):
            add_live(desk, now.clock, people)


def test_a_real_ask_from_plan_to_outcome(desk: Desk, now: TellableClock) -> None:
    now.day = WEDNESDAY - timedelta(days=2)
    ask = add_ask(desk, now.clock, "Priya  Nair", "2026-11-26", "ask-after-praise")
    add_ask(desk, now.clock, "Tomasz")
    desk.log.put_attempt(attempt_on(WEDNESDAY, 1))
    now.day = date(2026, 11, 26)
    assert find_ask(desk) == ask
    assert find_ask(desk, "priya") == ask
    done = finish_ask(desk, now.clock, ask, {"introductions": 1}, "She will call on Monday.")
    now.day = date(2026, 12, 3)
    more = finish_ask(desk, now.clock, done, {"meetings": 1})
    assert (more.asked_at, more.note, more.outcome) == (done.asked_at, "She will call on Monday.", Outcome(introductions=1, meetings=1))
    asks, sums = asks_now(desk)
    assert [(each.ask.who, each.state, each.rehearsed) for each in asks] == [
        ("Tomasz", AskState.OPEN, 0),
        ("Priya Nair", AskState.DONE, 1),
    ]
    assert (sums.asks, sums.outcome) == (1, Outcome(1, 1))
    assert week_now(desk, WEDNESDAY).held.real_asks == 1


@pytest.mark.parametrize("wrong", [("", "", ""), ("Priya", "soon", ""), ("Priya", "20261126", ""), ("Priya", "", "no-such-scenario")])
def test_an_ask_that_does_not_fit_is_refused(desk: Desk, now: TellableClock, wrong: tuple[str, str, str]) -> None:
    with pytest.raises(UsageError):
        add_ask(desk, now.clock, *wrong)
    assert asks_now(desk)[0] == []


def test_which_ask_is_meant_must_be_plain(desk: Desk, now: TellableClock) -> None:
    with pytest.raises(UsageError, match="No real ask is planned"):
        find_ask(desk)
    first = add_ask(desk, now.clock, "Ana Ruiz")
    second = add_ask(desk, now.clock, "Ana Berg")
    with pytest.raises(UsageError, match="2 real asks"):
        find_ask(desk, "ana")
    finish_ask(desk, now.clock, first, {})
    assert find_ask(desk, "ana") == second
    with pytest.raises(UsageError, match="below 0"):
        finish_ask(desk, now.clock, second, {"meetings": -1})


def test_the_plan_is_begun_from_my_script_and_each_day_keeps_its_own(desk: Desk, now: TellableClock) -> None:
    desk.save_profile(Profile(ideal_client=IdealClient(function="plant managers")))
    assert plan_now(desk).ideal_client == "Plant managers"
    assert plans(desk) == []
    first = save_plan(desk, now.clock, {"moments": "After praise"})
    again = save_plan(desk, now.clock, {"moments": "After the first report"})
    assert (again.plan_id, again.at, again.ideal_client) == (first.plan_id, first.at, "Plant managers")
    assert save_plan(desk, now.clock, {"moments": "After the first report "}) == again
    now.day += timedelta(days=1)
    save_plan(desk, now.clock, {"moments": "", "habits": "Fridays"})
    assert [(plan.moments, plan.habits) for plan in desk.entries(PLAN)] == [("", "Fridays"), ("After the first report", "")]
    with pytest.raises(UsageError):
        save_plan(desk, now.clock, {"habits": "x" * 2000})
