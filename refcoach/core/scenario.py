"""Scenarios: one role-play each, with persona, situation, beats and the checks required there."""

from dataclasses import dataclass
from enum import StrEnum

from refcoach.core.own_check import OwnCheck

NEXT = "next"  # to the following beat, or after the last one to the first outcome
AGAIN = "again"  # the client reacts and the same beat is asked once more, up to its `most_tries`
MOST_TRIES = 3


class Kind(StrEnum):
    """What a drill is about."""

    ROLE_PLAY = "role-play"
    INTRO_SCRIPT = "intro-script"  # oneself in 30 or 60 s, to a group or across a table
    RAPID_FIRE = "rapid-fire"  # one objection after another
    VALUE_MOMENT = "value-moment"  # the client talks; the rep picks up at the right time


@dataclass(frozen=True, slots=True)
class Persona:
    """The simulated client. `voice` is a hint for the synthesiser ("female", "male" or empty), `pitch` runs from 0 to 99 with 50 as the
    voice's own; rate in words per minute, 0 = the voice's own."""

    name: str
    role: str = ""
    mood: str = ""
    voice: str = ""
    rate_wpm: int = 0
    pitch: int = 50


@dataclass(frozen=True, slots=True)
class When:
    """What must hold of the rep's answer; everything given must. `present` and `missing`: all of these checks; `pitfall` and `unclear`:
    at least one of them; `silence`: nothing was said; `tries`: at least so many takes of this beat. Nothing given always holds."""

    present: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    pitfall: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    silence: bool = False
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Branch:
    """The client's reaction: where `when` holds, one of `say` is said, and the talk goes to NEXT, AGAIN, a beat or an outcome."""

    when: When
    go: str
    say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beat:
    """One turn: what the client says (one of `lines`, chosen by seed), the checks that the rep's answer must meet, and the client's
    reactions, of which the first that fits is taken; where none fits the talk goes to NEXT."""

    id: str
    lines: tuple[str, ...]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    hint: str = ""
    branches: tuple[Branch, ...] = ()
    most_tries: int = MOST_TRIES


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a conversation can end: the client's closing line (one of `lines`), and whether the rep reached the goal."""

    id: str
    lines: tuple[str, ...]
    good: bool = True


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """An example answer to a beat, good or bad, with a note why. `misses` are the required checks that a bad one lacks,
    `commits` the pitfalls that it walks into."""

    beat: str
    good: bool
    text: str
    note: str = ""
    misses: tuple[str, ...] = ()
    commits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """A line of the client, and the name of the file in the pack's folder lines/ in which somebody speaks it."""

    line: str
    file: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A role-play. `version` is pinned in every attempt; `time_limit_s` 0 means no limit; a `draft` is still being written."""

    id: str
    pack: str
    version: str
    title: str
    persona: Persona
    situation: str
    goal: str
    beats: tuple[Beat, ...]
    closing: tuple[str, ...] = ()
    skill: str = ""
    difficulty: int = 1
    minutes: int = 2
    time_limit_s: int = 0
    cue_card: tuple[str, ...] = ()
    model_answers: tuple[ModelAnswer, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    lesson: str = ""
    kind: Kind = Kind.ROLE_PLAY
    checks: tuple[OwnCheck, ...] = ()  # the pack's own checks, which the beats may ask for beside those of the rubric
    recorded: tuple[RecordedLine, ...] = ()
    draft: bool = False

    def beat(self, beat_id: str) -> Beat | None:
        return next((beat for beat in self.beats if beat.id == beat_id), None)

    def outcome(self, outcome_id: str) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)

    def recordings(self, text: str) -> tuple[str, ...]:
        """The files in which the client's `text` was recorded, in order: one for a line, two for a reaction and the line that follows it.
        Empty unless all of it was: half a line in another voice would be odd."""
        files = {recorded.line: recorded.file for recorded in self.recorded}
        if text in files:
            return (files[text],)
        for first, file in files.items():
            rest = text.removeprefix(f"{first} ")
            if rest != text and rest in files:
                return file, files[rest]
        return ()

    def beat_after(self, beat_id: str) -> Beat | None:
        """The beat that follows, or None after the last."""
        ids = [beat.id for beat in self.beats]
        at = ids.index(beat_id) + 1
        return self.beats[at] if at < len(ids) else None


@dataclass(frozen=True, slots=True)
class Pack:
    """A versioned set of scenarios, with the trainer's own checks that their beats may ask for."""

    id: str
    title: str
    version: str
    author: str
    licence: str
    language: str
    scenarios: tuple[Scenario, ...]
    checks: tuple[OwnCheck, ...] = ()
