"""Icons of our own (assets/icons, one stroke on a 24 px grid), drawn in any colour."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from refcoach.core.assets import asset


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = asset("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))


def draw_icon(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Paint the icon into `rect`."""
    _renderer(name, colour.name()).render(painter, rect)


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, size_px: int, ratio: float, gap_px: int) -> QPixmap:
    pixmap = QPixmap(round((size_px + gap_px) * ratio), round(size_px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return pixmap


def icon_pixmap(name: str, colour: QColor, size_px: int, ratio: float = 1.0) -> QPixmap:
    return _pixmap(name, colour.name(), size_px, ratio, 0)


def icon(name: str, colour: QColor, size_px: int = 24, disabled: QColor | None = None, gap_px: int = 0) -> QIcon:
    """An icon sharp at one and two device pixels; `gap_px` of nothing at its right keep a button's word away from it."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(_pixmap(name, colour.name(), size_px, ratio, gap_px))
        if disabled is not None:
            made.addPixmap(_pixmap(name, disabled.name(), size_px, ratio, gap_px), QIcon.Mode.Disabled)
    return made


def application_icon() -> QIcon:
    made = QIcon()
    for size in (16, 32, 64, 128, 256):
        made.addPixmap(icon_pixmap("refcoach", QColor("black"), size))
    return made


def clear_icons() -> None:
    """Let go of all pixmaps, which must not outlive the application."""
    _renderer.cache_clear()
    _pixmap.cache_clear()
