"""Comments at moments of a take."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from refcoach.core.review import Comment
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, text
from refcoach.ui.words import length

LONGEST = 500


class CommentRow(QWidget):
    """One comment: its moment, which can be heard, its words, and a way to take it out."""

    changed = Signal()
    removed = Signal()
    place_wanted = Signal(float)

    def __init__(self, theme: Theme, comment: Comment, playable: bool) -> None:
        super().__init__()
        self._at_s = comment.at_s
        moment = length(comment.at_s)
        play = Button(theme, moment, "plain", "commentPlay", "play")
        play.setAccessibleName(f"Play from {moment}")
        play.setEnabled(playable)
        self.words = QLineEdit(comment.text)
        self.words.setObjectName("commentWords")
        self.words.setAccessibleName(f"Comment at {moment}")
        self.words.setPlaceholderText("What you notice here")
        self.words.setMaxLength(LONGEST)
        self.words.setAcceptDrops(False)  # the page takes files that are dropped on it
        remove = Button(theme, "", "plain", "commentRemove", "close")
        remove.setAccessibleName(f"Remove the comment at {moment}")
        remove.setToolTip("Remove this comment")
        line = row(self, spacing=8)
        for part, stretch in ((play, 0), (self.words, 1), (remove, 0)):
            line.addWidget(part, stretch)
        play.clicked.connect(lambda: self.place_wanted.emit(self._at_s))
        remove.clicked.connect(self.removed)
        self.words.textEdited.connect(self.changed)

    @property
    def comment(self) -> Comment:
        return Comment(self._at_s, self.words.text().strip())


class Comments(QWidget):
    """`changed` follows every key; a comment without words is not one."""

    changed = Signal()
    place_wanted = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._playable = theme, True
        self._at_s = 0.0
        self._rows: list[CommentRow] = []
        self._column = column(spacing=4)
        self.add = Button(theme, "", "plain", "commentAdd", "note")
        self.add.clicked.connect(self._add)
        whole = column(self, spacing=4)
        whole.addWidget(text("Comments at a moment", "strong-label"))
        whole.addLayout(self._column)
        line = row()
        line.addWidget(self.add)
        line.addStretch(1)
        whole.addLayout(line)
        self.show_moment(0.0)

    @property
    def value(self) -> tuple[Comment, ...]:
        """In the order of the take."""
        return tuple(sorted((one.comment for one in self._rows if one.comment.text), key=lambda comment: comment.at_s))

    def show_moment(self, at_s: float) -> None:
        """Where the take stands now."""
        self._at_s = round(max(0.0, at_s), 1)
        self.add.setText(f"Add a comment at {length(self._at_s)}")

    def show_comments(self, comments: tuple[Comment, ...], playable: bool) -> None:
        self._playable = playable
        for old in list(self._rows):
            self._take_out(old)
        for comment in comments:
            self._put_in(comment)
        self.show_moment(0.0)

    def _put_in(self, comment: Comment) -> CommentRow:
        made = CommentRow(self._theme, comment, self._playable)
        made.changed.connect(self.changed)
        made.removed.connect(partial(self._remove, made))
        made.place_wanted.connect(self.place_wanted)
        self._rows.append(made)
        self._column.addWidget(made)
        return made

    def _add(self) -> None:
        self._put_in(Comment(self._at_s, "")).words.setFocus()

    def _take_out(self, one: CommentRow) -> None:
        self._rows.remove(one)
        self._column.removeWidget(one)
        one.hide()
        one.deleteLater()

    def _remove(self, one: CommentRow) -> None:
        self._take_out(one)
        self.add.setFocus()
        self.changed.emit()
