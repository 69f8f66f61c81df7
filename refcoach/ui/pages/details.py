"""One attempt of the log: what was said and found, and the take itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.errors import RefCoachError
from refcoach.ui.changes import Changes
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.engine_trouble import Trouble
from refcoach.ui.models.reviews import Reviews
from refcoach.ui.pages.found import Found
from refcoach.ui.takes import Shown, shown_alone
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, divider, row, set_words, text
from refcoach.ui.widgets.checks import CheckList, result_line
from refcoach.ui.widgets.review_view import ReviewView
from refcoach.ui.words import clock_words, shown_keys

GONE = "Sound deleted: it is no longer on this computer. What was heard stays."


class Details(QWidget):
    """A kept take is offered to be checked; its result comes by `attempt_logged`. `place_wanted` tells pixels from the top of what was
    found."""

    take_chosen = Signal(str)
    place_wanted = Signal(int)

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink) -> None:
        super().__init__()
        self.setObjectName("logDetails")
        self._desk, self._engine = desk, engine
        self._attempt: Attempt | None = None
        self._shown: Shown | None = None
        self.changes = Changes(engine, self)
        self._checking = ""
        self._title = text("", "label", "detailsTitle")
        self._client = text("", "soft", "detailsClient")
        self.found = Found(theme, engine, lambda: desk.settings.bands, "heading")
        for part in (self.found, *self.found.findChildren(QWidget)):
            if part.objectName():
                part.setObjectName("log" + part.objectName()[0].upper() + part.objectName()[1:])
        self._kept = text("", "soft", "keptLabel")
        self.check = Button(theme, "Check it now", "primary", "logCheckButton")
        self._checks_title = text("What I heard", "strong")
        self.checks = CheckList(theme)
        self.reviews = Reviews()
        self.review = ReviewView(theme)
        self.review.place_wanted.connect(self.found.player.play_from)
        self.check.clicked.connect(self._check)
        self.changes.changed.connect(self._show)
        self.found.take_chosen.connect(self.take_chosen)
        self.found.change.undo.clicked.connect(self.take_back)
        self.found.pane.corrected.connect(self.changes.correct)
        self.checks.contested.connect(self._contest)
        self.checks.chosen.connect(self._go_to)
        engine.state_changed.connect(self._refresh)
        engine.failed.connect(self._failed)
        self._build()

    def _build(self) -> None:
        buttons = row()
        buttons.addWidget(self.check)
        buttons.addStretch(1)
        whole = column(self, (32, 32, 32, 24), 12)
        whole.addWidget(self._title)
        whole.addWidget(self.review)
        whole.addWidget(self.found)
        whole.addWidget(self._kept)
        whole.addLayout(buttons)
        whole.addWidget(divider())
        whole.addWidget(self._checks_title)
        whole.addWidget(self.checks)
        whole.addWidget(self._client)
        whole.addStretch(1)

    @property
    def attempt(self) -> Attempt | None:
        return self._attempt

    def show_attempt(self, attempt: Attempt, title: str, known: Sequence[Attempt] = ()) -> None:
        """`known` holds the parts of it that were said again, among others."""
        self._shown = shown_alone(known, attempt)
        if attempt is not self._attempt:
            self.changes.trouble = None
        self._attempt = attempt
        if self._checking == attempt.attempt_id and attempt.state is AttemptState.CHECKED:
            self._checking = ""
        self._title.setText(f"{title}  \u00b7  {clock_words(attempt.at)}  \u00b7  take {attempt.number}")
        set_words(self._client, f"The client had said: \u201c{attempt.client}\u201d" if attempt.client else "")
        self._kept.setText("")
        self._show()
        self._refresh()

    def _show(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.found.show_takes(shown, self.changes, self._missing)
        whole = shown.whole
        checked = whole.first.state is AttemptState.CHECKED
        lines = [result_line(whole, key, at) for at, key in enumerate(shown_keys(whole), 1)] if checked else []
        self.checks.show_lines(lines)
        self._checks_title.setVisible(bool(lines))
        self.review.show_said(self.reviews.of(shown.attempt.attempt_id), shown.attempt)

    def go_to_number(self, number: int) -> None:
        """Go to the check of this number and hear its words."""
        keys = [line.key for line in self.checks.lines]
        if number <= len(keys):
            self._go_to(keys[number - 1])

    def _go_to(self, key: str) -> None:
        if self._shown is not None:
            take = self._shown.whole.finding(key)[0]
            if take.attempt_id != self._shown.attempt.attempt_id:
                self.take_chosen.emit(take.attempt_id)
            self.place_wanted.emit(self.found.go_to(key))

    def take_back(self) -> None:
        if self._shown is not None:
            self.changes.take_back(self._shown.whole)

    def _contest(self, key: str) -> None:
        if self._shown is not None:
            self.changes.contest(self._shown.whole, self._shown.attempt, key, self.found.quote())

    def _missing(self, attempt: Attempt) -> str:
        """Why the take cannot be played; empty when it can, or when there never was one."""
        if attempt.take is None:
            return ""
        try:
            return "" if self._desk.take_path(attempt) is not None else GONE
        except RefCoachError as error:
            return f"{error.message} {error.hint}".strip()

    def _refresh(self) -> None:
        attempt = self._attempt
        kept = attempt is not None and attempt.state is AttemptState.KEPT and attempt.take is not None
        checking = attempt is not None and attempt.attempt_id == self._checking
        self.check.setVisible(kept)
        self.check.setEnabled(kept and not checking and self._engine.serving)
        self.check.setText("Checking\u2026" if checking else "Check it now")
        self._kept.setVisible(kept and bool(self._kept.text()))

    def check_now(self, attempt: Attempt) -> None:
        """Let the engine recognise and judge a kept take."""
        self._checking = attempt.attempt_id
        self._engine.check_kept(attempt.attempt_id)
        self._refresh()

    def _check(self) -> None:
        if self._attempt is not None:
            self.check_now(self._attempt)

    def _failed(self, trouble: Trouble) -> None:
        if self._checking and trouble.during in ("check_kept", "stop") and trouble.attempt_id in ("", self._checking):
            self._checking = ""
            set_words(self._kept, f"{trouble.message} {trouble.hint}".strip())
            self._refresh()
