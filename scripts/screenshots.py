"""Render every page and state of the window to PNG, in both themes and two sizes: python scripts/screenshots.py [FOLDER] [STATE...]

Works without a display (it chooses Qt's offscreen platform) and without an engine: events are replayed from here.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from screenshot_examples import GOOD, GOOD_FOUND, WEAK, WEAK_FOUND, attempt_of, log_attempts
from screenshot_packs import PACKS
from screenshot_pledge import PLEDGE
from screenshot_progress import PROGRESS
from screenshot_results import RESULTS
from screenshot_scene import Scene
from screenshot_settings import SETTINGS
from screenshot_share import SHARE
from screenshot_today import TODAY as TODAY_PAGE

from refcoach.core.attempt import Attempt, AttemptState, TakeProblem
from refcoach.core.errors import LogError
from refcoach.core.finding import Judgement
from refcoach.core.records import attempt_record
from refcoach.core.transcript import Transcript
from refcoach.engine.library import scenarios

SIZES = ((1280, 800), (1000, 700))
SETTLED_MS = 120  # layouts that follow a size need several rounds of events


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
    **TODAY_PAGE,
    "large-text": _result_misses,
}


def shots(only: Sequence[str], sizes: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    for name in STATES:
        if not only or name in only:
            for theme in ("light", "dark"):
                for size in sizes:
                    yield name, theme, size


def size_from(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="build/screenshots", type=Path)
    parser.add_argument("states", nargs="*", metavar="STATE", help=f"all without any; {', '.join(STATES)}")
    parser.add_argument("--size", action="append", type=size_from, metavar="WxH", help="in place of 1280x800 and 1000x700")
    parser.add_argument("--scale", type=float, help="of the text, such as 1.5")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Render the states named (all without names) into the folder; prints each file."""
    wanted = read_arguments(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtTest import QTest

    from refcoach.ui.app import make_application

    wanted.folder.mkdir(parents=True, exist_ok=True)
    application = make_application([])  # kept, or Qt ends it
    filled = log_attempts(scenarios())
    broken = LogError("The practice log cannot be read.", "Free some disk space or restore the file, then try again.")
    for name, theme, size in shots(wanted.states, wanted.size or SIZES):
        attempts: list[Attempt] | LogError = (
            []
            if name.endswith(("-empty", "-first-start"))
            else broken
            if name in ("log-failed", "pledge-failed", "today-failed")
            else filled
        )
        scene = Scene(theme, size, attempts, wanted.scale or (1.5 if "large-text" in name else 1.0))
        STATES[name](scene)
        elsewhere = (
            "log" in name
            or name in {**PACKS, **PLEDGE, **PROGRESS, **SETTINGS, **SHARE, **TODAY_PAGE}
            or name in ("keys", "folded", "script")
        )
        scene.window.practise.take_focus() if not elsewhere else None
        QTest.qWait(SETTLED_MS)
        application.processEvents()
        target = wanted.folder / f"{name}-{theme}-{size[0]}x{size[1]}.png"
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
