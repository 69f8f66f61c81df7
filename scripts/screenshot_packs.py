"""States of the Scenarios page for scripts/screenshots.py."""

from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

from refcoach.core.assets import asset

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


PACKS: dict[str, Callable[[Any], object]] = {
    "scenarios": _library,
    "scenarios-own": _own,
    "scenarios-import-problems": _import_problems,
}
