"""Today: what to do in the next five minutes, with one button that does it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.errors import RefCoachError
from refcoach.engine.attempts import Clock
from refcoach.ui.background import AGAIN_AFTER_MS, Background
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.pages.today_view import TodayView
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import centred, column, scrolled
from refcoach.ui.widgets.page_notice import PageNotice

if TYPE_CHECKING:
    from refcoach.engine.today import TodayNow

WIDTH_PX = 720


class TodayPage(QWidget):
    """Reads the log whenever it is shown, once it is painted: the window may open on it."""

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, clock: Clock, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("todayPage")
        self._desk, self._clock, self._today = desk, clock, today
        self._wanted, self._read = False, False
        self._name, self._greeted, self._day = "", "", date.min
        self.background = Background(self)
        self.view = TodayView(theme)
        self.wishes = self.view.wishes
        self.notice = PageNotice(theme)
        inside = centred(self.view, (24, 40, 24, 32))
        inside.set_width(WIDTH_PX)
        self._scroll = scrolled(inside)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.notice)
        column(self, spacing=0).addWidget(self._pages)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.load)
        self.notice.acted.connect(self.load)
        engine.attempt_logged.connect(self._attempt_logged)
        self._greet()

    # --- reading ----------------------------------------------------------------------------------------------------

    @property
    def reading(self) -> bool:
        """What is shown is about to be read again."""
        return self._wanted or self._timer.isActive() or self.background.busy

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._greet()
        self._wanted = True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._wanted:
            self._wanted = False
            self._timer.start(0)

    def changeEvent(self, event: QEvent) -> None:
        """Somebody comes back to a window that stayed open: another day, or another time of it, has other words."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            before = self._greeted
            self._greet()
            if self._day != self._today() or self._greeted != before:
                self._timer.start(0)

    def _greet(self) -> None:
        self._greeted = self.view.greet(self._clock.now(), self._name)

    def load(self) -> None:
        """Read the log, away from the window's thread, and show it."""
        self.background.run(self._gather, self._show, self._failed)

    def _gather(self) -> "TodayNow":
        from refcoach.engine.today import today_now  # here, for the window is painted before this is needed

        return today_now(self._desk, self._today())

    def _show(self, now: "TodayNow") -> None:
        first, self._read = not self._read, True
        held = self.isVisible() and self._holds_focus()
        self._name, self._day = now.name, now.day
        self._greet()
        self.view.show_now(now)
        self._pages.setCurrentIndex(0)
        if first and held:
            self.take_focus()

    def _failed(self, error: RefCoachError) -> None:
        self._read = False
        held = self.isVisible() and self._holds_focus()
        self.notice.say(error.message, error.hint, "Try again")
        self._pages.setCurrentIndex(1)
        if held:
            self.take_focus()

    def _holds_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is None or focus is self or self.isAncestorOf(focus)

    def _attempt_logged(self, attempt: Attempt) -> None:
        if self.isVisible():
            self._timer.start(AGAIN_AFTER_MS)

    # --- the frame's wishes -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, and else the page's own."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        button = focus if isinstance(focus, QAbstractButton) and focus.isVisible() else self._button
        if button.isVisible():
            button.click()

    @property
    def _button(self) -> QAbstractButton:
        return self.view.card.start if self._pages.currentIndex() == 0 else self.notice.button

    def take_focus(self) -> None:
        (self._button if self._button.isVisible() else self).setFocus()

    def hush(self) -> None:
        """The page is left; nothing sounds on it."""

    def close_down(self) -> None:
        """The window closes."""
        self.background.finish()
