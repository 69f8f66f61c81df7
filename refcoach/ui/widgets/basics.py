"""Small parts: labels with a role, buttons with an icon that follows the theme, spoken announcements."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from refcoach.ui.icons import draw_icon, icon, icon_pixmap
from refcoach.ui.theme import Theme

ICON_GAP_PX = 4
# A focus that the program or a click sets shows no ring; one that the Tab key brings does.
TAB_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
LINE_HEIGHT = "145%"
COLUMN_PX = 800
WIDE_COLUMN_PX = 1120  # two takes side by side


def text(words: str = "", role: str = "", name: str = "", wrap: bool = True) -> QLabel:
    """A plain-text label; `role` chooses its style."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if name:
        label.setObjectName(name)
    return label


class Prose(QLabel):
    """Running text with the design's line height; `text` gives the words back without markup."""

    def __init__(self, role: str = "", name: str = "") -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setObjectName(name)

    def text(self) -> str:
        return self._words

    def setText(self, words: str) -> None:
        self._words = words
        super().setText(f'<p style="line-height: {LINE_HEIGHT}">{escape(words)}</p>')
        self.setAccessibleName(words)


class Switch(QWidget):
    """Shows one of its parts and is as tall as that one (a QStackedWidget is as tall as its tallest)."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        inside = column(self, spacing=0)
        for part in parts:
            inside.addWidget(part)
        self.show_only(parts[0])

    def show_only(self, wanted: QWidget) -> None:
        for part in self._parts:
            part.setVisible(part is wanted)


class Choice(QComboBox):
    """A combo box whose arrow follows the theme. Scrolling the page over it changes nothing."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer these (words, value) pairs; what was chosen stays chosen where it is still among them, and nothing is signalled."""
        chosen = self.currentData()
        self.blockSignals(True)
        self.clear()
        for words, value in items:
            self.addItem(words, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = 16
        place = QRectF(self.width() - side - 10, (self.height() - side) / 2, side, side)
        draw_icon(painter, "down", self._theme.colour("soft"), place)
        painter.end()


def prose(words: str, role: str = "", name: str = "") -> Prose:
    made = Prose(role, name)
    made.setText(words)
    return made


class Centred(QWidget):
    """A column of at most `width_px` in the middle."""

    def __init__(self, inside: QWidget, margins: tuple[int, int, int, int]) -> None:
        super().__init__()
        self._content = QWidget()
        column(self._content, margins).addWidget(inside)
        around = row(self, spacing=0)
        around.addStretch(1)
        around.addWidget(self._content, 100)
        around.addStretch(1)
        self.set_width(COLUMN_PX)

    def set_width(self, width_px: int) -> None:
        self._content.setMaximumWidth(width_px)


def centred(inside: QWidget, margins: tuple[int, int, int, int]) -> Centred:
    return Centred(inside, margins)


def scrolled(inside: QWidget) -> QScrollArea:
    """What scrolls up and down only, without a frame, and takes no focus itself."""
    made = QScrollArea()
    made.setWidget(inside)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def frame(role: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", role)
    return made


def divider() -> QFrame:
    return frame("divider")


def column(parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QVBoxLayout:
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


def row(parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QHBoxLayout:
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


def at_left(*widgets: QWidget) -> QHBoxLayout:
    """A line of widgets, buttons mostly, that keeps to the left."""
    line = row()
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


def restyle(widget: QWidget, **properties: Any) -> None:
    """Set dynamic properties and let the style sheet see them."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say `words`."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def set_words(label: QLabel, words: str, hide_empty: bool = True) -> None:
    """Change a label's text only when it differs, and hide it when there is nothing to say."""
    if label.text() != words:
        label.setText(words)
    if hide_empty:
        label.setVisible(bool(words))


class Button(QPushButton):
    """A push button with an icon in the theme's colour. Clicking does not take the keyboard focus away from the page."""

    def __init__(self, theme: Theme, words: str, role: str = "", name: str = "", icon_name: str = "") -> None:
        super().__init__(words)
        self._theme, self._role, self._icon_name = theme, role, icon_name
        if role:
            self.setProperty("role", role)
        if name:
            self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._repaint_icon)
        self._repaint_icon()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        restyle(self, ring=event.reason() in TAB_REASONS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        restyle(self, ring=False)

    def set_role(self, role: str) -> None:
        if role != self._role:
            self._role = role
            restyle(self, role=role)
            self._repaint_icon()

    def set_icon(self, icon_name: str) -> None:
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self._repaint_icon()

    def _repaint_icon(self) -> None:
        if not self._icon_name:
            return
        ink = {"primary": "on_accent", "plain": "soft"}.get(self._role, "text")
        size = self._theme.scaled(18)
        self.setIconSize(QSize(size + ICON_GAP_PX, size))
        self.setIcon(icon(self._icon_name, self._theme.colour(ink), size, self._theme.colour("faint"), ICON_GAP_PX))


class QuietButton(QToolButton):
    """A flat button with icon and word for choices beside the main thing; may carry a menu or be checkable."""

    def __init__(self, theme: Theme, words: str, icon_name: str, name: str = "") -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon_name
        self.setProperty("role", "plain")
        self.setText(words)
        self.setObjectName(name)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._repaint_icon)
        self.toggled.connect(self._repaint_icon)
        self._repaint_icon()

    def set_icon(self, icon_name: str) -> None:
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self._repaint_icon()

    def _repaint_icon(self) -> None:
        size = self._theme.scaled(18)
        ink = self._theme.colour("accent" if self.isChecked() else "soft")
        self.setIconSize(QSize(size + ICON_GAP_PX, size))
        self.setIcon(icon(self._icon_name, ink, size, self._theme.colour("faint"), ICON_GAP_PX))


class IconLabel(QLabel):
    """An icon in one of the theme's colours, or in the ink of a check's hue."""

    def __init__(self, theme: Theme, icon_name: str, colour: str = "soft", size_px: int = 20, hue: bool = False) -> None:
        super().__init__()
        self._theme, self._icon_name, self._colour, self._size_px, self._hue = theme, icon_name, colour, size_px, hue
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        theme.changed.connect(self._repaint)
        self._repaint()

    def show_icon(self, icon_name: str, colour: str) -> None:
        self._icon_name, self._colour = icon_name, colour
        self._repaint()

    def _repaint(self) -> None:
        ink = self._theme.ink(self._colour) if self._hue else self._theme.colour(self._colour)
        size = self._theme.scaled(self._size_px)
        self.setFixedWidth(size + 2)
        self.setPixmap(icon_pixmap(self._icon_name, ink, size, self.devicePixelRatio()))
