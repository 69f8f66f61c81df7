"""A drill on screen, from the client's line to the end of the conversation, with the scripted worker behind it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui_samples import OpenWindow, Stand

from refcoach.ui.drill import Phase
from refcoach.ui.widgets.live_words import LastLines
from refcoach.ui.widgets.rail import PAGES


def shown(stand: Stand, name: str) -> QWidget:
    found = [widget for widget in stand.window.findChildren(QWidget, name) if widget.isVisible()]
    assert len(found) == 1, f"{name}: {len(found)} are visible"
    return found[0]


def words(stand: Stand, name: str) -> str:
    label = shown(stand, name)
    assert isinstance(label, QLabel)
    return label.text()


def click(qtbot: QtBot, stand: Stand, name: str) -> None:
    button = shown(stand, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def reach(qtbot: QtBot, stand: Stand, phase: Phase) -> None:
    qtbot.waitUntil(lambda: stand.window.drill.phase is phase, timeout=20_000)


def test_a_drill_goes_from_take_to_result_to_second_take_to_next_part_to_the_end(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    assert words(stand, "stateLine") == "Your turn"
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RECORDING)
    assert words(stand, "stateLine") == "Listening"
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RESULT)
    assert words(stand, "headlineLabel") == "I heard two of three. Not heard yet: business reason."
    assert "plant managers in Ohio" in stand.window.practise.result.found.transcript.toPlainText()
    click(qtbot, stand, "tryAgainButton")
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RECORDING)
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RESULT)
    assert words(stand, "headlineLabel").startswith("I heard all three")
    click(qtbot, stand, "nextButton")
    assert words(stand, "clientLine") == "\u201cWhom do you want to meet?\u201d"
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RECORDING)
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RESULT)
    click(qtbot, stand, "nextButton")
    assert stand.window.drill.phase is Phase.FINISHED
    assert words(stand, "closingLine") == "\u201cYou will hear from me.\u201d"
    qtbot.waitUntil(lambda: any(c["session"]["ended_at"] for c in stand.named("log_session")), timeout=5_000)
    frames = [command["attempt"] for command in stand.named("record")]
    assert [(frame["beat"], frame["number"]) for frame in frames] == [("praise", 1), ("praise", 2), ("who", 1)]
    assert len({frame["session_id"] for frame in frames}) == 1
    assert stand.named("log_session")[-1]["session"]["attempts"] == [frame["attempt_id"] for frame in frames]


def test_everything_can_be_done_by_keyboard(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    window = stand.window
    with qtbot.waitActive(window):  # shortcuts belong to the active window
        window.activateWindow()

    def press(key: Qt.Key) -> None:
        qtbot.keyClick(window.focusWidget() or window, key)

    press(Qt.Key.Key_C)
    assert shown(stand, "cueCard").isVisible()
    press(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: bool(stand.named("speak")), timeout=5_000)
    press(Qt.Key.Key_Escape)
    assert not window.drill.voice.speaking
    press(Qt.Key.Key_Space)
    reach(qtbot, stand, Phase.RECORDING)
    press(Qt.Key.Key_Space)
    reach(qtbot, stand, Phase.RESULT)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(stand.named("play")), timeout=5_000)
    assert window.practise.result.found.player.playing
    press(Qt.Key.Key_Space)
    assert not window.practise.result.found.player.playing
    press(Qt.Key.Key_T)
    assert window.drill.phase is Phase.READY
    press(Qt.Key.Key_Space)
    reach(qtbot, stand, Phase.RECORDING)
    press(Qt.Key.Key_Space)
    reach(qtbot, stand, Phase.RESULT)
    press(Qt.Key.Key_N)
    assert window.drill.beat is not None
    assert window.drill.beat.id == "who"
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)
    assert shown(stand, "keysSheet")
    press(Qt.Key.Key_Escape)
    for page in ("log", "practise"):
        key = Qt.Key(Qt.Key.Key_1 + [known[0] for known in PAGES].index(page))
        qtbot.keyClick(window.focusWidget() or window, key, Qt.KeyboardModifier.ControlModifier)
        assert getattr(window, page).isVisible()


def test_letters_and_space_reach_the_page_while_the_scenario_list_has_the_focus(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    scenarios = stand.window.practise.scenarios
    scenarios.setFocus()
    qtbot.keyClick(scenarios, Qt.Key.Key_Down)
    assert stand.window.drill.scenario is not None
    assert stand.window.drill.scenario.id == "second"
    qtbot.keyClick(scenarios, Qt.Key.Key_Space)
    reach(qtbot, stand, Phase.RECORDING)


def test_recording_stops_the_client_first_unless_there_are_headphones(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    stand.window.drill.speak()
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RECORDING)
    names = [command["cmd"] for command in stand.commands()]
    assert names.index("stop_speaking") < names.index("record")


def test_the_program_does_not_speak_unasked_and_a_chosen_scenario_does(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    stand.window.practise.scenarios.choose_row(1)
    qtbot.waitUntil(lambda: [command["text"] for command in stand.named("speak")] == ["Go on, then."], timeout=5_000)


def test_a_switched_off_voice_stays_silent(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    qtbot.mouseClick(shown(stand, "voiceButton"), Qt.MouseButton.LeftButton)
    stand.window.practise.scenarios.choose_row(1)
    assert not stand.window.drill.voice.speaking
    assert not shown(stand, "hearAgainButton").isEnabled()
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RECORDING)
    assert not stand.named("speak")


def test_choosing_another_scenario_while_recording_keeps_the_take(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RECORDING)
    stand.window.practise.scenarios.choose_row(1)
    qtbot.waitUntil(lambda: bool(stand.named("keep")), timeout=5_000)
    assert stand.window.drill.phase is Phase.READY


def test_the_chosen_microphone_is_remembered_and_used(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    menu = stand.window.practise.sound.microphone.menu()
    menu.actions()[2].trigger()
    assert stand.desk.settings.microphone_id == "two"
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RECORDING)
    assert stand.named("record")[0]["microphone_id"] == "two"


def test_without_a_microphone_the_page_says_what_to_do_and_finds_one_later(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window("deaf")
    assert words(stand, "noMicrophoneMessage") == "No microphone is connected."
    click(qtbot, stand, "microphoneRetryButton")
    qtbot.waitUntil(lambda: stand.window.drill.can_record, timeout=5_000)
    assert shown(stand, "recordButton").isEnabled()


def test_without_a_voice_the_line_stays_readable_and_recording_works(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window("mute")
    assert "This computer has no voice." in words(stand, "voiceTrouble")
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RECORDING)


def test_every_control_has_a_name_for_screen_readers(open_window: OpenWindow) -> None:
    stand = open_window()
    for button in stand.window.findChildren(QPushButton):
        assert button.text() or button.accessibleName() or not button.isVisible(), button.objectName()
    for widget in stand.window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            text = getattr(widget, "text", lambda: "")()
            assert widget.accessibleName() or text, f"{type(widget).__name__} {widget.objectName()} has no name"


def test_words_show_while_speaking_and_nothing_moves(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    live = stand.window.practise.stage.live_words
    assert not live.isVisible()
    click(qtbot, stand, "recordButton")
    qtbot.waitUntil(lambda: live.text() == "We work with plant managers", timeout=20_000)
    assert live.isVisible()
    label = shown(stand, "liveWordsText")
    assert label.accessibleName() == "Heard so far, not final: We work with plant managers"
    places = [(part.mapTo(stand.window, part.rect().topLeft()), part.size()) for part in (live, label, shown(stand, "recordButton"))]
    stand.engine.send({"cmd": "long_partial"})
    qtbot.waitUntil(lambda: live.text().endswith("set up a call?"), timeout=20_000)
    qtbot.wait(50)
    after = [(part.mapTo(stand.window, part.rect().topLeft()), part.size()) for part in (live, label, shown(stand, "recordButton"))]
    assert after == places
    assert isinstance(label, LastLines)
    assert len(label.shown_lines()) == 3
    assert label.shown_lines()[-1].endswith("set up a call?")
    spacing = label.fontMetrics().lineSpacing()
    assert all(any(inked(label, row) for row in range(line * spacing, (line + 1) * spacing)) for line in range(3))
    click(qtbot, stand, "recordButton")
    reach(qtbot, stand, Phase.RESULT)
    assert not live.isVisible()
    click(qtbot, stand, "tryAgainButton")
    assert live.text() == ""


def inked(widget: QWidget, row: int) -> bool:
    """Whether anything but the background is painted in that row of pixels."""
    image = widget.grab().toImage()
    at = round(row * image.devicePixelRatio())
    return len({image.pixel(column, at) for column in range(image.width())}) > 1
