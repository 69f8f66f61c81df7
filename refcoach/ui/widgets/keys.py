"""F1: which keys do what. A sheet over the page, closed by Esc, F1 or a click."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import column, text

KEYS = (
    ("Enter", "Today: start what comes next"),
    ("Space", "Start and end a take or a sound check; play and pause on a result"),
    ("R", "Hear the client's line again"),
    ("T", "Try this part again"),
    ("N", "Next part"),
    ("C", "Show or hide the cue card"),
    ("A", "Result: say just the first missed thing again"),
    ("1 to 9", "Result: go to a check's words and hear them"),
    ("M", "Result: show or hide the model answers"),
    ("Left, Right, Shift", "In the words: choose one, or several"),
    ("Enter, F2", "In the words: correct what is chosen"),
    ("Ctrl+Z", "Undo a correction or an \u201cI did say that\u201d"),
    ("Esc", "Stop the client's voice or a playing take"),
    ("Alt+Page Up, Down", "Log: a newer or older month"),
    ("F2, Ctrl+D, Ctrl+F", "Scenarios: edit, duplicate, search; Log: search"),
    ("Ctrl+S", "Scenarios: save in the editor"),
    ("Space, Enter, Ctrl+V", "Share: tick a take with its sound; play it; paste a review"),
    ("Ctrl+1, 2, 3 \u2026, Comma", "The pages at the left, from the top; Settings"),
    ("Ctrl+Plus, Minus, 0", "Larger, smaller, normal text"),
    ("Tab, Enter", "Go from one control to the next; press it"),
    ("F1", "This list"),
)


class KeysSheet(QFrame):
    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("role", "sheet")
        self.setObjectName("keysSheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Keys: " + "; ".join(f"{keys}: {words}" for keys, words in KEYS))
        self._over = over
        self._before: QWidget | None = None
        whole = column(self, (32, 24, 32, 28), 16)
        whole.addWidget(text("Keys", "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        for line, (keys, words) in enumerate(KEYS):
            grid.addWidget(text(keys, "strong", wrap=False), line, 0)
            grid.addWidget(text(words, "soft", wrap=False), line, 1)
        whole.addLayout(grid)
        over.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        if self.isVisible():
            self.put_away()
        else:
            self._before = self.window().focusWidget()
            self._place()
            self.show()
            self.raise_()
            self.setFocus()

    def put_away(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    def _place(self) -> None:
        over = self._over
        self.adjustSize()
        self.move((over.width() - self.width()) // 2, max(24, (over.height() - self.height()) // 2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.put_away()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.put_away()
