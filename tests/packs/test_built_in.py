"""The built-in packs teach what they say: every reaction can happen, every talk ends, and the judge agrees with the model answers."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product

import pytest

from refcoach.core.assets import asset
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.own_check import OwnCheck
from refcoach.core.roleplay import Heard, RolePlay, answered, begin, move_on, reaction
from refcoach.core.rubric import PITFALL_KEYS
from refcoach.core.scenario import Beat, Branch, ModelAnswer, Scenario
from refcoach.core.transcript import typed
from refcoach.judge.custom import PreparedCheck, answer_all, prepare_all
from refcoach.judge.judge import Judge
from refcoach.packs.load import load_pack

FOLDERS = sorted(manifest.parent for manifest in asset("packs").glob("*/pack.yaml"))
PACKS = {folder.name: load_pack(folder) for folder in FOLDERS}
SCENARIOS = [scenario for pack, _ in PACKS.values() if pack is not None for scenario in pack.scenarios]
MOST_EXCEPTIONS = 0.03  # of the model answers; each is printed


@pytest.mark.parametrize("name", PACKS)
def test_a_built_in_pack_has_no_problem(name: str) -> None:
    pack, problems = PACKS[name]
    assert problems == ()
    assert pack is not None
    assert pack.author
    assert pack.licence


def mentioned(beat: Beat) -> list[str]:
    """The checks that the reactions of a beat depend on."""
    whens = [branch.when for branch in beat.branches]
    return sorted({key for when in whens for key in (*when.present, *when.missing, *when.pitfall, *when.unclear)})


def everything_heard(beat: Beat) -> Iterator[tuple[int, Heard]]:
    """Every combination of verdicts that the reactions of a beat could tell apart, at every try."""
    keys = mentioned(beat)
    kinds = [
        (Verdict.MISSING, Verdict.PRESENT) if key in PITFALL_KEYS else (Verdict.PRESENT, Verdict.MISSING, Verdict.UNCLEAR) for key in keys
    ]
    for tries, silent in product(range(1, beat.most_tries + 1), (False, True)):
        for verdicts in product(*kinds):
            found = tuple(Finding(key, verdict, 0.5) for key, verdict in zip(keys, verdicts, strict=True))
            yield tries, Heard(Judgement(found), silent)


def taken(scenario: Scenario, beat: Beat) -> list[Branch]:
    """The reactions of a beat that some answer leads to."""
    found: list[Branch] = []
    for tries, heard in everything_heard(beat):
        branch = reaction(scenario, beat, RolePlay(scenario.id, 1, beat.id, "", tries), heard)
        if branch not in found:
            found.append(branch)
        if all(branch in found for branch in beat.branches):
            break
    return found


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: f"{scenario.pack}/{scenario.id}")
def test_every_reaction_is_reached_by_some_answer(scenario: Scenario) -> None:
    for beat in scenario.beats:
        reached = taken(scenario, beat)
        assert [branch for branch in beat.branches if branch not in reached] == [], beat.id


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: f"{scenario.pack}/{scenario.id}")
def test_every_talk_ends_whatever_is_said(scenario: Scenario) -> None:
    most = sum(beat.most_tries for beat in scenario.beats)
    for verdict, silent in product(Verdict, (False, True)):
        keys = {key for beat in scenario.beats for key in (*beat.required, *mentioned(beat))}
        heard = Heard(Judgement(tuple(Finding(key, verdict, 0.5) for key in keys)), silent)
        state = begin(scenario, 3)
        for _ in range(most):
            state = move_on(scenario, answered(state), heard) if not state.finished else state
        assert state.finished
        assert state.line or not scenario.outcomes


Prepare = Callable[[tuple[OwnCheck, ...]], Sequence[PreparedCheck]]


def disagreements(judge: Judge, prepare: Prepare, scenario: Scenario, answer: ModelAnswer) -> list[str]:
    """What the judge hears otherwise than the author of a model answer says."""
    beat = scenario.beat(answer.beat)
    assert beat is not None
    transcript = typed(answer.text)
    judgement = judge.judge(transcript)
    own = answer_all(prepare(scenario.checks), judge.model, transcript)
    verdict = Judgement((*judgement.findings, *own)).verdict
    if answer.good:
        wrong = [f"not heard: {key}" for key in beat.required if verdict(key) is not Verdict.PRESENT]
        return wrong + [f"heard: {key}" for key in beat.forbidden if verdict(key) is Verdict.PRESENT]
    wrong = [f"heard: {key}" for key in answer.misses if verdict(key) is Verdict.PRESENT]
    return wrong + [f"not heard: {key}" for key in answer.commits if verdict(key) is not Verdict.PRESENT]


def test_the_judge_agrees_with_the_model_answers() -> None:
    judge = Judge()
    prepare = cache(lambda checks: prepare_all(judge.model, checks))  # a pack's checks are those of all its scenarios
    answers = [(scenario, answer) for scenario in SCENARIOS for answer in scenario.model_answers]
    told = [
        f"{scenario.pack}/{scenario.id}/{answer.beat} ({'good' if answer.good else 'bad'}): {', '.join(wrong)}"
        for scenario, answer in answers
        if (wrong := disagreements(judge, prepare, scenario, answer))
    ]
    print("\n".join(told))
    assert len(told) <= MOST_EXCEPTIONS * len(answers), told


def test_each_beat_of_a_built_in_scenario_shows_a_good_and_a_bad_answer() -> None:
    for scenario in SCENARIOS:
        for beat in scenario.beats:
            kinds = {answer.good for answer in scenario.model_answers if answer.beat == beat.id}
            assert kinds == {True, False}, f"{scenario.pack}/{scenario.id}/{beat.id}"
            assert all(answer.note for answer in scenario.model_answers)
