"""What the rep said, with the evidence of each check under its hue, its underline and its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QTextEdit

from refcoach.core.attempt import Attempt
from refcoach.core.transcript import Transcript
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import TAB_REASONS, restyle
from refcoach.ui.words import Underline, label, look, shown_keys

DOUBTFUL = 0.4  # words under this probability are marked as uncertain

_STYLES = {
    Underline.SOLID: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Underline.DASH: QTextCharFormat.UnderlineStyle.DashUnderline,
    Underline.DOT: QTextCharFormat.UnderlineStyle.DotLine,
    Underline.DASH_DOT: QTextCharFormat.UnderlineStyle.DashDotLine,
    Underline.WAVE: QTextCharFormat.UnderlineStyle.WaveUnderline,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The words [start, end) prove the check `key`."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; `names` are the checks whose evidence ends here."""

    start: int
    end: int
    keys: tuple[str, ...]
    names: tuple[str, ...]
    doubtful: bool


def marks_of(attempt: Attempt) -> tuple[Mark, ...]:
    """The evidence of all checks that a result shows, within the bounds of the text."""
    length = len(attempt.transcript.text)
    marks = []
    for key in shown_keys(attempt):
        finding = attempt.judgement.get(key)
        for item in finding.evidence if finding is not None and finding.present else ():
            start, end = max(0, item.start), min(length, item.end)
            if start < end:
                marks.append(Mark(key, start, end))
    return tuple(marks)


def pieces(transcript: Transcript, marks: Sequence[Mark]) -> list[Piece]:
    """Cut the text wherever a mark or an uncertain word begins or ends."""
    doubtful = [(word.start, word.end) for word in transcript.words if word.probability < DOUBTFUL]
    spans = [(mark.start, mark.end) for mark in marks] + doubtful
    cuts = sorted({0, len(transcript.text), *(at for span in spans for at in span)})
    made = []
    for start, end in pairwise(cuts):
        keys = tuple(dict.fromkeys(mark.key for mark in marks if mark.start <= start and mark.end >= end))
        names = tuple(dict.fromkeys(mark.key for mark in marks if mark.end == end))
        made.append(Piece(start, end, keys, names, any(low <= start and high >= end for low, high in doubtful)))
    return made


class TranscriptView(QTextBrowser):
    """As tall as its text. `word_clicked` tells the character offset in the transcript."""

    word_clicked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._attempt: Attempt | None = None
        self._starts: list[tuple[int, int]] = []  # (offset in the transcript, position in the document) of each piece
        self._spoken = (-1, -1)
        self.setObjectName("transcriptView")
        self.setAccessibleName("What you said")
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._rebuild)

    @property
    def attempt(self) -> Attempt | None:
        return self._attempt

    def show_attempt(self, attempt: Attempt | None) -> None:
        if attempt is not self._attempt:
            self._attempt = attempt
            self._rebuild()

    def _fit(self) -> None:
        self.setFixedHeight(int(self.document().size().height()) + 6)

    def _rebuild(self) -> None:
        self.clear()
        self._starts, self._spoken = [], (-1, -1)
        self.setExtraSelections([])
        if self._attempt is None:
            return
        cursor = self.textCursor()
        block = QTextBlockFormat()
        block.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(block)
        transcript = self._attempt.transcript
        if not transcript.text:
            cursor.insertText("No words were recognised.", self._plain("faint"))
        for piece in pieces(transcript, marks_of(self._attempt)):
            self._starts.append((piece.start, cursor.position()))
            cursor.insertText(transcript.text[piece.start : piece.end], self._format(piece))
            for key in piece.names:
                cursor.insertText(f"\u00a0{label(key)}\u00a0".replace(" ", "\u00a0"), self._name_format(key))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _plain(self, colour: str = "text") -> QTextCharFormat:
        plain = QTextCharFormat()
        plain.setFont(self._theme.font("body"))
        plain.setForeground(self._theme.colour(colour))
        return plain

    def _format(self, piece: Piece) -> QTextCharFormat:
        made = self._plain()
        if piece.keys:
            first = look(piece.keys[0])
            made.setBackground(self._theme.tint(first.hue))
            made.setUnderlineStyle(_STYLES[look(piece.keys[-1]).underline])
            made.setUnderlineColor(self._theme.ink(look(piece.keys[-1]).hue))
            made.setToolTip(", ".join(label(key) for key in piece.keys))
        elif piece.doubtful:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            made.setUnderlineColor(self._theme.colour("faint"))
            made.setToolTip("Not sure about this word")
        return made

    def _name_format(self, key: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.font("small", QFont.Weight.DemiBold))
        made.setForeground(self._theme.ink(look(key).hue))
        made.setBackground(self._theme.tint(look(key).hue))
        return made

    # --- places -----------------------------------------------------------------------------------------------------

    def _position(self, offset: int) -> int:
        """Where a character of the transcript stands in the document, which also holds the checks' names."""
        found = [at + offset - start for start, at in self._starts if start <= offset]
        return found[-1] if found else 0

    def _offset(self, position: int) -> int:
        length = len(self._attempt.transcript.text) if self._attempt else 0
        ends = [start for start, _ in self._starts[1:]] + [length]
        found = 0
        for (start, at), end in zip(self._starts, ends, strict=True):
            if at <= position:
                found = min(start + position - at, max(start, end - 1))
        return found

    def top_of(self, key: str) -> int | None:
        """The vertical place of a check's first evidence, in pixels of this widget."""
        marks = [mark for mark in marks_of(self._attempt) if mark.key == key] if self._attempt else []
        if not marks:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(marks[0].start))
        return self.cursorRect(cursor).top()

    def show_spoken(self, at_s: float | None) -> None:
        """Mark the word that is heard at this time of the take; None marks nothing."""
        words = self._attempt.transcript.words if self._attempt is not None and at_s is not None else ()
        word = next((word for word in words if at_s is not None and word.start_s <= at_s < word.end_s + 0.15), None)
        span = (word.start, word.end) if word else (-1, -1)
        if span == self._spoken:
            return
        self._spoken = span
        if word is None:
            self.setExtraSelections([])
            return
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(word.start))
        cursor.setPosition(self._position(word.end - 1) + 1, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setBackground(self._theme.colour("accent"))
        selection.format.setForeground(self._theme.colour("on_accent"))
        self.setExtraSelections([selection])

    # --- input: keys and wheel belong to the page -------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        restyle(self, ring=event.reason() in TAB_REASONS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        restyle(self, ring=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection() and self._attempt is not None:
            point: QPoint = event.position().toPoint()
            self.word_clicked.emit(self._offset(self.cursorForPosition(point).position()))
