"""Progress: each check over the weeks, days of practice, the partner's agreement, what came of real asks, and reminders."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.errors import RefCoachError
from refcoach.engine.progress import Practice, read_practice, weeks_before
from refcoach.ui.background import Background
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.models.progress_words import monday_words
from refcoach.ui.pages.progress_view import ProgressView, section
from refcoach.ui.reminders import Reminders
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import WIDE_COLUMN_PX, Button, Choice, QuietButton, announce, centred, column, row, set_words, text
from refcoach.ui.widgets.page_notice import PageNotice
from refcoach.ui.widgets.remind_me import RemindMe

PERIODS = (("12 weeks", 12), ("A year", 53), ("All", 0))  # 0 = everything
STOP = "Stop reading"
AGAIN_MS = 400  # a take is logged twice in a moment: as kept, and with its result


@dataclass(slots=True)
class Reading:
    """One reading of the log that is under way; `stop` ends it after the month that is being read."""

    weeks: int
    stop: threading.Event = field(default_factory=threading.Event)


class ProgressPage(QWidget):
    """Reads when it is shown and something was logged since, in the background. `reminder_chosen` tells the new setting."""

    practise_wanted = Signal()
    reminder_chosen = Signal(str)
    _month_read = Signal(object, int, int)

    def __init__(
        self, theme: Theme, desk: DeskLike, engine: EngineLink, reminders: Reminders, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("progressPage")
        self._theme, self._desk, self._today, self._reminders = theme, desk, today, reminders
        self._stale, self._failed, self._older = True, False, False
        self._reading: Reading | None = None
        self.background = Background(self)
        self.view: ProgressView | None = None
        self.period = Choice(theme, "progressPeriod")
        self.as_table = QuietButton(theme, "As a table", "table", "asTable")
        self.cancel = Button(theme, STOP, "plain", "stopReading")
        self.remind = RemindMe(theme)
        self.notice = PageNotice(theme)
        self._state = text("", "label", "progressState")
        self._space = column(spacing=0)
        self._pages = QStackedWidget()
        self._scroll = QScrollArea()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self.load)
        self._build()
        self._connect(engine)

    def _build(self) -> None:
        for words, weeks in PERIODS:
            self.period.addItem(words, weeks)
        self.period.setAccessibleName("How far back")
        self.as_table.setCheckable(True)
        inside = QWidget()
        whole = column(inside, spacing=8)
        top = row(spacing=12)
        top.addWidget(text("Progress", "title", wrap=False), 1)
        top.addWidget(self.as_table)
        top.addWidget(self.period)
        whole.addLayout(top)
        whole.addSpacing(8)
        reading = row(spacing=12)
        reading.addWidget(self._state, 1)
        reading.addWidget(self.cancel)
        whole.addLayout(reading)
        whole.addLayout(self._space)
        section(whole, "Reminder")
        whole.addWidget(self.remind)
        whole.addStretch(1)
        middle = centred(inside, (24, 24, 24, 24))
        middle.set_width(WIDE_COLUMN_PX)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(middle)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.notice)
        self.cancel.hide()
        column(self, spacing=0).addWidget(self._pages)

    def _connect(self, engine: EngineLink) -> None:
        self.period.activated.connect(self.load)
        self.as_table.toggled.connect(self._show_as_table)
        self.cancel.clicked.connect(self._stop)
        self.notice.acted.connect(self._act)
        self.remind.changed.connect(self.reminder_chosen)
        self._month_read.connect(self._tell_month)
        engine.attempt_logged.connect(self._attempt_logged)

    # --- reading ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_reminder()
        if self._stale:
            self.load()

    def load(self) -> None:
        """Read the chosen period; what is shown stays until the new numbers are there."""
        self._stale = False
        self._stop()
        reading = self._reading = Reading(self.period.currentData())
        if self.view is None:
            self.notice.say("Progress", "Reading your practice\u2026")
            self._pages.setCurrentWidget(self.notice)
        else:
            set_words(self._state, "Reading\u2026")
        today = self._today()
        since = weeks_before(today, reading.weeks) if reading.weeks else None

        def job() -> tuple[Practice, bool]:
            on_month = partial(self._month_done, reading)
            practice = read_practice(self._desk, since, today, on_month, reading.stop.is_set)
            return practice, practice.empty and since is not None and bool(self._desk.months())

        self.background.run(job, partial(self._show, reading), partial(self._fail, reading))

    def _month_done(self, reading: Reading, done: int, total: int, month: str) -> None:
        """On the reading thread."""
        try:
            self._month_read.emit(reading, done, total)
        except RuntimeError:
            pass  # the window is gone

    def _tell_month(self, reading: Reading, done: int, total: int) -> None:
        if reading is not self._reading or reading.weeks or done == total:
            return
        words = f"Reading month {done} of {total}, the newest first\u2026"
        if self.view is None:
            self.notice.say("Progress", words, STOP)
        else:
            set_words(self._state, words)
            self.cancel.show()

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.stop.set()

    def _show(self, reading: Reading, answer: tuple[Practice, bool]) -> None:
        practice, older = answer
        if reading is not self._reading:
            return  # another period was chosen meanwhile
        self._reading, self._failed = None, False
        self.cancel.hide()
        if practice.empty and (self.view is None or not reading.weeks):
            self._say_empty(older)
            return
        self._show_practice(practice)
        begin = monday_words(practice.since.isoformat(), self._today())
        stopped = f"Read back to {begin}; what is older was left out." if not practice.whole else ""
        set_words(self._state, stopped)
        announce(self._state, stopped)

    def _show_practice(self, practice: Practice) -> None:
        if self.view is None:
            self.view = ProgressView(self._theme)
            self.view.charts.show_as_table(self.as_table.isChecked())
            self._space.addWidget(self.view)
        self.view.show_practice(practice, self._today())
        self._pages.setCurrentIndex(0)

    def _say_empty(self, older: bool) -> None:
        self._older = older
        if older:
            self.notice.say("Nothing in these weeks", "There is practice from before.", "Show all of it")
        else:
            words = "Each check that you practise shows here week by week, beside your days of practice and what your partner heard."
            self.notice.say("No practice yet", words, "Practise")
        self._pages.setCurrentWidget(self.notice)

    def _fail(self, reading: Reading, error: RefCoachError) -> None:
        if reading is not self._reading:
            return
        self._reading, self._failed = None, True
        self.cancel.hide()
        if self.view is None:
            self.notice.say(error.message, error.hint, "Try again")
            self._pages.setCurrentWidget(self.notice)
        else:
            set_words(self._state, f"{error.message} {error.hint} What you see was read before.")

    def _attempt_logged(self, attempt: Attempt) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    # --- the rest ---------------------------------------------------------------------------------------------------

    def _act(self) -> None:
        if self._reading is not None:
            self._stop()
        elif self._failed:
            self.load()
        elif self._older:
            self.period.setCurrentIndex(self.period.findData(0))
            self.load()
        else:
            self.practise_wanted.emit()

    def _show_as_table(self, on: bool) -> None:
        self.as_table.setText("As charts" if on else "As a table")
        self.as_table.set_icon("progress" if on else "table")
        if self.view is not None:
            self.view.charts.show_as_table(on)

    def show_reminder(self) -> None:
        """The setting as it is kept."""
        self.remind.show_setting(self._desk.settings.reminder, self._reminders.available)

    def take_focus(self) -> None:
        self._scroll.setFocus()  # the arrow keys scroll; nothing waits to be typed

    def hush(self) -> None:
        """The page is left."""

    def close_down(self) -> None:
        """The window closes: reading ends first."""
        self._stop()
        self.background.finish()
