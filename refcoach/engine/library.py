"""The scenarios that can be practised."""

from refcoach.core.assets import asset
from refcoach.core.errors import PackError
from refcoach.core.scenario import Scenario
from refcoach.packs.load import load_pack
from refcoach.packs.problems import did_you_mean


def scenarios() -> tuple[Scenario, ...]:
    """All scenarios of the built-in packs; raises PackError naming the first problem when a pack is broken."""
    found: list[Scenario] = []
    for manifest in sorted(asset("packs").glob("*/pack.yaml")):
        pack, problems = load_pack(manifest.parent)
        if pack is None:
            raise PackError(
                f"The pack {manifest.parent.name} cannot be used: {problems[0]}", "Install RefCoach again, or remove that pack."
            )
        found.extend(pack.scenarios)
    return tuple(found)


def find_scenario(scenario_id: str, among: tuple[Scenario, ...] | None = None) -> Scenario:
    """The scenario of that id; raises PackError with the nearest known one."""
    known = scenarios() if among is None else among
    for scenario in known:
        if scenario.id == scenario_id:
            return scenario
    hint = did_you_mean(scenario_id, [scenario.id for scenario in known])
    raise PackError(f"There is no scenario {scenario_id}.", hint[:1].upper() + hint[1:])
