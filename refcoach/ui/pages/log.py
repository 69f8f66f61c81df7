"""Log: every attempt by day, a month at a time, with its findings and its sound."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.errors import RefCoachError
from refcoach.core.finding import Evidence
from refcoach.core.search import places
from refcoach.ui.background import Background
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.log_shown import LogShown
from refcoach.ui.models.log_rows import AttemptRow, rows_of
from refcoach.ui.pages.details import Details
from refcoach.ui.pages.log_side import LogSide
from refcoach.ui.pages.reviewed_filter import ReviewedFilter
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import row, scrolled
from refcoach.ui.widgets.checks import LAST_FIGURE
from refcoach.ui.widgets.page_notice import PageNotice
from refcoach.ui.widgets.two_panes import Shares, TwoPanes


class LogPage(QWidget):
    """Reads the log when it is shown and something was added since; what is listed are outlines, the attempt on show is read whole."""

    practise_wanted = Signal()

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("logPage")
        self._theme, self._desk, self._engine, self._today = theme, desk, engine, today
        self._stale, self._failed, self._wanted = True, False, ""
        self._takes: list[Attempt] = []  # all takes of the attempt on show
        self.shown = LogShown(desk)
        self.side = LogSide(theme, desk)
        self.list, self.search = self.side.list, self.side.search
        self.details = Details(theme, desk, engine)
        self.notice = PageNotice(theme)
        self.reviewed = ReviewedFilter(theme, desk, self.list.rows, self.details)
        self.side.filters.addWidget(self.reviewed)
        self._background = Background(self)
        self._pages = QStackedWidget()
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.load)
        self._connect()

    def _build(self) -> None:
        self.details.setMaximumWidth(760)
        self._scroll: QScrollArea = scrolled(self.details)
        self._pages.addWidget(TwoPanes(self._theme, self.side, self._scroll, Shares(below=(5, 4))))
        self._pages.addWidget(self.notice)
        row(self, spacing=0).addWidget(self._pages)

    def _connect(self) -> None:
        self.list.attempt_chosen.connect(self._show)
        self.details.take_chosen.connect(self._choose_take)
        self.details.place_wanted.connect(self._scroll_to)
        self.notice.acted.connect(self._act)
        self.side.months.chosen.connect(self._go_to_month)
        self.side.listed.connect(self._fill)
        self.side.space.changed.connect(self._save_setting)
        self.reviewed.toggled.connect(lambda: self.side.only_reviewed(self.reviewed.takes))
        self.reviewed.changed.connect(self._say_reviews)
        self._engine.attempt_logged.connect(self.add)
        self._engine.take_recovered.connect(self.add)
        for keys, action in (
            ("Alt+PgDown", self.side.months.go_older),
            ("Alt+PgUp", self.side.months.go_newer),
            ("Ctrl+F", self.search.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, action, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- reading ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            if not self.shown.attempts:
                self.notice.say("Log", "Reading the practice log\u2026")
                self._pages.setCurrentIndex(1)
            self._timer.start(0)  # the page is painted first
        self._measure()

    def load(self) -> None:
        """Read the month again; a failure is a state of the page."""
        self._stale, self._takes = False, []
        self._try(self._read)
        self.reviewed.load()

    def _read(self) -> None:
        self.shown.load()
        if self._wanted and all(attempt.attempt_id != self._wanted for attempt in self.shown.attempts):
            wanted = self._desk.attempt(self._wanted)
            if wanted is not None and wanted.at[:7] in self.shown.months:
                self.shown.go_to(wanted.at[:7])

    def _go_to_month(self, month: str) -> None:
        self._try(lambda: self.shown.go_to(month))
        self.list.scrollToTop()

    def _try(self, read: Callable[[], None]) -> None:
        try:
            read()
        except RefCoachError as error:
            self._failed = True
            self.notice.say(error.message, error.hint, "Try again")
            self._pages.setCurrentIndex(1)
            return
        self._failed = False
        self.side.show_months(self.shown)
        self._fill()

    def reviews_changed(self) -> None:
        """A review came in; what is shown is read again when it is looked at."""
        self._stale = True
        if self.isVisible():
            self.load()

    def _say_reviews(self) -> None:
        """Other reviews were read: rows and the take on show have them, and what is asked for may be others."""
        self.side.only_reviewed(self.reviewed.takes)
        self.list.viewport().update()
        shown = self.details.attempt
        if shown is not None and self._takes:
            self._show_take(shown)

    def _measure(self) -> None:
        """The room that practice takes is counted aside: takes may be many."""
        settings = self._desk.settings
        self.side.space.show_settings(settings.keep_audio_days, settings.compress_takes)
        if not self._background.busy:
            self._background.run(self._desk.space, self.side.space.show_space, lambda error: None)

    def _save_setting(self, name: str, value: object) -> None:
        try:
            self._desk.save_settings(**{name: value})
        except RefCoachError as error:
            self.side.say(f"{error.message} {error.hint}")
        self._engine.settings_changed()
        self._measure()

    def add(self, attempt: Attempt) -> None:
        """An attempt was logged, or logged anew with its result."""
        self.side.add(attempt)
        if not self.isVisible():
            self._stale = True
            return
        first = self._takes[0].attempt_id if self._takes else ""
        if first in (attempt.attempt_id, attempt.part_of):
            self._takes = []  # to be read again; the take that is looked at stays
        if self.shown.add(attempt) or self.side.searching:
            self._failed = False
            self.side.show_months(self.shown)
            self._fill()

    # --- showing ----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        if not self.shown.months and not self._failed:
            self.notice.say("No practice yet", "Every take that you record is kept here, with what was heard in it.", "Practise")
            self._pages.setCurrentIndex(1)
            return
        self._pages.setCurrentIndex(0)
        shown = self.details.attempt
        wanted = self._wanted or (shown.attempt_id if shown is not None else "")
        listed = self.side.found if self.side.searching else self.shown.attempts
        rows = rows_of(listed, self.shown.titles, self._today())
        self.list.rows.show_rows(rows)
        self.side.say_what(sum(isinstance(each, AttemptRow) for each in rows))
        if self.list.select_attempt(wanted):
            self._wanted = ""
        elif self.list.rows.first_attempt() >= 0:
            self.list.setCurrentIndex(self.list.rows.index(self.list.rows.first_attempt(), 0))
        self.details.setVisible(bool(listed))

    def _show(self, outline: Attempt) -> None:
        """Show a row's attempt, or again the take of it that is looked at."""
        before = self.details.attempt
        if before is not None and not self._wanted and self._takes and self._takes[0].attempt_id == outline.attempt_id:
            return  # only the list around it is new
        try:
            self._takes = self.shown.whole(outline)
        except RefCoachError as error:
            self.side.say(f"{error.message} {error.hint}")
            return
        looked_at = self._take(self._wanted) or (self._take(before.attempt_id) if before is not None else None)
        take = looked_at or self._take(outline.attempt_id)
        if take is None:
            self.side.say("This attempt can no longer be read.")
            return
        self._show_take(take)
        if before is None or before.attempt_id != take.attempt_id:
            self._scroll.verticalScrollBar().setValue(0)
        if self.side.phrases:
            self._choose_words(take)

    def _show_take(self, attempt: Attempt) -> None:
        self.details.show_attempt(attempt, self.shown.titles.get(attempt.scenario, attempt.scenario), self._takes)

    def _choose_words(self, attempt: Attempt) -> None:
        """Select the words that were searched for."""
        for start, end in places(attempt.transcript.text, self.side.phrases)[:1]:
            self.details.found.pane.choose(Evidence(attempt.transcript.text[start:end], start, end))

    def _choose_take(self, attempt_id: str) -> None:
        chosen = self._take(attempt_id)
        if chosen is not None:
            self._show_take(chosen)

    def _take(self, attempt_id: str) -> Attempt | None:
        return next((attempt for attempt in self._takes if attempt.attempt_id == attempt_id), None)

    def _scroll_to(self, place: int) -> None:
        top = self.details.found.mapTo(self.details, QPoint(0, place)).y()
        # Later: a take that was just put on the page has no place yet.
        QTimer.singleShot(0, self, lambda: self._scroll.ensureVisible(0, top, 0, 80))

    def show_attempt(self, attempt_id: str) -> None:
        """Select this attempt as soon as it is read."""
        self._wanted = attempt_id
        if self._stale:
            return
        if self.list.select_attempt(attempt_id):
            self._wanted = ""
            return
        if self.side.searching:  # what is asked for may not be among what is looked for
            self.reviewed.setChecked(False)
            self.side.ask_for_all()
        self.load()

    def _act(self) -> None:
        if self._failed:
            self.load()
        else:
            self.practise_wanted.emit()

    def take_focus(self) -> None:
        self.list.setFocus()

    def hush(self) -> None:
        self.details.found.stop()

    def close_down(self) -> None:
        """Wait for what runs in the background; for closing."""
        self.side.close_down()
        self.reviewed.close_down()
        self._background.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Undo):
            self.details.take_back()
        elif not plain or self._pages.currentIndex() != 0:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.details.found.player.toggle()
        elif event.key() == Qt.Key.Key_Escape:
            self.hush()
        elif 1 <= number <= LAST_FIGURE:
            self.details.go_to_number(number)
        else:
            super().keyPressEvent(event)
