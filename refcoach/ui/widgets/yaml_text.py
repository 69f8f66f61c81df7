"""A text field for YAML: numbered lines, problems underlined, changes from outside that keep cursor and undo."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from refcoach.packs.problems import Problem
from refcoach.ui.theme import Theme

PAD = 8


class _Numbers(QWidget):
    def __init__(self, editor: "YamlText") -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.margin_px(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_numbers(self, event.rect())


class YamlText(QPlainTextEdit):
    """Tab goes on to the next control; Enter begins a line in the column of the one before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("yamlText")
        self.setAccessibleName("The scenario as YAML")
        self.setTabChangesFocus(True)
        self._theme = theme
        self._faulty: frozenset[int] = frozenset()
        self._problems: tuple[Problem, ...] = ()
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._scrolled)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        family = font.family()
        self.setStyleSheet(f'QPlainTextEdit {{ font-family: "{family}"; font-size: {self._theme.px("label")}px; }}')
        self._fit()
        self.mark(self._problems)

    def margin_px(self) -> int:
        return self.fontMetrics().horizontalAdvance("9") * max(3, len(str(self.blockCount()))) + 2 * PAD

    def _fit(self) -> None:
        self.setViewportMargins(self.margin_px(), 0, 0, 0)

    def _scrolled(self, area: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), self.margin_px(), inside.height()))

    def paint_numbers(self, numbers: QWidget, area: QRect) -> None:
        painter = QPainter(numbers)
        font = QFont(self.font())
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > area.bottom():
                break
            line = block.blockNumber() + 1
            font.setBold(line in self._faulty)
            painter.setFont(font)
            painter.setPen(self._theme.ink("pitfall") if line in self._faulty else self._theme.colour("faint"))
            spot = QRectF(0, place.top() + self.viewport().y() - numbers.y(), numbers.width() - PAD, place.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(line))
            block = block.next()
        painter.end()

    # --- from outside -----------------------------------------------------------------------------------------------

    def change_to(self, text: str) -> None:
        """Replace only what differs, as one step of undo; the cursor stays where it is in the rest."""
        before = self.toPlainText()
        if text == before:
            return
        start, most = 0, min(len(text), len(before))
        while start < most and text[start] == before[start]:
            start += 1
        tail = 0
        while tail < most - start and text[-1 - tail] == before[-1 - tail]:
            tail += 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(before[:start]))
        cursor.setPosition(_units(before[: len(before) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - tail])

    def mark(self, problems: Sequence[Problem]) -> None:
        """Underline from each problem's place to the end of its line."""
        self._problems = tuple(problems)
        self._faulty = frozenset(problem.line for problem in problems)
        marks = []
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self._theme.ink("pitfall"))
        for problem in problems:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor_at(problem.line, problem.column)
            mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            mark.format = look
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def _cursor_at(self, line: int, column: int) -> QTextCursor:
        block = self.document().findBlockByNumber(min(line, self.blockCount()) - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(_units(block.text()[: column - 1]), block.length() - 1))
        return cursor

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor there, counted from 1, and the keyboard into the text."""
        self.setTextCursor(self._cursor_at(max(1, line), max(1, column)))
        self.centerCursor()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            line = self.textCursor().block().text()[: self.textCursor().positionInBlock()]
            self.textCursor().insertText("\n" + line[: len(line) - len(line.lstrip(" "))])
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)


def _units(text: str) -> int:
    """The length as Qt counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2
