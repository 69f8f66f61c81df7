"""Packs on disk to `Pack` values. All problems of a pack are listed together."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from refcoach.core.own_check import OwnCheck
from refcoach.core.rubric import BY_KEY
from refcoach.core.scenario import Beat, ModelAnswer, Pack, Persona, Scenario
from refcoach.packs.own_checks import read_own_checks
from refcoach.packs.problems import Problem, Problems
from refcoach.packs.reader import Fields, load_yaml

FORMAT = 1
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
    read = [(path, _read_scenario(path, pack_id, version, known, problems)) for path in files]
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


def _read_scenario(path: Path, pack_id: str, pack_version: str, known: Sequence[str], problems: Problems) -> Scenario | None:
    name = f"scenarios/{path.name}"
    node = load_yaml(path, name, problems)
    if node is None and problems and problems[-1].file == name:
        return None  # not YAML: what is missing in it says nothing more
    fields = Fields({} if node is None else node, name, problems)
    beats = tuple(_read_beat(beat, known) for beat in fields.mappings("beats", required=True))
    ids = [beat.id for beat in beats]
    for repeated in sorted({beat_id for beat_id in ids if ids.count(beat_id) > 1}):
        fields.wrong("beats", f"two beats have the id {repeated}")
    scenario = Scenario(
        id=fields.text("id", required=True),
        pack=pack_id,
        version=fields.text("version", pack_version),
        title=fields.text("title", required=True),
        persona=_read_persona(fields.mapping("persona", required=True)),
        situation=fields.text("situation", required=True),
        goal=fields.text("goal"),
        beats=beats,
        closing=fields.texts("closing"),
        skill=fields.text("skill"),
        difficulty=fields.number("difficulty", 1, 1, 3),
        minutes=fields.number("minutes", 2, 1, 60),
        time_limit_s=fields.number("time_limit_s", 0, 0, 3600),
        cue_card=fields.texts("cue_card"),
        model_answers=tuple(_read_answer(answer, ids) for answer in fields.mappings("model_answers")),
    )
    fields.done()
    return scenario


def _read_persona(fields: Fields) -> Persona:
    persona = Persona(
        name=fields.text("name", required=True),
        role=fields.text("role"),
        mood=fields.text("mood"),
        voice=fields.text("voice"),
        rate_wpm=fields.number("rate_wpm", 0, 80, 450),
    )
    fields.done()
    return persona


def _read_beat(fields: Fields, known: Sequence[str]) -> Beat:
    beat = Beat(
        id=fields.text("id", required=True),
        lines=fields.texts("lines", required=True),
        required=fields.texts("required", among=known),
        optional=fields.texts("optional", among=known),
        forbidden=fields.texts("forbidden", among=known),
        hint=fields.text("hint"),
    )
    fields.done()
    return beat


def _read_answer(fields: Fields, beats: list[str]) -> ModelAnswer:
    answer = ModelAnswer(
        beat=fields.text("beat", required=True),
        good=fields.flag("good", True),
        text=fields.text("text", required=True),
        note=fields.text("note"),
    )
    if answer.beat and answer.beat not in beats:
        fields.wrong("beat", f"there is no beat {answer.beat}", "known: " + ", ".join(beats))
    fields.done()
    return answer
