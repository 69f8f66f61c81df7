"""Starts the window: one for each home, with its guards, its theme and its engine."""

import secrets
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication

from refcoach import __version__
from refcoach.core.errors import RefCoachError
from refcoach.core.processes import worker_command
from refcoach.engine.attempts import system_clock
from refcoach.engine.desk import Desk, open_desk
from refcoach.store.instance import InstanceLock
from refcoach.store.notices import Notice
from refcoach.ui.engine_client import EngineClient
from refcoach.ui.guards import Guards, close_on_signals, open_error_log
from refcoach.ui.icons import application_icon, clear_icons
from refcoach.ui.single import FirstWindow, ask_first_window, server_name
from refcoach.ui.theme import Theme
from refcoach.ui.trouble import TroubleWindow
from refcoach.ui.window import MainWindow


def make_application(argv: list[str]) -> QApplication:
    """The one QApplication, in the style that the style sheet is made for."""
    QCoreApplication.setApplicationName("RefCoach")
    QCoreApplication.setApplicationVersion(__version__)
    application = QApplication(["refcoach", *argv])
    application.setStyle("Fusion")
    application.setDesktopFileName("refcoach")
    application.setWindowIcon(application_icon())
    application.setQuitOnLastWindowClosed(False)
    return application


class Session(QObject):
    """One run of the window, from the opened desk to the end of the engine."""

    def __init__(self, desk: Desk, notices: list[Notice], first: FirstWindow, folder: Path) -> None:
        super().__init__()
        self._desk = desk
        settings = desk.settings
        self._theme = Theme(settings.theme, settings.text_scale, self)
        self._theme.apply()
        engine_log = folder / "engine.log"
        open_error_log(engine_log).close()  # made here, so that it is the owner's alone
        self._engine = EngineClient(worker_command("engine"), engine_log, parent=self)
        self.window = MainWindow(self._theme, desk, self._engine, system_clock(), lambda: secrets.randbelow(2**31), opens_on="today")
        for notice in notices:
            self.window.status_line.tell(notice.message, notice.hint)
        first.raised.connect(self._to_front)
        self.window.gone.connect(QCoreApplication.quit)

    def start(self) -> None:
        self.window.show()
        self._engine.start()
        self.window.take_focus()

    def _to_front(self) -> None:
        self.window.come_to_front()


def run(argv: list[str]) -> int:
    """Show the window until it is closed; the result is the process's exit code."""
    application = make_application(argv)
    notices: list[Notice] = []
    try:
        desk = open_desk(notices.append, folds=False)
    except RefCoachError as error:
        return TroubleWindow(error).run(application)
    lock = InstanceLock(desk.places.instance_lock)
    name = server_name(desk.places.home)
    if not lock.acquire():
        if ask_first_window(name):
            print("RefCoach is open already; its window was brought to the front.")
            return 0
        print("RefCoach is open already but does not answer.", "Close it, or end its process, and start again.", file=sys.stderr)
        return 1
    try:
        return _run_window(application, desk, notices, name)
    finally:
        desk.close()
        lock.release()


def _run_window(application: QApplication, desk: Desk, notices: list[Notice], name: str) -> int:
    folder = desk.places.home
    with open_error_log(folder / "window.log") as log:
        guards = Guards(log)
        guards.install()
        first = FirstWindow(name)
        session = Session(desk, notices, first, folder)
        close_on_signals(session.window.close)
        session.start()
        try:
            return application.exec()
        finally:
            first.close()
            clear_icons()
            guards.remove()
