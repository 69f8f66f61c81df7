"""One scenario file to a `Scenario`, with every fault at its place."""

from collections.abc import Sequence
from pathlib import Path

from refcoach.core.filling import PLACES, unknown_places
from refcoach.core.rubric import PITFALL_KEYS
from refcoach.core.scenario import MOST_TRIES, NEXT, Beat, Branch, Kind, ModelAnswer, Outcome, Persona, Scenario, When
from refcoach.core.scenario_faults import faults
from refcoach.packs.problems import Problems, did_you_mean
from refcoach.packs.reader import Fields, load_yaml

VOICES = ("female", "male")


def read_scenario(path: Path, pack_id: str, pack_version: str, known: Sequence[str], problems: Problems) -> Scenario | None:
    """The scenario in a file, or None when it is not YAML; `known` are the keys of all checks that may be asked for."""
    name = f"scenarios/{path.name}"
    node = load_yaml(path, name, problems)
    if node is None and problems and problems[-1].file == name:
        return None  # not YAML: what is missing in it says nothing more
    before = len(problems)
    fields = Fields({} if node is None else node, name, problems)
    beat_fields = list(fields.mappings("beats", required=True))
    beats = tuple(_read_beat(beat, known) for beat in beat_fields)
    outcome_fields = list(fields.mappings("outcomes"))
    outcomes = tuple(_read_outcome(outcome) for outcome in outcome_fields)
    ids = [beat.id for beat in beats]
    for repeated in sorted({beat_id for beat_id in ids if beat_id and ids.count(beat_id) > 1}):
        fields.wrong("beats", f"two beats have the id {repeated}")
    kind = fields.text("kind", Kind.ROLE_PLAY)
    if kind not in list(Kind):
        fields.wrong("kind", f"{kind} is not a kind of drill", did_you_mean(kind, list(Kind)))
        kind = Kind.ROLE_PLAY
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
        model_answers=tuple(_read_answer(answer, ids, known) for answer in fields.mappings("model_answers")),
        outcomes=outcomes,
        lesson=fields.text("lesson"),
        kind=Kind(kind),
    )
    fields.done()
    if len(problems) == before:
        _note_faults(scenario, fields, beat_fields, outcome_fields)
    return scenario


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
    persona = Persona(
        name=fields.text("name", required=True),
        role=fields.text("role"),
        mood=fields.text("mood"),
        voice=fields.text("voice"),
        rate_wpm=fields.number("rate_wpm", 0, 80, 450),
        pitch=fields.number("pitch", 50, 0, 99),
    )
    if persona.voice and persona.voice not in VOICES:
        fields.wrong("voice", f"{persona.voice} is not a kind of voice", did_you_mean(persona.voice, VOICES))
    fields.done()
    return persona


def _read_beat(fields: Fields, known: Sequence[str]) -> Beat:
    beat = Beat(
        id=fields.text("id", required=True),
        lines=_spoken(fields, "lines", required=True),
        required=fields.texts("required", among=known),
        optional=fields.texts("optional", among=known),
        forbidden=fields.texts("forbidden", among=known),
        hint=fields.text("hint"),
        branches=tuple(_read_branch(branch, known) for branch in fields.mappings("branches")),
        most_tries=fields.number("most_tries", MOST_TRIES, 1, 10),
    )
    fields.done()
    return beat


def _read_branch(fields: Fields, known: Sequence[str]) -> Branch:
    when = fields.mapping("when")
    elements = [key for key in known if key not in PITFALL_KEYS]
    branch = Branch(
        When(
            present=when.texts("present", among=elements),
            missing=when.texts("missing", among=elements),
            pitfall=when.texts("pitfall", among=PITFALL_KEYS),
            unclear=when.texts("unclear", among=elements),
            silence=when.flag("silence", False),
            tries=when.number("tries", 1, 1, 10),
        ),
        go=fields.text("go", NEXT),
        say=_spoken(fields, "say"),
    )
    when.done()
    fields.done()
    return branch


def _read_outcome(fields: Fields) -> Outcome:
    outcome = Outcome(id=fields.text("id", required=True), lines=_spoken(fields, "lines", required=True), good=fields.flag("good", True))
    fields.done()
    return outcome


def _spoken(fields: Fields, key: str, required: bool = False) -> tuple[str, ...]:
    """Lines that the client says; places for the rep's own words must be known ones."""
    lines = fields.texts(key, required=required)
    for at, line in enumerate(lines):
        for name in unknown_places(line):
            fields.wrong(key, f"<{name}> stands for nothing", did_you_mean(name, PLACES), item=at)
    return lines


def _read_answer(fields: Fields, beats: list[str], known: Sequence[str]) -> ModelAnswer:
    answer = ModelAnswer(
        beat=fields.text("beat", required=True),
        good=fields.flag("good", True),
        text=fields.text("text", required=True),
        note=fields.text("note"),
        misses=fields.texts("misses", among=[key for key in known if key not in PITFALL_KEYS]),
        commits=fields.texts("commits", among=PITFALL_KEYS),
    )
    if answer.beat and answer.beat not in beats:
        fields.wrong("beat", f"there is no beat {answer.beat}", "known: " + ", ".join(beats))
    if answer.good and (answer.misses or answer.commits):
        fields.wrong("good", "a good answer misses nothing and commits no pitfall", "write good: false, or take misses and commits out")
    fields.done()
    return answer
