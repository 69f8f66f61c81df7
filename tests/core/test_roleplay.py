"""The role-play: reactions by what was heard, bounded asking, other seeds, the rep's own words, and scenarios that always end."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcoach.core.filling import filler, unknown_places
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.profile import BusinessReason, IdealClient, Profile
from refcoach.core.roleplay import Heard, RolePlay, answered, begin, move_on
from refcoach.core.scenario import AGAIN, NEXT, Beat, Branch, Outcome, Persona, Scenario, When
from refcoach.core.scenario_faults import faults

PRESENT, MISSING, UNCLEAR = Verdict.PRESENT, Verdict.MISSING, Verdict.UNCLEAR


def heard(silent: bool = False, **verdicts: Verdict) -> Heard:
    return Heard(Judgement(tuple(Finding(key, verdict, 0.5) for key, verdict in verdicts.items())), silent)


ASK = Beat(
    "ask",
    ("Well, that went nicely, <rep|friend>.",),
    ("introduction_request",),
    branches=(
        Branch(When(silence=True), AGAIN, ("Are you still there?",)),
        Branch(When(pitfall=("generic_ask",)), AGAIN, ("I can't think of anyone.", "Nobody comes to mind, I'm afraid.")),
        Branch(When(pitfall=("name_drop",)), "cold", ("Just use my name.",)),
        Branch(When(missing=("introduction_request",), tries=2), "cold"),
        Branch(When(missing=("introduction_request",)), AGAIN, ("And what would you like me to do?",)),
    ),
)
SCENARIO = Scenario(
    "s",
    "p",
    "1",
    "Title",
    Persona("Ann"),
    "There.",
    "",
    (ASK, Beat("when", ("When shall I call her?",), ("follow_up",))),
    outcomes=(Outcome("agreed", ("I'll ring her today.",)), Outcome("cold", ("Good luck, then.",), good=False)),
)


def after(state: RolePlay, what: Heard, scenario: Scenario = SCENARIO) -> RolePlay:
    return move_on(scenario, answered(state), what)


def test_the_client_reacts_to_what_was_said_and_left_out() -> None:
    opening = begin(SCENARIO, 1)
    assert opening.line == "Well, that went nicely, <rep|friend>."
    generic = after(opening, heard(generic_ask=PRESENT, introduction_request=MISSING))
    assert (generic.beat_id, generic.tries) == ("ask", 1)
    assert generic.line in ASK.branches[1].say
    dropped = after(opening, heard(name_drop=PRESENT, introduction_request=MISSING))
    assert (dropped.finished, dropped.outcome, dropped.line) == (True, "cold", "Just use my name. Good luck, then.")
    assert after(opening, heard(silent=True)).line == "Are you still there?"
    good = after(opening, heard(introduction_request=PRESENT))
    assert (good.beat_id, good.line) == ("when", "When shall I call her?")
    assert after(good, heard(follow_up=PRESENT)).outcome == "agreed"


def test_what_could_not_be_told_is_not_missing_for_the_client_either() -> None:
    assert after(begin(SCENARIO, 1), heard(introduction_request=UNCLEAR)).beat_id == "when"


def test_asking_again_escalates_and_ends() -> None:
    once = after(begin(SCENARIO, 1), heard(introduction_request=MISSING))
    assert once.line == "And what would you like me to do?"
    assert after(once, heard(introduction_request=MISSING)).outcome == "cold"


def test_a_client_who_has_asked_in_vain_gives_up() -> None:
    state = begin(SCENARIO, 1)
    for _ in range(ASK.most_tries - 1):
        state = after(state, heard(silent=True, introduction_request=UNCLEAR))
        assert state.beat_id == "ask"
    assert after(state, heard(silent=True, introduction_request=UNCLEAR)).outcome == "cold"


def test_another_seed_may_sound_different_and_the_same_one_never_does() -> None:
    lines = {after(begin(SCENARIO, seed), heard(generic_ask=PRESENT)).line for seed in range(20)}
    assert lines == set(ASK.branches[1].say)
    assert after(begin(SCENARIO, 7), heard(generic_ask=PRESENT)) == after(begin(SCENARIO, 7), heard(generic_ask=PRESENT))


@given(st.integers(0, 999), st.lists(st.sampled_from((PRESENT, MISSING, UNCLEAR)), min_size=40, max_size=40), st.booleans())
def test_every_talk_ends(seed: int, verdicts: list[Verdict], silent: bool) -> None:
    state = begin(SCENARIO, seed)
    for turn in range(8):
        if state.finished:
            break
        state = after(state, heard(silent, generic_ask=verdicts[turn], introduction_request=verdicts[turn + 20]))
    assert state.finished


def test_the_rep_s_own_words_are_put_into_the_lines() -> None:
    profile = Profile("Dana Okafor", "Brightline", IdealClient(function="plant managers"), (BusinessReason("halved the stops"),))
    fill = filler(profile)
    assert (
        fill("Hello <rep|there>, <company> does <ideal_client>? <reason>")
        == "Hello Dana, Brightline does plant managers? We halved the stops."
    )
    assert filler(Profile())("Hello <rep|there>, well <rep>. From <company>?") == "Hello there, well. From your company?"
    assert begin(SCENARIO, 1, fill).line == "Well, that went nicely, Dana."
    assert unknown_places("a <b> and <rep|x> and 3 < 4 > 2") == ("b",)


def changed(*branches: Branch, **more: object) -> Scenario:
    return replace(SCENARIO, beats=(replace(ASK, branches=branches), *SCENARIO.beats[1:]), **more)  # type: ignore[arg-type]


def test_a_sound_scenario_has_no_faults() -> None:
    assert faults(SCENARIO) == ()


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        (changed(Branch(When(), "nowhere")), "there is no beat or outcome nowhere"),
        (replace(SCENARIO, beats=(SCENARIO.beats[0], replace(SCENARIO.beats[1], branches=(Branch(When(), "ask"),)))), "for ever"),
        (changed(Branch(When(), "ask")), "for ever"),
        (changed(Branch(When(), "cold")), "beat when is never reached"),
        (changed(Branch(When(present=("permission",)), NEXT)), "outcome cold is never reached"),
        (
            changed(Branch(When(present=("permission",)), "cold"), Branch(When(present=("permission", "easy_out")), NEXT)),
            "branch 2 of beat ask is never taken",
        ),
    ],
)
def test_what_loops_dead_ends_or_is_never_used_is_a_fault(scenario: Scenario, said: str) -> None:
    assert any(said in fault.message for fault in faults(scenario)), faults(scenario)


def test_asking_again_first_hides_nothing_because_it_stops() -> None:
    assert not [
        fault
        for fault in faults(changed(Branch(When(), AGAIN), Branch(When(), "cold"), Branch(When(tries=2), NEXT)))
        if "branch 2" in fault.message
    ]
