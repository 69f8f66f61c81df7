"""The list of checks: before a take what to listen for, after it what was heard, with the words that prove it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from refcoach.core.feedback import check_name
from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined
from refcoach.core.own_check import OwnCheck
from refcoach.core.rubric import FACET_KEYS, PITFALL_KEYS
from refcoach.ui.changes import can_contest
from refcoach.ui.icons import draw_icon
from refcoach.ui.result_words import settled_words, verdict_words
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, text
from refcoach.ui.words import VERDICT_ICONS, label, length, look, question

LAST_FIGURE = 9  # the keys 1 to 9 go to a check


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What one row says. `verdict` is None before a take; `when` is the time of the quote in its take, `figure` the key that goes there,
    `contest` what the rep can say against it."""

    key: str
    name: str
    says: str
    quote: str = ""
    verdict: Verdict | None = None
    when: str = ""
    figure: int = 0
    contest: str = ""


def expected_lines(required: Sequence[str], optional: Sequence[str], own: Sequence[OwnCheck] = ()) -> list[CheckLine]:
    """What to listen for in a beat; what is optional is only named, so that the required checks stand out."""
    named = {check.key: check for check in own}

    def line(key: str, asked: bool) -> CheckLine:
        mine = named.get(key)
        name, says = (mine.name, mine.question) if mine is not None else (label(key), question(key))
        return CheckLine(key, name, says if asked else "")

    return [line(key, True) for key in required] + [line(key, False) for key in optional]


def result_line(whole: Joined, key: str, figure: int = 0) -> CheckLine:
    """What was found about one check of an attempt, over all its takes."""
    take, finding = whole.finding(key)
    verdict, contested = finding.verdict, key in take.contested
    says = settled_words(take, key) if contested else verdict_words(key, verdict)
    if key == "ideal_client" and verdict is Verdict.PRESENT:
        facets = [label(found.key).lower() for found in take.judgement.group(FACET_KEYS) if found.present]
        says += f" ({', '.join(facets)})" if facets else ""
    evidence = finding.evidence[0] if finding.evidence and (finding.present or contested) else None
    span = take.transcript.time_span(evidence.start, evidence.end) if evidence is not None else None
    against = "I did not say that" if key in PITFALL_KEYS else "I did say that"
    return CheckLine(
        key,
        check_name(whole.first.judgement, key),
        says,
        evidence.text if evidence is not None else "",
        verdict,
        length(span[0]) if span is not None else "",
        figure if figure <= LAST_FIGURE else 0,
        against if can_contest(whole, key) else "",
    )


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
    contested = Signal(str)

    def __init__(self, theme: Theme, line: CheckLine) -> None:
        super().__init__()
        self.line, self._theme = line, theme
        self.setObjectName(f"check_{line.key}")
        words = column(spacing=2)
        words.addWidget(text(line.name, "strong"))
        if line.says:
            words.addWidget(text(line.says, "label"))
        else:
            self.setToolTip(question(line.key))
        if line.quote:
            words.addWidget(text(f"{line.when}  \u201c{line.quote}\u201d".strip(), "small"))
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip("Hear these words" + (f" ({line.figure})" if line.figure else ""))
        if line.contest:
            words.addWidget(self._contest_button(line), 0, Qt.AlignmentFlag.AlignLeft)
        whole = row(self, (8, 6, 8, 6), 12)
        whole.addWidget(Symbol(theme, line), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
        if not line.says:
            whole.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{line.name}: {line.says}" + (f", {line.when} {line.quote}" if line.quote else ""))

    def _contest_button(self, line: CheckLine) -> Button:
        button = Button(self._theme, line.contest, "quiet", f"contest_{line.key}")
        button.setAccessibleName(f"{line.name}: {line.contest}")
        button.setToolTip("Select the words first, if you like")
        button.clicked.connect(lambda: self.contested.emit(line.key))
        return button

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
    contested = Signal(str)

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
            made.contested.connect(self.contested)
            self._column.addWidget(made)
