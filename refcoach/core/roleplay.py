"""The role-play as a pure state machine: (scenario, state, what was found, seed) -> next state and line."""

import hashlib
from dataclasses import dataclass, replace

from refcoach.core.scenario import Beat, Scenario


@dataclass(frozen=True, slots=True)
class RolePlay:
    """Where a drill stands. `beat_id` is None once the client has closed the conversation; `tries` counts takes of this beat."""

    scenario_id: str
    seed: int
    beat_id: str | None
    line: str
    tries: int = 0

    @property
    def finished(self) -> bool:
        return self.beat_id is None


def pick(lines: tuple[str, ...], seed: int, salt: str) -> str:
    """One of `lines`, the same for the same seed on every machine and Python version."""
    if not lines:
        return ""
    digest = hashlib.sha256(f"{seed}:{salt}".encode()).digest()
    return lines[int.from_bytes(digest[:4], "big") % len(lines)]


def _at(scenario: Scenario, seed: int, beat: Beat) -> RolePlay:
    return RolePlay(scenario.id, seed, beat.id, pick(beat.lines, seed, f"{scenario.id}/{beat.id}"))


def begin(scenario: Scenario, seed: int) -> RolePlay:
    """The opening of a drill: the first beat and the client's line there."""
    return _at(scenario, seed, scenario.beats[0])


def answered(state: RolePlay) -> RolePlay:
    """Count one take of the current beat."""
    return replace(state, tries=state.tries + 1)


def move_on(scenario: Scenario, state: RolePlay) -> RolePlay:
    """The next beat, or the client's closing line after the last one."""
    if state.beat_id is None:
        return state
    following = scenario.beat_after(state.beat_id)
    if following is not None:
        return _at(scenario, state.seed, following)
    return RolePlay(scenario.id, state.seed, None, pick(scenario.closing, state.seed, f"{scenario.id}/closing"))
