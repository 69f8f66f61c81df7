"""The page Today on the real store: one thing to do next with one button and Enter, the week, the partner's word, the next ask."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pledge_samples import MONDAY
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from ui_samples import MemoryDesk, OpenWindow
from ui_today import NOTE, SAVED, WEDNESDAY, TodayStand, fill, missed

from refcoach.core.attempt import Attempt
from refcoach.core.entries import PLEDGE, REVIEW, SHARE
from refcoach.core.errors import LogError
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.review import Head, Review, Share
from refcoach.engine.desk import Desk
from refcoach.engine.today import suggestions
from refcoach.ui.pages.pledge import ASKS
from refcoach.ui.pages.today import TodayPage
from refcoach.ui.window import MainWindow


@pytest.fixture
def stand(qtbot: QtBot, desk: Desk) -> Iterator[TodayStand]:
    made = TodayStand(qtbot, desk)
    yield made
    made.page.close_down()


def test_the_first_start_says_what_it_is_for_and_has_one_drill_to_do(stand: TodayStand) -> None:
    stand.show()
    assert stand.words("todayTitle") == "Good morning"
    assert "rehearsing aloud" in stand.words("todayAbout")
    first = suggestions(stand.desk, WEDNESDAY)[0].scenario
    assert stand.words("nextTitle") == f"Your first drill: {first.title}"
    assert "Nobody else hears it" in stand.words("nextWhy")
    buttons = [button.objectName() for button in stand.page.findChildren(QPushButton) if button.isVisible()]
    assert buttons == ["todayStart", "todayScriptOpen"]
    with stand.qtbot.waitSignal(stand.page.wishes.page_wanted) as wanted:
        stand.press("todayScriptOpen")
    assert wanted.args == ["script"]


def test_enter_starts_what_the_command_would_suggest(stand: TodayStand) -> None:
    fill(stand.desk)
    stand.show()
    assert stand.words("todayTitle") == "Good morning, Dana"
    chosen = suggestions(stand.desk, WEDNESDAY)[0]
    assert (stand.words("nextTitle"), stand.words("nextWhy")) == (f"Next: {chosen.scenario.title}", chosen.why)
    assert chosen.why == "You missed the business reason twice this week."
    assert stand.words("nextMinutes") == f"{chosen.scenario.minutes} minutes"
    start = stand.button("todayStart")
    assert stand.page.focusWidget() is start
    assert (start.accessibleName(), start.accessibleDescription()) == (
        f"Start. Next: {chosen.scenario.title}, {chosen.scenario.minutes} minutes",
        chosen.why,
    )
    with stand.qtbot.waitSignal(stand.page.wishes.started) as wanted:
        stand.qtbot.keyClick(stand.page.focusWidget(), Qt.Key.Key_Return)
    assert wanted.args == [chosen.scenario]
    primary = [button for button in stand.page.findChildren(QPushButton) if button.isVisible() and button.property("role") == "primary"]
    assert primary == [start]


def test_enter_on_another_suggestion_starts_that_one(stand: TodayStand) -> None:
    fill(stand.desk)
    stand.show()
    others = [stand.button(f"todayOther{at}") for at in (1, 2)]
    others[1].setFocus(Qt.FocusReason.TabFocusReason)
    with stand.qtbot.waitSignal(stand.page.wishes.started) as wanted:
        stand.qtbot.keyClick(others[1], Qt.Key.Key_Return)
    assert others[1].accessibleName().startswith(wanted.args[0].title)
    assert len({others[0].text(), others[1].text(), stand.words("nextTitle")}) == 3


def test_the_week_the_partner_and_the_next_ask_lead_to_their_places(stand: TodayStand) -> None:
    fill(stand.desk)
    stand.show()
    assert stand.words("todayWeekWords") == "Pledge: 1 of 5 days \u00b7 Streak: 1 day"
    assert (stand.page.view.below.dots.kept, stand.page.view.below.dots.promised, stand.page.view.below.dots.isVisible()) == (1, 5, True)
    assert stand.words("todayPartnerWords") == f"From Sam: \u201c{NOTE}\u201d"
    assert stand.words("todayAskWords") == "Next real ask: Priya Nair, tomorrow"
    assert not stand.page.view.below.script.isVisible()
    for name, signal, told in (
        ("todayWeekOpen", stand.page.wishes.page_wanted, ["pledge"]),
        ("todayPartnerOpen", stand.page.wishes.take_wanted, [f"a{MONDAY}1"]),
        ("todayAskOpen", stand.page.wishes.asks_wanted, []),
    ):
        with stand.qtbot.waitSignal(signal) as wanted:
            stand.press(name)
        assert wanted.args == told, name


def test_a_pledge_without_days_and_a_proposal_are_told_in_words(stand: TodayStand) -> None:
    desk = stand.desk
    desk.log.put_attempt(missed(desk, MONDAY))
    desk.put(SHARE, Share("s1", "2026-11-22T20:00:00+01:00", "2026-11-16", "2026-11-22", (), (), Head()))
    desk.put(REVIEW, Review("r1", "s1", "Sam", *SAVED, Head(), proposed=Goals(drills=8)))
    stand.show()
    assert stand.words("todayWeekWords").startswith("Sam proposes a pledge.")
    assert stand.button("todayWeekOpen").text() == "See the proposal"
    assert not stand.page.view.below.dots.isVisible()
    desk.put(PLEDGE, Pledge("p", "2026-11-23", Goals(drills=8, real_asks=1), "2026-11-25T20:00:00+01:00"))
    stand.page.load()
    stand.settle()
    assert stand.words("todayWeekWords").startswith("Pledge, drills: 1 of 8")
    assert not stand.page.view.below.dots.isVisible()  # eight are too many to be seen at a glance


def test_a_log_that_takes_its_time_keeps_nobody_waiting(qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, may_read = MemoryDesk(), threading.Event()
    known = desk.outlines

    def slowly(**wanted: Any) -> list[Attempt]:
        assert may_read.wait(60)
        return known(**wanted)

    monkeypatch.setattr(desk, "outlines", slowly)
    try:
        window = open_window(desk=desk, opens_on="today", wait=False).window
        with qtbot.waitActive(window):
            window.activateWindow()
        qtbot.waitUntil(lambda: window.today.background.busy, timeout=20_000)
        assert shown(window, "todayTitle") == "Good morning"
        assert shown(window, "nextWhy").startswith("Reading")
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        assert window.practise.isVisible()
        window.show_page("today")
    finally:
        may_read.set()
    qtbot.waitUntil(lambda: shown(window, "nextTitle").startswith("Your first drill"), timeout=20_000)


def shown(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    return label.text() if isinstance(label, QLabel) and label.isVisible() else ""


def test_an_attempt_that_is_logged_and_coming_back_are_read(stand: TodayStand) -> None:
    fill(stand.desk)
    stand.show()
    attempt = missed(stand.desk, WEDNESDAY, 3)
    stand.desk.log.put_attempt(attempt)
    stand.engine.attempt_logged.emit(attempt)
    stand.qtbot.waitUntil(lambda: stand.words("todayWeekWords").startswith("Pledge: 2 of 5 days"), timeout=20_000)
    stand.page.hide()
    stand.desk.log.put_attempt(missed(stand.desk, date(2026, 11, 24), 4))
    stand.show()
    assert stand.words("todayWeekWords") == "Pledge: 3 of 5 days \u00b7 Streak: 3 days"


def test_the_next_day_is_another_one_when_somebody_comes_back_to_an_open_window(stand: TodayStand, qtbot: QtBot) -> None:
    fill(stand.desk)
    stand.show()
    stand.day, stand.hour = date(2026, 11, 26), 19
    other = TodayStand(qtbot, stand.desk).show()  # the keyboard goes to another window, and comes back
    with qtbot.waitActive(stand.page):
        stand.page.activateWindow()
    qtbot.waitUntil(lambda: stand.words("todayAskWords").endswith("today"), timeout=20_000)
    assert stand.words("todayTitle") == "Good evening, Dana"
    other.page.close_down()


def test_a_log_that_cannot_be_read_is_a_state_of_the_page_and_enter_tries_again(stand: TodayStand, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(stand.desk, "entries", _refuse)
        stand.show()
        assert stand.words("logNotice") == "The log cannot be read."
        assert stand.page.focusWidget() is stand.button("logNoticeButton")
    stand.qtbot.keyClick(stand.page.focusWidget(), Qt.Key.Key_Return)
    stand.settle()
    assert stand.words("logNotice") == ""
    assert stand.page.focusWidget() is stand.button("todayStart")


def _refuse(*arguments: object, **more: object) -> None:
    raise LogError("The log cannot be read.", "Free some space.")


def test_without_scenarios_there_is_no_button_that_does_nothing(stand: TodayStand) -> None:
    stand.desk.reload_scenarios(())
    stand.show()
    assert stand.words("nextTitle") == "There is no scenario to practise."
    assert not stand.find(QPushButton, "todayStart").isVisible()
    with stand.qtbot.assertNotEmitted(stand.page.wishes.started):
        stand.qtbot.keyClick(stand.page, Qt.Key.Key_Return)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_when_narrow_and_large(stand: TodayStand, scale: float) -> None:
    fill(stand.desk)
    long = "The client who has told everybody at the trade fair how well it went for the whole of the plant"
    scenarios = [replace(each, title=f"{long} {number}") for number, each in enumerate(stand.desk.scenarios)]
    stand.desk.reload_scenarios(tuple(scenarios))
    stand.theme.set_scale(scale)
    stand.show()
    stand.page.resize(720 - 81, 560)
    scroll = stand.page._scroll
    stand.qtbot.waitUntil(lambda: scroll.viewport().width() > 0 and not squeezed(stand.page), timeout=5_000)
    inside = scroll.widget()
    assert inside is not None
    assert inside.width() <= scroll.viewport().width()
    other = stand.button("todayOther1")
    assert other.text().endswith("\u2026")
    assert other.toolTip() == other.accessibleName()
    assert other.accessibleName().startswith(long)
    stand.theme.set_scale(1.0)


def squeezed(page: TodayPage) -> list[str]:
    """Labels that have less height than their words need."""
    labels = [label for label in page.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label.text() for label in labels if label.height() < (label.heightForWidth(label.width()) if label.wordWrap() else 0)]


def test_the_window_opens_on_it_with_the_keyboard_on_start(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk(), opens_on="today")
    window = stand.window
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: window.today.view.card.start.isVisible(), timeout=20_000)
    assert window.findChild(QToolButton, "railToday").isChecked()
    assert window.focusWidget() is window.today.view.card.start
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Enter)
    assert window.practise.isVisible()
    assert window.drill.scenario.id == suggestions(stand.desk, date(2026, 11, 23))[0].scenario.id
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.today.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.practise.isVisible()
    window.show_page("today")
    window.today.wishes.asks_wanted.emit()
    qtbot.waitUntil(lambda: window.pledge.asks.isVisible(), timeout=20_000)  # when the log is read
    assert window.pledge.tabs.current == ASKS
    window.today.wishes.take_wanted.emit("")
    assert window.log.isVisible()
