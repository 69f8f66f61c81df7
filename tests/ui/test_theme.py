"""Contrast of every pair of colours that meets on screen, and the switching of themes."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui_samples import OpenWindow

from refcoach.core.rubric import CHECKS
from refcoach.ui.theme import SIZES, Theme, contrast, load_tokens
from refcoach.ui.words import look

GROUNDS = ("ground", "surface", "raised", "accent_soft", "record_soft", "warning_soft")
TEXTS = {
    "text": GROUNDS,
    "soft": GROUNDS,
    "faint": ("ground", "surface", "raised", "accent_soft"),
    "accent": ("ground", "surface", "raised", "accent_soft"),
    "on_accent": ("accent", "accent_hover"),
    "on_record": ("record",),
}
SHAPES = {"control": ("ground", "surface"), "accent": ("ground", "surface", "hairline"), "record": ("ground", "surface")}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_has_a_contrast_of_4_5_and_shapes_of_3(name: str) -> None:
    tokens = load_tokens(name)
    colours = {key: QColor(value) for key, value in tokens.colours.items()}
    low = [
        f"{ink} on {ground}: {contrast(colours[ink], colours[ground]):.2f}"
        for table, limit in ((TEXTS, 4.5), (SHAPES, 3.0))
        for ink, grounds in table.items()
        for ground in grounds
        if contrast(colours[ink], colours[ground]) < limit
    ]
    assert not low


@pytest.mark.parametrize("name", ["light", "dark"])
def test_check_hues_are_readable_on_their_tint_and_on_every_ground(name: str) -> None:
    tokens = load_tokens(name)
    text = QColor(tokens.colours["text"])
    for hue, (ink, tint) in tokens.checks.items():
        assert contrast(QColor(ink), QColor(tint)) >= 4.5, hue
        assert contrast(text, QColor(tint)) >= 4.5, hue
        assert contrast(QColor(tokens.colours["faint"]), QColor(tint)) >= 4.5, f"uncertain words in {hue}"
        for ground in ("ground", "surface", "accent_soft"):
            assert contrast(QColor(ink), QColor(tokens.colours[ground])) >= 4.5, (hue, ground)


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_every_check_has_a_hue_in_both_themes_and_a_second_sign() -> None:
    for check in CHECKS:
        shape = look(check.key)
        assert shape.hue in load_tokens("light").checks
        assert shape.hue in load_tokens("dark").checks
        assert shape.icon
        assert shape.underline


def test_there_are_five_type_sizes() -> None:
    assert sorted(SIZES.values()) == [12, 13, 15, 20, 28]


def test_text_grows_with_the_scale(qtbot: QtBot) -> None:
    theme = Theme("light")
    assert theme.step_scale(1) > 1
    assert theme.px("body") > SIZES["body"]
    assert theme.step_scale(0) == 1


def test_switching_the_theme_recolours_the_window_and_is_remembered(open_window: OpenWindow) -> None:
    stand = open_window()
    stand.window.rail.theme_chosen.emit("dark")
    assert stand.theme.dark
    assert stand.desk.settings.theme == "dark"
    palette = QApplication.palette()
    assert palette.window().color().lightness() < palette.windowText().color().lightness()
