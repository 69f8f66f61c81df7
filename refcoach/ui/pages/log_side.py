"""The left side of the Log page: search, scenario, month, the list, and the room that practice takes."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from refcoach.core.attempt import Attempt
from refcoach.ui.desk import DeskLike
from refcoach.ui.log_search import LogSearch, ScenarioNames, Wanted
from refcoach.ui.log_shown import LogShown
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, Choice, announce, column, row, set_words, text
from refcoach.ui.widgets.export_menu import ExportMenu
from refcoach.ui.widgets.log_list import LogList
from refcoach.ui.widgets.month_bar import MonthBar
from refcoach.ui.widgets.space_line import SpaceLine
from refcoach.ui.words import count, month_words

NOTHING_FITS = "No take fits. Clear the search, or choose all scenarios."
NOTHING_THERE = "No take in this month, and none before it."
TYPED_MS = 300  # after the last letter the search begins


class LogSide(QWidget):
    """`listed` when other attempts are to be listed: what was found while words, scenario or reviews are asked for, else the month."""

    listed = Signal()

    def __init__(self, theme: Theme, desk: DeskLike) -> None:
        super().__init__()
        self.found: list[Attempt] = []
        self.wanted = Wanted()
        self.list = LogList(theme)
        self.search = QLineEdit()
        self.scenario = Choice(theme, "logScenario")
        self.months = MonthBar(theme)
        self.space = SpaceLine(theme)
        self.stop = Button(theme, "Stop", "plain", "logSearchStop")
        self.go_on = Button(theme, "Go on", "plain", "logSearchOn")
        self._progress = text("", "small", "logProgress")
        self._nothing = text("", "soft", "logNothing")
        self._reading, self._listed = "", 0
        self._reviewed: frozenset[str] | None = None
        self._seen: dict[str, None] = {}
        self._titles: Mapping[str, str] = {}
        self._looking = LogSearch(desk, self)
        self._names = ScenarioNames(desk, self)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._build(theme, desk)
        self._connect()

    def _build(self, theme: Theme, desk: DeskLike) -> None:
        self.search.setPlaceholderText("Search words you said")
        self.search.setObjectName("logSearch")
        self.search.setAccessibleName("Search the whole log")
        self.search.setClearButtonEnabled(True)
        self.scenario.setAccessibleName("Only this scenario")
        side: QVBoxLayout = column(self, (24, 32, 8, 16), 8)
        side.addWidget(text("Log", "title"))
        side.addSpacing(4)
        side.addWidget(self.search)
        self.filters = row()
        self.filters.addWidget(self.scenario, 1)
        side.addLayout(self.filters)
        side.addWidget(self.months)
        self._under_way = QWidget()
        line = row(self._under_way)
        line.addWidget(self._progress, 1)
        line.addWidget(self.stop)
        line.addWidget(self.go_on)
        side.addWidget(self._under_way)
        side.addWidget(self._nothing)
        side.addWidget(self.list, 1)
        below = row()
        below.addWidget(self.space, 1, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(ExportMenu(theme, desk))
        side.addLayout(below)
        self._under_way.hide()
        self.setMinimumWidth(320)
        self.setMaximumWidth(440)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typed.start)
        self._typed.timeout.connect(self._begin)
        self.search.returnPressed.connect(self._begin)
        self.scenario.currentIndexChanged.connect(self._begin)
        self.stop.clicked.connect(self._stop)
        self.go_on.clicked.connect(self._go_on)
        self._names.found.connect(self._offer)
        self._looking.found.connect(self._came)
        self._looking.at_month.connect(self._reached)
        self._looking.ended.connect(self._ended)
        QShortcut(QKeySequence("Esc"), self.search, self._escape, context=Qt.ShortcutContext.WidgetShortcut)

    @property
    def searching(self) -> bool:
        """Whether the list shows what was found in the whole log, not a month."""
        return bool(self.wanted)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The words that are looked for."""
        return self.wanted.phrases

    def only_reviewed(self, takes: frozenset[str] | None) -> None:
        """Ask for attempts of these takes alone, or for all (None)."""
        if takes != self._reviewed:
            self._reviewed = takes
            self._begin()

    def ask_for_all(self) -> None:
        """Empty the search and the choice of a scenario."""
        self.search.clear()
        self.scenario.setCurrentIndex(0)
        self._begin()

    def show_months(self, shown: LogShown) -> None:
        """Offer the months and scenarios there are."""
        if shown.months:
            self.months.show_months(shown.months, shown.newest, shown.oldest)
        self._titles = shown.titles
        self._offer(shown.scenarios)
        self._names.read()

    def _offer(self, scenarios: Iterable[str]) -> None:
        """Offer these scenarios too."""
        self._seen.update(dict.fromkeys(scenarios))
        self.scenario.offer([("All scenarios", ""), *((self._titles.get(scenario, scenario), scenario) for scenario in self._seen)])

    def say(self, words: str) -> None:
        """Something that the user should know about the list."""
        set_words(self._nothing, words)

    def say_what(self, listed: int) -> None:
        """Say where the search is, or why the list is empty."""
        self._listed = listed
        self.months.setVisible(not self.searching)
        self._under_way.setVisible(self.searching)
        running, rest = self._looking.running, self._looking.rest
        self.stop.setVisible(running)
        self.go_on.setVisible(not running and bool(rest))
        found = count(listed, "attempt") + " found"
        if running:
            found = f"Searching {month_words(self._reading)}, {listed} found" if self._reading else "Searching\u2026"
        elif rest:
            found += f"; {month_words(rest)} and before are not searched yet"
        set_words(self._progress, found, hide_empty=False)
        self.say("" if listed or running or rest else NOTHING_FITS if self.searching else NOTHING_THERE)

    def add(self, attempt: Attempt) -> None:
        """An attempt is there, or there with a new result."""
        before = len(self.found)
        self.found = [known for known in self.found if known.attempt_id != attempt.attempt_id]
        if len(self.found) < before or self.wanted.fits_new(attempt):
            self.found.append(attempt)

    def _begin(self) -> None:
        self._typed.stop()
        self._looking.stop()
        self._looking.rest = ""
        self.wanted = Wanted(tuple(self.search.text().split()), self.scenario.currentData() or "", self._reviewed)
        self.found, self._reading = [], ""
        if self.wanted:
            self._looking.start(self.wanted)
        self.listed.emit()

    def _go_on(self) -> None:
        self._looking.start(self.wanted, self._looking.rest)
        self.listed.emit()
        self.search.setFocus()

    def _came(self, attempts: list[Attempt]) -> None:
        known = {attempt.attempt_id for attempt in self.found}  # logged meanwhile, or of a month that was begun and stopped
        self.found += [attempt for attempt in attempts if attempt.attempt_id not in known]
        self.listed.emit()

    def _reached(self, month: str) -> None:
        self._reading = month
        self.say_what(self._listed)

    def _ended(self, trouble: str) -> None:
        self.listed.emit()
        if trouble:
            self.say(trouble)
        announce(self._progress, self._progress.text())

    def _stop(self) -> None:
        self._looking.stop()
        self.listed.emit()
        self.search.setFocus()

    def _escape(self) -> None:
        if self._looking.running:
            self._stop()
        else:
            self.search.clear()

    def close_down(self) -> None:
        self._looking.finish()
        self._names.finish()
