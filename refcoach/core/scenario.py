"""Scenarios: one role-play each, with persona, situation, beats and the checks required there."""

from dataclasses import dataclass

from refcoach.core.own_check import OwnCheck


@dataclass(frozen=True, slots=True)
class Persona:
    """The simulated client. `voice` is a hint for the synthesiser ("female", "male" or empty); rate in words per minute."""

    name: str
    role: str = ""
    mood: str = ""
    voice: str = ""
    rate_wpm: int = 0


@dataclass(frozen=True, slots=True)
class Beat:
    """One turn: what the client says (one of `lines`, chosen by seed) and the checks that the rep's answer must meet."""

    id: str
    lines: tuple[str, ...]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """An example answer to a beat, good or bad, with a note why."""

    beat: str
    good: bool
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A role-play. `version` is pinned in every attempt; `time_limit_s` 0 means no limit."""

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
    checks: tuple[OwnCheck, ...] = ()  # the pack's own checks, which the beats may ask for beside those of the rubric

    def beat(self, beat_id: str) -> Beat | None:
        return next((beat for beat in self.beats if beat.id == beat_id), None)

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
