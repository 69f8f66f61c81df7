"""The Settings page on the real store: the sound check, every choice saved at once and read back, failures told and made good."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from ui_samples import OpenWindow
from ui_settings import READY, SettingsStand

from refcoach.core.profile import Profile
from refcoach.engine.desk import Desk, open_desk
from refcoach.ui.drill import Phase
from refcoach.ui.models.loudness import Levels, Loudness
from refcoach.ui.models.recogniser_rows import recogniser_rows, recogniser_words
from refcoach.ui.pages.settings_voice import SAMPLE

HEARD = "Thank you, that is good to hear."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")})
    opened.save_settings(theme="light")
    yield opened
    opened.close()


@pytest.fixture
def stand(qtbot: QtBot, desk: Desk) -> Iterator[SettingsStand]:
    made = SettingsStand(qtbot, desk)
    yield made
    made.close()


def kept(desk: Desk) -> dict:
    return json.loads(desk.places.settings_file.read_text())


# --- sound check ----------------------------------------------------------------------------------------------------


def test_a_sound_check_by_space_tells_the_level_in_words_and_what_was_heard(stand: SettingsStand) -> None:
    stand.show()
    assert stand.find(QComboBox, "settingMicrophone").currentText() == "The system's default (Headset)"
    assert "Say something such as" in stand.words("checkSay")
    stand.begin_check()
    assert stand.sent("sound_check") == [{"cmd": "sound_check", "microphone_id": None}]
    assert stand.words("levelWords") == "I hear nothing yet"
    assert not stand.find(QComboBox, "settingMicrophone").isEnabled()
    stand.levels(-24)
    assert stand.words("levelWords") == "Good level"
    assert stand.words("checkTime") == "0:01 of 0:10"
    stand.levels(-46, 6)
    assert stand.words("levelWords") == "Too quiet: come nearer"
    stand.engine.play_event("signal", problem="digital_zero")
    assert "No sound at all comes from the microphone." in stand.words("levelWords")
    stand.engine.play_event("signal", problem=None)
    stand.levels(-20, 9)
    assert stand.words("levelWords") == "Good level"
    stand.begin_check()  # the same key ends it
    assert len(stand.sent("stop_sound_check")) == 1
    stand.engine.play_event("sound_check_stopped", heard=True)
    assert stand.words("checkHeard") == "Recognising your words\u2026"
    stand.press("checkPlay")  # the sound is there already
    assert stand.sent("play") == [{"cmd": "play", "attempt_id": "sound_check", "from_s": 0.0, "file": ""}]
    stand.engine.play_event("sound_check_heard", text=HEARD, problems=[])
    assert stand.words("checkHeard") == f"I heard: \u201c{HEARD}\u201d"
    assert stand.words("checkProblems") == "The sound is fine."
    assert stand.page.sound.play.text() == "Stop"
    stand.engine.play_event("playback_finished", attempt_id="sound_check", completed=True)
    assert stand.page.sound.play.text() == "Play it back"


def test_what_was_wrong_with_the_sound_is_told_in_the_words_of_takes(stand: SettingsStand) -> None:
    stand.show()
    stand.begin_check()
    stand.hear("Thank", "too_quiet", "low_confidence")
    assert stand.words("checkProblems").splitlines() == [
        "The sound is very quiet. Move closer to the microphone or turn its level up.",
        "The words were hard to make out. Speak a little more slowly and clearly, and check once more.",
    ]
    stand.begin_check()
    stand.hear("", "silent")
    assert stand.words("checkHeard") == ""
    assert stand.words("checkProblems").startswith("I heard nobody speak.")


def test_nothing_of_a_check_stays_when_the_page_is_left(stand: SettingsStand) -> None:
    stand.show()
    stand.begin_check()
    stand.page.hush()  # in mid-sentence
    assert [command["cmd"] for command in stand.engine.commands[-2:]] == ["stop_sound_check", "forget_sound_check"]
    stand.hear("too late")
    assert stand.words("checkHeard") == ""
    assert stand.page.sound.start.text() == "Start sound check"
    stand.begin_check()
    stand.hear(HEARD)
    stand.page.hush()
    assert len(stand.sent("forget_sound_check")) == 2
    assert stand.words("checkHeard") == ""


def test_a_microphone_pulled_out_or_an_engine_gone_ends_the_check_with_a_reason(stand: SettingsStand) -> None:
    stand.show()
    stand.begin_check()
    stand.engine.play_event("sound_check_stopped", heard=False)
    stand.engine.play_event("error", during="sound_check", code="audio", message="The microphone is gone.", hint="Plug it in again.")
    assert (stand.words("checkTrouble"), stand.words("checkHint")) == ("The microphone is gone.", "Plug it in again.")
    stand.engine.play_event("microphones", microphones=[])
    assert stand.page.sound.look_again.isVisible()
    assert not stand.page.sound.start.isVisible()
    assert stand.page.focusWidget() is stand.page.sound.look_again  # not somewhere further down
    stand.press("settingLookAgain")
    assert stand.sent("microphones")
    stand.engine.play_event("microphones", microphones=READY["microphones"])
    assert stand.page.focusWidget() is stand.page.sound.start
    stand.begin_check()
    assert stand.words("checkTrouble") == ""
    stand.engine.die()
    assert stand.words("checkTrouble").startswith("The speech engine stopped")
    assert not stand.page.sound.start.isEnabled()
    assert stand.page.focusWidget() is stand.page.sound


def test_a_missing_recogniser_leaves_the_sound_to_be_played(stand: SettingsStand) -> None:
    stand.show()
    stand.begin_check()
    stand.engine.play_event("sound_check_stopped", heard=True)
    stand.engine.play_event("error", during="stop_sound_check", code="model", message="The model is missing.", hint="Install it.")
    assert stand.words("checkTrouble") == "The model is missing."
    assert stand.page.sound.play.isEnabled()
    stand.press("checkPlay")
    stand.engine.play_event("error", during="play", code="audio", message="No loudspeaker is connected.", hint="Plug one in.")
    assert stand.words("checkTrouble") == "No loudspeaker is connected."
    assert stand.page.sound.play.text() == "Play it back"


def test_no_check_while_a_take_is_recorded(qtbot: QtBot, open_window: OpenWindow, desk: Desk) -> None:
    desk.logged = []
    opened = open_window(desk=desk)
    opened.window.drill.record()
    qtbot.waitUntil(lambda: opened.window.drill.phase is Phase.RECORDING, timeout=10_000)
    opened.window.show_page("settings")
    sound = opened.window.settings.sound
    assert not sound.start.isEnabled()
    assert sound._trouble.text() == "A take is being recorded or checked."
    sound.toggle()
    qtbot.keyClick(opened.window.settings, Qt.Key.Key_Space)
    assert opened.named("sound_check") == []
    opened.window.drill.finish_take()
    qtbot.waitUntil(sound.start.isEnabled, timeout=10_000)


@pytest.mark.parametrize(
    ("rms", "peak", "wanted"),
    [(-70.0, -60.0, Loudness.NOTHING), (-47.0, -40.0, Loudness.QUIET), (-25.0, -12.0, Loudness.GOOD), (-9.0, 0.0, Loudness.LOUD)],
)
def test_levels_in_words(rms: float, peak: float, wanted: Loudness) -> None:
    levels = Levels()
    assert levels.now is Loudness.NOTHING
    for step in range(6):
        levels.hear(step / 15, peak, rms)
    assert levels.now is Loudness.NOTHING  # a chair that creaks
    for step in range(6, 40):
        levels.hear(step / 15, peak, rms)
    assert levels.now is wanted
    for step in range(40, 100):
        levels.hear(step / 15, -75.0, -80.0)
    assert levels.now is Loudness.NOTHING


# --- choices --------------------------------------------------------------------------------------------------------


def test_every_choice_is_saved_at_once_and_told(stand: SettingsStand, desk: Desk) -> None:
    stand.show()
    stand.choose("settingMicrophone", "Built-in")
    assert kept(desk)["microphone_id"] == "inside"
    assert stand.words("soundCardSaved") == "Saved"
    assert stand.sent("settings_changed")
    stand.press("settingVoiceOn")
    assert (kept(desk)["voice_on"], stand.drill.voice.on) == (False, False)
    stand.choose("settingVoice", "English (America), en-us")
    stand.choose("settingPace", "Calm, 150")
    stand.press("settingHeadphones")
    before = len(stand.sent("settings_changed"))
    stand.choose("settingPause", "After a pause of 3 seconds")
    assert len(stand.sent("settings_changed")) > before  # the engine ends takes
    stand.choose("settingDays", "For a year")
    stand.press("settingCompress")
    stand.choose("remindTime", "07:30")
    assert stand.tray.on
    stand.choose("settingTheme", "Dark")
    assert stand.theme.dark
    stand.choose("settingScale", "130%")
    assert stand.theme.scale == 1.3
    found = kept(desk)
    assert (found["voice"], found["voice_rate_wpm"], found["headphones"]) == ("gmw/en-US", 150, True)
    assert (found["pause_s"], found["keep_audio_days"], found["compress_takes"]) == (3.0, 365, False)
    assert found["reminder"].startswith("07:30")
    assert (found["theme"], found["text_scale"]) == ("dark", 1.3)


def test_saved_goes_away_by_itself(stand: SettingsStand) -> None:
    stand.show()
    stand.press("settingHeadphones")
    assert stand.words("voiceCardSaved") == "Saved"
    stand.qtbot.waitUntil(lambda: stand.words("voiceCardSaved") == "", timeout=10_000)


def test_what_was_chosen_elsewhere_is_shown(stand: SettingsStand, desk: Desk) -> None:
    desk.save_settings(
        pause_s=2.5, voice_rate_wpm=137, voice="gone-voice", microphone_id="unplugged", keep_audio_days=45, reminder="06:05 sat"
    )
    stand.theme.set_scale(1.5)
    stand.show()
    shown = {name: stand.find(QComboBox, name).currentText() for name in ("settingPause", "settingPace", "settingVoice", "settingDays")}
    assert shown == {
        "settingPause": "After a pause of 2.5 seconds",
        "settingPace": "137 words a minute",
        "settingVoice": "gone-voice (not on this computer)",
        "settingDays": "For 45 days",
    }
    assert "not connected" in stand.words("microphoneAbsent")
    assert stand.find(QComboBox, "remindTime").currentText() == "06:05"
    assert stand.find(QComboBox, "settingScale").currentText() == "150%"


def test_the_clients_voice_can_be_heard_and_stopped(stand: SettingsStand) -> None:
    stand.show()
    stand.choose("settingVoice", "A woman's, another for each client")
    stand.press("settingHear")
    (spoken,) = stand.sent("speak")
    assert (spoken["text"], spoken["voice"]) == (SAMPLE, "female")
    assert stand.page.voice.hear.text() == "Stop"
    stand.press("settingHear")
    assert stand.sent("stop_speaking")
    assert stand.page.voice.hear.text() == "Hear it"
    stand.engine.play_event("ready", {**READY, "voice_available": False, "voice_message": "No voice.", "voice_hint": "Install one."})
    assert stand.words("settingVoiceTrouble") == "No voice. Install one."
    assert not stand.page.voice.hear.isEnabled()


def test_natural_voices_are_told_apart(stand: SettingsStand, desk: Desk) -> None:
    stand.show()
    assert "run in RefCoach's folder: python3 scripts/run.py --neural-voice" in stand.words("settingNatural")
    stand.engine.play_event("voices", voices=[{"id": "neural/joe", "name": "Joe, natural", "language": "en-us", "gender": "male"}])
    assert stand.words("settingNatural") == "Natural voices are in use: Joe."
    desk.save_settings(neural_python="/no/such/python")
    stand.engine.play_event("voices", voices=[{"id": "en", "name": "English", "language": "en", "gender": ""}])
    assert "/no/such/python cannot be used" in stand.words("settingNatural")


def test_a_name_is_saved_when_the_line_is_left_and_my_script_goes_before(stand: SettingsStand, desk: Desk) -> None:
    stand.show()
    name = stand.find(QLineEdit, "settingName")
    name.setFocus()
    stand.qtbot.keyClicks(name, "  Dana ")
    assert "rep_name" not in kept(desk) or kept(desk)["rep_name"] == ""
    stand.qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert kept(desk)["rep_name"] == "Dana"
    name.setFocus()
    stand.qtbot.keyClicks(name, " Okafor")
    stand.page.hush()  # left by a key of the window
    assert kept(desk)["rep_name"] == "Dana Okafor"
    desk.save_profile(Profile(name="Dana O."))
    stand.page.hide()
    stand.show()
    assert not name.isVisible()
    assert stand.words("settingNameWords").startswith("\u201cDana O.\u201d. It stands in My script")


def test_scrolling_over_a_choice_changes_nothing(stand: SettingsStand, desk: Desk) -> None:
    stand.show()
    box = stand.find(QComboBox, "settingPause")
    middle = QPointF(20, 10)
    turn = QWheelEvent(
        middle, box.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert box.currentText() == "Only when I say so"
    assert desk.settings.pause_s == 0.0


# --- recognisers ----------------------------------------------------------------------------------------------------


def test_recognisers_are_named_with_what_they_cost_and_what_is_wrong(stand: SettingsStand, desk: Desk) -> None:
    (desk.places.models / "broken.en").mkdir()
    stand.show()
    box = stand.find(QComboBox, "settingModel")
    assert [box.itemText(at) for at in range(box.count())] == ["tiny.en, comes with RefCoach"]  # a damaged one cannot be chosen
    assert "MB on the disk. The small and quick one" in stand.words("settingModelWords")
    desk.save_settings(model="broken.en")
    stand.page.recording.look()
    stand.qtbot.waitUntil(lambda: box.currentText() == "broken.en, added", timeout=20_000)
    assert "model.bin is missing" in stand.words("settingModelWords")
    assert "refcoach models add FOLDER" in stand.words("settingModelWords")
    stand.choose("settingModel", "tiny.en, comes with RefCoach")
    assert kept(desk)["model"] == ""
    gone = recogniser_rows("/no/such/model", desk.places.models)
    assert "There is no recogniser model" in recogniser_words(gone, "/no/such/model")


# --- failures -------------------------------------------------------------------------------------------------------


def test_a_choice_that_cannot_be_saved_holds_and_is_saved_later(stand: SettingsStand, desk: Desk) -> None:
    stand.show()
    before, file = kept(desk), desk.places.settings_file
    away = file.with_name("away")
    file.rename(away)
    file.mkdir()  # nobody can write a file there, not even an administrator
    (file / "in the way").touch()
    stand.choose("settingPause", "After a pause of 2 seconds")
    assert stand.page.message.isVisible()
    assert "This choice could not be saved; it is kept here until RefCoach is closed." in stand.page.message.message.text()
    assert stand.words("recordingCardSaved") == ""
    stand.press("settingCompress")
    assert stand.find(QComboBox, "settingPause").currentText() == "After a pause of 2 seconds"  # nothing is lost
    sent = len(stand.sent("settings_changed"))
    stand.page.message.act.click()
    assert stand.page.message.isVisible()
    (file / "in the way").unlink()
    file.rmdir()
    away.rename(file)
    assert kept(desk) == before
    stand.page.message.act.click()
    assert (kept(desk)["pause_s"], kept(desk)["compress_takes"]) == (2.0, False)
    assert not stand.page.message.isVisible()
    assert len(stand.sent("settings_changed")) == sent + 1
    assert kept(desk).keys() >= before.keys()


# --- page -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "width"), [(1.0, 560), (1.5, 640)])
def test_tab_reaches_everything_in_sight_and_nothing_is_cut_at_the_side(stand: SettingsStand, scale: float, width: int) -> None:
    stand.theme.set_scale(scale)
    stand.page.resize(width, 560)
    stand.show()
    scroll = stand.page.findChild(QScrollArea)
    assert scroll.widget().width() <= scroll.viewport().width()
    reached = []
    while (now := stand.page.focusWidget()) not in reached:
        reached.append(now)
        place = QPoint(0, now.mapTo(scroll.widget(), QPoint(0, 0)).y())
        seen = scroll.widget().mapTo(scroll.viewport(), place).y()
        assert 0 <= seen <= scroll.viewport().height() - 20, now.objectName()
        assert now.accessibleName() or getattr(now, "text", lambda: "")(), now.objectName()
        stand.qtbot.keyClick(now, Qt.Key.Key_Tab)
    names = [part.objectName() for part in reached]
    wanted = ["settingMicrophone", "checkStart", "settingVoiceOn", "settingVoice", "settingPace", "settingHear", "settingHeadphones"]
    wanted += ["settingPause", "settingModel", "settingOpenFolder", "settingDays", "settingCompress", "settingName", "remindTime"]
    assert sorted(names) == sorted([*wanted, "settingTheme", "settingScale"])


def test_the_window_opens_the_page_by_rail_and_key(qtbot: QtBot, open_window: OpenWindow, desk: Desk) -> None:
    desk.logged = []
    opened = open_window(desk=desk)
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
