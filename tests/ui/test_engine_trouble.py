"""The engine dies, never gets ready, writes garbage, floods: the window lives, says so and keeps the take."""

import os
import signal
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui_samples import QUICK, OpenWindow, Stand

from refcoach.ui.drill import Phase
from refcoach.ui.engine_link import EngineState


def status(stand: Stand) -> str:
    label = stand.window.findChild(QLabel, "statusLine")
    assert isinstance(label, QLabel)
    return label.text()


def record(qtbot: QtBot, stand: Stand) -> None:
    stand.window.drill.record()
    qtbot.waitUntil(lambda: stand.window.drill.phase is Phase.RECORDING, timeout=10_000)


def test_a_take_survives_a_killed_engine_and_is_checked_afterwards(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    record(qtbot, stand)
    os.kill(stand.engine.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: stand.window.drill.phase is Phase.LOST, timeout=10_000)
    assert status(stand) == "The speech engine stopped. Your take is kept. Starting it again\u2026"
    qtbot.waitUntil(lambda: stand.window.drill.phase is Phase.KEPT, timeout=20_000)
    qtbot.waitUntil(lambda: stand.engine.state is EngineState.READY, timeout=20_000)
    assert stand.window.status_line.banner.status is None
    stand.window.practise.stage.record.check.click()
    qtbot.waitUntil(lambda: stand.window.drill.phase is Phase.RESULT, timeout=10_000)


def test_a_take_of_an_earlier_run_is_offered_in_the_status_line(qtbot: QtBot, open_window: OpenWindow) -> None:
    first = open_window()
    record(qtbot, first)
    first.engine._patience = replace(QUICK, delays_s=(600,))  # this window does not start the engine again
    os.kill(first.engine.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: first.engine.state is EngineState.RESTARTING, timeout=10_000)
    second = open_window()
    second.window.drill.turn.attempt_id = ""
    qtbot.waitUntil(lambda: second.window.status_line.banner.status is not None, timeout=10_000)
    assert status(second) == "A take from 09:14 was recovered."
    second.window.status_line.banner.acted.emit()
    qtbot.waitUntil(lambda: bool(second.desk.logged), timeout=10_000)
    assert second.window.log.isVisible()
    qtbot.waitUntil(lambda: second.window.log.details.attempt == second.desk.logged[0], timeout=10_000)


def test_after_three_quick_deaths_the_engine_is_started_only_when_asked(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window("crashing", wait=False)
    qtbot.waitUntil(lambda: stand.engine.state is EngineState.GAVE_UP, timeout=30_000)
    assert "no longer started" in status(stand)
    with qtbot.waitSignal(stand.engine.died, timeout=20_000):
        stand.window.status_line.banner.acted.emit()


def test_an_engine_that_says_why_it_cannot_start_is_quoted(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window("broken", wait=False)
    qtbot.waitUntil(lambda: stand.engine.state is EngineState.GAVE_UP, timeout=30_000)
    assert status(stand) == "The folder cannot be written."


def test_an_engine_that_never_gets_ready_is_replaced(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window("silent", wait=False, patience=replace(QUICK, ready_s=0.5))
    qtbot.waitUntil(lambda: stand.engine.state is EngineState.GAVE_UP, timeout=30_000)


def test_an_engine_that_does_not_answer_is_replaced(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window("stuck", patience=replace(QUICK, answer_s=0.5))
    with qtbot.waitSignal(stand.engine.died, timeout=10_000):
        stand.window.drill.record()
    qtbot.waitUntil(lambda: stand.engine.state is EngineState.READY, timeout=20_000)
    assert stand.window.drill.phase is Phase.READY
    assert stand.window.drill.trouble is not None


def test_garbage_lines_are_passed_over(qtbot: QtBot, open_window: OpenWindow, capfd: pytest.CaptureFixture[str]) -> None:
    stand = open_window("garbage")
    record(qtbot, stand)
    assert "no event" in capfd.readouterr().err


def test_twenty_thousand_levels_do_not_hurt(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    record(qtbot, stand)
    heard = 0

    def count(*_: float) -> None:
        nonlocal heard
        heard += 1

    stand.engine.level_heard.connect(count)
    stand.engine.send({"cmd": "flood", "levels": 20_000})
    qtbot.waitUntil(lambda: heard >= 20_000, timeout=60_000)
    stand.window.drill.finish_take()
    qtbot.waitUntil(lambda: stand.window.drill.phase is Phase.RESULT, timeout=10_000)
