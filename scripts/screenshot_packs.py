"""States of the Scenarios page for scripts/screenshots.py."""

from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

from screenshot_examples import GOOD, GOOD_FOUND, judged

from refcoach.core.assets import asset
from refcoach.core.records import judgement_record
from refcoach.ui.pages.editor_sides import BENCH, TRIAL

BROKEN = """id: first-ask
title: The first ask
skil: The ask
persona:
  name: Ruth Adler
situation: You are about to say goodbye after the quarterly visit.
beats:
  - id: ask
    lines: [A tenth less wood.]
    required: [ideal_clint, introduction_request]
"""


def _settle(scene: Any) -> None:
    from PySide6.QtWidgets import QApplication

    background = scene.window.scenarios.library.work.background
    for _ in range(3):
        while background.busy:
            sleep(0.02)  # the reader has the processor meanwhile
            QApplication.processEvents()
        QApplication.processEvents()


def _library(scene: Any) -> None:
    scene.ready()
    scene.window.show_page("scenarios")
    _settle(scene)


def _own(scene: Any) -> None:
    _library(scene)
    library = scene.window.scenarios.library
    library.work.copy(library.view_of("first-call"))
    _settle(scene)


def _import_problems(scene: Any) -> None:
    _library(scene)
    folder = Path(scene.desk.packs.path.__self__._folder).parent / "spring-pack"
    (folder / "scenarios").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_bytes((asset("pack_template") / "pack.yaml").read_bytes())
    (folder / "scenarios" / "first-ask.yaml").write_text(BROKEN, encoding="utf-8")
    scene.window.scenarios.library.work.bring_in(folder)
    _settle(scene)


def _editor(scene: Any) -> None:
    _library(scene)
    scene.window.scenarios.library.work.begin()
    _settle(scene)


def _editor_problems(scene: Any) -> None:
    _editor(scene)
    editor = scene.window.scenarios.editor
    words = editor.yaml.toPlainText().replace("skill:", "skil:").replace("business_reason, intro", "busines_reason, intro")
    editor.yaml.setPlainText(words)
    editor.check()


def _trial(scene: Any) -> None:
    _editor(scene)
    trial = scene.window.scenarios.editor.trial
    scene.window.scenarios.editor.sides.choose(TRIAL)
    trial.answer.setText(GOOD)
    trial.answer.returnPressed.emit()
    token = scene.engine.commands[-1]["token"]
    scene.engine.play_event("answer_tried", token=token, judgement=judgement_record(judged(GOOD, GOOD_FOUND)))


def _editor_pack(scene: Any) -> None:
    _editor(scene)
    library = scene.window.scenarios.library
    scene.window.scenarios.editor.open(library.view_of("my-pack"), "pack.yaml")
    scene.window.scenarios.editor.notes.add.click()


def _bench(scene: Any) -> None:
    _editor(scene)
    bench = scene.window.scenarios.editor.bench
    scene.window.scenarios.editor.sides.choose(BENCH)
    bench.lines.setPlainText(
        "+ Shall we speak again on Tuesday?\n+ I will ring you at ten tomorrow.\n+ Let us see.\n- I will be in touch.\n- Bye."
    )
    bench.test.click()
    wrong = [{"line": 3, "text": "Let us see.", "wanted": True, "verdict": "missing", "score": 0.2, "evidence": []}]
    outcome = {"lines": 5, "precision": 1.0, "recall": 0.6667, "unclear": 0, "wrong": wrong}
    scene.engine.play_event("check_tested", token=scene.engine.commands[-1]["token"], outcome=outcome)


PACKS: dict[str, Callable[[Any], object]] = {
    "scenarios": _library,
    "scenarios-own": _own,
    "editor": _editor,
    "editor-problems": _editor_problems,
    "editor-pack": _editor_pack,
    "editor-trial": _trial,
    "test-bench": _bench,
    "scenarios-import-problems": _import_problems,
}
