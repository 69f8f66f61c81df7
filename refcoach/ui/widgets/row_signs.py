"""What stands at the right end of a list's row: the symbols of an attempt's checks, or a word."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from refcoach.core.joined import Joined
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.checks import paint_symbol
from refcoach.ui.words import three_keys

SYMBOL_PX, GAP_PX = 26, 8


def paint_word(painter: QPainter, theme: Theme, words: str, area: QRect) -> int:
    """A word in place of symbols; gives its left edge."""
    font = theme.font("small", QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.colour("faint"))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
    return area.right() - QFontMetrics(font).horizontalAdvance(words)


def paint_checks(painter: QPainter, theme: Theme, whole: Joined, area: QRect) -> int:
    """At most three symbols with their verdicts; gives their left edge."""
    size, gap = theme.scaled(SYMBOL_PX), theme.scaled(GAP_PX)
    keys = three_keys(whole.first)
    left = area.right() - len(keys) * (size + gap) + gap
    for at, key in enumerate(keys):
        place = QRectF(left + at * (size + gap), area.center().y() - size / 2, size, size)
        paint_symbol(painter, theme, key, whole.finding(key)[1].verdict, place)
    return left
