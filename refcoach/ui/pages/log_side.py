"""The left side of the Log page: search, scenario, month, the list, and the room that practice takes."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from refcoach.core.attempt import Attempt
from refcoach.ui.desk import DeskLike
from refcoach.ui.log_search import MOST_FOUND, LogSearch
from refcoach.ui.log_shown import LogShown
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, Choice, announce, column, row, set_words, text
from refcoach.ui.widgets.export_menu import ExportMenu
from refcoach.ui.widgets.log_list import LogList
from refcoach.ui.widgets.month_bar import MonthBar
from refcoach.ui.widgets.space_line import SpaceLine
from refcoach.ui.words import count, month_words

TYPED_MS = 300  # after the last letter the search begins


class LogSide(QWidget):
    """`listed` when other attempts are to be listed: what was found while a search is on, else the month."""

    listed = Signal()
    scenario_chosen = Signal(str)

    def __init__(self, theme: Theme, desk: DeskLike) -> None:
        super().__init__()
        self.found: list[Attempt] = []
        self.phrases: tuple[str, ...] = ()
        self.list = LogList(theme)
        self.search = QLineEdit()
        self.scenario = Choice(theme, "logScenario")
        self.months = MonthBar(theme)
        self.space = SpaceLine(theme)
        self.stop = Button(theme, "Stop", "plain", "logSearchStop")
        self._progress = text("", "small", "logProgress")
        self._nothing = text("", "soft", "logNothing")
        self._reading = ""
        self._looking = LogSearch(desk, self)
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
        self.scenario.currentIndexChanged.connect(self._choose_scenario)
        self.stop.clicked.connect(self._stop)
        self._looking.found.connect(self._came)
        self._looking.at_month.connect(self._reached)
        self._looking.ended.connect(self._ended)
        QShortcut(QKeySequence("Esc"), self.search, self._escape, context=Qt.ShortcutContext.WidgetShortcut)

    @property
    def searching(self) -> bool:
        """Whether the list shows what was found."""
        return bool(self.phrases)

    def show_months(self, shown: LogShown) -> None:
        """Offer the months and scenarios there are."""
        if shown.months:
            self.months.show_months(shown.months, shown.newest, shown.oldest)
        chosen = self.scenario.currentData()
        self.scenario.blockSignals(True)
        self.scenario.clear()
        self.scenario.addItem("All scenarios", "")
        for scenario in shown.scenarios:
            self.scenario.addItem(shown.titles.get(scenario, scenario), scenario)
        self.scenario.setCurrentIndex(max(0, self.scenario.findData(chosen)))
        self.scenario.blockSignals(False)

    def say(self, words: str) -> None:
        """Something that the user should know about the list."""
        set_words(self._nothing, words)

    def say_what(self, listed: int) -> None:
        """Say where the search is, or why the list is empty."""
        self.months.setVisible(not self.searching)
        self._under_way.setVisible(self.searching)
        self.stop.setVisible(self._looking.running)
        if self._looking.running:
            set_words(self._progress, f"Searching {month_words(self._reading)}, {listed} found", hide_empty=False)
        else:
            most = f"The newest {MOST_FOUND} are shown. Add a word." if listed >= MOST_FOUND else f"{count(listed, 'attempt')} found"
            set_words(self._progress, most, hide_empty=False)
        empty = not listed and not self._looking.running
        self.say("No take fits. Clear the search, or choose all scenarios or another month." if empty else "")

    def add(self, attempt: Attempt) -> None:
        """An attempt that was found is there with a new result."""
        self.found = [attempt if known.attempt_id == attempt.attempt_id else known for known in self.found]

    def _begin(self) -> None:
        self._typed.stop()
        phrases = tuple(self.search.text().split())
        self._looking.stop()
        self.phrases, self.found, self._reading = phrases, [], ""
        if phrases:
            self._looking.start(phrases, self.scenario.currentData() or "")
        self.listed.emit()

    def _choose_scenario(self) -> None:
        self.scenario_chosen.emit(self.scenario.currentData() or "")
        if self.phrases:
            self._begin()

    def _came(self, attempts: list[Attempt]) -> None:
        self.found += attempts
        self.listed.emit()

    def _reached(self, month: str) -> None:
        self._reading = month
        self.say_what(len(self.found))

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
