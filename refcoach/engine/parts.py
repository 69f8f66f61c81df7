"""Puts the real parts together: the only place that chooses implementations."""

from collections.abc import Callable
from dataclasses import dataclass

from refcoach.engine.coach import Coach
from refcoach.engine.desk import Desk, open_desk
from refcoach.engine.takes import TakeDesk
from refcoach.speech.ports import Capture, Playback, Recogniser, Speaker
from refcoach.store.notices import Notice


@dataclass(frozen=True, slots=True)
class Parts:
    """The collaborators of the worker."""

    capture: Capture
    playback: Playback
    speaker: Speaker
    coach: Coach
    takes: TakeDesk


def make_recogniser(desk: Desk) -> Recogniser:
    """The recogniser that the settings name; the model is loaded on first use."""
    from refcoach.speech.models import model_folder
    from refcoach.speech.recognise import WhisperRecogniser

    return WhisperRecogniser(model_folder(desk.settings.model, desk.places.models))


def make_speaker(desk: Desk) -> Speaker:
    from refcoach.speech.speak import VoiceSpeaker

    return VoiceSpeaker(desk.places.cache / "voice")


def make_coach(desk: Desk) -> Coach:
    from refcoach.judge.judge import Judge

    return Coach(make_recogniser(desk), Judge())


def open_parts(on_notice: Callable[[Notice], None]) -> tuple[Desk, Parts]:
    """The user's desk and real sound; raises LogError when the desk cannot be opened."""
    from refcoach.speech.capture import MicrophoneCapture
    from refcoach.speech.playback import LoudspeakerPlayback

    desk = open_desk(on_notice)
    capture = MicrophoneCapture()
    coach = make_coach(desk)
    return desk, Parts(capture, LoudspeakerPlayback(), make_speaker(desk), coach, TakeDesk(capture, coach, desk.log, desk.shelf))
