"""The sound check of the Settings page: level in words, playback, what was heard and what was wrong; whatever breaks it off is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from ui_samples import OpenWindow
from ui_settings import READY, SettingsStand

from refcoach.engine.desk import Desk
from refcoach.ui.drill import Phase
from refcoach.ui.models.loudness import Levels, Loudness

HEARD = "Thank you, that is good to hear."


def test_a_sound_check_by_space_tells_the_level_in_words_and_what_was_heard(settings_page: SettingsStand) -> None:
    settings_page.show()
    assert settings_page.find(QComboBox, "settingMicrophone").currentText() == "The system's default (Headset)"
    assert "Say something such as" in settings_page.words("checkSay")
    settings_page.begin_check()
    assert settings_page.sent("sound_check") == [{"cmd": "sound_check", "microphone_id": None}]
    assert settings_page.words("levelWords") == "I hear nothing yet"
    assert not settings_page.find(QComboBox, "settingMicrophone").isEnabled()
    settings_page.levels(-24)
    assert settings_page.words("levelWords") == "Good level"
    assert settings_page.words("checkTime") == "0:01 of 0:10"
    settings_page.levels(-46, 6)
    assert settings_page.words("levelWords") == "Too quiet: come nearer"
    settings_page.engine.play_event("signal", problem="digital_zero")
    assert "No sound at all comes from the microphone." in settings_page.words("levelWords")
    settings_page.engine.play_event("signal", problem=None)
    settings_page.levels(-20, 9)
    assert settings_page.words("levelWords") == "Good level"
    settings_page.begin_check()  # the same key ends it
    assert len(settings_page.sent("stop_sound_check")) == 1
    settings_page.engine.play_event("sound_check_stopped", heard=True)
    assert settings_page.words("checkHeard") == "Recognising your words\u2026"
    settings_page.press("checkPlay")  # the sound is there already
    assert settings_page.sent("play") == [{"cmd": "play", "attempt_id": "sound_check", "from_s": 0.0, "file": ""}]
    settings_page.engine.play_event("sound_check_heard", text=HEARD, problems=[])
    assert settings_page.words("checkHeard") == f"I heard: \u201c{HEARD}\u201d"
    assert settings_page.words("checkProblems") == "The sound is fine."
    assert settings_page.page.sound.play.text() == "Stop"
    settings_page.engine.play_event("playback_finished", attempt_id="sound_check", completed=True)
    assert settings_page.page.sound.play.text() == "Play it back"


def test_what_was_wrong_with_the_sound_is_told_in_the_words_of_takes(settings_page: SettingsStand) -> None:
    settings_page.show()
    settings_page.begin_check()
    settings_page.hear("Thank", "too_quiet", "low_confidence")
    assert settings_page.words("checkProblems").splitlines() == [
        "The sound is very quiet. Move closer to the microphone or turn its level up.",
        "The words were hard to make out. Speak a little more slowly and clearly, and check once more.",
    ]
    settings_page.begin_check()
    settings_page.hear("", "silent")
    assert settings_page.words("checkHeard") == ""
    assert settings_page.words("checkProblems").startswith("I heard nobody speak.")


def test_nothing_of_a_check_stays_when_the_page_is_left(settings_page: SettingsStand) -> None:
    settings_page.show()
    settings_page.begin_check()
    settings_page.page.hush()  # in mid-sentence
    assert [command["cmd"] for command in settings_page.engine.commands[-2:]] == ["stop_sound_check", "forget_sound_check"]
    settings_page.hear("too late")
    assert settings_page.words("checkHeard") == ""
    assert settings_page.page.sound.start.text() == "Start sound check"
    settings_page.begin_check()
    settings_page.hear(HEARD)
    settings_page.page.hush()
    assert len(settings_page.sent("forget_sound_check")) == 2
    assert settings_page.words("checkHeard") == ""


def test_a_microphone_pulled_out_or_an_engine_gone_ends_the_check_with_a_reason(settings_page: SettingsStand) -> None:
    settings_page.show()
    settings_page.begin_check()
    settings_page.engine.play_event("sound_check_stopped", heard=False)
    settings_page.engine.play_event(
        "error", during="sound_check", code="audio", message="The microphone is gone.", hint="Plug it in again."
    )
    assert (settings_page.words("checkTrouble"), settings_page.words("checkHint")) == ("The microphone is gone.", "Plug it in again.")
    settings_page.engine.play_event("microphones", microphones=[])
    assert settings_page.page.sound.look_again.isVisible()
    assert not settings_page.page.sound.start.isVisible()
    assert settings_page.page.focusWidget() is settings_page.page.sound.look_again  # not somewhere further down
    settings_page.press("settingLookAgain")
    assert settings_page.sent("microphones")
    settings_page.engine.play_event("microphones", microphones=READY["microphones"])
    assert settings_page.page.focusWidget() is settings_page.page.sound.start
    settings_page.begin_check()
    assert settings_page.words("checkTrouble") == ""
    settings_page.engine.die()
    assert settings_page.words("checkTrouble").startswith("The speech engine stopped")
    assert not settings_page.page.sound.start.isEnabled()
    assert settings_page.page.focusWidget() is settings_page.page.sound


def test_a_missing_recogniser_leaves_the_sound_to_be_played(settings_page: SettingsStand) -> None:
    settings_page.show()
    settings_page.begin_check()
    settings_page.engine.play_event("sound_check_stopped", heard=True)
    settings_page.engine.play_event("error", during="stop_sound_check", code="model", message="The model is missing.", hint="Install it.")
    assert settings_page.words("checkTrouble") == "The model is missing."
    assert settings_page.page.sound.play.isEnabled()
    settings_page.press("checkPlay")
    settings_page.engine.play_event("error", during="play", code="audio", message="No loudspeaker is connected.", hint="Plug one in.")
    assert settings_page.words("checkTrouble") == "No loudspeaker is connected."
    assert settings_page.page.sound.play.text() == "Play it back"


def test_no_check_while_a_take_is_recorded(qtbot: QtBot, open_window: OpenWindow, settings_desk: Desk) -> None:
    settings_desk.logged = []
    opened = open_window(desk=settings_desk)
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
