"""The result of a take: checks, steps, saying one check again, contesting, correcting, model answers, takes side by side."""

import os
import signal
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from ui_samples import SCENARIOS, MemoryDesk, OpenWindow, Stand

from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.joined import joined
from refcoach.core.own_check import OwnCheck
from refcoach.core.scenario import Beat
from refcoach.ui.drill import Phase
from refcoach.ui.engine_link import EngineState
from refcoach.ui.pages.found import Found

WAIT = 10_000
REASON = "business_reason"


def found_of(stand: Stand) -> Found:
    return stand.window.practise.result.found


def visible(stand: Stand, name: str) -> list[QWidget]:
    return [widget for widget in stand.window.findChildren(QWidget, name) if widget.isVisible()]


def texts(stand: Stand, name: str) -> list[str]:
    return [widget.text() for widget in visible(stand, name) if isinstance(widget, QLabel)]


def press(qtbot: QtBot, stand: Stand, name: str) -> None:
    qtbot.waitUntil(lambda: len(visible(stand, name)) == 1, timeout=WAIT)  # a row that was just made is shown a little later
    (button,) = visible(stand, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def key(qtbot: QtBot, stand: Stand, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(stand.window.focusWidget() or stand.window, code, modifier)


def reach(qtbot: QtBot, stand: Stand, phase: Phase) -> None:
    qtbot.waitUntil(lambda: stand.window.drill.phase is phase, timeout=20_000)


def take(qtbot: QtBot, stand: Stand) -> None:
    """One take, recorded and checked."""
    if stand.window.drill.phase is Phase.RESULT:
        stand.window.drill.try_again()
    stand.window.drill.record()
    reach(qtbot, stand, Phase.RECORDING)
    stand.window.drill.finish_take()
    reach(qtbot, stand, Phase.RESULT)


@pytest.fixture
def result(qtbot: QtBot, open_window: OpenWindow) -> Stand:
    """A window with the result of a first take, in which the business reason is missing."""
    stand = open_window()
    with qtbot.waitActive(stand.window):
        stand.window.activateWindow()
    take(qtbot, stand)
    return stand


def contested(qtbot: QtBot, stand: Stand) -> None:
    press(qtbot, stand, f"contest_{REASON}")
    qtbot.waitUntil(lambda: texts(stand, "changeLine") not in ([], ["Looking again\u2026"]), timeout=WAIT)


def side_line(stand: Stand, check: str) -> str:
    lines = [*stand.window.practise.side.checks.lines, *stand.window.practise.side.extra_checks.lines]
    return next(line.says for line in lines if line.key == check)


# --- what is shown ------------------------------------------------------------------------------------------------------


def test_a_result_praises_with_quotes_and_names_what_a_sentence_lacks(result: Stand) -> None:
    praise = texts(result, "praiseLine")
    assert praise[0] == "\u201cplant managers in Ohio\u201d  One can picture whom you want to meet."
    assert len(praise) == 2
    assert texts(result, "stepQuote")[0] == (
        "You said: \u201cWe work with plant managers in Ohio\u201d It does not say what changed for a client."
    )
    assert texts(result, "stepLine")[0] == "For example: \u201cTheir lines stood still.\u201d"
    lines = result.window.practise.side.checks.lines
    assert [(line.key, line.says, line.when) for line in lines[:2]] == [
        ("ideal_client", "I heard it", "0:00"),
        (REASON, "Not heard yet", ""),
    ]


def test_the_number_keys_go_to_a_check_and_play_from_its_words(qtbot: QtBot, result: Stand) -> None:
    key(qtbot, result, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: bool(result.named("play")), timeout=WAIT)
    words = found_of(result).transcript.attempt.transcript.words
    start_s = next(word.start_s for word in words if word.text == "Would")
    assert result.named("play")[0]["from_s"] == pytest.approx(start_s - 0.2)


def test_the_key_of_a_missed_check_chooses_the_words_that_came_nearest(qtbot: QtBot, result: Stand) -> None:
    key(qtbot, result, Qt.Key.Key_2)
    assert found_of(result).quote() == "We work with plant managers in Ohio."
    assert not result.named("play")


def test_the_take_is_drawn_with_its_pauses_and_a_click_seeks(qtbot: QtBot, result: Stand) -> None:
    waveform = found_of(result).player.waveform
    qtbot.waitUntil(lambda: len(waveform.peaks) == 400, timeout=WAIT)
    assert texts(result, "deliveryLine") == ["202 words a minute  \u00b7  no pauses  \u00b7  speaking 75% of the time"]
    qtbot.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=QPoint(waveform.width() // 2, 10))
    assert texts(result, "playTime") == ["0:03 / 0:06"] or texts(result, "playTime") == ["0:02 / 0:06"]
    key(qtbot, result, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(result.named("play")), timeout=WAIT)
    assert result.named("play")[0]["from_s"] == pytest.approx(3.0, abs=0.1)


def test_model_answers_are_folded_until_asked_for_and_can_be_heard(qtbot: QtBot, result: Stand) -> None:
    assert texts(result, "modelAnswer") == []
    key(qtbot, result, Qt.Key.Key_M)
    assert texts(result, "modelAnswer") == [
        "\u201cWould you set up a call with your plant managers?\u201d",
        "\u201cIf you know anyone, tell them.\u201d",
    ]
    hear = visible(result, "hearModelAnswer")[0]
    assert isinstance(hear, QAbstractButton)
    hear.click()
    qtbot.waitUntil(lambda: bool(result.named("speak")), timeout=WAIT)
    assert result.named("speak")[-1]["text"] == "Would you set up a call with your plant managers?"
    assert hear.text() == "Stop"
    hear.click()
    assert hear.text() == "Hear it"
    press(qtbot, result, "nextButton")
    assert texts(result, "modelAnswer") == []


def test_before_the_first_take_there_are_no_model_answers(open_window: OpenWindow) -> None:
    stand = open_window()
    assert visible(stand, "modelAnswersButton") == []


def test_the_words_of_the_sample_answer_are_called_so(result: Stand) -> None:
    assert texts(result, "readOutLabel") == []
    attempt = result.window.drill.attempt
    assert attempt is not None
    result.window.drill._attempt_logged(replace(attempt, read_out="The sample."))
    assert texts(result, "readOutLabel") == ["These are the words of the sample answer. Now say it in your own."]


# --- say just this again ------------------------------------------------------------------------------------------------


def test_a_missed_check_is_said_again_alone_in_two_actions(qtbot: QtBot, result: Stand) -> None:
    press(qtbot, result, f"sayAgain_{REASON}")
    reach(qtbot, result, Phase.RECORDING)
    assert texts(result, "stageTitle") == ["Just this again: business reason"]
    assert texts(result, "partStep")[0].startswith("Say what changed for a client")
    assert texts(result, "partLine") == ["For example: \u201cTheir lines stood still.\u201d"]
    assert [line.key for line in result.window.practise.side.checks.lines] == [REASON]
    key(qtbot, result, Qt.Key.Key_Space)
    reach(qtbot, result, Phase.RESULT)
    assert texts(result, "headlineLabel") == ["I heard three of three in two takes."]
    frames = [command["attempt"] for command in result.named("record")]
    assert frames[1]["part_of"] == frames[0]["attempt_id"]
    assert frames[1]["only"] == frames[1]["required"] == [REASON]
    assert result.named("log_session")[-1]["session"]["attempts"] == [frames[0]["attempt_id"]]
    assert result.window.drill.play is not None
    assert result.window.drill.play.tries == 1
    assert [line.says for line in result.window.practise.side.checks.lines] == ["I heard it"] * 3


def test_both_takes_of_an_attempt_can_be_looked_at_and_a_check_leads_to_its_own(qtbot: QtBot, result: Stand) -> None:
    key(qtbot, result, Qt.Key.Key_A)
    reach(qtbot, result, Phase.RECORDING)
    key(qtbot, result, Qt.Key.Key_Space)
    reach(qtbot, result, Phase.RESULT)
    found = found_of(result)
    assert found.pane.tabs.names == ["Take 1", "Again: Business reason"]
    assert "downtime by a third" in found.transcript.toPlainText()
    first = visible(result, "takeTab")[0]
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert "plant managers" in found.transcript.toPlainText()
    assert texts(result, "headlineLabel") == ["I heard three of three in two takes."]
    key(qtbot, result, Qt.Key.Key_2)
    assert "downtime by a third" in found.transcript.toPlainText()
    qtbot.waitUntil(lambda: bool(result.named("play")), timeout=WAIT)
    assert result.named("play")[0]["attempt_id"] == result.named("record")[1]["attempt"]["attempt_id"]


def test_a_part_survives_the_death_of_the_engine_and_the_way_back_leads_to_the_result(qtbot: QtBot, result: Stand) -> None:
    press(qtbot, result, f"sayAgain_{REASON}")
    reach(qtbot, result, Phase.RECORDING)
    os.kill(result.engine.pid, signal.SIGKILL)
    reach(qtbot, result, Phase.KEPT)
    qtbot.waitUntil(lambda: result.engine.state is EngineState.READY, timeout=20_000)
    press(qtbot, result, "backToResultButton")
    assert texts(result, "headlineLabel") == ["I heard two of three. Not heard yet: business reason."]
    part = result.named("record")[1]["attempt"]["attempt_id"]
    result.engine.check_kept(part)  # from the log, say
    qtbot.waitUntil(lambda: texts(result, "headlineLabel") == ["I heard three of three in two takes."], timeout=WAIT)


def test_a_kept_part_is_checked_or_said_once_more_as_a_part(qtbot: QtBot, result: Stand) -> None:
    press(qtbot, result, f"sayAgain_{REASON}")
    reach(qtbot, result, Phase.RECORDING)
    os.kill(result.engine.pid, signal.SIGKILL)
    reach(qtbot, result, Phase.KEPT)
    qtbot.waitUntil(lambda: result.engine.state is EngineState.READY, timeout=20_000)
    press(qtbot, result, "recordAgainButton")
    reach(qtbot, result, Phase.RECORDING)
    key(qtbot, result, Qt.Key.Key_Space)
    reach(qtbot, result, Phase.RESULT)
    assert [command["attempt"]["only"] for command in result.named("record")] == [[], [REASON], [REASON]]
    assert texts(result, "headlineLabel") == ["I heard three of three in two takes."]


def test_without_a_microphone_the_part_waits_and_there_is_a_way_back(qtbot: QtBot, result: Stand) -> None:
    result.engine.receive({"event": "microphones", "microphones": []})
    press(qtbot, result, f"sayAgain_{REASON}")
    assert result.window.drill.phase is Phase.READY
    assert texts(result, "noMicrophoneMessage") == ["No microphone is connected."]
    assert not result.named("record")[1:]
    press(qtbot, result, "backToResultButton")
    assert texts(result, "headlineLabel") == ["I heard two of three. Not heard yet: business reason."]


# --- I did say that -----------------------------------------------------------------------------------------------------


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
    qtbot.waitUntil(lambda: side_line(stand, "needy") == "Contested: not heard. Before: heard: worth changing", timeout=WAIT)


def test_an_engine_that_dies_while_it_looks_again_leaves_the_result_as_it_was(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window("mulling")
    take(qtbot, stand)
    press(qtbot, stand, f"contest_{REASON}")
    assert texts(stand, "changeLine") == ["Looking again\u2026"]
    os.kill(stand.engine.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "stopped before" in "".join(texts(stand, "changeLine")), timeout=WAIT)
    assert side_line(stand, REASON) == "Not heard yet"


# --- correct a word -----------------------------------------------------------------------------------------------------


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


# --- takes side by side ---------------------------------------------------------------------------------------------------


def test_earlier_tries_can_be_looked_at_and_put_side_by_side_where_there_is_room(qtbot: QtBot, result: Stand) -> None:
    take(qtbot, result)
    found = found_of(result)
    assert found.pane.tabs.names == ["Take 1", "Take 2"]
    assert texts(result, "headlineLabel")[0].startswith("I heard all three")
    press(qtbot, result, "compareButton")
    assert texts(result, "headlineLabel") == ["Two takes side by side"]
    assert [words.split(".")[0] for words in texts(result, "paneHeadline")] == [
        "I heard all three: ideal client, business reason and introduction",
        "I heard two of three",
    ]
    assert found.beside.x() < found.pane.x()  # the earlier take stands at the left
    result.window.resize(1100, 760)
    qtbot.wait(50)
    assert found.beside.isVisible()
    result.window.resize(1000, 700)
    qtbot.waitUntil(lambda: not found.beside.isVisible(), timeout=WAIT)
    assert visible(result, "compareButton") == []
    qtbot.mouseClick(visible(result, "takeTab")[0], Qt.MouseButton.LeftButton)
    assert texts(result, "headlineLabel") == ["I heard two of three. Not heard yet: business reason."]


def test_in_a_narrow_window_the_checks_stand_under_the_take(qtbot: QtBot, result: Stand) -> None:
    result.window.resize(720, 640)
    checks = result.window.practise.result.checks
    qtbot.waitUntil(checks.isVisible, timeout=WAIT)
    assert not result.window.practise.side.isVisible()
    assert [line.key for line in checks.lines][:2] == ["ideal_client", REASON]
    press(qtbot, result, f"contest_{REASON}")
    qtbot.waitUntil(lambda: bool(result.named("contest")), timeout=WAIT)


def test_every_control_of_a_result_has_a_name(qtbot: QtBot, result: Stand) -> None:
    key(qtbot, result, Qt.Key.Key_M)
    take(qtbot, result)
    for widget in result.window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            text = getattr(widget, "text", lambda: "")()
            assert widget.accessibleName() or text, f"{type(widget).__name__} {widget.objectName()} has no name"


# --- the same in the log --------------------------------------------------------------------------------------------------


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
