"""States of the Settings page for scripts/screenshots.py."""

from collections.abc import Callable
from time import sleep
from typing import Any

VOICES = [
    {"id": "neural/en_US-joe-medium", "name": "Joe, natural", "language": "en-us", "gender": "male"},
    {"id": "gmw/en-US", "name": "English (America)", "language": "en-us", "gender": "male"},
    {"id": "gmw/en", "name": "English (Great Britain)", "language": "en-gb", "gender": "male"},
]
HEARD = "Thank you, that is good to hear. May I ask you for an introduction?"


def _open(scene: Any, below: str = "", voices: list[dict[str, str]] = VOICES) -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    scene.ready()
    scene.window.show_page("settings")
    scene.engine.play_event("voices", voices=voices)
    while scene.window.settings.recording.background.busy:
        sleep(0.02)
        QApplication.processEvents()
    for _ in range(3):
        QApplication.processEvents()
    if below:
        card = scene.window.settings.findChild(QWidget, below)
        scene.window.settings._scroll.verticalScrollBar().setValue(card.y())


def _listening(scene: Any, rms_dbfs: float = -24.0) -> None:
    from math import sin

    _open(scene)
    scene.window.settings.sound.start.click()
    scene.engine.play_event("sound_check_started", microphone="Jabra Evolve2 40 Mono")
    for step in range(66):
        rms = rms_dbfs - 8 * abs(sin(step / 3.1)) - 20 * (step % 29 > 23)
        scene.engine.play_event("level", elapsed_s=step / 15, peak_dbfs=rms + 8, rms_dbfs=rms)


def _heard(scene: Any, text: str = HEARD, problems: tuple[str, ...] = ()) -> None:
    _listening(scene)
    scene.engine.play_event("sound_check_stopped", heard=True)
    scene.engine.play_event("sound_check_heard", text=text, problems=problems)


def _lost(scene: Any) -> None:
    _listening(scene)
    scene.engine.play_event("sound_check_stopped", heard=False)
    hint = "Plug the microphone in again or choose another, then start again."
    message = "The microphone \u201cJabra Evolve2 40 Mono\u201d is gone."
    scene.engine.play_event("error", during="sound_check", code="audio", message=message, hint=hint)


def _no_microphone(scene: Any) -> None:
    _open(scene)
    scene.engine.play_event("microphones", microphones=[])


def _refused(scene: Any) -> None:
    from refcoach.core.errors import LogError

    def refuse(**values: Any) -> None:
        raise LogError("The settings cannot be saved: No space left on device.", "Free some space on the disk, then save again.")

    _open(scene, "voiceCard")
    scene.desk.save_settings = refuse
    scene.window.settings.voice.headphones.click()


def _saved(scene: Any) -> None:
    _open(scene, "recordingCard", VOICES[1:])
    scene.window.settings.recording.pause.setCurrentIndex(2)
    scene.window.settings.recording.pause.activated.emit(2)


SETTINGS: dict[str, Callable[[Any], object]] = {
    "settings": _open,
    "settings-listening": _listening,
    "settings-too-quiet": lambda scene: _listening(scene, -43.0),
    "settings-heard": _heard,
    "settings-noisy": lambda scene: _heard(scene, "Thank you that is could to hear", ("noisy", "low_confidence")),
    "settings-lost": _lost,
    "settings-no-microphone": _no_microphone,
    "settings-refused": _refused,
    "settings-voice": lambda scene: _open(scene, "voiceCard"),
    "settings-saved": _saved,
    "settings-privacy": lambda scene: _open(scene, "privacyCard"),
    "settings-end": lambda scene: _open(scene, "looksCard"),
    "settings-large-text": _listening,
    "settings-large-text-end": lambda scene: _open(scene, "privacyCard"),
}
