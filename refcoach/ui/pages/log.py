"""Log: every attempt by day, with its findings and its sound."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.errors import RefCoachError
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.models.log_rows import matching, rows_of, with_parts
from refcoach.ui.pages.details import Details
from refcoach.ui.pages.reviewed_filter import ReviewedFilter
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, Choice, column, frame, row, set_words, text
from refcoach.ui.widgets.checks import LAST_FIGURE
from refcoach.ui.widgets.log_list import LogList

FIRST_ATTEMPTS = 500  # read at first; the rest is read when asked for


class Notice(QWidget):
    """A page of its own for: still reading, nothing yet, cannot be read."""

    acted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = text("", "title", "logNotice")
        self._words = text("", "soft")
        self._button = Button(theme, "", "primary", "logNoticeButton")
        self._button.clicked.connect(self.acted)
        whole = column(self, (48, 96, 48, 48), 12)
        for part in (self._title, self._words):
            part.setMaximumWidth(560)
            whole.addWidget(part)
        whole.addSpacing(8)
        whole.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)

    def say(self, title: str, words: str, action: str = "") -> None:
        self._title.setText(title)
        set_words(self._words, words)
        self._button.setText(action)
        self._button.setVisible(bool(action))


class LogPage(QWidget):
    """Reads the log when it is shown and something was added since."""

    practise_wanted = Signal()

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("logPage")
        self._theme, self._desk, self._engine, self._today = theme, desk, engine, today
        self._attempts: list[Attempt] = []
        self._titles: dict[str, str] = {}
        self._stale, self._all, self._failed, self._wanted = True, False, False, ""
        self.list = LogList(theme)
        self.details = Details(theme, desk, engine)
        self.notice = Notice(theme)
        self.search = QLineEdit()
        self.scenario = Choice(theme, "logScenario")
        self.reviewed = ReviewedFilter(theme, desk, self.list.rows, self.details)
        self._nothing = text("", "soft", "logNothing")
        self._older = Button(theme, "Read older takes", "plain", "olderButton")
        self._pages = QStackedWidget()
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.load)
        self._filter_timer = QTimer(self)
        self._filter_timer.setSingleShot(True)
        self._filter_timer.setInterval(150)
        self._filter_timer.timeout.connect(self._fill)
        self._connect()

    def _build(self) -> None:
        self.search.setPlaceholderText("Search words you said")
        self.search.setObjectName("logSearch")
        self.search.setAccessibleName("Search the log")
        self.search.setClearButtonEnabled(True)
        self.scenario.setAccessibleName("Only this scenario")
        filters = row()
        filters.addWidget(self.scenario, 1)
        filters.addWidget(self.reviewed)
        left = QWidget()
        side: QVBoxLayout = column(left, (24, 32, 8, 16), 8)
        side.addWidget(text("Log", "title"))
        side.addSpacing(4)
        side.addWidget(self.search)
        side.addLayout(filters)
        side.addWidget(self._nothing)
        side.addWidget(self.list, 1)
        side.addWidget(self._older)
        left.setMinimumWidth(320)
        left.setMaximumWidth(440)
        scroll = QScrollArea()
        self.details.setMaximumWidth(760)
        scroll.setWidget(self.details)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        line = frame("divider")
        line.setFixedWidth(1)
        line.setMaximumHeight(16_777_215)
        both = QWidget()
        whole = row(both, spacing=0)
        whole.addWidget(left, 4)
        whole.addWidget(scroll, 6)
        self._pages.addWidget(both)
        self._pages.addWidget(self.notice)
        row(self, spacing=0).addWidget(self._pages)

    def _connect(self) -> None:
        self.list.attempt_chosen.connect(self._show)
        self.details.take_chosen.connect(self._choose_take)
        self.details.place_wanted.connect(self._scroll_to)
        self.notice.acted.connect(self._act)
        self._older.clicked.connect(self._read_all)
        self.search.textChanged.connect(self._filter_timer.start)
        self.scenario.currentIndexChanged.connect(self._fill)
        self.reviewed.toggled.connect(self._fill)
        self._engine.attempt_logged.connect(self.add)
        self._engine.take_recovered.connect(self.add)

    # --- reading ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            if not self._attempts:
                self.notice.say("Log", "Reading the practice log\u2026")
                self._pages.setCurrentIndex(1)
            self._timer.start(0)  # the page is painted first

    def load(self) -> None:
        """Read the log; a failure is a state of the page."""
        self._stale = False
        try:
            self._attempts = self._desk.attempts(limit=None if self._all else FIRST_ATTEMPTS)
            self._titles = {scenario.id: scenario.title for scenario in self._desk.scenarios}
            self.reviewed.load()
        except RefCoachError as error:
            self._failed = True
            self.notice.say(error.message, error.hint, "Try again")
            self._pages.setCurrentIndex(1)
            return
        self._failed = False
        self._offer_scenarios()
        self._fill()

    def reviews_changed(self) -> None:
        """A review came in; what is shown is read again when it is looked at."""
        self._stale = True
        if self.isVisible():
            self.load()

    def _offer_scenarios(self) -> None:
        chosen = self.scenario.currentData()
        self.scenario.blockSignals(True)
        self.scenario.clear()
        self.scenario.addItem("All scenarios", "")
        for scenario in dict.fromkeys(attempt.scenario for attempt in self._attempts):
            self.scenario.addItem(self._titles.get(scenario, scenario), scenario)
        self.scenario.setCurrentIndex(max(0, self.scenario.findData(chosen)))
        self.scenario.blockSignals(False)

    def _read_all(self) -> None:
        self._all = True
        self.load()

    def add(self, attempt: Attempt) -> None:
        """An attempt was logged, or logged anew with its result."""
        self._attempts = [attempt, *(known for known in self._attempts if known.attempt_id != attempt.attempt_id)]
        if not self.isVisible():
            self._stale = True
            return
        shown = self.details.attempt
        if shown is not None and shown.attempt_id == attempt.attempt_id:
            self._wanted = attempt.attempt_id
        self._offer_scenarios()
        self._fill()

    # --- showing ----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        if not self._attempts:
            self.notice.say("No practice yet", "Every take that you record is kept here, with what was heard in it.", "Practise")
            self._pages.setCurrentIndex(1)
            return
        self._pages.setCurrentIndex(0)
        shown = self.details.attempt
        wanted = self._wanted or (shown.attempt_id if shown is not None else "")
        fitting = matching(self._attempts, self.scenario.currentData() or "", self.search.text(), self._titles)
        fitting = with_parts(self.reviewed.fit(fitting), self._attempts)
        self.list.rows.show_rows(rows_of(fitting, self._titles, self._today()))
        set_words(self._nothing, "" if fitting else "No take fits. Clear the search or choose all scenarios.")
        self._older.setVisible(not self._all and len(self._attempts) >= FIRST_ATTEMPTS)
        if self.list.select_attempt(wanted):
            self._wanted = ""
        elif self.list.rows.first_attempt() >= 0:
            self.list.setCurrentIndex(self.list.rows.index(self.list.rows.first_attempt(), 0))
        self.details.setVisible(bool(fitting))

    def _show(self, attempt: Attempt) -> None:
        """Show a row's attempt, or again the take of it that is looked at."""
        looked_at = self._take(self._wanted) or self.details.attempt
        mine = looked_at is not None and looked_at.part_of == attempt.attempt_id
        take = self._take(looked_at.attempt_id) if mine and looked_at is not None else None
        same = self.details.attempt is not None and self.details.attempt.attempt_id == (take or attempt).attempt_id
        self._show_take(take or attempt)
        if not same:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_take(self, attempt: Attempt) -> None:
        self.details.show_attempt(attempt, self._titles.get(attempt.scenario, attempt.scenario), self._attempts)

    def _choose_take(self, attempt_id: str) -> None:
        chosen = self._take(attempt_id)
        if chosen is not None:
            self._show_take(chosen)

    def _take(self, attempt_id: str) -> Attempt | None:
        return next((attempt for attempt in self._attempts if attempt.attempt_id == attempt_id), None)

    def _scroll_to(self, place: int) -> None:
        top = self.details.found.mapTo(self.details, QPoint(0, place)).y()
        # Later: a take that was just put on the page has no place yet.
        QTimer.singleShot(0, self, lambda: self._scroll.ensureVisible(0, top, 0, 80))

    def show_attempt(self, attempt_id: str) -> None:
        """Select this attempt as soon as it is read."""
        self._wanted = attempt_id
        if not self._stale and self.list.select_attempt(attempt_id):
            self._wanted = ""

    def _act(self) -> None:
        if self._failed:
            self.load()
        else:
            self.practise_wanted.emit()

    def take_focus(self) -> None:
        self.list.setFocus()

    def hush(self) -> None:
        self.details.found.stop()

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
