"""The main window: rail, status line, pages; decides what the status line says and how the window closes."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.errors import RefCoachError
from refcoach.core.scenario import Scenario
from refcoach.engine.attempts import Clock
from refcoach.ui.desk import DeskLike
from refcoach.ui.drill import LiveDrill, Phase
from refcoach.ui.engine_link import EngineLink, EngineState
from refcoach.ui.icons import application_icon
from refcoach.ui.pack_watch import PackWatch
from refcoach.ui.pages.practise import PractisePage
from refcoach.ui.reminders import Reminders, Tray
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.banner import Status, StatusBanner
from refcoach.ui.widgets.basics import column, row
from refcoach.ui.widgets.keys import KeysSheet
from refcoach.ui.widgets.rail import PAGES, Rail
from refcoach.ui.words import clock_words, count

if TYPE_CHECKING:
    from refcoach.ui.pages.log import LogPage
    from refcoach.ui.pages.my_script import MyScriptPage
    from refcoach.ui.pages.partner import PartnerPage
    from refcoach.ui.pages.pledge import PledgePage
    from refcoach.ui.pages.progress import ProgressPage
    from refcoach.ui.pages.scenarios import ScenariosPage
    from refcoach.ui.pages.settings import SettingsPage
    from refcoach.ui.pages.share import SharePage

Page = TypeVar("Page", bound=QWidget)


class MainWindow(QMainWindow):
    """`gone` follows once the window is closed and the engine has ended.

    Practise is there at once; each other page, with the modules that it needs, is made when it is first asked for.
    """

    gone = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: DeskLike,
        engine: EngineLink,
        clock: Clock,
        new_seed: Callable[[], int],
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self._theme, self._desk, self._engine, self._clock, self._today = theme, desk, engine, clock, today
        self._recovered: list[Attempt] = []
        self._notices: list[tuple[str, str]] = []
        self._died = False
        self._closing = False
        self.drill = LiveDrill(engine, desk, clock, new_seed, self)
        self.rail = Rail(theme)
        self.banner = StatusBanner(theme)
        self.practise = PractisePage(theme, desk, engine, self.drill)
        self.reminders = Reminders(desk, Tray(self), parent=self)
        self._packs = PackWatch(desk.packs.folder, self)
        self._pages = QStackedWidget()
        self._made: list[Any] = []
        self.setWindowTitle("RefCoach")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(QSize(720, 560))
        self.resize(1280, 800)
        self._build()
        self._connect()
        self._shortcuts()
        self.show_page("practise")

    def _build(self) -> None:
        self._pages.addWidget(self.practise)
        right = QWidget()
        below = column(right, spacing=0)
        self._banner_space = QWidget()
        column(self._banner_space, (24, 16, 24, 0)).addWidget(self.banner)
        below.addWidget(self._banner_space)
        below.addWidget(self._pages, 1)
        centre = QWidget()
        centre.setProperty("role", "page")
        whole = row(centre, spacing=0)
        whole.addWidget(self.rail)
        whole.addWidget(right, 1)
        self.setCentralWidget(centre)
        self.keys = KeysSheet(self._theme, centre)

    def _connect(self) -> None:
        engine = self._engine
        self.rail.page_chosen.connect(self.show_page)
        self.rail.theme_chosen.connect(self._choose_theme)
        self.rail.keys_wanted.connect(self.keys.toggle)
        self.practise.log_wanted.connect(partial(self.show_page, "log"))
        self.practise.setting_changed.connect(self._save_setting)
        self.reminders.wanted.connect(self._reminded)
        self._packs.changed.connect(lambda: self.scenarios.library.look_again("", ""))
        self.banner.acted.connect(self._act)
        self.drill.changed.connect(self.refresh_status)
        engine.state_changed.connect(self.refresh_status)
        engine.died.connect(self._engine_died)
        engine.take_recovered.connect(self._take_recovered)
        engine.attempt_logged.connect(self._attempt_logged)
        engine.noticed.connect(self.tell)
        engine.closed.connect(self._engine_closed)

    def _shortcuts(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F1": self.keys.toggle,
            "Ctrl++": partial(self._scale_text, 1),
            "Ctrl+=": partial(self._scale_text, 1),
            "Ctrl+-": partial(self._scale_text, -1),
            "Ctrl+0": partial(self._scale_text, 0),
            "Ctrl+,": partial(self.show_page, "settings"),
            "Ctrl+Q": self.close,
        }
        keys |= {f"Ctrl+{number}": partial(self.show_page, page[0]) for number, page in enumerate(PAGES, 1)}
        for key, action in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(action)

    # --- pages and settings -----------------------------------------------------------------------------------------

    def _added(self, page: Page) -> Page:
        self._pages.addWidget(page)
        self._made.append(page)
        return page

    @cached_property
    def progress(self) -> "ProgressPage":
        from refcoach.ui.pages.progress import ProgressPage

        page = ProgressPage(self._theme, self._desk, self._engine, self.reminders, self._today)
        page.practise_wanted.connect(partial(self.show_page, "practise"))
        page.reminder_chosen.connect(self._choose_reminder)
        return self._added(page)

    @cached_property
    def pledge(self) -> "PledgePage":
        from refcoach.ui.pages.pledge import PledgePage

        page = PledgePage(self._theme, self._desk, self._engine, self._clock, self._today)
        page.practise_wanted.connect(self._practise_this)
        return self._added(page)

    @cached_property
    def log(self) -> "LogPage":
        from refcoach.ui.pages.log import LogPage

        page = LogPage(self._theme, self._desk, self._engine, self._today)
        page.practise_wanted.connect(partial(self.show_page, "practise"))
        return self._added(page)

    @cached_property
    def share(self) -> "SharePage":
        from refcoach.ui.pages.share import SharePage

        page = SharePage(self._theme, self._desk, self._engine, self._clock, self._today)
        page.practise_wanted.connect(partial(self.show_page, "practise"))
        page.review_imported.connect(self._review_imported)
        page.review_wanted.connect(self._show_attempt)
        return self._added(page)

    @cached_property
    def partner(self) -> "PartnerPage":
        from refcoach.ui.pages.partner import PartnerPage

        return self._added(PartnerPage(self._theme, self._desk, self._engine, self._clock))

    @cached_property
    def script(self) -> "MyScriptPage":
        from refcoach.ui.pages.my_script import MyScriptPage

        page = MyScriptPage(self._theme, self._desk)
        page.saved.connect(self._engine.settings_changed)
        return self._added(page)

    @cached_property
    def scenarios(self) -> "ScenariosPage":
        from refcoach.ui.pages.scenarios import ScenariosPage

        page = ScenariosPage(self._theme, self._desk, self._engine)
        page.practise_wanted.connect(self._practise_this)
        page.packs_changed.connect(self._packs_changed)
        return self._added(page)

    @cached_property
    def settings(self) -> "SettingsPage":
        from refcoach.ui.pages.settings import SettingsPage

        page = SettingsPage(self._theme, self._desk, self._engine, self.drill, self.reminders)
        page.saved.connect(self.practise.refresh)
        return self._added(page)

    def show_page(self, key: str) -> None:
        """`key` is one of widgets.rail.PAGES or "settings", which are the names of the pages here too."""
        page: Any = getattr(self, key)
        if self._pages.currentWidget() is not page:
            for other in (self.practise, *self._made):
                other.hush()
        self._pages.setCurrentWidget(page)
        self.rail.show_page(key)
        page.take_focus()

    def _review_imported(self) -> None:
        if "log" in self.__dict__:  # else it reads everything when it is made
            self.log.reviews_changed()

    def _practise_this(self, scenario: Scenario) -> None:
        self.show_page("practise")
        self.practise.open(scenario)

    def _show_attempt(self, attempt_id: str) -> None:
        self.log.show_attempt(attempt_id)
        self.show_page("log")

    def _packs_changed(self, scenarios: tuple[Scenario, ...]) -> None:
        self._desk.reload_scenarios(scenarios)
        self.practise.reload()
        self._engine.settings_changed()

    def _choose_reminder(self, setting: str) -> None:
        self._save_setting("reminder", setting)
        self.reminders.refresh()

    def _reminded(self) -> None:
        """A reminder was clicked."""
        self.come_to_front()
        self.show_page("practise")

    def come_to_front(self) -> None:
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def _choose_theme(self, choice: str) -> None:
        self._theme.choose(choice)
        self._save_setting("theme", choice)

    def _scale_text(self, steps: int) -> None:
        self._save_setting("text_scale", self._theme.step_scale(steps))

    def _save_setting(self, name: str, value: object) -> None:
        if not hasattr(self._desk.settings, name):
            return  # this version's settings do not keep it; it holds until the window is closed
        try:
            self._desk.save_settings(**{name: value})
        except RefCoachError as error:
            self.tell(f"This choice holds until RefCoach is closed: {error.message}", error.hint)
        else:
            if name in ("microphone_id", "headphones"):
                self._engine.settings_changed()
        self.practise.refresh()

    # --- status line ------------------------------------------------------------------------------------------------

    def tell(self, message: str, hint: str = "") -> None:
        """Something that the user should know, until it is put away."""
        self._notices.append((message, hint))
        self.refresh_status()

    def _status(self) -> Status | None:
        engine = self._engine
        kept = " Your take is kept." if self.drill.phase in (Phase.LOST, Phase.KEPT) else ""
        if self._closing:
            return Status("Closing." + (" Your take is kept." if self.drill.busy else ""), tone="info")
        trouble = engine.startup_trouble
        if engine.state is EngineState.GAVE_UP:
            message = trouble.message if trouble else "The speech engine keeps stopping, so it is no longer started by itself."
            return Status(message + kept, trouble.hint if trouble else "Takes that you recorded are safe.", "trouble", "Try again")
        if trouble is not None:
            return Status(trouble.message, trouble.hint, "trouble", "Try again")
        if self._died and engine.state in (EngineState.RESTARTING, EngineState.STARTING):
            return Status(f"The speech engine stopped.{kept} Starting it again\u2026")
        if self._recovered and engine.serving:
            return self._recovered_status()
        if self._notices:
            message, hint = self._notices[0]
            return Status(message, hint, "info", "OK")
        return None

    def _recovered_status(self) -> Status:
        if len(self._recovered) == 1:
            take = self._recovered[0]
            return Status(f"A take from {clock_words(take.at)} was recovered.", "It has not been checked yet.", "info", "Check it now")
        words = f"{count(len(self._recovered), 'take')} were recovered."
        return Status(words, "They are in the log and have not been checked yet.", "info", "Open the log")

    def refresh_status(self) -> None:
        status = self._status()
        self.banner.show_status(status)
        self._banner_space.setVisible(status is not None)

    def _act(self) -> None:
        """The button of the status line."""
        if self._engine.state is EngineState.GAVE_UP or self._engine.startup_trouble is not None:
            self._engine.restart()
        elif self._recovered and self._engine.serving:
            take, self._recovered = self._recovered[0], []
            self.log.show_attempt(take.attempt_id)
            if self.banner.status is not None and self.banner.status.action == "Check it now":
                self.log.details.check_now(take)
            self.show_page("log")
        elif self._notices:
            self._notices.pop(0)
        self.refresh_status()

    def _engine_died(self) -> None:
        self._died = True
        self.refresh_status()

    def _take_recovered(self, attempt: Attempt) -> None:
        # The take of the turn on stage is offered there.
        if attempt.attempt_id != self.drill.attempt_id:
            self._recovered.append(attempt)
        self.refresh_status()

    def _attempt_logged(self, attempt: Attempt) -> None:
        self._recovered = [take for take in self._recovered if take.attempt_id != attempt.attempt_id]
        self.refresh_status()

    # --- closing ----------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the engine keep what it records and end; the window stays usable for the eye until it has."""
        if self._engine.state is EngineState.CLOSED:
            event.accept()
            self.gone.emit()
            return
        event.ignore()
        if not self._closing:
            self._closing = True
            for page in self._made:
                page.close_down()
            self.reminders.close_down()
            self.refresh_status()
            self._pages.setEnabled(False)
            self.rail.setEnabled(False)
            self._engine.shut_down()

    def _engine_closed(self) -> None:
        if self._closing:
            # Later: this may come from inside the close event, where Qt ignores another close.
            QTimer.singleShot(0, self.close)
