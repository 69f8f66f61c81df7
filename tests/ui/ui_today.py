"""The page Today alone, on a real desk, worked as somebody without a mouse works it; and a log with something in it."""

from datetime import date

from page_stand import PageStand
from pledge_samples import MONDAY, attempt_on
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.entries import PLEDGE, REAL_ASK, REVIEW
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.profile import IdealClient, Profile
from refcoach.core.real_ask import RealAsk
from refcoach.core.review import Head, Review, TakeReview
from refcoach.engine.attempts import Clock
from refcoach.engine.desk import Desk
from refcoach.ui.pages.today import TodayPage
from refcoach.ui.scripted import ScriptedEngine
from refcoach.ui.theme import Theme

WEDNESDAY = date(2026, 11, 25)
NOTE = "Clearer on who. Now say why."
SAVED = ("2026-11-24T20:00:00+00:00", "2026-11-25T07:00:00+01:00")


class TodayStand(PageStand):
    """The page alone, on a real desk, at a time that can be set."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk, self.engine, self.day, self.hour = qtbot, desk, ScriptedEngine(), WEDNESDAY, 9
        self.theme = Theme("light")
        self.theme.apply()
        clock = Clock(lambda: f"{self.day}T{self.hour:02d}:14:00.000+01:00", lambda: "id")
        self.page = TodayPage(self.theme, desk, self.engine, clock, lambda: self.day)
        qtbot.addWidget(self.page)
        self.page.resize(900, 700)

    def show(self) -> "TodayStand":
        self.activate()
        self.page.take_focus()
        self.settle()
        return self

    def settle(self) -> None:
        """What was asked for is read and shown."""
        self.qtbot.waitUntil(lambda: not self.page.reading, timeout=20_000)

    def button(self, name: str) -> QPushButton:
        found = self.find(QPushButton, name)
        assert found.isVisible(), name
        return found


def missed(desk: Desk, day: date, number: int = 1) -> Attempt:
    """An attempt at the ask that lacked the business reason."""
    scenario = next(each for each in desk.scenarios if each.id == "ask-after-praise")
    found = Judgement((Finding("business_reason", Verdict.MISSING, 0.1), Finding("ideal_client", Verdict.PRESENT, 0.9)))
    return attempt_on(
        day,
        number,
        scenario=scenario.id,
        judgement=found,
        required=("business_reason", "ideal_client"),
        state=AttemptState.CHECKED,
    )


def fill(desk: Desk) -> None:
    desk.save_profile(Profile("Dana Okafor", ideal_client=IdealClient(function="plant managers")))
    for number in (1, 2):
        desk.log.put_attempt(missed(desk, MONDAY, number))
    desk.put(PLEDGE, Pledge("p", "2026-11-23", Goals(days=5, drills=8), "2026-11-22T20:00:00+01:00"))
    desk.put(REVIEW, Review("r1", "s1", "Sam", *SAVED, Head(), (TakeReview(f"a{MONDAY}1"),), NOTE))
    desk.put(REAL_ASK, RealAsk("a", "Priya Nair", "2026-11-20T09:00:00+01:00", "2026-11-26"))
