"""The rail at the left: all of it can be seen in a low window and at large text."""

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot
from ui_samples import OpenWindow


@pytest.mark.parametrize("height", [560, 700, 800])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_rail_has_all_its_buttons_apart_at_every_height(qtbot: QtBot, open_window: OpenWindow, height: int, scale: float) -> None:
    stand = open_window(wait=False)
    stand.theme.set_scale(scale)
    stand.window.resize(1000, height)
    buttons = [button for button, _ in stand.window.rail._icons]
    qtbot.waitUntil(lambda: stand.window.rail.height() == height, timeout=5_000)
    qtbot.waitUntil(lambda: all(one.geometry().bottom() < two.geometry().top() for one, two in pairwise(buttons)), timeout=5_000)
    assert buttons[-1].geometry().bottom() <= height
    assert all(button.text() for button in buttons)  # what a screen reader says, words or not
    stand.theme.set_scale(1.0)
