"""Colours and sizes from TOML tokens (assets/themes): palette, style sheet, and the values that painted widgets ask for."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from refcoach.core.assets import asset
from refcoach.ui.style import style_sheet

SIZES: Mapping[str, int] = MappingProxyType({"title": 28, "heading": 20, "body": 15, "label": 13, "small": 12})
CHOICES = ("system", "light", "dark")
SCALES = (0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme by name; `checks` gives ink and tint of each hue."""

    name: str
    dark: bool
    colours: Mapping[str, str]
    checks: Mapping[str, tuple[str, str]]


@lru_cache
def load_tokens(name: str) -> Tokens:
    """The tokens of assets/themes/NAME.toml."""
    with asset("themes", f"{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    colours = {**data["ground"], **data["text"], **data["accent"]}
    checks = {hue: (pair[0], pair[1]) for hue, pair in data["checks"].items()}
    return Tokens(data["name"], bool(data["dark"]), MappingProxyType(colours), MappingProxyType(checks))


class Theme(QObject):
    """The theme in use. `choice` is "system", "light" or "dark"; painted widgets repaint on `changed`."""

    changed = Signal()

    def __init__(self, choice: str = "system", scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice if choice in CHOICES else "system"
        self._scale = scale
        self._tokens = load_tokens(self._wanted())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def choice(self) -> str:
        return self._choice

    @property
    def scale(self) -> float:
        return self._scale

    @property
    def dark(self) -> bool:
        return self._tokens.dark

    def _wanted(self) -> str:
        if self._choice != "system":
            return self._choice
        return "dark" if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"

    def choose(self, choice: str) -> None:
        if choice in CHOICES and choice != self._choice:
            self._choice = choice
            self.apply()

    def set_scale(self, scale: float) -> None:
        """Text size as a factor of the design's sizes, from 0.85 to 2."""
        self._scale = min(max(scale, SCALES[0]), SCALES[-1])
        self.apply()

    def step_scale(self, steps: int) -> float:
        """The next larger (1) or smaller (-1) text size; 0 is the normal one."""
        nearest = min(range(len(SCALES)), key=lambda index: abs(SCALES[index] - self._scale))
        index = SCALES.index(1.0) if steps == 0 else min(max(nearest + steps, 0), len(SCALES) - 1)
        self.set_scale(SCALES[index])
        return self._scale

    def _system_changed(self) -> None:
        if self._choice == "system":
            self.apply()

    def apply(self) -> None:
        """Give the application palette, font and style sheet."""
        self._tokens = load_tokens(self._wanted())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(self.font("body"))
            application.setPalette(self._palette())
            application.setStyleSheet(style_sheet(self._tokens.colours, self._tokens.checks, {name: self.px(name) for name in SIZES}))
        self.changed.emit()

    def px(self, size: str) -> int:
        """A type size in pixels."""
        return round(SIZES[size] * self._scale)

    def scaled(self, pixels: float) -> int:
        """A length that grows with the text."""
        return round(pixels * self._scale)

    def colour(self, name: str) -> QColor:
        return QColor(self._tokens.colours[name])

    def ink(self, hue: str) -> QColor:
        return QColor(self._tokens.checks[hue][0])

    def tint(self, hue: str) -> QColor:
        return QColor(self._tokens.checks[hue][1])

    def font(self, size: str, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The system's font in one of the five sizes; figures keep their width where the font can."""
        font = QFont(QGuiApplication.font())
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        pairs = {
            role.Window: "ground",
            role.Base: "surface",
            role.AlternateBase: "raised",
            role.Button: "surface",
            role.ToolTipBase: "surface",
            role.WindowText: "text",
            role.Text: "text",
            role.ButtonText: "text",
            role.ToolTipText: "text",
            role.PlaceholderText: "faint",
            role.Highlight: "accent",
            role.HighlightedText: "on_accent",
            role.Link: "accent",
            role.Mid: "hairline",
            role.Accent: "accent",
        }
        for key, name in pairs.items():
            palette.setColor(key, self.colour(name))
        for key in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, key, self.colour("faint"))
        return palette


def contrast(first: QColor, second: QColor) -> float:
    """The WCAG 2 contrast ratio of two opaque colours, from 1 to 21."""

    def luminance(colour: QColor) -> float:
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
