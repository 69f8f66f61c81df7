"""A desk in memory and a way to open a window on the scripted worker."""

import itertools
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from refcoach.core.attempt import Attempt, Session
from refcoach.core.bands import STANDARD, Bands
from refcoach.core.entries import Kind
from refcoach.core.errors import RefCoachError
from refcoach.core.outline import outlines_from, outlines_record
from refcoach.core.profile import Profile
from refcoach.core.records import attempt_record
from refcoach.core.scenario import Beat, ModelAnswer, Persona, Scenario
from refcoach.core.search import places
from refcoach.engine.attempts import Clock
from refcoach.store.pack_shelf import PackShelf
from refcoach.store.space import Space
from refcoach.ui.engine_client import EngineClient, Patience
from refcoach.ui.theme import Theme
from refcoach.ui.window import MainWindow

WORKER = Path(__file__).with_name("ui_scripted_worker.py")
QUICK = Patience(ready_s=20, answer_s=15, bye_s=1.0, delays_s=(0.05, 0.05, 0.05))
REQUIRED = ("ideal_client", "business_reason", "introduction_request")
SCENARIOS = (
    Scenario(
        "first",
        "example",
        "1",
        "The first scenario",
        Persona("Priya Nair", "Chief operating officer"),
        "She has just praised your work.",
        "One introduction.",
        (
            Beat("praise", ("That went well.",), REQUIRED, ("open_question",), hint="Use it."),
            Beat("who", ("Whom do you want to meet?",), ("ideal_client", "introduction_request")),
        ),
        ("You will hear from me.",),
        "The ask",
        cue_card=("Whom?", "Why?"),
        model_answers=(
            ModelAnswer("praise", False, "If you know anyone, tell them.", "Nobody comes to mind."),
            ModelAnswer("praise", True, "Would you set up a call with your plant managers?", "One face, one move."),
            ModelAnswer("who", True, "Plant managers in Ohio.", ""),
        ),
    ),
    Scenario("second", "example", "1", "The second scenario", Persona("Tomasz"), "", "", (Beat("only", ("Go on, then.",), REQUIRED),)),
)


@dataclass(frozen=True)
class MemorySettings:
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


@dataclass
class MemoryDesk:
    """Answers to refcoach.ui.desk.DeskLike."""

    settings: MemorySettings = field(default_factory=MemorySettings)
    scenarios: tuple[Scenario, ...] = SCENARIOS
    logged: list[Attempt] = field(default_factory=list)
    kept: dict[str, list[Any]] = field(default_factory=dict)
    failure: RefCoachError | None = None
    profile: Profile = field(default_factory=Profile)
    packs: PackShelf = field(default_factory=lambda: PackShelf(Path("no-such-folder")))

    def save_profile(self, profile: Profile) -> None:
        if self.failure is not None:
            raise self.failure
        self.profile = profile

    def reload_scenarios(self, known: tuple[Scenario, ...] | None = None) -> None:
        pass

    def save_settings(self, **values: Any) -> MemorySettings:
        self.settings = replace(self.settings, **{name: value for name, value in values.items() if hasattr(self.settings, name)})
        return self.settings

    def attempts(self, **wanted: Any) -> list[Attempt]:
        if self.failure is not None:
            raise self.failure
        return list(self.logged)

    def outlines(self, **wanted: Any) -> list[Attempt]:
        known = {attempt.attempt_id: attempt for attempt in self.attempts()}.values()
        exact = {name: wanted[name] for name in ("session_id", "scenario") if wanted.get(name)}
        fitting = [each for each in known if all(getattr(each, name) == value for name, value in exact.items())]
        fitting = [each for each in fitting if each.at.startswith(wanted.get("month") or "") and each.at >= (wanted.get("since") or "")]
        return outlines_from(outlines_record(attempt_record(each) for each in fitting))[: wanted.get("limit")]

    def attempt(self, attempt_id: str, month: str = "") -> Attempt | None:
        return next((each for each in reversed(self.attempts()) if each.attempt_id == attempt_id), None)

    def months(self) -> tuple[str, ...]:
        return tuple(sorted({each.at[:7] for each in self.attempts()}))

    def said(self, month: str, phrases: Sequence[str]) -> list[Attempt]:
        return [each for each in self.attempts() if each.at.startswith(month) and places(each.transcript.text, phrases)]

    def space(self) -> Space:
        return Space(4_000_000, 2_000_000, 30_000_000, 0, 1, 40)

    def sessions(self) -> list[Session]:
        return []

    def entries(self, kind: Kind[Any], **wanted: Any) -> list[Any]:
        if self.failure is not None:
            raise self.failure
        return list(self.kept.get(kind.name, ()))

    def put(self, kind: Kind[Any], entry: Any) -> None:
        if self.failure is not None:
            raise self.failure
        self.kept.setdefault(kind.name, []).insert(0, entry)

    def take_path(self, attempt: Attempt) -> Path | None:
        return WORKER if attempt.take is not None else None


def counting_clock() -> Clock:
    numbers = itertools.count(1)
    return Clock(lambda: "2026-11-23T09:14:00.000+01:00", lambda: f"id{next(numbers)}")


class Stand:
    """A window, its desk and its worker process."""

    def __init__(self, folder: Path, mode: str, desk: MemoryDesk, patience: Patience) -> None:
        self.folder, self.desk = folder, desk
        self.engine = EngineClient([sys.executable, str(WORKER), mode, str(folder)], folder / "engine.log", patience)
        self.theme = Theme(desk.settings.theme)
        self.theme.apply()
        self.window = MainWindow(self.theme, desk, self.engine, counting_clock(), lambda: 7, lambda: date(2026, 11, 23))
        self.engine.attempt_logged.connect(self.desk.logged.append)

    def commands(self) -> list[dict[str, Any]]:
        path = self.folder / "commands.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def named(self, name: str) -> list[dict[str, Any]]:
        return [command for command in self.commands() if command["cmd"] == name]


OpenWindow = Callable[..., Stand]
