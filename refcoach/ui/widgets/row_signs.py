"""What stands at the right end of a list's row: the symbols of an attempt's checks, or a word."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from refcoach.core.joined import Joined
from refcoach.ui.icons import draw_icon
from refcoach.ui.models.reviews import Sign
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.checks import paint_symbol
from refcoach.ui.words import three_keys

SYMBOL_PX, GAP_PX = 26, 8
SIGN_PX = 15


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


def paint_sign(painter: QPainter, theme: Theme, sign: Sign, area: QRect) -> None:
    """A partner's word at the left end of `area`: its icon, and the word where there is room for it."""
    font, side = theme.font("label", QFont.Weight.DemiBold), theme.scaled(SIGN_PX)
    if area.width() < side:
        return
    ink = theme.colour("accent")
    draw_icon(painter, sign.icon, ink, QRectF(area.left(), area.center().y() - side / 2 + 1, side, side))
    if QFontMetrics(font).horizontalAdvance(sign.word) <= area.width() - side - 4:
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(area.adjusted(side + 4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, sign.word)
