"""Real asks in their order, with their rehearsals and what came of them; the referral plan as a page."""

from datetime import date

from pledge_samples import ask_on, whole_on

from refcoach.core.asks import AskState, Totals, in_turn, outcome_words, rehearsals, state_of, totals
from refcoach.core.profile import BusinessReason, IdealClient, Profile
from refcoach.core.real_ask import Outcome, ReferralPlan
from refcoach.core.referral_plan import is_empty, plan_text, prefilled, same_words

THURSDAY = date(2026, 11, 26)


def test_the_next_ask_is_the_open_one_with_the_nearest_day() -> None:
    asks = [
        ask_on(None, "someday"),
        ask_on(None, "later", planned_for="2026-12-01"),
        ask_on(THURSDAY, "made", planned_for="2026-11-20"),
        ask_on(None, "next", planned_for="2026-11-27"),
    ]
    assert [ask.ask_id for ask in in_turn(asks)] == ["next", "later", "someday"]


def test_an_ask_is_open_asked_and_then_done() -> None:
    assert state_of(ask_on(None)) is AskState.OPEN
    assert state_of(ask_on(THURSDAY)) is AskState.ASKED
    assert state_of(ask_on(THURSDAY, outcome=Outcome(introductions=1))) is AskState.DONE
    assert state_of(ask_on(THURSDAY, note="She said no, kindly.")) is AskState.DONE


def test_it_was_rehearsed_as_often_as_its_scenario_was_practised_between_writing_it_down_and_asking() -> None:
    ask = ask_on(THURSDAY, scenario="ask-after-praise")
    attempts = [whole_on(date(2026, 11, day), day) for day in (19, 21, 25, 27)]
    other = whole_on(date(2026, 11, 22), 1, scenario="intro-script")
    assert rehearsals(ask, [*attempts, other]) == 2
    assert rehearsals(ask_on(None, scenario="ask-after-praise"), [*attempts, other]) == 3
    assert rehearsals(ask_on(None), attempts) == 0


def test_totals_count_the_asks_that_were_made() -> None:
    asks = [ask_on(THURSDAY, outcome=Outcome(2, 1, 1, 0, 0)), ask_on(THURSDAY, outcome=Outcome(1, 1, 0, 1, 1200)), ask_on(None)]
    assert totals(asks) == Totals(2, Outcome(3, 2, 1, 1, 1200))
    assert outcome_words(totals(asks).outcome) == "3 introductions, 2 meetings, 1 opportunity, 1 customer, revenue 1,200"
    assert outcome_words(Outcome()) == ""


SCRIPT = Profile(ideal_client=IdealClient(function="plant managers", geography="Ohio"), reasons=(BusinessReason("cut stops by a third"),))


def test_the_plan_is_begun_from_my_script_and_own_words_stay() -> None:
    plan = prefilled(ReferralPlan("", "", business_reason="Fewer night calls."), SCRIPT)
    assert (plan.ideal_client, plan.business_reason, plan.sources) == ("Plant managers in Ohio", "Fewer night calls.", "")
    assert prefilled(ReferralPlan("", ""), SCRIPT).business_reason == "We cut stops by a third."
    assert is_empty(prefilled(ReferralPlan("", ""), Profile()))
    assert same_words(plan, ReferralPlan("x", "y", ideal_client="Plant managers in Ohio ", business_reason="Fewer night calls."))


def test_the_plan_prints_as_one_page() -> None:
    plan = ReferralPlan(
        "p", "2026-11-23T09:00:00+01:00", ideal_client="Plant *managers*", sources="- Priya\n2. Tomasz", measures="1.5 a week"
    )
    words = plan_text(plan, "Dana")
    assert words.startswith(
        "Referral plan of Dana\n=====================\n\nWritten on 2026-11-23\n\nWhom I want to meet\n  Plant *managers*\n"
    )
    assert "When I ask\n  ____\n" in words
    marked = plan_text(plan, markdown=True)
    assert "## Whom I want to meet\n\nPlant \\*managers\\*\n" in marked
    assert "\\- Priya  \n2\\. Tomasz\n" in marked
    assert "1.5 a week" in marked
