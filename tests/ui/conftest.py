"""Windows on the scripted worker; offscreen where there is no display."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pytestqt.qtbot import QtBot
from ui_practice import OpenPage, RealDesk, settle
from ui_result import take
from ui_samples import QUICK, MemoryDesk, OpenWindow, Stand
from ui_settings import SettingsStand

from refcoach.engine.desk import Desk, open_desk
from refcoach.ui.engine_client import Patience
from refcoach.ui.engine_link import EngineState
from refcoach.ui.pages.progress import ProgressPage


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens windows and ends their workers."""
    stands: list[Stand] = []

    def open_one(
        mode: str = "plain", wait: bool = True, patience: Patience = QUICK, desk: MemoryDesk | None = None, opens_on: str = "practise"
    ) -> Stand:
        stand = Stand(tmp_path, mode, desk or MemoryDesk(), patience, opens_on)
        stands.append(stand)
        stand.window.show()
        stand.engine.start()
        stand.window.take_focus()
        if wait:
            qtbot.waitUntil(lambda: stand.engine.state is EngineState.READY, timeout=20_000)
        return stand

    yield open_one
    for stand in stands:
        stand.window.close()
        qtbot.waitUntil(lambda stand=stand: stand.engine.state is EngineState.CLOSED, timeout=10_000)
        stand.window.deleteLater()


@pytest.fixture
def result(qtbot: QtBot, open_window: OpenWindow) -> Stand:
    """A window with the result of a first take, in which the business reason is missing."""
    stand = open_window()
    with qtbot.waitActive(stand.window):
        stand.window.activateWindow()
    take(qtbot, stand)
    return stand


@pytest.fixture
def open_page(qtbot: QtBot, open_window: OpenWindow) -> OpenPage:
    """Opens a window over a desk, on the Progress page."""

    def open_one(desk: RealDesk) -> tuple[Stand, ProgressPage]:
        stand = open_window(desk=desk, wait=False)
        with qtbot.waitActive(stand.window):
            stand.window.activateWindow()
        stand.window.show_page("progress")
        settle(qtbot, stand.window.progress)
        return stand, stand.window.progress

    return open_one


@pytest.fixture
def settings_desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")})
    opened.save_settings(theme="light")
    yield opened
    opened.close()


@pytest.fixture
def settings_page(qtbot: QtBot, settings_desk: Desk) -> Iterator[SettingsStand]:
    """The Settings page on a real desk."""
    made = SettingsStand(qtbot, settings_desk)
    yield made
    made.close()
