"""Pledge: what is promised for the week, real asks, live practice, and the referral plan."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from refcoach.core.asks import Totals
from refcoach.core.attempt import Attempt
from refcoach.core.entries import LIVE
from refcoach.core.errors import RefCoachError
from refcoach.core.live import Listener, LivePractice
from refcoach.core.pledge import Goals
from refcoach.core.profile import IdealClient
from refcoach.core.real_ask import RealAsk, ReferralPlan
from refcoach.core.scenario import Scenario
from refcoach.engine.attempts import Clock
from refcoach.engine.pledges import (
    AskNow,
    WeekNow,
    accept_proposal,
    add_ask,
    add_live,
    asks_now,
    finish_ask,
    plan_now,
    save_plan,
    set_pledge,
    week_now,
)
from refcoach.ui.background import AGAIN_AFTER_MS, Background
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.models.ask_words import ask_line
from refcoach.ui.pages.live_practice import LiveView
from refcoach.ui.pages.plan_sheet import PlanSheet
from refcoach.ui.pages.pledge_drafts import PledgeDrafts
from refcoach.ui.pages.pledge_week import WeekView
from refcoach.ui.pages.real_asks import AsksView
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Switch, announce, centred, column, set_words, text
from refcoach.ui.widgets.page_notice import PageNotice
from refcoach.ui.widgets.tabs import Tabs

WEEK, ASKS, LIVE_PRACTICE, PLAN = range(4)


@dataclass(frozen=True, slots=True)
class Read:
    """All that the page shows, as it was read."""

    today: date
    week: WeekNow
    asks: Sequence[AskNow]
    totals: Totals
    lives: Sequence[LivePractice]
    plan: ReferralPlan
    scenarios: Sequence[Scenario]
    ideal: IdealClient


class PledgePage(QWidget):
    """Reads the log whenever it is shown. `practise_wanted` tells the scenario that rehearses an ask."""

    practise_wanted = Signal(object)

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, clock: Clock, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("pledgePage")
        self._desk, self._clock, self._today = desk, clock, today
        self._read = False
        self.background = Background(self)
        self.week = WeekView(theme, self._promise, self._take_over)
        self.asks = AsksView(theme, self._plan_ask, self._note_down)
        self.live = LiveView(theme, engine, self._log_live)
        self.plan = PlanSheet(self._write_plan)
        self.tabs = Tabs((("This week", "tabWeek"), ("Real asks", "tabAsks"), ("Live practice", "tabLive"), ("Referral plan", "tabPlan")))
        self._parts = (self.week, self.asks, self.live, self.plan)
        self.drafts = PledgeDrafts(desk, (self.week, self.asks, self.live), self)
        self._again = text("", "label", "pledgeDrafts")
        self._switch = Switch(*self._parts)
        self.notice = PageNotice(theme)
        self._scroll = QScrollArea()
        self._pages = QStackedWidget()
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.load)
        self.tabs.chosen.connect(self._show_part)
        self.drafts.told.connect(self._tell_drafts)
        self.notice.acted.connect(self.load)
        self.week.ask_wanted.connect(self.show_asks)
        self.asks.practise_wanted.connect(self.practise_wanted)
        for part in (self.week, self.asks, self.live):
            part.changed.connect(self.load)
        engine.attempt_logged.connect(self._attempt_logged)

    def _build(self) -> None:
        inside = QWidget()
        whole = column(inside, spacing=12)
        whole.addWidget(text("Pledge", "title"))
        whole.addWidget(self.tabs)
        whole.addWidget(self._again)
        whole.addSpacing(4)
        whole.addWidget(self._switch, 1)
        self._scroll.setWidget(centred(inside, (24, 24, 24, 32)))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.notice)
        column(self, spacing=0).addWidget(self._pages)
        self._again.hide()

    # --- reading ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._read:
            self.notice.say("Pledge", "Reading the practice log\u2026")
            self._pages.setCurrentIndex(1)
        self._timer.start(0)  # the page is painted first

    def load(self) -> None:
        """Read the log, away from the window's thread, and show it; what was typed stays."""
        self.background.run(self._gather, self._show, self._failed)

    def _gather(self) -> Read:
        desk, today = self._desk, self._today()
        asks, sums = asks_now(desk)
        ideal = desk.profile.ideal_client
        return Read(today, week_now(desk, today), asks, sums, desk.entries(LIVE), plan_now(desk), desk.scenarios, ideal)

    def _show(self, read: Read) -> None:
        first, self._read = not self._read, True
        self.week.show_week(read.week, read.today, ask_line(read.asks, read.today))
        self.asks.show_asks(read.asks, read.totals, read.scenarios, read.today)
        self.live.show_lives(read.lives, read.ideal, read.today)
        self.plan.show_plan(read.plan)
        self.drafts.take_up()
        self._pages.setCurrentIndex(0)
        focus = self.window().focusWidget()
        if first and self.isVisible() and (focus is None or not self._scroll.isAncestorOf(focus)):
            self.take_focus()

    def _tell_drafts(self, words: str) -> None:
        set_words(self._again, words)
        announce(self._again, words)

    def _failed(self, error: RefCoachError) -> None:
        """A state of the page; what was typed is there again once the log can be read."""
        self._read = False
        self.notice.say(error.message, error.hint, "Try again")
        self._pages.setCurrentIndex(1)

    def _attempt_logged(self, attempt: Attempt) -> None:
        if self.isVisible():
            self._timer.start(AGAIN_AFTER_MS)

    def _show_part(self, at: int) -> None:
        self.plan.save()
        self._switch.show_only(self._parts[at])
        self._scroll.verticalScrollBar().setValue(0)

    def show_asks(self) -> None:
        """Real asks, with the keyboard there."""
        self.tabs.choose(ASKS)
        self.asks.take_focus()

    # --- doing ------------------------------------------------------------------------------------------------------

    def _promise(self, week: date, goals: Goals, words: str) -> str:
        return told(set_pledge, self._desk, self._clock, week, goals, words)

    def _take_over(self) -> str:
        return told(accept_proposal, self._desk, self._clock, self._today())

    def _plan_ask(self, who: str, day: str, scenario: str) -> str:
        return told(add_ask, self._desk, self._clock, who, day, scenario)

    def _note_down(self, ask: RealAsk, outcome: Mapping[str, int], note: str) -> str:
        return told(finish_ask, self._desk, self._clock, ask, outcome, note)

    def _log_live(self, people: Sequence[Listener], rehearsed: str, note: str) -> str:
        return told(add_live, self._desk, self._clock, people, rehearsed, note)

    def _write_plan(self, words: Mapping[str, str]) -> str:
        return told(save_plan, self._desk, self._clock, words)

    # --- the frame's wishes -----------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        self.tabs.take_focus()

    def hush(self) -> None:
        """The page is left: the plan is saved at once; what was typed into a form stays in it, and on disk."""
        self.plan.save()
        self.drafts.save()

    def close_down(self) -> None:
        """The window closes."""
        self.hush()
        self.background.finish()


def told(action: Callable[..., object], *arguments: Any) -> str:
    """Do it; what stood in the way in a sentence or two, or nothing."""
    try:
        action(*arguments)
    except RefCoachError as error:
        return f"{error.message} {error.hint}".strip()
    return ""
