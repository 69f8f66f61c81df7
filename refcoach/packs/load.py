"""Packs on disk to `Pack` values. All problems of a pack are listed together."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from refcoach.core.own_check import OwnCheck
from refcoach.core.rubric import BY_KEY
from refcoach.core.scenario import Pack, Scenario
from refcoach.packs.own_checks import read_own_checks
from refcoach.packs.problems import Problem, Problems
from refcoach.packs.reader import Fields, load_yaml
from refcoach.packs.scenario_file import read_scenario

FORMAT = 2  # 2: branches, outcomes, kinds of drill, lessons; packs of format 1 are read as they were
CHECK_KEYS = tuple(BY_KEY)


def load_pack(folder: Path) -> tuple[Pack | None, tuple[Problem, ...]]:
    """The pack in `folder` and everything wrong with it; the pack is None when there is any problem."""
    problems = Problems()
    manifest = folder / "pack.yaml"
    if not manifest.is_file():
        problems.note("pack.yaml", 0, 0, "the pack has no pack.yaml", f"looked in {folder}")
        return None, tuple(problems)
    head = Fields(load_yaml(manifest, "pack.yaml", problems) or {}, "pack.yaml", problems)
    if head.number("format", 0, 1, 1_000_000) > FORMAT:
        head.wrong("format", f"this pack wants format {head.node['format']}, this RefCoach reads {FORMAT}", "update RefCoach")
        return None, tuple(problems)
    pack_id, version = head.text("id", required=True), head.text("version", required=True)
    files = sorted((folder / "scenarios").glob("*.yaml"))
    if not files:
        problems.note("pack.yaml", 0, 0, "the pack has no scenario", "scenarios/*.yaml is where they belong")
    checks = read_own_checks(head)
    known = (*CHECK_KEYS, *(check.key for check in checks if check.key))
    read = [(path, read_scenario(path, pack_id, version, known, problems)) for path in files]
    scenarios = tuple(_with_checks(scenario, checks) for _, scenario in read if scenario is not None)
    pack = Pack(
        id=pack_id,
        title=head.text("title", required=True),
        version=version,
        author=head.text("author"),
        licence=head.text("licence"),
        language=head.text("language", "en"),
        scenarios=scenarios,
        checks=checks,
    )
    head.done()
    seen: dict[str, Path] = {}
    for path, scenario in read:
        if scenario is None:
            continue
        if scenario.id in seen:
            problems.note(f"scenarios/{path.name}", 0, 0, f"id {scenario.id} is taken by {seen[scenario.id].name}")
        seen[scenario.id] = path
    return (None if problems else pack), tuple(sorted(problems))


def _with_checks(scenario: Scenario, checks: Sequence[OwnCheck]) -> Scenario:
    """The scenario with those of the pack's own checks that its beats ask for."""
    asked = {key for beat in scenario.beats for key in (*beat.required, *beat.optional, *beat.forbidden)}
    return replace(scenario, checks=tuple(check for check in checks if check.key in asked))
