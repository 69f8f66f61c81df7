"""A message on the page it is about, with what can be done: a question, an undo, a list of problems."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget

from refcoach.packs.problems import Problem
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, announce, column, restyle, row, set_words, text
from refcoach.ui.widgets.problem_list import ProblemList

MOST_PROBLEMS_PX = 170


class MessageBar(QFrame):
    """Hidden until `say`. The last button always puts it away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setObjectName("libraryMessage")
        self._action: Callable[[], None] = lambda: None
        self._other: Callable[[], None] = lambda: None
        self.message = text("", "strong", "libraryMessageWords")
        self._hint = text("", "label")
        self.problems = ProblemList("importProblems", True)
        self.problems.setMaximumHeight(MOST_PROBLEMS_PX)
        self.act = Button(theme, "", name="messageAct")
        self.close_button = Button(theme, "OK", "plain", "messageClose")
        self.act.clicked.connect(self._act)
        self.close_button.clicked.connect(self._close)
        words = column(spacing=2)
        words.addWidget(self.message)
        words.addWidget(self._hint)
        top = row(spacing=12)
        top.addLayout(words, 1)
        top.addWidget(self.act)
        top.addWidget(self.close_button)
        whole = column(self, (16, 10, 12, 10), 8)
        whole.addLayout(top)
        whole.addWidget(self.problems)
        self.hide()

    def say(
        self,
        message: str,
        hint: str = "",
        act: str = "",
        action: Callable[[], None] = lambda: None,
        tone: str = "info",
        problems: Sequence[Problem] = (),
        close: str = "OK",
        other: Callable[[], None] = lambda: None,
    ) -> None:
        """`act` is the word on the button that does `action`, `close` the one on the button that puts the bar away and does `other`."""
        set_words(self.message, message, hide_empty=False)
        set_words(self._hint, hint)
        self._action, self._other = action, other
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self.close_button.setText(close)
        self.problems.show_problems(problems)
        self.problems.setVisible(bool(problems))
        restyle(self, tone=tone)
        self.show()
        announce(self, f"{message} {hint}")

    def _act(self) -> None:
        self.hide()
        self._action()

    def _close(self) -> None:
        self.hide()
        self._other()


class MessageSpace(QWidget):
    """Room around a message at the top of a page, which goes away with it."""

    def __init__(self, bar: MessageBar) -> None:
        super().__init__()
        self._bar = bar
        column(self, (24, 16, 24, 0)).addWidget(bar)
        bar.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._bar and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(not self._bar.isHidden())
        return False
