"""What the rep said, with the evidence of each check under its hue, its underline and its name."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QTextEdit

from refcoach.core.attempt import Attempt
from refcoach.core.feedback import check_name
from refcoach.core.transcript import Word
from refcoach.ui.models.marks import Piece, marks_of, pieces
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import TAB_REASONS, announce, restyle
from refcoach.ui.words import Underline, look

_STYLES = {
    Underline.SOLID: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Underline.DASH: QTextCharFormat.UnderlineStyle.DashUnderline,
    Underline.DOT: QTextCharFormat.UnderlineStyle.DotLine,
    Underline.DASH_DOT: QTextCharFormat.UnderlineStyle.DashDotLine,
    Underline.WAVE: QTextCharFormat.UnderlineStyle.WaveUnderline,
}


class TranscriptView(QTextBrowser):
    """As tall as its text. The arrow keys and the mouse choose words; those chosen can be corrected or quoted.

    `word_clicked` tells the character offset in the transcript, `correction_wanted` the first and the last word's number.
    """

    word_clicked = Signal(int)
    correction_wanted = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._attempt: Attempt | None = None
        self._starts: list[tuple[int, int]] = []  # (offset in the transcript, position in the document) of each piece
        self._spoken = (-1, -1)
        self._chosen = (-1, -1)  # the words chosen by keyboard: where it began, where it stands
        self.setObjectName("transcriptView")
        self.setAccessibleName("What you said")
        self.setAccessibleDescription("Left and Right choose a word, with Shift several; Enter corrects them")
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
        self._starts, self._spoken, self._chosen = [], (-1, -1), (-1, -1)
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
                name = check_name(self._attempt.judgement, key)
                cursor.insertText(f"\u00a0{name}\u00a0".replace(" ", "\u00a0"), self._name_format(key))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _plain(self, colour: str = "text") -> QTextCharFormat:
        plain = QTextCharFormat()
        plain.setFont(self._theme.font("body"))
        plain.setForeground(self._theme.colour(colour))
        return plain

    def _format(self, piece: Piece) -> QTextCharFormat:
        made = self._plain("faint" if piece.doubtful else "text")
        made.setFontItalic(piece.doubtful)
        tips = ["Not sure about this word"] if piece.doubtful else []
        if piece.keys and self._attempt is not None:
            made.setBackground(self._theme.tint(look(piece.keys[0]).hue))
            made.setUnderlineStyle(_STYLES[look(piece.keys[-1]).underline])
            made.setUnderlineColor(self._theme.ink(look(piece.keys[-1]).hue))
            tips.insert(0, ", ".join(check_name(self._attempt.judgement, key) for key in piece.keys))
        if piece.heard:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            made.setUnderlineColor(self._theme.colour("accent"))
            tips.insert(0, f"I heard \u201c{piece.heard}\u201d")
        made.setToolTip("\n".join(tips))
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

    def top_at(self, offset: int) -> int:
        """The vertical place of a character of the transcript, in pixels of this widget."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(offset))
        return self.cursorRect(cursor).top()

    # --- chosen words -----------------------------------------------------------------------------------------------

    @property
    def _words(self) -> tuple[Word, ...]:
        return self._attempt.transcript.words if self._attempt is not None else ()

    def chosen_words(self) -> tuple[int, int] | None:
        """The numbers of the first and the last word that the selection touches."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self._offset(cursor.selectionStart()), self._offset(cursor.selectionEnd() - 1) + 1
        touched = [number for number, word in enumerate(self._words) if word.start < end and word.end > start]
        return (touched[0], touched[-1]) if touched else None

    def quote(self) -> str:
        """The chosen words, whole; empty when none are chosen."""
        chosen = self.chosen_words()
        if chosen is None or self._attempt is None:
            return ""
        return self._attempt.transcript.text[self._words[chosen[0]].start : self._words[chosen[1]].end]

    def choose_words(self, first: int, last: int) -> None:
        """Select the words of these numbers."""
        self._chosen = (first, last)
        low, high = self._words[min(first, last)], self._words[max(first, last)]
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(low.start))
        cursor.setPosition(self._position(high.end - 1) + 1, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        announce(self, self._told(min(first, last)))

    def _told(self, first: int) -> str:
        """The chosen words as a screen reader says them, with what a tooltip says about the first."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(self._words[first].start) + 1)
        return ", ".join([self.quote(), *cursor.charFormat().toolTip().splitlines()])

    def _step(self, key: Qt.Key, further: bool) -> None:
        """Choose the next or previous word, the first or the last; `further` adds to what is chosen."""
        last = len(self._words) - 1
        now = self.chosen_words()
        if now is None:
            self._chosen = (-1, -1)
        elif tuple(sorted(self._chosen)) != now:
            self._chosen = now  # chosen by the mouse meanwhile
        anchor, at = self._chosen
        goal = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last, Qt.Key.Key_Left: max(0, at - 1), Qt.Key.Key_Right: min(last, at + 1)}[key]
        self.choose_words(anchor if further and anchor >= 0 else goal, goal)

    def _want_correction(self) -> None:
        chosen = self.chosen_words()
        if chosen is not None:
            self.correction_wanted.emit(*chosen)

    def _word_under(self, point: QPoint) -> int | None:
        offset = self._offset(self.cursorForPosition(point).position())
        return next((number for number, word in enumerate(self._words) if word.start <= offset <= word.end), None)

    # --- input: keys and wheel belong to the page -------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        restyle(self, ring=event.reason() in TAB_REASONS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        restyle(self, ring=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()
        elif plain & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif plain != Qt.KeyboardModifier.NoModifier or not self._words:
            event.ignore()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._want_correction()
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            under, chosen = self._word_under(event.pos()), self.chosen_words()
            if under is not None and (chosen is None or not chosen[0] <= under <= chosen[1]):
                self.choose_words(under, under)
        self._want_correction()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection() and self._attempt is not None:
            point: QPoint = event.position().toPoint()
            self.word_clicked.emit(self._offset(self.cursorForPosition(point).position()))
