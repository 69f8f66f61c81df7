"""Render every page and state of the window to PNG, in both themes and two sizes: python scripts/screenshots.py [FOLDER] [NAME...]

Works without a display (it chooses Qt's offscreen platform) and without an engine: events are replayed from here.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from screenshot_examples import GOOD, GOOD_FOUND, MICROPHONES, TODAY, WEAK, WEAK_FOUND, ExampleDesk, attempt_of, log_attempts, outline
from screenshot_packs import PACKS
from screenshot_pledge import PLEDGE
from screenshot_progress import PROGRESS
from screenshot_results import RESULTS
from screenshot_settings import SETTINGS
from screenshot_share import SHARE

from refcoach.core.attempt import Attempt, AttemptState, TakeProblem
from refcoach.core.errors import LogError
from refcoach.core.finding import Judgement
from refcoach.core.records import attempt_record, take_record
from refcoach.core.scenario import Scenario
from refcoach.core.transcript import Transcript
from refcoach.engine.library import scenarios

SIZES = ((1280, 800), (1000, 700))
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

    def result(self, text: str, found: dict[str, str], **more: Any) -> Attempt:
        if self.window.drill.phase != "recording":
            self.record()
        frame = next(command["attempt"] for command in reversed(self.engine.commands) if command["cmd"] == "record")
        fields = {name: frame[name] for name in ("attempt_id", "number", "part_of")}
        fields |= {"only": tuple(frame["only"]), "required": tuple(frame["required"])}
        attempt = attempt_of(self.scenario, text, found, **more, **fields)
        self.stop(attempt)
        self.log(attempt)
        return attempt

    def log(self, attempt: Attempt) -> None:
        self.engine.play_event("attempt_logged", attempt=attempt_record(attempt))
        self.draw(attempt)

    def draw(self, attempt: Attempt) -> None:
        duration_s = attempt.take.duration_s if attempt.take else 1.0
        self.engine.play_event("waveform", attempt_id=attempt.attempt_id, peaks=outline(attempt), duration_s=duration_s)

    def begun(self) -> None:
        """The engine records what was asked for last."""
        attempt_id = self.engine.commands[-1]["attempt"]["attempt_id"]
        self.engine.play_event("recording_started", attempt_id=attempt_id, microphone="Jabra Evolve2 40 Mono")


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


def _mid_conversation(scene: Scene) -> None:
    """The second turn of an objection: what was said before stands above, the client has reacted, the rep speaks."""
    scene.ready()
    scene.window.practise.open(next(scenario for scenario in scene.desk.scenarios if scenario.id == "already-gave-reference"))
    scene.result("I know, but referrals are how we grow. Anyone at all will do.", {"needy": "referrals are how we grow"})
    scene.window.drill.move_on()
    line = scene.window.drill.play.line if scene.window.drill.play else ""
    scene.engine.play_event("speech_finished", text=line, completed=True)
    words = "You did, Stefan, and thanks to your lines the port in Bremen"
    scene.engine.play_event("partial", attempt_id=scene.record(), text=words)


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
    shown = scene.window.log.details.attempt
    if shown is not None:
        scene.draw(shown)


def _log_kept(scene: Scene) -> None:
    _log(scene)
    scene.window.log.load()
    scene.window.log.show_attempt("b6")


def _script(scene: Scene) -> None:
    scene.ready()
    scene.window.show_page("script")


STATES: dict[str, Callable[[Scene], object]] = {
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
    "mid-conversation": _mid_conversation,
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
    "script": _script,
    **RESULTS,
    **PACKS,
    **PLEDGE,
    **PROGRESS,
    **SETTINGS,
    **SHARE,
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
        attempts: list[Attempt] | LogError = (
            [] if name.endswith("-empty") else broken if name in ("log-failed", "pledge-failed") else filled
        )
        scene = Scene(theme, size, attempts, 1.5 if "large-text" in name else 1.0)
        STATES[name](scene)
        elsewhere = "log" in name or name in {**PACKS, **PLEDGE, **PROGRESS, **SETTINGS, **SHARE} or name in ("keys", "folded", "script")
        scene.window.practise.take_focus() if not elsewhere else None
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
