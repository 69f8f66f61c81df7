"""One attempt of the log: what was said and found, and the take itself."""

from PySide6.QtWidgets import QWidget

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.errors import RefCoachError
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink, Trouble
from refcoach.ui.pages.result import Found
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, divider, row, set_words, text
from refcoach.ui.widgets.checks import CheckList, result_line
from refcoach.ui.words import clock_words, shown_keys

GONE = "The sound of this take is no longer on this computer."


class Details(QWidget):
    """A kept take is offered to be checked; its result comes by `attempt_logged`."""

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink) -> None:
        super().__init__()
        self.setObjectName("logDetails")
        self._desk, self._engine = desk, engine
        self._attempt: Attempt | None = None
        self._checking = ""
        self._title = text("", "label", "detailsTitle")
        self._client = text("", "soft", "detailsClient")
        self.found = Found(theme, engine, "heading")
        for part in (self.found, *self.found.findChildren(QWidget)):
            if part.objectName():
                part.setObjectName("log" + part.objectName()[0].upper() + part.objectName()[1:])
        self._kept = text("", "soft", "keptLabel")
        self.check = Button(theme, "Check it now", "primary", "logCheckButton")
        self._checks_title = text("What I heard", "strong")
        self.checks = CheckList(theme)
        self.check.clicked.connect(self._check)
        engine.state_changed.connect(self._refresh)
        engine.failed.connect(self._failed)
        self._build()

    def _build(self) -> None:
        buttons = row()
        buttons.addWidget(self.check)
        buttons.addStretch(1)
        whole = column(self, (32, 32, 32, 24), 12)
        whole.addWidget(self._title)
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

    def show_attempt(self, attempt: Attempt, title: str) -> None:
        self._attempt = attempt
        if self._checking == attempt.attempt_id and attempt.state is AttemptState.CHECKED:
            self._checking = ""
        self._title.setText(f"{title}  \u00b7  {clock_words(attempt.at)}  \u00b7  take {attempt.number}")
        set_words(self._client, f"The client had said: \u201c{attempt.client}\u201d" if attempt.client else "")
        self.found.show_attempt(attempt, self._missing(attempt))
        if attempt.state is AttemptState.KEPT:
            self.found.headline.setText("This take has not been checked yet.")
        self.found.transcript.setVisible(attempt.state is AttemptState.CHECKED)
        lines = [result_line(attempt, key) for key in shown_keys(attempt)] if attempt.state is AttemptState.CHECKED else []
        self.checks.show_lines(lines)
        self._checks_title.setVisible(bool(lines))
        self._kept.setText("")
        self._refresh()

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
