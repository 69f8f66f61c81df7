"""Whether a scenario always comes to an end, and uses all that is in it. Pure; the pack reader adds file, line and column."""

from collections.abc import Iterator
from dataclasses import dataclass

from refcoach.core.scenario import AGAIN, NEXT, Beat, Branch, Scenario, When


@dataclass(frozen=True, slots=True)
class Fault:
    """`beat` and `branch` (its number from 0) say where; both are None for the scenario as a whole."""

    message: str
    hint: str = ""
    beat: str | None = None
    branch: int | None = None
    outcome: str | None = None


def faults(scenario: Scenario) -> tuple[Fault, ...]:
    """Everything that is wrong with the way through a scenario; empty when every way ends and everything can be reached."""
    if not scenario.beats:
        return ()
    unknown = tuple(_unknown_targets(scenario))
    if unknown:
        return unknown
    loops = tuple(_loops(scenario))
    return (*loops, *(() if loops else _unreached(scenario)), *_shadowed(scenario))


def _targets(scenario: Scenario, beat: Beat) -> set[str]:
    """Where the talk can go after a beat: ids of beats and outcomes, "" for the end of a scenario without outcomes."""
    following = scenario.beat_after(beat.id)
    after = following.id if following else (scenario.outcomes[0].id if scenario.outcomes else "")
    found = {after if branch.go == NEXT else branch.go for branch in beat.branches if branch.go != AGAIN}
    if any(branch.go == AGAIN for branch in beat.branches):
        given_up = next((outcome.id for outcome in scenario.outcomes if not outcome.good), after)
        found.add(given_up)
    always = any(branch.when == When() and branch.go != AGAIN for branch in beat.branches)
    return found if always else found | {after}


def _unknown_targets(scenario: Scenario) -> Iterator[Fault]:
    known = {NEXT, AGAIN, *(beat.id for beat in scenario.beats), *(outcome.id for outcome in scenario.outcomes)}
    for beat in scenario.beats:
        for number, branch in enumerate(beat.branches):
            if branch.go not in known:
                yield Fault(f"there is no beat or outcome {branch.go}", "known: " + ", ".join(sorted(known)), beat.id, number)


def _loops(scenario: Scenario) -> Iterator[Fault]:
    """Beats from which the talk can come back to themselves."""
    ways = {beat.id: _targets(scenario, beat) for beat in scenario.beats}
    for beat in scenario.beats:
        reached, waiting = set[str](), set(ways[beat.id])
        while waiting:
            here = waiting.pop()
            reached.add(here)
            waiting |= ways.get(here, set()) - reached
        if beat.id in reached:
            yield Fault(
                f"the talk can come back to beat {beat.id} for ever",
                f"let every branch lead to a later beat or an outcome; to ask once more, write go: {AGAIN}",
                beat.id,
            )


def _unreached(scenario: Scenario) -> Iterator[Fault]:
    reached, waiting = set[str](), {scenario.beats[0].id}
    while waiting:
        here = waiting.pop()
        reached.add(here)
        beat = scenario.beat(here)
        waiting |= (_targets(scenario, beat) if beat else set()) - reached
    for beat in scenario.beats:
        if beat.id not in reached:
            yield Fault(f"beat {beat.id} is never reached", "let a branch go to it, or take it out", beat.id)
    for outcome in scenario.outcomes:
        if outcome.id not in reached:
            yield Fault(f"outcome {outcome.id} is never reached", "let a branch go to it, or take it out", outcome=outcome.id)


def _shadowed(scenario: Scenario) -> Iterator[Fault]:
    for beat in scenario.beats:
        for number, branch in enumerate(beat.branches):
            above = [at for at in range(number) if _covers(beat.branches[at], branch)]
            if above:
                hint = f"branch {above[0] + 1} fits whenever this one does: put the stricter one first"
                yield Fault(f"branch {number + 1} of beat {beat.id} is never taken", hint, beat.id, number)


def _covers(first: Branch, later: Branch) -> bool:
    """Whether `first` fits whenever `later` does; one that asks again stops fitting after the last try."""
    if first.go == AGAIN and later.go != AGAIN:
        return False
    wide, narrow = first.when, later.when
    return (
        set(wide.present) <= set(narrow.present)
        and set(wide.missing) <= set(narrow.missing)
        and _any_covers(wide.pitfall, narrow.pitfall)
        and _any_covers(wide.unclear, narrow.unclear)
        and (not wide.silence or narrow.silence)
        and wide.tries <= narrow.tries
    )


def _any_covers(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    return not wide or (bool(narrow) and set(narrow) <= set(wide))
