"""Somebody at a result: finds what is shown, presses buttons and keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot
from ui_samples import Stand

from refcoach.ui.drill import Phase
from refcoach.ui.pages.found import Found

WAIT = 10_000
REASON = "business_reason"


def found_of(stand: Stand) -> Found:
    return stand.window.practise.result.found


def visible(stand: Stand, name: str) -> list[QWidget]:
    return [widget for widget in stand.window.findChildren(QWidget, name) if widget.isVisible()]


def texts(stand: Stand, name: str) -> list[str]:
    return [widget.text() for widget in visible(stand, name) if isinstance(widget, QLabel)]


def press(qtbot: QtBot, stand: Stand, name: str) -> None:
    qtbot.waitUntil(lambda: len(visible(stand, name)) == 1, timeout=WAIT)  # a row that was just made is shown a little later
    (button,) = visible(stand, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def key(qtbot: QtBot, stand: Stand, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(stand.window.focusWidget() or stand.window, code, modifier)


def reach(qtbot: QtBot, stand: Stand, phase: Phase) -> None:
    qtbot.waitUntil(lambda: stand.window.drill.phase is phase, timeout=20_000)


def take(qtbot: QtBot, stand: Stand) -> None:
    """One take, recorded and checked."""
    if stand.window.drill.phase is Phase.RESULT:
        stand.window.drill.try_again()
    stand.window.drill.record()
    reach(qtbot, stand, Phase.RECORDING)
    stand.window.drill.finish_take()
    reach(qtbot, stand, Phase.RESULT)


def contested(qtbot: QtBot, stand: Stand) -> None:
    press(qtbot, stand, f"contest_{REASON}")
    qtbot.waitUntil(lambda: texts(stand, "changeLine") not in ([], ["Looking again\u2026"]), timeout=WAIT)


def side_line(stand: Stand, check: str) -> str:
    lines = [*stand.window.practise.side.checks.lines, *stand.window.practise.side.extra_checks.lines]
    return next(line.says for line in lines if line.key == check)
