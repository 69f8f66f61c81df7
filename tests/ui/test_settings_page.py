"""The Settings page on the real store: every choice saved at once and read back, failures told and made good."""

import json

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from ui_samples import OpenWindow
from ui_settings import READY, SettingsStand

from refcoach.core.profile import Profile
from refcoach.engine.desk import Desk
from refcoach.ui.models.recogniser_rows import recogniser_rows, recogniser_words
from refcoach.ui.pages.settings_voice import SAMPLE


def kept(desk: Desk) -> dict:
    return json.loads(desk.places.settings_file.read_text())


# --- choices --------------------------------------------------------------------------------------------------------


def test_every_choice_is_saved_at_once_and_told(settings_page: SettingsStand, settings_desk: Desk) -> None:
    settings_page.show()
    settings_page.choose("settingMicrophone", "Built-in")
    assert kept(settings_desk)["microphone_id"] == "inside"
    assert settings_page.words("soundCardSaved") == "Saved"
    assert settings_page.sent("settings_changed")
    settings_page.press("settingVoiceOn")
    assert (kept(settings_desk)["voice_on"], settings_page.drill.voice.on) == (False, False)
    settings_page.choose("settingVoice", "English (America), en-us")
    settings_page.choose("settingPace", "Calm, 150")
    settings_page.press("settingHeadphones")
    before = len(settings_page.sent("settings_changed"))
    settings_page.choose("settingPause", "After a pause of 3 seconds")
    assert len(settings_page.sent("settings_changed")) > before  # the engine ends takes
    settings_page.choose("settingDays", "For a year")
    settings_page.press("settingCompress")
    settings_page.choose("remindTime", "07:30")
    assert settings_page.tray.on
    settings_page.choose("settingTheme", "Dark")
    assert settings_page.theme.dark
    settings_page.choose("settingScale", "130%")
    assert settings_page.theme.scale == 1.3
    found = kept(settings_desk)
    assert (found["voice"], found["voice_rate_wpm"], found["headphones"]) == ("gmw/en-US", 150, True)
    assert (found["pause_s"], found["keep_audio_days"], found["compress_takes"]) == (3.0, 365, False)
    assert found["reminder"].startswith("07:30")
    assert (found["theme"], found["text_scale"]) == ("dark", 1.3)


def test_saved_goes_away_by_itself(settings_page: SettingsStand) -> None:
    settings_page.show()
    settings_page.press("settingHeadphones")
    assert settings_page.words("voiceCardSaved") == "Saved"
    settings_page.qtbot.waitUntil(lambda: settings_page.words("voiceCardSaved") == "", timeout=10_000)


def test_what_was_chosen_elsewhere_is_shown(settings_page: SettingsStand, settings_desk: Desk) -> None:
    settings_desk.save_settings(
        pause_s=2.5, voice_rate_wpm=137, voice="gone-voice", microphone_id="unplugged", keep_audio_days=45, reminder="06:05 sat"
    )
    settings_page.theme.set_scale(1.5)
    settings_page.show()
    shown = {
        name: settings_page.find(QComboBox, name).currentText() for name in ("settingPause", "settingPace", "settingVoice", "settingDays")
    }
    assert shown == {
        "settingPause": "After a pause of 2.5 seconds",
        "settingPace": "137 words a minute",
        "settingVoice": "gone-voice (not on this computer)",
        "settingDays": "For 45 days",
    }
    assert "not connected" in settings_page.words("microphoneAbsent")
    assert settings_page.find(QComboBox, "remindTime").currentText() == "06:05"
    assert settings_page.find(QComboBox, "settingScale").currentText() == "150%"


def test_the_clients_voice_can_be_heard_and_stopped(settings_page: SettingsStand) -> None:
    settings_page.show()
    settings_page.choose("settingVoice", "A woman's, another for each client")
    settings_page.press("settingHear")
    (spoken,) = settings_page.sent("speak")
    assert (spoken["text"], spoken["voice"]) == (SAMPLE, "female")
    assert settings_page.page.voice.hear.text() == "Stop"
    settings_page.press("settingHear")
    assert settings_page.sent("stop_speaking")
    assert settings_page.page.voice.hear.text() == "Hear it"
    settings_page.engine.play_event(
        "ready", {**READY, "voice_available": False, "voice_message": "No voice.", "voice_hint": "Install one."}
    )
    assert settings_page.words("settingVoiceTrouble") == "No voice. Install one."
    assert not settings_page.page.voice.hear.isEnabled()


def test_natural_voices_are_told_apart(settings_page: SettingsStand, settings_desk: Desk) -> None:
    settings_page.show()
    assert "run in RefCoach's folder: python3 scripts/run.py --neural-voice" in settings_page.words("settingNatural")
    settings_page.engine.play_event("voices", voices=[{"id": "neural/joe", "name": "Joe, natural", "language": "en-us", "gender": "male"}])
    assert settings_page.words("settingNatural") == "Natural voices are in use: Joe."
    settings_desk.save_settings(neural_python="/no/such/python")
    settings_page.engine.play_event("voices", voices=[{"id": "en", "name": "English", "language": "en", "gender": ""}])
    assert "/no/such/python cannot be used" in settings_page.words("settingNatural")


def test_a_name_is_saved_when_the_line_is_left_and_my_script_goes_before(settings_page: SettingsStand, settings_desk: Desk) -> None:
    settings_page.show()
    name = settings_page.find(QLineEdit, "settingName")
    name.setFocus()
    settings_page.qtbot.keyClicks(name, "  Dana ")
    assert "rep_name" not in kept(settings_desk) or kept(settings_desk)["rep_name"] == ""
    settings_page.qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert kept(settings_desk)["rep_name"] == "Dana"
    name.setFocus()
    settings_page.qtbot.keyClicks(name, " Okafor")
    settings_page.page.hush()  # left by a key of the window
    assert kept(settings_desk)["rep_name"] == "Dana Okafor"
    settings_desk.save_profile(Profile(name="Dana O."))
    settings_page.page.hide()
    settings_page.show()
    assert not name.isVisible()
    assert settings_page.words("settingNameWords").startswith("\u201cDana O.\u201d. It stands in My script")


def test_scrolling_over_a_choice_changes_nothing(settings_page: SettingsStand, settings_desk: Desk) -> None:
    settings_page.show()
    box = settings_page.find(QComboBox, "settingPause")
    middle = QPointF(20, 10)
    turn = QWheelEvent(
        middle, box.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert box.currentText() == "Only when I say so"
    assert settings_desk.settings.pause_s == 0.0


# --- recognisers ----------------------------------------------------------------------------------------------------


def test_recognisers_are_named_with_what_they_cost_and_what_is_wrong(settings_page: SettingsStand, settings_desk: Desk) -> None:
    (settings_desk.places.models / "broken.en").mkdir()
    settings_page.show()
    box = settings_page.find(QComboBox, "settingModel")
    assert [box.itemText(at) for at in range(box.count())] == ["tiny.en, comes with RefCoach"]  # a damaged one cannot be chosen
    assert "MB on the disk. The small and quick one" in settings_page.words("settingModelWords")
    settings_desk.save_settings(model="broken.en")
    settings_page.page.recording.look()
    settings_page.qtbot.waitUntil(lambda: box.currentText() == "broken.en, added", timeout=20_000)
    assert "model.bin is missing" in settings_page.words("settingModelWords")
    assert "refcoach models add FOLDER" in settings_page.words("settingModelWords")
    settings_page.choose("settingModel", "tiny.en, comes with RefCoach")
    assert kept(settings_desk)["model"] == ""
    gone = recogniser_rows("/no/such/model", settings_desk.places.models)
    assert "There is no recogniser model" in recogniser_words(gone, "/no/such/model")


# --- failures -------------------------------------------------------------------------------------------------------


def test_a_choice_that_cannot_be_saved_holds_and_is_saved_later(settings_page: SettingsStand, settings_desk: Desk) -> None:
    settings_page.show()
    before, file = kept(settings_desk), settings_desk.places.settings_file
    away = file.with_name("away")
    file.rename(away)
    file.mkdir()  # nobody can write a file there, not even an administrator
    (file / "in the way").touch()
    settings_page.choose("settingPause", "After a pause of 2 seconds")
    assert settings_page.page.message.isVisible()
    assert "This choice could not be saved; it is kept here until RefCoach is closed." in settings_page.page.message.message.text()
    assert settings_page.words("recordingCardSaved") == ""
    settings_page.press("settingCompress")
    assert settings_page.find(QComboBox, "settingPause").currentText() == "After a pause of 2 seconds"  # nothing is lost
    sent = len(settings_page.sent("settings_changed"))
    settings_page.page.message.act.click()
    assert settings_page.page.message.isVisible()
    (file / "in the way").unlink()
    file.rmdir()
    away.rename(file)
    assert kept(settings_desk) == before
    settings_page.page.message.act.click()
    assert (kept(settings_desk)["pause_s"], kept(settings_desk)["compress_takes"]) == (2.0, False)
    assert not settings_page.page.message.isVisible()
    assert len(settings_page.sent("settings_changed")) == sent + 1
    assert kept(settings_desk).keys() >= before.keys()


# --- page -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "width"), [(1.0, 560), (1.5, 640)])
def test_tab_reaches_everything_in_sight_and_nothing_is_cut_at_the_side(settings_page: SettingsStand, scale: float, width: int) -> None:
    settings_page.theme.set_scale(scale)
    settings_page.page.resize(width, 560)
    settings_page.show()
    scroll = settings_page.page.findChild(QScrollArea)
    assert scroll.widget().width() <= scroll.viewport().width()
    reached = []
    while (now := settings_page.page.focusWidget()) not in reached:
        reached.append(now)
        place = QPoint(0, now.mapTo(scroll.widget(), QPoint(0, 0)).y())
        seen = scroll.widget().mapTo(scroll.viewport(), place).y()
        assert 0 <= seen <= scroll.viewport().height() - 20, now.objectName()
        assert now.accessibleName() or getattr(now, "text", lambda: "")(), now.objectName()
        settings_page.qtbot.keyClick(now, Qt.Key.Key_Tab)
    names = [part.objectName() for part in reached]
    wanted = ["settingMicrophone", "checkStart", "settingVoiceOn", "settingVoice", "settingPace", "settingHear", "settingHeadphones"]
    wanted += ["settingPause", "settingModel", "settingOpenFolder", "settingDays", "settingCompress", "settingName", "remindTime"]
    assert sorted(names) == sorted([*wanted, "settingTheme", "settingScale"])


def test_the_window_opens_the_page_by_rail_and_key(qtbot: QtBot, open_window: OpenWindow, settings_desk: Desk) -> None:
    settings_desk.logged = []
    opened = open_window(desk=settings_desk)
    window = opened.window
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.settings.isVisible, timeout=5_000)
    assert window.rail.findChild(QWidget, "railSettings").isChecked()
    window.settings.voice.headphones.click()
    assert window.practise.sound.headphones.isChecked()
    window.settings.voice.on.click()
    assert window.practise.sound.voice.text() == "Voice off"
    window.show_page("practise")
    assert not window.settings.isVisible()


@pytest.mark.parametrize(("scale", "height"), [(1.0, 560), (1.0, 700), (1.5, 700), (2.0, 700)])
def test_the_rail_has_room_for_all(qtbot: QtBot, open_window: OpenWindow, scale: float, height: int) -> None:
    opened = open_window(wait=False)
    opened.theme.set_scale(scale)
    opened.window.resize(1000, height)
    QApplication.processEvents()
    rail = opened.window.rail
    for name in ("railSettings", "themeButton", "keysButton"):
        button = rail.findChild(QWidget, name)
        assert rail.rect().contains(button.geometry()), name
    opened.window.show_page("scenarios")
    QApplication.processEvents()
    button = rail.findChild(QWidget, "railScenarios")
    top = button.mapTo(rail, QPoint(0, 0)).y()
    assert 0 <= top <= rail.findChild(QWidget, "railSettings").y() - button.height()
