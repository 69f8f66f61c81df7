"""A window over a real desk with months of practice in its log."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from progress_examples import Months, some_months
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from ui_samples import Stand

from refcoach.core.attempt import Attempt
from refcoach.core.entries import LIVE, PLEDGE, REAL_ASK, REVIEW
from refcoach.engine.desk import Desk
from refcoach.store.places import places, prepare
from refcoach.ui.pages.progress import ProgressPage

__all__ = ["FAR", "TODAY", "OpenPage", "RealDesk", "settle", "some_months", "words"]

TODAY = date(2026, 11, 23)
FAR = 15_000  # milliseconds
OpenPage = Callable[..., tuple[Stand, ProgressPage]]


class _Logged:
    """Puts what the engine logs into the log, as the engine itself does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def append(self, attempt: Attempt) -> None:
        self._desk.log.put_attempt(attempt)


class RealDesk(Desk):
    """The user's desk in a folder of its own."""

    def __init__(self, home: Path) -> None:
        where = places({"REFCOACH_HOME": str(home)})
        prepare(where)
        super().__init__(where, lambda notice: None)
        self.logged = _Logged(self)
        self.save_settings(theme="light")

    def fill(self, months: Months) -> None:
        for attempt in months.attempts:
            self.log.put_attempt(attempt)
        for kind, entries in ((LIVE, months.live), (REAL_ASK, months.asks), (REVIEW, months.reviews), (PLEDGE, [months.pledge])):
            for entry in entries:
                self.put(kind, entry)
        self.log.fold()


def settle(qtbot: QtBot, page: ProgressPage) -> None:
    """Until the log is read."""
    qtbot.waitUntil(lambda: not page.background.busy, timeout=FAR)


def words(page: QWidget, name: str) -> str:
    """What a label says."""
    return page.findChild(QLabel, name).text()
