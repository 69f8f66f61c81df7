"""The role-play as a pure state machine: (scenario, state, what was found, seed) -> next state and line."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from refcoach.core.attempt import Attempt
from refcoach.core.finding import Judgement, Verdict
from refcoach.core.scenario import AGAIN, NEXT, Beat, Branch, Outcome, Scenario, When

NOTHING_FOUND = Judgement()
Fill = Callable[[str], str]  # puts the rep's own words into a line, see core/filling.py


@dataclass(frozen=True, slots=True)
class RolePlay:
    """Where a drill stands. `beat_id` is None once the client has closed the conversation, with `outcome` naming how; `tries` counts
    takes of this beat."""

    scenario_id: str
    seed: int
    beat_id: str | None
    line: str
    tries: int = 0
    outcome: str = ""

    @property
    def finished(self) -> bool:
        return self.beat_id is None


@dataclass(frozen=True, slots=True)
class Heard:
    """What the client heard: the findings of the answer, or that nothing was said."""

    judgement: Judgement = NOTHING_FOUND
    silent: bool = False


def heard_in(attempt: Attempt) -> Heard:
    """What the client heard in a take."""
    return Heard(attempt.judgement, not attempt.transcript.text.strip())


def as_it_stands(text: str) -> str:
    return text


def pick(lines: tuple[str, ...], seed: int, salt: str) -> str:
    """One of `lines`, the same for the same seed on every machine and Python version."""
    if not lines:
        return ""
    digest = hashlib.sha256(f"{seed}:{salt}".encode()).digest()
    return lines[int.from_bytes(digest[:4], "big") % len(lines)]


def begin(scenario: Scenario, seed: int, fill: Fill = as_it_stands) -> RolePlay:
    """The opening of a drill: the first beat and the client's line there."""
    return _at(scenario, seed, scenario.beats[0], "", fill)


def answered(state: RolePlay) -> RolePlay:
    """Count one take of the current beat."""
    return replace(state, tries=state.tries + 1)


def holds(when: When, heard: Heard, tries: int) -> bool:
    """Whether everything that `when` asks for holds of an answer, the `tries`th of its beat."""
    verdict = heard.judgement.verdict
    return (
        tries >= when.tries
        and (not when.silence or heard.silent)
        and all(verdict(key) is Verdict.PRESENT for key in when.present)
        and all(verdict(key) is Verdict.MISSING for key in when.missing)
        and (not when.pitfall or any(verdict(key) is Verdict.PRESENT for key in when.pitfall))
        and (not when.unclear or any(verdict(key) is Verdict.UNCLEAR for key in when.unclear))
    )


def reaction(scenario: Scenario, beat: Beat, state: RolePlay, heard: Heard) -> Branch:
    """The first reaction that fits. Once the beat was tried often enough the client no longer asks again, and where nothing else
    fits, gives up."""
    gives_up = False
    for branch in beat.branches:
        if holds(branch.when, heard, state.tries):
            if branch.go != AGAIN or state.tries < beat.most_tries:
                return branch
            gives_up = True
    return Branch(When(), given_up(scenario) if gives_up else NEXT)


def given_up(scenario: Scenario) -> str:
    """Where the talk ends when the client has asked again in vain: the first outcome that is not good, else it goes on to NEXT."""
    return next((outcome.id for outcome in scenario.outcomes if not outcome.good), NEXT)


def move_on(scenario: Scenario, state: RolePlay, heard: Heard | None = None, fill: Fill = as_it_stands) -> RolePlay:
    """What the client says and where the talk goes after an answer.

    Every scenario that was checked on load (core/scenario_faults.py) ends: going on leads to ever new beats, and AGAIN is bounded.
    """
    beat = scenario.beat(state.beat_id or "")
    if beat is None:
        return state
    branch = reaction(scenario, beat, state, heard or Heard())
    said = pick(
        branch.say, state.seed, f"{scenario.id}/{beat.id}/{beat.branches.index(branch) if branch in beat.branches else ''}/{state.tries}"
    )
    if branch.go == AGAIN:
        return replace(state, line=fill(said) or state.line)
    target = scenario.beat_after(beat.id) if branch.go == NEXT else scenario.beat(branch.go)
    if target is not None:
        return _at(scenario, state.seed, target, said, fill)
    return _end(scenario, state.seed, scenario.outcome(branch.go) or first_outcome(scenario), said, fill)


def first_outcome(scenario: Scenario) -> Outcome:
    """Where the talk ends when nothing else is said about it; a scenario with mere closing lines has one outcome."""
    return scenario.outcomes[0] if scenario.outcomes else Outcome("end", scenario.closing)


def _at(scenario: Scenario, seed: int, beat: Beat, said: str, fill: Fill) -> RolePlay:
    line = pick(beat.lines, seed, f"{scenario.id}/{beat.id}")
    return RolePlay(scenario.id, seed, beat.id, fill(f"{said} {line}".strip()))


def _end(scenario: Scenario, seed: int, outcome: Outcome, said: str, fill: Fill) -> RolePlay:
    closing = pick(outcome.lines, seed, f"{scenario.id}/closing" if outcome.id == "end" else f"{scenario.id}/{outcome.id}")
    return RolePlay(scenario.id, seed, None, fill(f"{said} {closing}".strip()), outcome=outcome.id)
