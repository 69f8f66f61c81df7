"""What the partner said about a take of the log: verdict, answers beside the app's findings, comments, say-back."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.finding import Verdict
from refcoach.core.review import Answer
from refcoach.ui.models.reviews import VERDICT_ICONS, VERDICT_SAYS, AnswerLine, Said, answer_lines, day_of
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, column, divider, row, text
from refcoach.ui.widgets.checks import paint_symbol
from refcoach.ui.words import length

SYMBOL_PX = 26
AS_VERDICT = {Answer.YES: Verdict.PRESENT, Answer.NO: Verdict.MISSING, Answer.UNSURE: Verdict.UNCLEAR}


class PersonSymbol(QWidget):
    """A check's symbol as the person answered it."""

    def __init__(self, theme: Theme, key: str, answer: Answer) -> None:
        super().__init__()
        self._theme, self._key, self._answer = theme, key, answer

    def sizeHint(self) -> QSize:
        side = self._theme.scaled(SYMBOL_PX) + 2
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.scaled(SYMBOL_PX)
        paint_symbol(painter, self._theme, self._key, AS_VERDICT[self._answer], QRectF(1, 1, side, side))
        painter.end()


class ReviewView(QWidget):
    """Hidden while nobody reviewed the take. `place_wanted` tells seconds to play from."""

    place_wanted = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("reviewView")
        self._theme = theme
        self._shown: tuple[tuple[Said, ...], Attempt | None] = ((), None)
        self._inside = QWidget()
        self._whole = column(self, spacing=0)
        self._whole.addWidget(self._inside)
        self.hide()

    def show_said(self, said: tuple[Said, ...], attempt: Attempt) -> None:
        """What was said about this take, the newest review first."""
        if (said, attempt) == self._shown:
            return
        self._shown = (said, attempt)
        old, self._inside = self._inside, QWidget()
        self._whole.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()
        inside = column(self._inside, spacing=8)
        for one in said:
            self._add(inside, one, attempt)
        self.setVisible(bool(said))

    def _add(self, inside: QVBoxLayout, said: Said, attempt: Attempt) -> None:
        inside.addWidget(text(f"{said.who}\u2019s review, {day_of(said.review.saved_at)}", "strong", "reviewTitle"))
        verdict = said.take.verdict
        if verdict is not None:
            line = row(spacing=8)
            line.addWidget(IconLabel(self._theme, VERDICT_ICONS[verdict], "accent"))
            line.addWidget(text(VERDICT_SAYS[verdict], "heading", "reviewVerdict"), 1)
            inside.addLayout(line)
        lines = answer_lines(said, attempt)
        for answer in lines:
            inside.addLayout(self._answer(answer))
        if any(answer.differs for answer in lines):
            inside.addWidget(text(f"Where the two differ, {said.who}\u2019s word counts.", "small", "reviewOutranks"))
        if said.take.said_back:
            inside.addWidget(text(f"{said.who} would think of:", "label"))
            inside.addWidget(text(f"\u201c{said.take.said_back}\u201d", "", "reviewSaidBack"))
        for comment in said.take.comments:
            inside.addLayout(self._comment(comment.at_s, comment.text, attempt.take is not None))
        if said.review.note:
            inside.addWidget(text(f"{said.who}\u2019s note on all that you shared:", "label"))
            inside.addWidget(text(said.review.note, "", "reviewNote"))
        inside.addSpacing(4)
        inside.addWidget(divider())
        inside.addSpacing(4)

    def _answer(self, answer: AnswerLine) -> QHBoxLayout:
        line = row(spacing=12)
        line.addWidget(PersonSymbol(self._theme, answer.key, answer.answer), 0, Qt.AlignmentFlag.AlignVCenter)
        words = text(f"{answer.name}: {answer.says}", "strong-label" if answer.differs else "label", "reviewAnswer")
        line.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _comment(self, at_s: float, words: str, playable: bool) -> QHBoxLayout:
        line = row(spacing=8)
        play = Button(self._theme, length(at_s), "plain", "reviewCommentPlay", "play")
        play.setAccessibleName(f"Play from {length(at_s)}: {words}")
        play.setToolTip("Hear the take from here")
        play.setEnabled(playable)
        play.clicked.connect(partial(self.place_wanted.emit, at_s))
        line.addWidget(play, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text(words, "", "reviewComment"), 1, Qt.AlignmentFlag.AlignVCenter)
        return line
