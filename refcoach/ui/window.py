"""The main window: rail, status line, pages; makes each page when it is first asked for, and lets the engine end before it closes."""

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
from refcoach.ui.drill import LiveDrill
from refcoach.ui.engine_link import EngineLink, EngineState
from refcoach.ui.icons import application_icon
from refcoach.ui.pack_watch import PackWatch
from refcoach.ui.pages.practise import PractisePage
from refcoach.ui.reminders import Reminders, Tray
from refcoach.ui.status_line import StatusLine
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import column, row
from refcoach.ui.widgets.keys import KeysSheet
from refcoach.ui.widgets.rail import PAGES, Rail

if TYPE_CHECKING:
    from refcoach.ui.pages.log import LogPage
    from refcoach.ui.pages.my_script import MyScriptPage
    from refcoach.ui.pages.partner import PartnerPage
    from refcoach.ui.pages.pledge import PledgePage
    from refcoach.ui.pages.progress import ProgressPage
    from refcoach.ui.pages.scenarios import ScenariosPage
    from refcoach.ui.pages.settings import SettingsPage
    from refcoach.ui.pages.share import SharePage
    from refcoach.ui.pages.today import TodayPage

Page = TypeVar("Page", bound=QWidget)


class MainWindow(QMainWindow):
    """`gone` follows once the window is closed and the engine has ended.

    Practise is there at once; each other page, with the modules that it needs, is made when it is first asked for. `opens_on` is the
    key of the page that is shown first.
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
        opens_on: str = "practise",
    ) -> None:
        super().__init__()
        self._theme, self._desk, self._engine, self._clock, self._today = theme, desk, engine, clock, today
        self._closing = False
        self.drill = LiveDrill(engine, desk, clock, new_seed, self)
        self.rail = Rail(theme)
        self.practise = PractisePage(theme, desk, engine, self.drill)
        self.status_line = StatusLine(theme, engine, self.drill)
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
        self.show_page(opens_on)

    def _build(self) -> None:
        self._pages.addWidget(self.practise)
        right = QWidget()
        below = column(right, spacing=0)
        below.addWidget(self.status_line)
        below.addWidget(self._pages, 1)
        centre = QWidget()
        centre.setProperty("role", "page")
        whole = row(centre, spacing=0)
        whole.addWidget(self.rail)
        whole.addWidget(right, 1)
        self.setCentralWidget(centre)
        self.keys = KeysSheet(self._theme, centre)

    def _connect(self) -> None:
        self.rail.page_chosen.connect(self.show_page)
        self.rail.theme_chosen.connect(self._choose_theme)
        self.rail.keys_wanted.connect(self.keys.toggle)
        self.practise.log_wanted.connect(partial(self.show_page, "log"))
        self.practise.setting_changed.connect(self._save_setting)
        self.reminders.wanted.connect(self._reminded)
        self._packs.changed.connect(lambda: self.scenarios.library.look_again("", ""))
        self.status_line.take_wanted.connect(self._show_recovered)
        self._engine.closed.connect(self._engine_closed)

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
        keys |= {f"Ctrl+{number}": partial(self.show_page, page[0]) for number, page in enumerate(PAGES[:9], 1)}
        for key, action in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(action)

    # --- pages and settings -----------------------------------------------------------------------------------------

    def _added(self, page: Page) -> Page:
        self._pages.addWidget(page)
        self._made.append(page)
        return page

    @cached_property
    def today(self) -> "TodayPage":
        from refcoach.ui.pages.today import TodayPage

        page = TodayPage(self._theme, self._desk, self._engine, self._clock, self._today)
        page.wishes.started.connect(self._practise_this)
        page.wishes.page_wanted.connect(self.show_page)
        page.wishes.take_wanted.connect(self._show_attempt)
        page.wishes.asks_wanted.connect(self._show_asks)
        return self._added(page)

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

    def take_focus(self) -> None:
        """Put the keyboard where the page shown wants it, once the window is there."""
        page: Any = self._pages.currentWidget()
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

    def _show_recovered(self, take: Attempt, check: bool) -> None:
        self.log.show_attempt(take.attempt_id)
        if check:
            self.log.details.check_now(take)
        self.show_page("log")

    def _show_asks(self) -> None:
        self.show_page("pledge")
        self.pledge.show_asks()

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
        try:
            self._desk.save_settings(**{name: value})
        except RefCoachError as error:
            self.status_line.tell(f"This choice holds until RefCoach is closed: {error.message}", error.hint)
        else:
            if name in ("microphone_id", "headphones"):
                self._engine.settings_changed()
        self.practise.refresh()

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
            self.status_line.tell_closing()
            self._pages.setEnabled(False)
            self.rail.setEnabled(False)
            self._engine.shut_down()

    def _engine_closed(self) -> None:
        if self._closing:
            # Later: this may come from inside the close event, where Qt ignores another close.
            QTimer.singleShot(0, self.close)
