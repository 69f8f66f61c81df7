"""What is typed into the forms of the Pledge page outlives the window; what was saved or put away does not come back."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from ui_pledge import TODAY, PledgeStand

from refcoach.core.entries import LIVE, PLEDGE, REAL_ASK
from refcoach.core.pledge import Goals
from refcoach.core.real_ask import Outcome, RealAsk
from refcoach.engine.desk import Desk, open_desk
from refcoach.ui.pages.pledge import ASKS, LIVE_PRACTICE
from refcoach.ui.pages.pledge_drafts import SAVE_AFTER_MS

ASK = RealAsk("ask1", "Priya Nair", "2026-11-20T08:00:00+01:00", "2026-11-23")
COUNTS = dict.fromkeys(("introductions", "meetings", "opportunities", "customers", "revenue"), 0)


def begun(qtbot: QtBot, desk: Desk) -> PledgeStand:
    """All four forms open, with something typed into each."""
    desk.put(REAL_ASK, ASK)
    stand = PledgeStand(qtbot, desk).show()
    stand.press("pledgeOpen")
    stand.find(QComboBox, "pledgeWeek").setCurrentIndex(1)
    stand.number("goal_days", 6)
    stand.type("pledgeWords", "Before breakfast")
    stand.page.tabs.choose(LIVE_PRACTICE)
    stand.press("liveOpen")
    stand.press("addListener")
    stand.type("listenerName3", "Jo")
    stand.find(QComboBox, "listenerRelation3").setCurrentIndex(2)
    stand.type("listenerSaid3", "plant managers")
    stand.type("liveNote", "Say the place first.", QPlainTextEdit)
    stand.page.tabs.choose(ASKS)
    stand.press("askOpen")
    stand.type("askWho", "Tomasz")
    stand.find(QComboBox, "askDay").setCurrentIndex(3)
    stand.press("askAsked_ask1")
    stand.number("outcome_ask1_introductions", 2)
    stand.type("outcome_ask1_note", "Ask again in spring", QPlainTextEdit)
    return stand


def again(qtbot: QtBot, desk: Desk) -> PledgeStand:
    return PledgeStand(qtbot, desk).show()


def value(stand: PledgeStand, kind: type[QWidget], name: str) -> object:
    field = stand.find(kind, name)
    if isinstance(field, QSpinBox):
        return field.value()
    if isinstance(field, QComboBox):
        return field.currentData()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def test_a_window_that_closes_loses_nothing_that_was_typed(qtbot: QtBot, desk: Desk) -> None:
    begun(qtbot, desk).page.close_down()
    stand = again(qtbot, desk)
    told = "What you had begun to type is here again: a pledge, a real ask, what came of an ask and a live practice."
    assert stand.words("pledgeDrafts") == told
    assert stand.page.week.form.isVisible()
    assert (value(stand, QSpinBox, "goal_days"), value(stand, QLineEdit, "pledgeWords")) == (6, "Before breakfast")
    assert stand.page.week.form.week.currentIndex() == 1
    stand.page.tabs.choose(LIVE_PRACTICE)
    assert stand.page.live.form.isVisible()
    (person,) = stand.page.live.form.listeners
    assert (person.name, person.said_back) == ("Jo", "plant managers")
    relations = [box for box in stand.page.live.form.findChildren(QComboBox) if box.isVisible()]
    assert relations[0].currentIndex() == 2
    assert value(stand, QPlainTextEdit, "liveNote") == "Say the place first."
    stand.page.tabs.choose(ASKS)
    assert (value(stand, QLineEdit, "askWho"), value(stand, QComboBox, "askDay")) == ("Tomasz", "2026-11-25")
    assert stand.find(QWidget, "outcome_ask1").isVisible()
    assert value(stand, QSpinBox, "outcome_ask1_introductions") == 2


def test_what_came_back_is_saved_like_what_was_just_typed_and_then_the_file_is_gone(qtbot: QtBot, desk: Desk) -> None:
    begun(qtbot, desk).page.close_down()
    stand = again(qtbot, desk)
    for tab, save in ((ASKS, "outcomeSave_ask1"), (ASKS, "askSave"), (LIVE_PRACTICE, "liveSave"), (0, "pledgeSave")):
        assert desk.places.drafts_file.exists()
        stand.page.tabs.choose(tab)
        stand.press(save)
    assert not desk.places.drafts_file.exists()
    assert stand.words("pledgeDrafts") == ""
    asks = {ask.who: ask for ask in desk.entries(REAL_ASK)}
    assert asks["Tomasz"].planned_for == "2026-11-25"
    assert (asks["Priya Nair"].outcome, asks["Priya Nair"].note) == (Outcome(introductions=2), "Ask again in spring")
    assert [live.note for live in desk.entries(LIVE)] == ["Say the place first."]
    (pledge,) = desk.entries(PLEDGE)
    assert (pledge.week, pledge.words, pledge.goals.days) == ("2026-11-30", "Before breakfast", 6)


def test_typing_is_on_disk_soon_also_when_nobody_closes_anything(qtbot: QtBot, desk: Desk) -> None:
    begun(qtbot, desk)
    qtbot.waitUntil(lambda: len(desk.form_drafts()) == 4, timeout=20 * SAVE_AFTER_MS)
    assert desk.form_drafts()["outcomes"]["ask1"]["note"] == "Ask again in spring"
    assert [path.name for path in desk.places.home.glob("form-drafts*")] == ["form-drafts.json"]


def test_what_is_put_away_does_not_come_back(qtbot: QtBot, desk: Desk) -> None:
    stand = begun(qtbot, desk)
    stand.page.hush()
    stand.press("askCancel")
    assert set(desk.form_drafts()) == {"pledge", "live", "outcomes"}  # at once: no crash can bring it back
    stand.press("outcomeCancel_ask1")
    assert set(desk.form_drafts()) == {"pledge", "live"}
    stand.press("askOpen")  # in the window it is still there
    assert value(stand, QLineEdit, "askWho") == "Tomasz"
    stand.press("askCancel")
    for tab, cancel in ((LIVE_PRACTICE, "liveCancel"), (0, "pledgeCancel")):
        stand.page.tabs.choose(tab)
        stand.press(cancel)
    assert not desk.places.drafts_file.exists()
    stand = again(qtbot, desk)
    assert not stand.page.week.form.isVisible()
    assert stand.words("pledgeDrafts") == ""


def test_a_week_later_words_and_goals_are_there_for_the_week_that_is_offered(qtbot: QtBot, desk: Desk) -> None:
    goals = {"days": 4, "drills": 0, "live_practices": 0, "real_asks": 1, "elements": [["business_reason", 3], ["own-check", 2]]}
    pledge = {"week": "2026-11-09", "goals": goals, "words": "Again"}
    desk.keep_form_drafts({"pledge": pledge, "ask": {"who": "Ann", "day": "2026-11-10", "scenario": ""}})
    stand = again(qtbot, desk)
    form = stand.page.week.form
    assert form.goals == Goals(4, 0, 0, 1, (("business_reason", 3), ("own-check", 2)))
    assert form.draft is not None
    assert form.draft["week"] == TODAY.isoformat() == date(2026, 11, 23).isoformat()
    assert stand.page.asks.form.day.currentData() == ""
    assert stand.page.asks.form.who.value == "Ann"


@pytest.mark.parametrize(
    "drafts",
    [
        {"pledge": {"week": "then", "goals": {}, "words": ""}},
        {"pledge": [], "ask": "x", "live": {"people": [{"name": "Jo", "relation": "cousin", "said_back": ""}]}},
        {"outcomes": {"ask1": {"note": 1}}, "live": None},
        {"outcomes": {"gone": {}}, "later": {"a": 1}},
        {"outcomes": 3},
    ],
)
def test_drafts_of_another_shape_are_passed_over(qtbot: QtBot, desk: Desk, drafts: dict[str, object]) -> None:
    desk.put(REAL_ASK, ASK)
    desk.keep_form_drafts(drafts)
    stand = again(qtbot, desk)
    assert stand.words("pledgeDrafts") == ""
    assert not stand.page.week.form.isVisible()
    stand.press("pledgeOpen")
    stand.number("goal_days", 2)
    stand.page.hush()
    assert set(desk.form_drafts()) == {"pledge"}


def test_a_damaged_file_is_told_and_nothing_stands_in_the_way(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[str] = []
    opened = open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")}, on_notice=lambda notice: told.append(notice.message))
    opened.places.drafts_file.write_text("{torn", encoding="utf-8")
    stand = again(qtbot, opened)
    assert told == ["The forms that you had begun were damaged. The empty ones are used."]
    stand.press("pledgeOpen")
    opened.close()


def test_a_disk_that_refuses_is_told_and_the_words_stay_in_the_window(qtbot: QtBot, desk: Desk) -> None:
    stand = begun(qtbot, desk)
    stand.page.hush()
    desk.places.drafts_file.unlink()
    desk.places.drafts_file.mkdir()
    stand.type("askWho", " Wilk")
    stand.page.hush()
    assert stand.words("pledgeDrafts").startswith("What you type cannot be kept for later: ")
    assert value(stand, QLineEdit, "askWho") == "Tomasz Wilk"
    desk.places.drafts_file.rmdir()
    stand.type("askWho", "er")
    stand.page.hush()
    assert stand.words("pledgeDrafts") == ""
    assert json.loads(desk.places.drafts_file.read_text(encoding="utf-8"))["ask"]["who"] == "Tomasz Wilker"


def test_an_ask_of_long_ago_opens_with_its_draft(qtbot: QtBot, desk: Desk) -> None:
    for number in range(12):
        made = f"2026-11-{number + 1:02d}T08:00:00+01:00"
        desk.put(REAL_ASK, replace(ASK, ask_id=f"a{number:02d}", made_at=made, asked_at=made, who=f"Client {number}"))
    desk.keep_form_drafts({"outcomes": {"a00": {**COUNTS, "note": "She called back"}}})
    stand = again(qtbot, desk)
    stand.page.tabs.choose(ASKS)
    assert value(stand, QPlainTextEdit, "outcome_a00_note") == "She called back"
    assert stand.find(QWidget, "outcome_a00").isVisible()
