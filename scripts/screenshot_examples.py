"""What scripts/screenshots.py shows: answers with their findings, a filled practice log, a desk in memory."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from refcoach.core.attempt import Attempt, AttemptState, Session, Take, TakeProblem
from refcoach.core.bands import STANDARD, Bands
from refcoach.core.delivery import delivery
from refcoach.core.entries import ATTEMPT, KINDS, Kind
from refcoach.core.errors import LogError
from refcoach.core.feedback import Asked, feedback
from refcoach.core.finding import Finding, Judgement, Verdict, evidence_at, soften
from refcoach.core.outline import outlines_from, outlines_record
from refcoach.core.profile import BusinessReason, IdealClient, Profile
from refcoach.core.records import attempt_record
from refcoach.core.rubric import CHECKS
from refcoach.core.scenario import Scenario
from refcoach.core.search import places as places_in
from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words
from refcoach.engine.library import scenarios
from refcoach.store.pack_shelf import PackShelf
from refcoach.store.places import places
from refcoach.store.space import Space

T = TypeVar("T")
TODAY = date(2026, 11, 23)
MICROPHONES = [
    {"id": "usb", "name": "Jabra Evolve2 40 Mono", "is_default": True},
    {"id": "built-in", "name": "Built-in Audio Analog Stereo", "is_default": False},
]
GOOD = (
    "Two days a week, that makes my day, Priya. Who comes to mind when you think of plant managers in Ohio whose lines keep stopping? "
    "Your planners got their time back within a quarter, and theirs could too. Would you set up a call for the three of us?"
)
GOOD_FOUND = {
    "appreciation": "that makes my day",
    "ideal_client": "plant managers in Ohio whose lines keep stopping",
    "function": "plant managers",
    "geography": "in Ohio",
    "situation": "whose lines keep stopping",
    "open_question": "Who comes to mind",
    "business_reason": "Your planners got their time back within a quarter",
    "introduction_request": "Would you set up a call for the three of us",
    "intro_channel": "a call for the three of us",
}
WEAK = (
    "That is great to hear, thank you. So, um, we also work with plant managers around Ohio, and I was wondering, "
    "if you know anyone who could use us, please pass my name along."
)
WEAK_FOUND = {
    "appreciation": "That is great to hear, thank you",
    "ideal_client": "plant managers around Ohio",
    "function": "plant managers",
    "geography": "around Ohio",
    "generic_ask": "if you know anyone who could use us",
    "passive_mention": "please pass my name along",
}
LINES = {
    "business_reason": "The last plant I helped got two days a week of planning back.",
    "introduction_request": "Would you put the two of us on a call next week?",
}
REASON = "Their planners got two days a week back within one quarter, and nobody wants the old way any more."
REASON_FOUND = {"business_reason": "got two days a week back within one quarter"}


def outline(attempt: Attempt) -> list[float]:
    """Peaks as a recording of these words might have them."""
    from math import sin

    length_s = attempt.take.duration_s if attempt.take else 1.0
    places = [at * length_s / 400 for at in range(400)]
    voiced = [any(word.start_s <= at_s < word.end_s + 0.05 for word in attempt.transcript.words) for at_s in places]
    return [0.1 + 0.5 * abs(sin(at * 0.9)) * abs(sin(at * 0.13 + 1)) if loud else 0.02 for at, loud in enumerate(voiced)]


# --- what is shown --------------------------------------------------------------------------------------------------


def heard(text: str, doubtful: tuple[str, ...] = ()) -> Transcript:
    """The text with even word times and a few uncertain words."""
    words, at_s = [], 0.4
    for word in text.split():
        words.append(HeardWord(word, at_s, at_s + 0.27, 0.3 if word in doubtful else 0.93))
        at_s += 1.24 if word.endswith((".", "?")) else 0.31
    return transcript_from_words(words, "example")


def judged(text: str, found: dict[str, str]) -> Judgement:
    """Findings with these quotes; a reason that is not there comes nearest in the last sentence."""
    findings = []
    last = text.rstrip(".").rfind(". ") + 2
    for check in CHECKS:
        quote = found.get(check.key, "")
        at = text.find(quote) if quote else -1
        evidence = (evidence_at(text, at, at + len(quote)),) if at >= 0 else ()
        near = evidence_at(text, last, len(text)) if check.key == "business_reason" and not evidence and last > 1 else None
        findings.append(Finding(check.key, Verdict.PRESENT if evidence else Verdict.MISSING, 0.9 if evidence else 0.1, evidence, near))
    return Judgement(tuple(findings))


def attempt_of(scenario: Scenario, text: str, found: dict[str, str], **values: Any) -> Attempt:
    beat = scenario.beats[values.pop("beat_at", 0)]
    problems: tuple[TakeProblem, ...] = values.pop("problems", ())
    transcript = heard(text, ("wondering,", "around"))
    judgement = judged(text, found)
    if problems:
        judgement = soften(judgement, True)
    asked = Asked(values.get("required", beat.required), beat.optional)
    said = feedback(transcript, judgement, asked, lambda key: LINES.get(key, ""))
    duration_s = (transcript.words[-1].end_s if transcript.words else 1.0) + 0.5
    made = Attempt(
        attempt_id="a1",
        session_id="s1",
        scenario=scenario.id,
        scenario_version=scenario.version,
        pack=scenario.pack,
        beat=beat.id,
        client=beat.lines[0],
        number=1,
        at="2026-11-23T09:14:00.000+01:00",
        state=AttemptState.CHECKED,
        transcript=transcript,
        judgement=judgement,
        next_steps=said.steps,
        praise=said.praise,
        delivery=delivery(transcript, duration_s),
        take=Take("2026-11/a1.wav", duration_s, 16_000, -6.0, -20.0, problems),
        required=beat.required,
        optional=beat.optional,
    )
    return replace(made, **values)


def log_attempts(all_scenarios: tuple[Scenario, ...]) -> list[Attempt]:
    first, others = all_scenarios[0], all_scenarios[1:]
    kept = {"state": AttemptState.KEPT, "transcript": Transcript(""), "judgement": Judgement(), "next_steps": ()}
    made = [
        attempt_of(first, GOOD, GOOD_FOUND, attempt_id="b1", number=3, at="2026-11-23T09:20:00+01:00"),
        attempt_of(first, WEAK, WEAK_FOUND, attempt_id="b2", number=2, at="2026-11-23T09:17:00+01:00"),
        attempt_of(first, WEAK[:60], {}, attempt_id="b3", at="2026-11-23T09:14:00+01:00", problems=(TakeProblem.TOO_QUIET,)),
        attempt_of(others[-1], WEAK, WEAK_FOUND, attempt_id="b4", session_id="s2", at="2026-11-22T18:40:00+01:00"),
        attempt_of(others[0], GOOD, GOOD_FOUND, attempt_id="b5", session_id="s2", at="2026-11-22T18:32:00+01:00"),
        attempt_of(others[0], GOOD, {}, attempt_id="b6", session_id="s3", at="2026-11-19T08:05:00+01:00", **kept),
    ]
    return [*made, *(replace(one, attempt_id=f"{one.attempt_id}x", session_id="s9", at=f"2026-11-18{one.at[10:]}") for one in made[:4])]


@dataclass(frozen=True)
class ExampleSettings:
    microphone_id: str | None = None
    voice: str = ""
    voice_rate_wpm: int = 0
    voice_on: bool = True
    neural_python: str = ""
    model: str = ""
    pause_s: float = 0.0
    rep_name: str = ""
    theme: str = "light"
    headphones: bool = False
    text_scale: float = 1.0
    keep_audio_days: int = 0
    compress_takes: bool = True
    bands: Bands = STANDARD
    reminder: str = "off"
    reminded_on: str = ""


SCRIPT = Profile(
    name="Dana Okafor",
    company="Brightline Scheduling",
    ideal_client=IdealClient(industry="food makers", geography="Ohio", function="plant managers", situation="have just lost a supervisor"),
    reasons=(
        BusinessReason("gave the planners two days a week back", "a maker of packaging film"),
        BusinessReason("cut unplanned stops by a third"),
    ),
    intro="I help plants that plan their shifts on paper. Last spring we gave the planners of a film maker two days a week back.",
    names=("Priya Nair", "Tomasz Wilk", "Brightwell Foods"),
)


class ExampleDesk:
    """Answers like the user's desk, from memory."""

    def __init__(self, sound: Path, attempts: list[Attempt] | LogError) -> None:
        self.settings = ExampleSettings()
        self.scenarios = scenarios()
        self._sound, self._attempts = sound, attempts
        self.profile = SCRIPT
        self.logged: dict[str, list[Any]] = {}  # entries other than attempts by the name of their kind
        home = tempfile.mkdtemp(dir=os.environ["REFCOACH_HOME"])  # the home of the screenshots alone
        self.packs = PackShelf(Path(home))
        self.places = places({"REFCOACH_HOME": home})

    def save_profile(self, profile: Profile) -> None:
        self.profile = profile

    def reload_scenarios(self, known: tuple[Scenario, ...] | None = None) -> None:
        pass

    def save_settings(self, **values: Any) -> ExampleSettings:
        known = {name: value for name, value in values.items() if hasattr(self.settings, name)}
        self.settings = replace(self.settings, **known)
        return self.settings

    def attempts(self, **wanted: Any) -> list[Attempt]:
        if isinstance(self._attempts, LogError):
            raise self._attempts
        since = wanted.get("since") or ""
        return [attempt for attempt in self._attempts if attempt.at >= since][: wanted.get("limit")]

    def months(self) -> tuple[str, ...]:
        times = [attempt.at for attempt in self.attempts()]
        times += [getattr(entry, KINDS[name].time_key) for name, entries in self.logged.items() for entry in entries]
        return tuple(sorted({at[:7] for at in times}))

    def entries(self, kind: Kind[Any], *, since: str | None = None, month: str = "", newest_first: bool = True) -> list[Any]:
        logged = self.attempts() if kind.table == ATTEMPT.table else self.logged.get(kind.name, ())
        records = [ATTEMPT.record(entry) if kind.table == ATTEMPT.table else kind.record(entry) for entry in logged]
        wanted = [record for record in records if record[kind.time_key] >= (since or "") and record[kind.time_key].startswith(month)]
        return [kind.build(record) for record in sorted(wanted, key=lambda record: str(record[kind.time_key]), reverse=newest_first)]

    def outlines(self, **wanted: Any) -> list[Attempt]:
        known = {attempt.attempt_id: attempt for attempt in self.attempts()}.values()
        exact = {name: wanted[name] for name in ("session_id", "scenario") if wanted.get(name)}
        fitting = [each for each in known if all(getattr(each, name) == value for name, value in exact.items())]
        fitting = [each for each in fitting if each.at.startswith(wanted.get("month") or "") and each.at >= (wanted.get("since") or "")]
        return outlines_from(outlines_record(attempt_record(each) for each in fitting))[: wanted.get("limit")]

    def attempt(self, attempt_id: str, month: str = "") -> Attempt | None:
        return next((each for each in reversed(self.attempts()) if each.attempt_id == attempt_id), None)

    def said(self, month: str, phrases: Sequence[str]) -> list[Attempt]:
        return [each for each in self.attempts() if each.at.startswith(month) and places_in(each.transcript.text, phrases)]

    def space(self) -> Space:
        return Space(48_000_000, 21_000_000, 310_000_000, 12_000_000, 14, 412)

    def sessions(self) -> list[Session]:
        return []

    def put(self, kind: Kind[Any], entry: Any) -> None:
        self.logged.setdefault(kind.name, []).insert(0, entry)

    def take_path(self, attempt: Attempt) -> Path | None:
        return self._sound if attempt.take is not None else None
