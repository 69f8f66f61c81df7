"""The rep's say: contested checks and corrected words on the page, and the same in the log."""

import os
import signal
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui_result import REASON, WAIT, contested, found_of, key, press, reach, side_line, take, texts, visible
from ui_samples import SCENARIOS, MemoryDesk, OpenWindow, Stand

from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.joined import joined
from refcoach.core.own_check import OwnCheck
from refcoach.core.scenario import Beat
from refcoach.ui.drill import Phase


def test_contesting_without_words_makes_it_unclear_and_ctrl_z_takes_it_back(qtbot: QtBot, result: Stand) -> None:
    contested(qtbot, result)
    (told,) = texts(result, "changeLine")
    assert told.startswith("Business reason. Contested: could not tell. Before: not heard yet. Select the words")
    assert side_line(result, REASON) == "Contested: could not tell. Before: not heard yet"
    assert texts(result, "headlineLabel") == ["I heard two of three. Could not tell: business reason."]
    key(qtbot, result, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: side_line(result, REASON) == "Not heard yet", timeout=WAIT)
    assert texts(result, "changeLine") == []


def test_words_chosen_by_keyboard_are_the_quote_and_are_heard_now(qtbot: QtBot, result: Stand) -> None:
    result.window.practise.take_focus()
    key(qtbot, result, Qt.Key.Key_Right)
    for _ in range(3):
        key(qtbot, result, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert found_of(result).quote() == "We work with plant"
    contested(qtbot, result)
    assert result.named("contest")[-1] | {"attempt_id": ""} == {
        "cmd": "contest",
        "attempt_id": "",
        "key": REASON,
        "said": True,
        "quote": "We work with plant",
    }
    assert texts(result, "changeLine") == ["Business reason. I hear it now. Before: not heard yet."]
    assert side_line(result, REASON) == "I hear it now. Before: not heard yet"
    press(qtbot, result, "undoButton")
    qtbot.waitUntil(lambda: side_line(result, REASON) == "Not heard yet", timeout=WAIT)


def test_words_chosen_with_the_mouse_are_taken_whole(qtbot: QtBot, result: Stand) -> None:
    view = found_of(result).transcript
    start, end = view._position(5), view._position(14)  # in the middle of "work", in the middle of "plant"
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.quote() == "work with plant"


def test_a_pitfall_can_be_denied(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window("needy")
    take(qtbot, stand)
    assert side_line(stand, "needy") == "Heard: worth changing"
    press(qtbot, stand, "contest_needy")
    qtbot.waitUntil(lambda: bool(stand.named("contest")), timeout=WAIT)
    assert stand.named("contest")[0]["said"] is False
    qtbot.waitUntil(lambda: side_line(stand, "needy") == "Contested: not heard. Before: heard", timeout=WAIT)


def test_an_engine_that_dies_while_it_looks_again_leaves_the_result_as_it_was(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window("mulling")
    take(qtbot, stand)
    press(qtbot, stand, f"contest_{REASON}")
    assert texts(stand, "changeLine") == ["Looking again\u2026"]
    os.kill(stand.engine.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "stopped before" in "".join(texts(stand, "changeLine")), timeout=WAIT)
    assert side_line(stand, REASON) == "Not heard yet"


def editor(stand: Stand) -> QLineEdit:
    (field,) = visible(stand, "correctionField")
    assert isinstance(field, QLineEdit)
    return field


def test_a_word_is_corrected_by_keyboard_marked_and_taken_back(qtbot: QtBot, result: Stand) -> None:
    result.window.practise.take_focus()
    for _ in range(4):
        key(qtbot, result, Qt.Key.Key_Right)
    key(qtbot, result, Qt.Key.Key_F2)
    assert texts(result, "correctionHeard") == ["I heard \u201cplant\u201d. You said:"]
    qtbot.keyClicks(editor(result), "factory and plant")
    key(qtbot, result, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "factory and plant managers" in found_of(result).transcript.toPlainText(), timeout=WAIT)
    assert result.named("correct")[0]["first"] == result.named("correct")[0]["last"] == 3
    assert texts(result, "changeLine") == ["I had heard \u201cplant\u201d, you said \u201cfactory and plant\u201d."]
    view = found_of(result).transcript
    cursor = view.textCursor()
    cursor.setPosition(view._position(view.attempt.transcript.text.index("and plant")) + 2)
    assert "I heard \u201cplant\u201d" in cursor.charFormat().toolTip()
    assert cursor.charFormat().underlineStyle() is cursor.charFormat().UnderlineStyle.DotLine
    view.choose_words(3, 5)
    key(qtbot, result, Qt.Key.Key_Return)
    assert texts(result, "correctionHeard") == ["I heard \u201cplant\u201d. You said:"]
    assert editor(result).text() == "factory and plant"
    key(qtbot, result, Qt.Key.Key_Escape)
    key(qtbot, result, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "factory" not in found_of(result).transcript.toPlainText(), timeout=WAIT)


def test_the_secondary_button_opens_the_editor_on_the_word_under_it_and_escape_leaves(qtbot: QtBot, result: Stand) -> None:
    view = found_of(result).transcript
    cursor = view.textCursor()
    cursor.setPosition(view._position(view.attempt.transcript.text.index("Ohio") + 1))
    place = view.cursorRect(cursor).center()
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), menu)
    assert editor(result).text() == "Ohio."
    key(qtbot, result, Qt.Key.Key_Escape)
    assert visible(result, "correctionField") == []
    assert result.window.focusWidget() is view
    assert not result.named("correct")


def test_an_uncertain_word_is_marked_in_another_way_than_a_corrected_one(result: Stand) -> None:
    view = found_of(result).transcript
    cursor = view.textCursor()
    cursor.setPosition(view._position(view.attempt.transcript.text.index("set up")) + 1)
    assert cursor.charFormat().fontItalic()
    assert "Not sure about this word" in cursor.charFormat().toolTip()


def test_a_correction_that_the_engine_refuses_says_so_and_changes_nothing(qtbot: QtBot, result: Stand) -> None:
    view = found_of(result).transcript
    view.choose_words(0, 1)
    key(qtbot, result, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(result), "fail")
    key(qtbot, result, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(result, "changeLine") == ["That cannot be. Write it again."], timeout=WAIT)
    assert view.toPlainText().startswith("We work with")


def test_the_log_shows_an_attempt_with_its_part_as_one_and_takes_changes(qtbot: QtBot, result: Stand) -> None:
    press(qtbot, result, f"sayAgain_{REASON}")
    reach(qtbot, result, Phase.RECORDING)
    key(qtbot, result, Qt.Key.Key_Space)
    reach(qtbot, result, Phase.RESULT)
    (whole,) = joined(result.desk.logged)
    assert whole.takes == 2
    result.window.show_page("log")
    log = result.window.log
    qtbot.waitUntil(lambda: log.list.model().rowCount() == 2, timeout=WAIT)
    assert "take 1, said again" in log.list.model().index(1, 0).data()
    found = log.details.found
    assert found.pane.tabs.names == ["Take 1", "Again: Business reason"]
    assert [line.says for line in log.details.checks.lines[:3]] == ["I heard it"] * 3
    qtbot.keyClick(log.list, Qt.Key.Key_2)
    assert "downtime by a third" in found.transcript.toPlainText()
    press(qtbot, result, "contest_open_question")
    qtbot.waitUntil(lambda: any(line.says.startswith("Contested") for line in log.details.checks.lines), timeout=WAIT)
    assert "downtime by a third" in found.transcript.toPlainText()  # the take that was looked at stays
    qtbot.keyClick(log.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not any(line.says.startswith("Contested") for line in log.details.checks.lines), timeout=WAIT)


def test_a_trainers_own_check_is_shown_by_its_name(qtbot: QtBot, open_window: OpenWindow) -> None:
    check = OwnCheck("two_names", "Two names", "Did you bring two names?", (), ())
    scenario = replace(SCENARIOS[1], beats=(Beat("only", ("Go on, then.",), ("ideal_client", "two_names")),), checks=(check,))
    stand = open_window(desk=MemoryDesk(scenarios=(scenario,)))
    expected = stand.window.practise.side.checks.lines
    assert [(line.name, line.says) for line in expected][1] == ("Two names", "Did you bring two names?")
    take(qtbot, stand)
    attempt = stand.window.drill.attempt
    assert attempt is not None
    own = Finding("two_names", Verdict.MISSING, 0.1, name="Two names", question="Did you bring two names?")
    stand.window.drill._attempt_logged(replace(attempt, judgement=Judgement((*attempt.judgement.findings, own))))
    assert texts(stand, "headlineLabel") == ["I heard one of two. Not heard yet: two names."]
    assert [line.name for line in stand.window.practise.side.checks.lines] == ["Ideal client", "Two names"]
