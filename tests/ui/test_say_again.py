"""A missed check said again alone: two actions, one attempt, nothing lost."""

import os
import signal

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_result import REASON, WAIT, found_of, key, press, reach, texts, visible
from ui_samples import Stand

from refcoach.ui.drill import Phase
from refcoach.ui.engine_link import EngineState


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
