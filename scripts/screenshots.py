"""Render every page and state of the window to PNG, in both themes and two sizes: python scripts/screenshots.py [FOLDER] [NAME...]

Works without a display (it chooses Qt's offscreen platform) and without an engine: events are replayed from here.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from refcoach.core.attempt import Attempt, AttemptState, Session, Take, TakeProblem
from refcoach.core.errors import LogError
from refcoach.core.feedback import next_steps
from refcoach.core.finding import Finding, Judgement, Verdict, evidence_at, soften
from refcoach.core.records import attempt_record, take_record
from refcoach.core.rubric import CHECKS
from refcoach.core.scenario import Scenario
from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words
from refcoach.engine.library import scenarios

SIZES = ((1280, 800), (1000, 700))
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


# --- what is shown --------------------------------------------------------------------------------------------------


def heard(text: str, doubtful: tuple[str, ...] = ()) -> Transcript:
    """The text with even word times and a few uncertain words."""
    words = text.split()
    return transcript_from_words(
        (HeardWord(word, 0.4 + at * 0.34, 0.7 + at * 0.34, 0.3 if word in doubtful else 0.93) for at, word in enumerate(words)), "example"
    )


def judged(text: str, found: dict[str, str]) -> Judgement:
    findings = []
    for check in CHECKS:
        quote = found.get(check.key, "")
        at = text.find(quote) if quote else -1
        evidence = (evidence_at(text, at, at + len(quote)),) if at >= 0 else ()
        findings.append(Finding(check.key, Verdict.PRESENT if evidence else Verdict.MISSING, 0.9 if evidence else 0.1, evidence))
    return Judgement(tuple(findings))


def attempt_of(scenario: Scenario, text: str, found: dict[str, str], **values: Any) -> Attempt:
    beat = scenario.beats[values.pop("beat_at", 0)]
    problems: tuple[TakeProblem, ...] = values.pop("problems", ())
    transcript = heard(text, ("wondering,", "around"))
    judgement = judged(text, found)
    if problems:
        judgement = soften(judgement, True)
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
        next_steps=next_steps(judgement, beat.required, beat.optional),
        take=Take("2026-11/a1.wav", 0.8 + len(transcript.words) * 0.34, 16_000, -6.0, -20.0, problems),
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
    theme: str = "light"
    headphones: bool = False
    text_scale: float = 1.0


class ExampleDesk:
    """Answers like the user's desk, from memory."""

    def __init__(self, sound: Path, attempts: list[Attempt] | LogError) -> None:
        self.settings = ExampleSettings()
        self.scenarios = scenarios()
        self._sound, self._attempts = sound, attempts

    def save_settings(self, **values: Any) -> ExampleSettings:
        known = {name: value for name, value in values.items() if hasattr(self.settings, name)}
        self.settings = replace(self.settings, **known)
        return self.settings

    def attempts(self, **wanted: Any) -> list[Attempt]:
        if isinstance(self._attempts, LogError):
            raise self._attempts
        return self._attempts

    def sessions(self) -> list[Session]:
        return []

    def take_path(self, attempt: Attempt) -> Path | None:
        return self._sound if attempt.take is not None else None


# --- the states -----------------------------------------------------------------------------------------------------


class Scene:
    """A window with its scripted engine, driven into one state."""

    def __init__(self, theme_name: str, size: tuple[int, int], attempts: list[Attempt] | LogError, scale: float = 1.0) -> None:
        from refcoach.engine.attempts import Clock
        from refcoach.ui.scripted import ScriptedEngine
        from refcoach.ui.theme import Theme
        from refcoach.ui.window import MainWindow

        ids = iter(f"a{number}" for number in range(10_000))
        clock = Clock(lambda: "2026-11-23T09:14:00.000+01:00", lambda: next(ids))
        self.engine = ScriptedEngine()
        self.desk = ExampleDesk(Path(__file__), attempts)
        self.theme = Theme(theme_name, scale)
        self.theme.apply()
        self.window = MainWindow(self.theme, self.desk, self.engine, clock, lambda: 7, lambda: TODAY)
        self.window.resize(*size)
        self.window.show()

    @property
    def scenario(self) -> Scenario:
        found = self.window.drill.scenario
        assert found is not None
        return found

    def ready(self, warmed: bool = True, **more: Any) -> None:
        fields = {"version": "0", "pid": 1, "microphones": MICROPHONES, "voice_available": True, "voice_message": "", "voice_hint": ""}
        self.engine.play_event("ready", {**fields, **more})
        if warmed:
            self.engine.play_event("warmed", engine="example")

    def record(self) -> str:
        from math import sin

        self.window.drill.record()
        frame = self.engine.commands[-1]["attempt"]
        self.engine.play_event("recording_started", attempt_id=frame["attempt_id"], microphone="Jabra Evolve2 40 Mono")
        for step in range(120):
            rms = -22 - 14 * abs(sin(step / 3.1)) - 20 * (step % 29 > 23)
            self.engine.play_event("level", elapsed_s=step / 5.2, peak_dbfs=rms + 8, rms_dbfs=rms)
        return str(frame["attempt_id"])

    def stop(self, attempt: Attempt) -> None:
        self.window.drill.finish_take()
        take = take_record(attempt.take) if attempt.take else None
        self.engine.play_event("recording_stopped", attempt_id=attempt.attempt_id, take=take, reason="done")
        self.engine.play_event("recognising", attempt_id=attempt.attempt_id)

    def result(self, text: str, found: dict[str, str], **more: Any) -> None:
        attempt = replace(attempt_of(self.scenario, text, found, **more), attempt_id=self.record())
        self.stop(attempt)
        self.engine.play_event("attempt_logged", attempt=attempt_record(attempt))


def _loading(scene: Scene) -> None:
    scene.ready(warmed=False)


def _practise(scene: Scene) -> None:
    scene.ready()


def _speaking(scene: Scene) -> None:
    scene.ready()
    scene.window.drill.speak()


def _recording(scene: Scene) -> None:
    scene.ready()
    scene.window.practise.side.cue.toggle()
    scene.record()


def _too_quiet(scene: Scene) -> None:
    scene.ready()
    scene.record()
    scene.engine.play_event("signal", problem="too_quiet")


def _recognising(scene: Scene) -> None:
    scene.ready()
    scene.stop(replace(attempt_of(scene.scenario, GOOD, GOOD_FOUND), attempt_id=scene.record()))


def _result_good(scene: Scene) -> None:
    scene.ready()
    scene.result(GOOD, GOOD_FOUND)


def _result_misses(scene: Scene) -> None:
    scene.ready()
    scene.result(WEAK, WEAK_FOUND)


def _playing(scene: Scene) -> None:
    _result_misses(scene)
    player = scene.window.practise.result.found.player
    player.play_from(0)
    attempt = scene.window.drill.attempt
    scene.engine.play_event("position", attempt_id=attempt.attempt_id if attempt else "", position_s=3.7)


def _unclear(scene: Scene) -> None:
    scene.ready()
    scene.result("So, who would", {}, problems=(TakeProblem.TOO_QUIET, TakeProblem.LOW_CONFIDENCE))


def _finished(scene: Scene) -> None:
    _result_good(scene)
    scene.window.drill.move_on()
    scene.engine.play_event("speech_finished", text=scene.window.drill.play.line if scene.window.drill.play else "", completed=True)
    scene.result(GOOD, GOOD_FOUND, beat_at=1)
    scene.window.drill.move_on()


def _no_microphone(scene: Scene) -> None:
    scene.ready(microphones=[])


def _no_voice(scene: Scene) -> None:
    scene.ready(
        voice_available=False, voice_message="This computer has no voice.", voice_hint="Install one in the system's speech settings."
    )


def _engine_restarting(scene: Scene) -> None:
    scene.ready()
    scene.record()
    scene.engine.die()


def _kept(scene: Scene) -> None:
    _engine_restarting(scene)
    attempt_id = scene.window.drill.attempt_id
    kept = {"state": AttemptState.KEPT, "transcript": Transcript(""), "judgement": Judgement(), "next_steps": ()}
    scene.ready(warmed=False)
    record = attempt_record(attempt_of(scene.scenario, GOOD, {}, attempt_id=attempt_id, **kept))
    scene.engine.play_event("take_recovered", attempt=record)
    scene.engine.play_event("warmed", engine="example")


def _engine_dead(scene: Scene) -> None:
    from refcoach.ui.engine_link import EngineState

    scene.ready()
    scene.engine.die(EngineState.GAVE_UP)


def _no_model(scene: Scene) -> None:
    scene.ready(warmed=False)
    fields = {"code": "model", "message": "The speech model is missing.", "hint": "Install RefCoach again; its package carries the model."}
    scene.engine.play_event("error", during="startup", **fields)


def _keys(scene: Scene) -> None:
    scene.ready()
    scene.window.keys.toggle()


def _folded(scene: Scene) -> None:
    scene.ready()
    scene.window.practise._toggle_panel()


def _log(scene: Scene) -> None:
    scene.ready()
    scene.window.show_page("log")


def _log_details(scene: Scene) -> None:
    _log(scene)
    scene.window.log.load()
    scene.window.log.show_attempt("b2")


def _log_kept(scene: Scene) -> None:
    _log(scene)
    scene.window.log.load()
    scene.window.log.show_attempt("b6")


STATES: dict[str, Callable[[Scene], None]] = {
    "starting": lambda scene: None,
    "loading": _loading,
    "practise": _practise,
    "speaking": _speaking,
    "recording": _recording,
    "too-quiet": _too_quiet,
    "recognising": _recognising,
    "result-all-found": _result_good,
    "result-misses": _result_misses,
    "result-playing": _playing,
    "result-unclear": _unclear,
    "finished": _finished,
    "no-microphone": _no_microphone,
    "no-voice": _no_voice,
    "engine-restarting": _engine_restarting,
    "take-kept": _kept,
    "engine-dead": _engine_dead,
    "no-model": _no_model,
    "keys": _keys,
    "folded": _folded,
    "log-empty": _log,
    "log-failed": _log,
    "log": _log,
    "log-details": _log_details,
    "log-kept": _log_kept,
    "large-text": _result_misses,
}


def shots(only: list[str]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    for name in STATES:
        if not only or name in only:
            for theme in ("light", "dark"):
                for size in SIZES:
                    yield name, theme, size


def main(arguments: list[str]) -> int:
    """Render the states named (all without names) into the folder; prints each file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication, QEvent

    from refcoach.ui.app import make_application

    folder = Path(arguments[0] if arguments else "build/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application([])
    filled = log_attempts(scenarios())
    broken = LogError("The practice log cannot be read.", "Free some disk space or restore the file, then try again.")
    for name, theme, size in shots(arguments[1:]):
        attempts: list[Attempt] | LogError = [] if name == "log-empty" else broken if name == "log-failed" else filled
        scene = Scene(theme, size, attempts, 1.5 if name == "large-text" else 1.0)
        STATES[name](scene)
        scene.window.practise.take_focus() if "log" not in name and name not in ("keys", "folded") else None
        for _ in range(6):
            application.processEvents()
        target = folder / f"{name}-{theme}-{size[0]}x{size[1]}.png"
        scene.window.grab().save(str(target))
        print(target)
        scene.engine.shut_down()
        scene.window.close()
        scene.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["REFCOACH_HOME"] = home
        sys.exit(main(sys.argv[1:]))
