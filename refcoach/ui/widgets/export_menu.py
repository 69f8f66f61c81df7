"""The Log page's way out: a menu of file formats, written in the background with progress, and a way to stop."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QProgressBar, QToolButton, QWidget

from refcoach.core.errors import RefCoachError
from refcoach.engine.export_reading import ExportSource, ExportStopped, Period
from refcoach.engine.exporting import ENDINGS, Exported, ExportOrder, export
from refcoach.share.xapi import Actor
from refcoach.ui.background import Background
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, QuietButton, announce, column, row, set_words, text
from refcoach.ui.words import count

FORMATS = (
    ("csv", "Table for spreadsheets (CSV)"),
    ("pdf", "Report to print (PDF)"),
    ("jsonl", "Everything, for programs (JSON Lines)"),
    ("xapi", "Statements for a learning system (xAPI)"),
)
PERIODS = (("The whole log", 0), ("The last 7 days", 7), ("The last 30 days", 30), ("The last 12 months", 365))

BAR_PX = 8


@dataclass(frozen=True, slots=True)
class Questions:
    """What the user is asked: `file` for (title, suggested name, filter) the file's name or "", `address` the e-mail address or "";
    `now` is the local time."""

    file: Callable[[QWidget, str, str, str], str]
    address: Callable[[QWidget], str]
    now: Callable[[], datetime]


def dialogs() -> Questions:
    """The system's own dialogs; they ask before a file is replaced."""

    def address(parent: QWidget) -> str:
        words = "Your e-mail address, as your learning system knows you:"
        given, agreed = QInputDialog.getText(parent, "xAPI statements", words)
        return given.strip() if agreed else ""

    def file(parent: QWidget, title: str, suggested: str, kinds: str) -> str:
        return QFileDialog.getSaveFileName(parent, title, suggested, kinds)[0]

    return Questions(file, address, lambda: datetime.now().astimezone())


class ExportMenu(QWidget):
    """A button with the menu; below it what is going on and what came of it."""

    _progressed = Signal(int, int, str)

    def __init__(self, theme: Theme, source: ExportSource, questions: Questions | None = None) -> None:
        super().__init__()
        self._source, self._ask = source, questions or dialogs()
        self._background = Background(self)
        self._stop = threading.Event()
        self._days = 0
        self.button = QuietButton(theme, "Export", "export", "exportButton")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self._menu())
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress of the export")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR_PX)
        self.stop_button = Button(theme, "Stop", "plain", "exportStop")
        self.said = text("", "label", "exportSaid")
        under_way = row(spacing=8)
        under_way.addWidget(self.bar, 1)
        under_way.addWidget(self.stop_button)
        whole = column(self, spacing=4)
        whole.addWidget(self.button)
        whole.addLayout(under_way)
        whole.addWidget(self.said)
        set_words(self.said, "")
        self._show_work(False)
        self.stop_button.clicked.connect(self._stop.set)
        self._progressed.connect(self._show_progress)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.finish)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for kind, words in FORMATS:
            menu.addAction(f"{words}\u2026").triggered.connect(partial(self.begin, kind))
        menu.addSeparator()
        periods = QActionGroup(menu)
        for words, days in PERIODS:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(days == self._days)
            action.triggered.connect(partial(self._choose_days, days))
            periods.addAction(action)
        return menu

    def _choose_days(self, days: int) -> None:
        self._days = days

    def begin(self, kind: str) -> None:
        """Ask where to, then write it in the background."""
        order = self._order(kind)
        if order is None:
            return
        self._stop.clear()
        self._show_work(True)
        self._show_progress(0, 0, "Reading the practice log")
        written_at = self._ask.now().isoformat(timespec="milliseconds")
        self._background.run(
            lambda: export(self._source, order, written_at, self._progressed.emit, self._stop.is_set), self._done, self._failed
        )

    def _order(self, kind: str) -> ExportOrder | None:
        """What is to be written where, or None when the user thinks better of it."""
        actor = None
        try:
            if kind == "xapi":
                address = self._ask.address(self)
                if not address:
                    return None
                actor = Actor(mbox=address, name=self._source.profile.name)
        except RefCoachError as error:
            self._failed(error)
            return None
        today = self._ask.now().date()
        ending = ENDINGS[kind]
        name = self._ask.file(self, "Export the log", f"refcoach-log-{today}{ending}", f"{dict(FORMATS)[kind]} (*{ending})")
        if not name:
            return None
        path = Path(name) if name.endswith(ending) else Path(f"{name}{ending}")
        period = Period((today - timedelta(days=self._days - 1)).isoformat()) if self._days else Period()
        # The dialog has asked before it gave the name of a file that is there, unless the ending was added here.
        return ExportOrder(kind, path, period, actor=actor, force=str(path) == name)

    def finish(self) -> None:
        """Stop an export under way and wait for it; what it had written is removed."""
        self._stop.set()
        self._background.finish()

    def _show_work(self, working: bool) -> None:
        self.button.setEnabled(not working)
        self.bar.setVisible(working)
        self.stop_button.setVisible(working)

    def _show_progress(self, done: int, total: int, words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        set_words(self.said, words)

    def _done(self, done: Exported) -> None:
        self._show_work(False)
        things = ", ".join(_counted(name, number) for name, number in done.counts.items())
        files = " and ".join(path.name for path in done.paths)
        self._tell(" ".join((f"Written: {things}, in {files}.", *done.notes)))

    def _failed(self, error: RefCoachError) -> None:
        self._show_work(False)
        self._tell(error.message if isinstance(error, ExportStopped) else f"{error.message} {error.hint}".strip())

    def _tell(self, words: str) -> None:
        set_words(self.said, words)
        announce(self, words)


def _counted(name: str, number: int) -> str:
    return f"{number} entries" if name == "entry" and number != 1 else count(number, name)
