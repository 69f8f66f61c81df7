"""What a result shows: checks, praise and steps, the take drawn, model answers, takes side by side."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from ui_result import REASON, WAIT, found_of, key, press, take, texts, visible
from ui_samples import OpenWindow, Stand


def test_a_result_praises_with_quotes_and_names_what_a_sentence_lacks(result: Stand) -> None:
    praise = texts(result, "praiseLine")
    assert praise[0] == "\u201cWe work with plant managers in Ohio\u201d  One can picture whom you want to meet."
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
    assert texts(result, "deliveryLine") == [
        "no pauses  \u00b7  speaking 89% of the time\n202 words a minute, faster than your band of 120 to 180."
    ]
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
