"""What is understood while the rep speaks: the last lines, calm and provisional."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from refcoach.ui.widgets.basics import column, text

LINES = 3


class LiveWords(QWidget):
    """Always as tall as three lines, the newest last, so that nothing moves when words come."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("liveWords")
        self._title = text("What I hear so far, roughly", "label", "liveWordsTitle")
        self._words = LastLines()
        whole = column(self, (24, 8, 24, 0), 4)
        whole.addWidget(self._title)
        whole.addWidget(self._words)

    def text(self) -> str:
        return self._words.text()

    def show_words(self, words: str) -> None:
        """Show the end of `words`; without any the place stays empty."""
        if words != self._words.text():
            self._words.setText(words)
            self._words.setAccessibleName(f"Heard so far, not final: {words}" if words else "Nothing heard yet")


class LastLines(QLabel):
    """Wrapped text of which only the last lines show (a QLabel shows the first ones of a text that is too tall)."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("liveWordsText")
        self.setProperty("role", "soft")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def _fit(self) -> None:
        wanted = self.fontMetrics().lineSpacing() * LINES
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def shown_lines(self) -> list[str]:
        """The lines that fit, the newest last."""
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            lines.append(self.text()[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        return lines[-LINES:]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        spacing, ascent = self.fontMetrics().lineSpacing(), self.fontMetrics().ascent()
        for number, line in enumerate(self.shown_lines()):
            painter.drawText(0, number * spacing + ascent, line)
        painter.end()
