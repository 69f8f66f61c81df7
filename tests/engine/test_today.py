"""What to do today, read from a real log: the same suggestions as the command's, the week, the partner's word, the next ask."""

from dataclasses import replace
from datetime import date, timedelta

from pledge_samples import MONDAY, attempt_on

from refcoach.core.attempt import AttemptState
from refcoach.core.entries import PLEDGE, REAL_ASK, REVIEW
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.profile import IdealClient, Profile
from refcoach.core.real_ask import RealAsk
from refcoach.core.review import Answer, Head, Review, TakeReview
from refcoach.engine.desk import Desk
from refcoach.engine.today import WORD_DAYS, suggestions, today_now

WEDNESDAY = date(2026, 11, 25)
REASON = "business_reason"


def miss_reason(desk: Desk, day: date, number: int) -> str:
    """An attempt of the first scenario that lacked the business reason; its id."""
    scenario = next(each for each in desk.scenarios if REASON in each.beats[0].required)
    found = Judgement((Finding(REASON, Verdict.MISSING, 0.1), Finding("ideal_client", Verdict.PRESENT, 0.9)))
    attempt = attempt_on(day, number, scenario=scenario.id, judgement=found, required=(REASON, "ideal_client"), state=AttemptState.CHECKED)
    desk.log.put_attempt(attempt)
    return attempt.attempt_id


def review(saved_at: str, note: str = "", takes: tuple[TakeReview, ...] = ()) -> Review:
    return Review(saved_at, "s1", "Sam", saved_at, saved_at, Head(), takes, note)


def test_an_empty_log_has_a_first_drill_and_nothing_else(desk: Desk) -> None:
    now = today_now(desk, WEDNESDAY)
    assert (now.begun, now.scripted, now.name, now.word, list(now.asks)) == (False, False, "", None, [])
    assert now.week.pledge is None
    assert len(now.suggestions) == 3
    assert now.suggestions[0].why == "You have not practised this yet."


def test_the_first_suggestion_is_the_commands_and_the_others_are_other_skills(desk: Desk) -> None:
    miss_reason(desk, MONDAY, 1)
    miss_reason(desk, MONDAY, 2)
    now = today_now(desk, WEDNESDAY)
    assert now.suggestions[0] == suggestions(desk, WEDNESDAY)[0]
    assert now.suggestions[0].why == "You missed the business reason twice this week."
    assert len({item.scenario.skill for item in now.suggestions}) == len(now.suggestions)
    assert now.begun


def test_what_the_partner_heard_is_no_miss(desk: Desk) -> None:
    missed = miss_reason(desk, MONDAY, 1)
    desk.put(REVIEW, review("2026-11-24T20:00:00+00:00", takes=(TakeReview(missed, ((REASON, Answer.YES),)),)))
    assert all("missed" not in item.why for item in suggestions(desk, WEDNESDAY))


def test_the_name_is_that_of_my_script_or_of_the_settings(desk: Desk) -> None:
    desk.save_settings(rep_name="Dana")
    assert today_now(desk, WEDNESDAY).name == "Dana"
    desk.save_profile(Profile("Dana Okafor"))
    assert (today_now(desk, WEDNESDAY).name, today_now(desk, WEDNESDAY).scripted) == ("Dana Okafor", False)
    desk.save_profile(replace(desk.profile, ideal_client=IdealClient(function="plant managers")))
    assert today_now(desk, WEDNESDAY).scripted


def test_the_week_the_next_ask_and_a_word_that_is_not_old(desk: Desk) -> None:
    desk.put(PLEDGE, Pledge("p", "2026-11-23", Goals(days=3), "2026-11-22T20:00:00+01:00"))
    desk.put(REAL_ASK, RealAsk("a", "Priya", "2026-11-20T09:00:00+01:00", "2026-11-26"))
    desk.put(REVIEW, review(f"{WEDNESDAY - timedelta(days=WORD_DAYS + 1)}T12:00:00+00:00", "Too old"))
    miss_reason(desk, MONDAY, 1)
    now = today_now(desk, WEDNESDAY)
    assert [(goal.promised, goal.kept) for goal in now.week.goals] == [(3, 1)]
    assert [each.ask.who for each in now.asks] == ["Priya"]
    assert now.word is None
    desk.put(REVIEW, review(f"{WEDNESDAY - timedelta(days=WORD_DAYS - 1)}T12:00:00+00:00", "Say why."))
    word = today_now(desk, WEDNESDAY).word
    assert word is not None
    assert word.words == "Say why."
