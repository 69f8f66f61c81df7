"""What a take is checked for: the turn of the scenario it belongs to."""

from collections.abc import Iterable

from refcoach.core.attempt import Attempt
from refcoach.core.feedback import Asked
from refcoach.core.scenario import Beat, Scenario


def asked_at(scenario: Scenario, beat: Beat) -> Asked:
    """What a turn of a scenario asks for."""
    samples = tuple(answer.text for answer in scenario.model_answers if answer.good and answer.beat == beat.id)
    return Asked(beat.required, beat.optional, samples, scenario.checks)


def asked_of(attempt: Attempt, scenarios: Iterable[Scenario]) -> Asked:
    """What an attempt was asked for when it was made: its own keys, with the samples and checks of its scenario if that is still there."""
    asked = Asked(attempt.required, attempt.optional)
    for scenario in scenarios:
        if scenario.id == attempt.scenario and scenario.pack == attempt.pack:
            beat = scenario.beat(attempt.beat)
            known = asked_at(scenario, beat) if beat is not None else asked
            # In a part that was said again alone nothing is read out: the sample answers the whole turn.
            return Asked(attempt.required, attempt.optional, () if attempt.part_of else known.samples, scenario.checks)
    return asked
