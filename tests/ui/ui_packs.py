"""A desk with a real shelf of packs, and small packs to import."""

from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot
from ui_samples import MemoryDesk, OpenWindow, Stand

from refcoach.core.scenario import Scenario
from refcoach.engine.library import scenarios
from refcoach.store.pack_shelf import PackShelf

HEAD = "format: 2\nid: {id}\ntitle: {title}\nversion: {version}\n"
SCENARIO = """id: {id}
title: {title}
skill: {skill}
difficulty: 2
persona:
  name: Ann Marsh
situation: You meet at the gate.   # where the day begins
beats:
  - id: only
    lines:
      - Well, here we are.
    required: [ideal_client]
"""


@dataclass
class PackDesk(MemoryDesk):
    """Reads its scenarios as the real desk does."""

    def reload_scenarios(self, known: tuple[Scenario, ...] | None = None) -> None:
        self.scenarios = scenarios(self.packs) if known is None else known


def write_pack(folder: Path, scenarios: int = 1, pack_id: str = "spring", version: str = "1.0.0", title: str = "Spring") -> Path:
    (folder / "scenarios").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(HEAD.format(id=pack_id, title=title, version=version))
    for number in range(scenarios):
        skill = "Closing" if number % 2 else "Opening"
        text = SCENARIO.format(id=f"gate-{number}", title=f"At the gate {number}", skill=skill)
        (folder / "scenarios" / f"gate-{number}.yaml").write_text(text)
    return folder


def open_library(qtbot: QtBot, open_window: OpenWindow, shelf: Path) -> Stand:
    """A window that shows the library, with all packs read."""
    desk = PackDesk(packs=PackShelf(shelf))
    desk.reload_scenarios()
    stand = open_window(desk=desk)
    with qtbot.waitActive(stand.window):
        stand.window.activateWindow()
    stand.window.show_page("scenarios")
    settle(qtbot, stand)
    return stand


def settle(qtbot: QtBot, stand: Stand) -> None:
    background = stand.window.scenarios.library.work.background
    qtbot.waitUntil(lambda: not background.busy and bool(stand.window.scenarios.library.list.library.rows), timeout=60_000)
