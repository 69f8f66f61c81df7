"""The list of checks: before a take what to listen for, after it what was heard, with the words that prove it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.finding import Verdict
from refcoach.core.rubric import FACET_KEYS, PITFALL_KEYS
from refcoach.ui.icons import draw_icon
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import column, row, text
from refcoach.ui.words import VERDICT_ICONS, VERDICT_WORDS, label, look, question


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What one row says. `verdict` is None before a take."""

    key: str
    name: str
    says: str
    quote: str = ""
    verdict: Verdict | None = None
    pitfall: bool = False


def expected_lines(required: Sequence[str], optional: Sequence[str]) -> list[CheckLine]:
    """What to listen for in a beat; what is optional is only named, so that the required checks stand out."""
    return [CheckLine(key, label(key), question(key)) for key in required] + [CheckLine(key, label(key), "") for key in optional]


def result_line(attempt: Attempt, key: str) -> CheckLine:
    """What was found about one check of an attempt."""
    finding = attempt.judgement.get(key)
    verdict = attempt.judgement.verdict(key)
    pitfall = key in PITFALL_KEYS
    quote = finding.evidence[0].text if finding is not None and finding.present and finding.evidence else ""
    says = "Heard: worth changing" if pitfall else VERDICT_WORDS[verdict]
    if key == "ideal_client" and verdict is Verdict.PRESENT:
        facets = [label(found.key).lower() for found in attempt.judgement.group(FACET_KEYS) if found.present]
        says += f" ({', '.join(facets)})" if facets else ""
    return CheckLine(key, label(key), says, quote, verdict, pitfall)


class Symbol(QWidget):
    """A check's icon in a disc of its tint; missing = outline, unclear = dotted outline."""

    def __init__(self, theme: Theme, line: CheckLine) -> None:
        super().__init__()
        self._theme, self._line = theme, line
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(32), self._theme.scaled(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._theme.scaled(30)
        paint_symbol(painter, self._theme, self._line.key, self._line.verdict, QRectF(1, 1, size, size))
        painter.end()


def paint_symbol(painter: QPainter, theme: Theme, key: str, verdict: Verdict | None, disc: QRectF) -> None:
    """The check's own icon; after a take a small sign of the verdict sits at its lower right."""
    shape = look(key)
    heard = verdict is Verdict.PRESENT
    ink = theme.ink(shape.hue) if verdict is None or heard else theme.ink("unclear")
    painter.setPen(Qt.PenStyle.NoPen)
    if heard:
        painter.setBrush(theme.tint(shape.hue))
        painter.drawEllipse(disc)
    else:
        pen = QPen(ink, 1.3, Qt.PenStyle.DotLine if verdict is Verdict.UNCLEAR else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(0.7, 0.7, -0.7, -0.7))
    inset = disc.width() * 0.22
    draw_icon(painter, shape.icon, ink, disc.adjusted(inset, inset, -inset, -inset))
    if verdict is None or (heard and key in PITFALL_KEYS):
        return  # a tick on a pitfall would read as praise: its flag says enough
    side = disc.width() * 0.5
    badge = QRectF(disc.right() - side * 0.86, disc.bottom() - side * 0.86, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface"))
    painter.drawEllipse(badge)
    draw_icon(painter, VERDICT_ICONS[verdict], ink, badge.adjusted(1, 1, -1, -1))


class CheckRow(QFrame):
    """One check; with a quote it can be clicked (or pressed with Enter) to go to the words."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, line: CheckLine) -> None:
        super().__init__()
        self.line, self._theme, self._focused = line, theme, False
        self.setObjectName(f"check_{line.key}")
        words = column(spacing=2)
        words.addWidget(text(line.name, "strong"))
        if line.says:
            words.addWidget(text(line.says, "label"))
        else:
            self.setToolTip(question(line.key))
        if line.quote:
            words.addWidget(text(f"\u201c{line.quote}\u201d", "small"))
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip("Go to these words")
        whole = row(self, (8, 6, 8, 6), 12)
        whole.addWidget(Symbol(theme, line), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
        if not line.says:
            whole.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{line.name}: {line.says}" + (f", {line.quote}" if line.quote else ""))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.line.quote and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.quote:
            self.chosen.emit(self.line.key)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            painter.end()


class CheckList(QWidget):
    """Rows one under the other; rebuilt only when what they say changes."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[CheckLine] = []
        self._rows: list[CheckRow] = []
        self._column = column(self, spacing=4)

    @property
    def lines(self) -> list[CheckLine]:
        return self._lines

    def show_lines(self, lines: list[CheckLine]) -> None:
        if lines == self._lines:
            return
        self._lines = list(lines)
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [CheckRow(self._theme, line) for line in lines]
        for made in self._rows:
            made.chosen.connect(self.chosen)
            self._column.addWidget(made)
