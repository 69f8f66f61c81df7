"""The Pledge page on the real store: goals promised and kept, asks, live practices with say-backs, the plan; nothing typed is lost."""

from collections.abc import Iterator

import pytest
from pledge_samples import MONDAY, attempt_on
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot
from ui_pledge import READY, PledgeStand
from ui_samples import OpenWindow

from refcoach.core.entries import LIVE, PLAN, PLEDGE, REAL_ASK, REVIEW, SHARE
from refcoach.core.errors import LogError
from refcoach.core.finding import Finding, Judgement, Verdict, evidence_at
from refcoach.core.live import Listener, Relation
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.profile import IdealClient, Profile
from refcoach.core.real_ask import Outcome
from refcoach.core.records import judgement_record
from refcoach.core.review import Head, Review, Share
from refcoach.core.rubric import FACET_KEYS
from refcoach.engine.desk import Desk
from refcoach.ui.pages.pledge import ASKS, LIVE_PRACTICE, PledgePage
from refcoach.ui.pages.pledge import PLAN as PLAN_TAB


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.save_profile(Profile(ideal_client=IdealClient(function="plant managers", geography="Ohio")))
    return desk


@pytest.fixture
def stand(qtbot: QtBot, desk: Desk) -> Iterator[PledgeStand]:
    made = PledgeStand(qtbot, desk)
    yield made
    made.page.close_down()


def test_a_pledge_is_made_by_keyboard_and_its_goals_follow_the_practice(stand: PledgeStand) -> None:
    stand.show()
    assert stand.words("weekTitle") == "This week, 23 to 29 November"
    assert "Nothing is promised yet" in stand.words("weekWords")
    stand.press("pledgeOpen")
    assert stand.page.focusWidget() is stand.find(QSpinBox, "goal_days")
    stand.number("goal_days", 2)
    stand.number("goal_drills", 0)
    stand.number("goal_business_reason", 1)
    stand.type("pledgeWords", "Every morning")
    stand.press("pledgeSave")
    (pledge,) = stand.desk.entries(PLEDGE)
    assert (pledge.week, pledge.goals, pledge.words) == ("2026-11-23", Goals(days=2, elements=(("business_reason", 1),)), "Every morning")
    assert [tuple(goal) for goal in stand.page.week.goals.shown] == [("Days of practice", 2, 0), ("Business reason heard", 1, 0)]
    assert not stand.page.week.form.isVisible()
    attempt = attempt_on(MONDAY, 1, ("business_reason",))
    stand.desk.log.put_attempt(attempt)
    stand.engine.attempt_logged.emit(attempt)
    stand.qtbot.waitUntil(lambda: [goal.kept for goal in stand.page.week.goals.shown] == [1, 1], timeout=5_000)
    figures = stand.find(QLabel, "goal1")
    assert figures.text() == "1 of 1"
    assert figures.accessibleName() == "Business reason heard: 1 of 1, kept"
    assert stand.words("weekStreak").startswith("Streak: 1 day of practice.")


def test_what_is_typed_stays_when_the_page_is_left_and_read_again(stand: PledgeStand) -> None:
    stand.show()
    stand.press("pledgeOpen")
    stand.number("goal_days", 6)
    stand.page.tabs.choose(LIVE_PRACTICE)
    stand.press("liveOpen")
    stand.type("listenerName1", "Jo")
    stand.page.hush()
    stand.page.hide()
    stand.desk.put(PLEDGE, Pledge("other", "2026-11-23", Goals(days=1), "2026-11-23T08:00:00+01:00"))
    stand.show()
    assert stand.words("goal0") == "0 of 1"
    assert stand.find(QSpinBox, "goal_days").value() == 6
    assert stand.find(QLineEdit, "listenerName1").text() == "Jo"


def test_a_proposal_is_taken_over_and_the_countersign_is_told(stand: PledgeStand) -> None:
    stand.desk.put(SHARE, Share("s1", "2026-11-22T10:00:00+01:00", "2026-11-16", "2026-11-22", (), (), Head(), "Sam"))
    saved = ("2026-11-22T20:00:00Z", "2026-11-23T07:30:00+01:00")
    stand.desk.put(REVIEW, Review("r1", "s1", "Sam", *saved, Head(), proposed=Goals(days=5, real_asks=1)))
    stand.show()
    assert stand.words("offerTitle") == "Sam proposes for this week"
    assert stand.words("offerGoals") == "5 days, 1 real ask"
    stand.press("offerTake")
    assert not stand.page.week.offer.isVisible()
    (pledge,) = stand.desk.entries(PLEDGE)
    assert (pledge.goals, pledge.proposed_by) == (Goals(days=5, real_asks=1), "Sam")
    assert stand.words("weekSigned").startswith("Proposed by Sam. Not countersigned yet")


def test_changing_a_countersigned_pledge_warns_and_keeps_the_old_one(stand: PledgeStand) -> None:
    signed = Pledge("p1", "2026-11-23", Goals(days=5), "2026-11-22T20:00:00+01:00", "", "", "Sam", "2026-11-22T21:00:00Z", "r1")
    stand.desk.put(PLEDGE, signed)
    stand.show()
    assert stand.words("weekSigned") == "Countersigned by Sam, yesterday"
    stand.press("pledgeOpen")
    week = stand.find(QComboBox, "pledgeWeek")
    assert week.currentIndex() == 1  # next week, since this one has its pledge
    week.setCurrentIndex(0)
    assert "Sam countersigned this" in stand.words("pledgeFormNote")
    stand.number("goal_days", 2)
    stand.press("pledgeSave")
    assert [pledge.countersigned_by for pledge in stand.desk.entries(PLEDGE)] == ["", "Sam"]
    assert stand.words("weekBefore") == "Changed today; before: 5 days."


def test_no_goal_is_refused_beside_the_form(stand: PledgeStand) -> None:
    stand.show()
    stand.press("pledgeOpen")
    for name in ("goal_days", "goal_drills"):
        stand.number(name, 0)
    stand.press("pledgeSave")
    assert "needs one goal" in stand.words("pledgeFormNote")
    assert stand.desk.entries(PLEDGE) == []


def test_an_ask_is_planned_rehearsed_asked_and_its_outcome_noted(stand: PledgeStand) -> None:
    stand.show()
    stand.page.tabs.choose(ASKS)
    stand.press("askOpen")
    stand.press("askSave")
    assert "Whom will you ask?" in stand.words("askFormNote")
    stand.type("askWho", "Priya Nair")
    stand.find(QComboBox, "askDay").setCurrentIndex(4)
    stand.press("askSave")
    (ask,) = stand.desk.entries(REAL_ASK)
    assert (ask.who, ask.planned_for, ask.scenario) == ("Priya Nair", "2026-11-26", stand.desk.scenarios[0].id)
    assert stand.words(f"askPractice_{ask.ask_id}").startswith("Not rehearsed yet: ")
    with stand.qtbot.waitSignal(stand.page.practise_wanted) as wanted:
        stand.press(f"askRehearse_{ask.ask_id}")
    assert wanted.args[0].id == ask.scenario
    stand.page.load()  # the cards are put in place anew
    stand.settle()
    stand.press(f"askAsked_{ask.ask_id}")
    form = stand.page.asks._cards[ask.ask_id].form
    stand.qtbot.waitUntil(lambda: form.height() >= form.minimumSizeHint().height() and not squeezed(stand.page), timeout=5_000)
    stand.number(f"outcome_{ask.ask_id}_introductions", 2)
    stand.type(f"outcome_{ask.ask_id}_note", "She calls on Monday.", QPlainTextEdit)
    stand.page.load()  # what is typed stays
    stand.settle()
    stand.press(f"outcomeSave_{ask.ask_id}")
    (done,) = stand.desk.entries(REAL_ASK)
    assert (done.asked, done.outcome, done.note) == (True, Outcome(introductions=2), "She calls on Monday.")
    assert stand.words(f"askCame_{ask.ask_id}") == "What came of it: 2 introductions."
    assert stand.words("asksTotals") == "1 ask in all. Of them came: 2 introductions."


def test_the_week_points_to_the_next_ask(stand: PledgeStand) -> None:
    stand.page._plan_ask("Priya", "2026-11-24", "")
    stand.show()
    button = stand.find(QPushButton, "weekAsk")
    assert button.text() == "Next real ask: Priya, tomorrow"
    stand.press("weekAsk")
    assert stand.page.tabs.current == ASKS


def test_a_live_practice_tells_whether_it_counts_and_what_came_across(stand: PledgeStand) -> None:
    stand.show()
    stand.page.tabs.choose(LIVE_PRACTICE)
    stand.press("liveOpen")
    said = "Factory bosses in Texas"
    stand.type("listenerName1", "Jo")
    stand.type("listenerSaid1", said)
    stand.type("listenerName2", "Max")
    assert stand.words("liveRule") == "It counts."
    relation = stand.find(QComboBox, "listenerRelation2")
    relation.setCurrentIndex(relation.findData("household"))
    assert "Left out: Max" in stand.words("liveRule")
    stand.press("liveSave")
    (live,) = stand.desk.entries(LIVE)
    assert [(person.name, person.said_back) for person in live.people] == [("Jo", said), ("Max", "")]
    assert "does not count" in stand.words(f"liveCounts_{live.live_id}")
    assert stand.find(QLineEdit, "listenerSaid3").text() == ""  # the form is empty again
    (command,) = [command for command in stand.engine.commands if command["cmd"] == "try_answer"]
    found = {"function": "Factory bosses", "geography": "in Texas"}
    places = {key: evidence_at(said, said.index(words), said.index(words) + len(words)) for key, words in found.items()}
    findings = [
        Finding(key, Verdict.PRESENT, 0.9, (places[key],)) if key in places else Finding(key, Verdict.MISSING, 0.1) for key in FACET_KEYS
    ]
    stand.engine.play_event("answer_tried", token=command["token"], judgement=judgement_record(Judgement(tuple(findings))))
    name = f"{live.live_id}_0"
    assert stand.words(f"sayBackSum_{name}") == "1 of 2 came across, 1 as something else."
    assert stand.words(f"sayBack_{name}_function") == "understood"
    assert stand.words(f"sayBack_{name}_geography") == "something else"


def test_a_say_back_is_compared_by_words_while_the_engine_is_away(stand: PledgeStand) -> None:
    stand.engine.die()
    assert "people" in stand.page._log_live([], "", "")
    assert stand.page._log_live([Listener("Jo", Relation.PEER, "Plant managers in Ohio")], "", "") == ""
    stand.show()
    stand.page.tabs.choose(LIVE_PRACTICE)
    (live,) = stand.desk.entries(LIVE)
    assert stand.words(f"sayBackSum_{live.live_id}_0") == "2 of 2 came across."
    assert not [command for command in stand.engine.commands if command["cmd"] == "try_answer"]
    stand.engine.play_event("ready", READY)
    assert [command for command in stand.engine.commands if command["cmd"] == "try_answer"]


def test_the_plan_begins_from_my_script_and_saves_when_the_page_is_left(stand: PledgeStand) -> None:
    stand.show()
    stand.page.tabs.choose(PLAN_TAB)
    assert stand.find(QPlainTextEdit, "plan_ideal_client").toPlainText() == "Plant managers in Ohio"
    stand.page.hush()
    assert stand.desk.entries(PLAN) == []  # nothing was typed
    stand.type("plan_habits", "Rehearse on Fridays", QPlainTextEdit)
    stand.page.hush()
    (plan,) = stand.desk.entries(PLAN)
    assert (plan.ideal_client, plan.habits) == ("Plant managers in Ohio", "Rehearse on Fridays")
    assert stand.words("planState") == "Saved."


def test_a_log_that_cannot_be_read_is_a_state_of_the_page(stand: PledgeStand, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(stand.desk, "entries", _refuse)
        stand.show()
        assert stand.words("logNotice") == "The log cannot be read."
        assert stand.page._pages.currentIndex() == 1
    stand.press("logNoticeButton")
    assert stand.page._pages.currentIndex() == 0


def test_what_the_disk_refuses_is_told_and_stays_in_the_form(stand: PledgeStand, monkeypatch: pytest.MonkeyPatch) -> None:
    stand.show()
    stand.press("pledgeOpen")
    stand.number("goal_days", 4)
    stand.page.plan._fields["habits"].show_value("Fridays")
    with monkeypatch.context() as full:
        full.setattr(stand.desk, "put", _refuse)
        stand.press("pledgeSave")
        assert "The log cannot be read." in stand.words("pledgeFormNote")
        stand.page.hush()
        assert "Not saved." in stand.words("planState")
    stand.page.hush()
    stand.press("pledgeSave")
    assert stand.desk.entries(PLEDGE)[0].goals.days == 4
    assert stand.desk.entries(PLAN)[0].habits == "Fridays"


def _refuse(*arguments: object, **more: object) -> None:
    raise LogError("The log cannot be read.", "Free some space.")


def test_the_tabs_go_with_the_arrow_keys_and_nothing_is_cut_off_when_narrow(stand: PledgeStand) -> None:
    people = [Listener("Jo", Relation.PEER, "Factory bosses in Texas"), Listener("Max", Relation.HOUSEHOLD, "Plant managers")]
    assert stand.page._log_live(people, "The intro script", "") == ""
    stand.show()
    stand.page.resize(720 - 81, 560)
    stand.press("pledgeOpen")
    for at, name in enumerate(("tabAsks", "tabLive", "tabPlan", "tabWeek"), 1):
        tab = stand.page.focusWidget() if at > 1 else stand.find(QToolButton, "tabWeek")
        tab.setFocus()
        stand.qtbot.keyClick(tab, Qt.Key.Key_Right)
        assert stand.page.focusWidget() is stand.find(QToolButton, name)
        stand.qtbot.waitUntil(lambda: not squeezed(stand.page), timeout=5_000)
        assert stand.page._scroll.horizontalScrollBar().maximum() == 0, name


def squeezed(page: PledgePage) -> list[str]:
    """Labels that have less height than their words need."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.height() < needed(label)]


def needed(label: QLabel) -> int:
    return max(label.heightForWidth(label.width()), 0) if label.wordWrap() else label.sizeHint().height()


def test_the_window_has_the_page_and_rehearses_the_ask(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    qtbot.mouseClick(stand.window.findChild(QToolButton, "railPledge"), Qt.MouseButton.LeftButton)
    page = stand.window.pledge
    qtbot.waitUntil(lambda: page._read, timeout=5_000)
    assert page.isVisible()
    assert stand.window.focusWidget() is stand.window.findChild(QToolButton, "tabWeek")
    page._plan_ask("Priya", "", "second")
    page.load()
    qtbot.waitUntil(lambda: not page.background.busy and bool(page.asks._cards), timeout=20_000)
    page.tabs.choose(ASKS)
    (ask,) = stand.desk.kept["ask"]
    qtbot.mouseClick(stand.window.findChild(QPushButton, f"askRehearse_{ask.ask_id}"), Qt.MouseButton.LeftButton)
    assert stand.window.practise.isVisible()
    assert stand.window.drill.scenario.id == "second"
