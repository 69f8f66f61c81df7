"""What to practise today: spacing by skill, a miss begins anew, the weakest check first."""

from dataclasses import replace
from datetime import date, timedelta

from samples import sample_attempt

from refcoach.core.attempt import Attempt
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.joined import joined
from refcoach.core.plan import SPACING_DAYS, skill_states, today, weakest
from refcoach.core.scenario import Beat, Persona, Scenario

DAY = date(2026, 11, 2)
KEYS = ("ideal_client", "introduction_request")


def scenario(name: str, skill: str, minutes: int = 2, difficulty: int = 1, required: tuple[str, ...] = KEYS) -> Scenario:
    beats = (Beat("only", ("Well?",), required),)
    return Scenario(name, "p", "1", name, Persona("Ann"), "There.", "", beats, skill=skill, minutes=minutes, difficulty=difficulty)


def practised(number: int, name: str, day: date, missed: tuple[str, ...] = ()) -> Attempt:
    findings = tuple(Finding(key, Verdict.MISSING if key in missed else Verdict.PRESENT, 0.5) for key in KEYS)
    return replace(
        sample_attempt(number), scenario=name, required=KEYS, judgement=Judgement(findings), at=f"{day.isoformat()}T09:00:00.000+00:00"
    )


def test_a_skill_comes_back_after_one_three_seven_and_fourteen_days_and_anew_after_a_miss() -> None:
    attempts, day = [], DAY
    for number, wait in enumerate((*SPACING_DAYS, 14)):
        attempts.append(practised(number, "a", day))
        state = skill_states(joined(attempts), {"a": "ask"})["ask"]
        assert (state.successes, state.due) == (number + 1, day + timedelta(days=wait))
        day = state.due
    attempts.append(practised(9, "a", day, missed=("ideal_client",)))
    assert skill_states(joined(attempts), {"a": "ask"})["ask"].due == day + timedelta(days=1)


def test_a_day_counts_once_and_by_its_last_attempt() -> None:
    attempts = [practised(1, "a", DAY, missed=("ideal_client",)), practised(2, "a", DAY), practised(3, "a", DAY)]
    assert skill_states(joined(attempts), {"a": "ask"})["ask"].successes == 1


def test_what_is_due_comes_first_and_the_weakest_check_before_it() -> None:
    scenarios = (scenario("a", "ask"), scenario("b", "thanks", required=("thanks_promise",)), scenario("c", "intro"))
    attempts = joined([practised(1, "a", DAY), practised(2, "c", DAY - timedelta(days=9), missed=("introduction_request",))])
    assert weakest(attempts) == "introduction_request"
    plan = today(scenarios, attempts, DAY)
    assert [item.scenario.id for item in plan] == ["c", "b"]
    assert plan[0].why == "Introduction is the check you miss most."
    assert plan[1].why == "You have not practised this yet."


def test_a_rep_who_has_practised_nothing_begins_where_the_authors_do() -> None:
    scenarios = (scenario("n", "ask"), scenario("b", "intro"), scenario("a", "ask"), scenario("m", "ask", difficulty=2))
    assert [item.scenario.id for item in today(scenarios, [], DAY)] == ["n", "b"]
    assert today(scenarios, joined([practised(1, "n", DAY - timedelta(days=9))]), DAY, 2)[0].scenario.id == "a"


def test_a_check_missed_this_week_is_counted_from_monday() -> None:
    scenarios, monday = (scenario("a", "ask"),), DAY  # DAY is a Monday
    days = (monday - timedelta(days=1), monday, monday + timedelta(days=1), monday + timedelta(days=2))
    attempts = [practised(number, "a", day, missed=("ideal_client",)) for number, day in enumerate(days)]
    whys = [today(scenarios, joined(attempts[:number]), day)[0].why for number, day in enumerate(days, 1)]
    assert whys == [
        "You missed the ideal client once this week.",  # on the Sunday, in the week before
        "You missed the ideal client once this week.",
        "You missed the ideal client twice this week.",
        "You missed the ideal client 3 times this week.",
    ]


def test_five_minutes_hold_what_fits_and_always_something() -> None:
    long = (scenario("a", "ask", minutes=9), scenario("b", "intro", minutes=9))
    assert [item.scenario.id for item in today(long, [], DAY)] == ["a"]
    short = tuple(scenario(f"s{number}", f"skill{number}", minutes=2) for number in range(5))
    assert len(today(short, [], DAY)) == 2
    nothing_due = today((scenario("a", "ask"),), joined([practised(1, "a", DAY)]), DAY)
    assert nothing_due[0].why == "You practised this today."
