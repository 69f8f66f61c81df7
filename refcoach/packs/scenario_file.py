"""One scenario file to a `Scenario`, with every fault at its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from refcoach.core.filling import PLACES, unknown_places
from refcoach.core.rubric import PITFALL_KEYS
from refcoach.core.scenario import NEXT, Beat, Branch, Kind, ModelAnswer, Outcome, Persona, Scenario, When
from refcoach.core.scenario_faults import faults
from refcoach.packs.problems import Problems, did_you_mean, short
from refcoach.packs.reader import Fields
from refcoach.packs.recorded import read_recorded
from refcoach.packs.shapes import SCENARIO
from refcoach.packs.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class PackHead:
    """What a scenario needs to know of its pack: `checks` are the keys that may be asked for (none: any, because pack.yaml could not be
    read), `recordings` the names of the files in lines/."""

    id: str
    version: str
    checks: tuple[str, ...]
    recordings: frozenset[str]


def read_scenario(data: bytes, name: str, pack: PackHead, problems: Problems) -> Scenario | None:
    """The scenario in a file's bytes, or None when it cannot be read; `name` is the file's within the pack. Raises TooManyProblemsError."""
    node = read_yaml(data, name, problems)
    if node is None and problems.has(name):
        return None  # not YAML: what is missing in it says nothing more
    known = pack.checks
    before = len(problems)
    fields = Fields(node, SCENARIO, name, problems)
    beat_fields = list(fields.mappings("beats"))
    beats = tuple(_read_beat(beat, known) for beat in beat_fields)
    outcome_fields = list(fields.mappings("outcomes"))
    outcomes = tuple(_read_outcome(outcome) for outcome in outcome_fields)
    ids = [beat.id for beat in beats]
    for repeated in sorted({beat_id for beat_id in ids if beat_id and ids.count(beat_id) > 1}):
        fields.wrong("beats", f"two beats have the id {short(repeated)}")
    scenario = Scenario(
        id=fields.text("id"),
        pack=pack.id,
        version=fields.text("version", pack.version),
        title=fields.text("title"),
        persona=_read_persona(fields.mapping("persona")),
        situation=fields.text("situation"),
        goal=fields.text("goal"),
        beats=beats,
        closing=fields.texts("closing"),
        skill=fields.text("skill"),
        difficulty=fields.number("difficulty"),
        minutes=fields.number("minutes"),
        time_limit_s=fields.number("time_limit_s"),
        cue_card=fields.texts("cue_card"),
        model_answers=tuple(_read_answer(answer, ids, known) for answer in fields.mappings("model_answers")),
        outcomes=outcomes,
        lesson=fields.text("lesson"),
        kind=Kind(fields.text("kind")),
    )
    scenario = replace(scenario, recorded=read_recorded(fields, tuple(_client_lines(scenario)), pack.recordings))
    if len(problems) == before:
        _note_faults(scenario, fields, beat_fields, outcome_fields)
    return scenario


def _client_lines(scenario: Scenario) -> Iterator[str]:
    """Everything that the client can say."""
    for beat in scenario.beats:
        yield from beat.lines
        for branch in beat.branches:
            yield from branch.say
    for outcome in scenario.outcomes:
        yield from outcome.lines
    yield from scenario.closing


def _note_faults(scenario: Scenario, fields: Fields, beats: Sequence[Fields], outcomes: Sequence[Fields]) -> None:
    """Faults of the way through the scenario, each at the beat, branch or outcome it is about."""
    ids = [beat.id for beat in scenario.beats]
    endings = [outcome.id for outcome in scenario.outcomes]
    if len(set(endings)) < len(endings) or set(endings) & {*ids, NEXT}:
        fields.wrong("outcomes", "an outcome has the id of another, or of a beat")
    for fault in faults(scenario):
        if fault.outcome is not None:
            outcomes[endings.index(fault.outcome)].wrong("id", fault.message, fault.hint)
        elif fault.beat is None:
            fields.wrong("beats", fault.message, fault.hint)
        elif fault.branch is None:
            beats[ids.index(fault.beat)].wrong("id", fault.message, fault.hint)
        else:
            beats[ids.index(fault.beat)].wrong("branches", fault.message, fault.hint, item=fault.branch)


def _read_persona(fields: Fields) -> Persona:
    return Persona(
        name=fields.text("name"),
        role=fields.text("role"),
        mood=fields.text("mood"),
        voice=fields.text("voice"),
        rate_wpm=fields.number("rate_wpm"),
        pitch=fields.number("pitch"),
    )


def _read_beat(fields: Fields, known: Sequence[str]) -> Beat:
    return Beat(
        id=fields.text("id"),
        lines=_spoken(fields, "lines"),
        required=fields.texts("required", among=known),
        optional=fields.texts("optional", among=known),
        forbidden=fields.texts("forbidden", among=known),
        hint=fields.text("hint"),
        branches=tuple(_read_branch(branch, known) for branch in fields.mappings("branches")),
        most_tries=fields.number("most_tries"),
    )


def _read_branch(fields: Fields, known: Sequence[str]) -> Branch:
    when = fields.mapping("when")
    elements = [key for key in known if key not in PITFALL_KEYS]
    return Branch(
        When(
            present=when.texts("present", among=elements),
            missing=when.texts("missing", among=elements),
            pitfall=when.texts("pitfall", among=PITFALL_KEYS),
            unclear=when.texts("unclear", among=elements),
            silence=when.flag("silence"),
            tries=when.number("tries"),
        ),
        go=fields.text("go"),
        say=_spoken(fields, "say"),
    )


def _read_outcome(fields: Fields) -> Outcome:
    return Outcome(id=fields.text("id"), lines=_spoken(fields, "lines"), good=fields.flag("good"))


def _spoken(fields: Fields, key: str) -> tuple[str, ...]:
    """Lines that the client says; places for the rep's own words must be known ones."""
    lines = fields.numbered(key)
    for at, line in lines:
        for name in unknown_places(line):
            fields.wrong(key, f"<{short(name)}> stands for nothing", did_you_mean(name, PLACES), item=at)
    return tuple(line for _, line in lines)


def _read_answer(fields: Fields, beats: list[str], known: Sequence[str]) -> ModelAnswer:
    answer = ModelAnswer(
        beat=fields.text("beat"),
        good=fields.flag("good"),
        text=fields.text("text"),
        note=fields.text("note"),
        misses=fields.texts("misses", among=[key for key in known if key not in PITFALL_KEYS]),
        commits=fields.texts("commits", among=PITFALL_KEYS),
    )
    if answer.beat and answer.beat not in beats:
        fields.wrong("beat", f"there is no beat {short(answer.beat)}", did_you_mean(answer.beat, beats))
    if answer.good and (answer.misses or answer.commits):
        fields.wrong("good", "a good answer misses nothing and commits no pitfall", "write good: false, or take misses and commits out")
    return answer
