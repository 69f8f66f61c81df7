"""Puts the real parts together: the only place that chooses implementations."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from refcoach.core.processes import worker_command
from refcoach.core.transcript import Transcript
from refcoach.engine.asked import asked_of
from refcoach.engine.coach import Coach
from refcoach.engine.desk import Desk, open_desk
from refcoach.engine.takes import TakeDesk
from refcoach.speech.ports import Capture, LiveRecogniser, Playback, Recogniser, Speaker, TakeRecognition, Voice, nobody
from refcoach.store.notices import Notice, ignore


@dataclass(frozen=True, slots=True)
class Parts:
    """The collaborators of the worker."""

    capture: Capture
    playback: Playback
    speaker: Speaker
    coach: Coach
    takes: TakeDesk
    live: LiveRecogniser


class ChosenRecogniser:
    """The recogniser that the settings name at the time of use, with the names of My script as a hint. A missing model stops a
    recognition, never the engine."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made: tuple[tuple[str, tuple[str, ...]], Recogniser] | None = None

    def _chosen(self) -> Recogniser:
        name = (self._desk.settings.model, self._desk.profile.spoken_names())
        if self._made is None or self._made[0] != name:
            from refcoach.speech.models import model_folder
            from refcoach.speech.recognise import WhisperRecogniser

            self._made = (name, WhisperRecogniser(model_folder(name[0], self._desk.places.models), name[1]))
        return self._made[1]

    @property
    def engine(self) -> str:
        return self._chosen().engine

    def warm(self) -> None:
        self._chosen().warm()

    def transcribe(self, path: Path) -> Transcript:
        return self._chosen().transcribe(path)

    def listen(self, on_words: Callable[[Transcript], None] = nobody) -> TakeRecognition:
        return self._chosen().listen(on_words)


def make_recogniser(desk: Desk) -> Recogniser:
    """The recogniser that the settings name; the model is found and loaded on first use."""
    return ChosenRecogniser(desk)


def make_speaker(desk: Desk, on_notice: Callable[[Notice], None] = ignore) -> Speaker:
    """The voices of the system, and natural ones where the settings name a Python that has them."""
    from refcoach.speech.speak import VoiceSpeaker

    return VoiceSpeaker(
        desk.places.cache / "voice",
        neural_python=lambda: desk.settings.neural_python,
        on_notice=lambda message, hint: on_notice(Notice(message, hint)),
    )


def natural_voices(python: str) -> tuple[Voice, ...]:
    """The natural voices of another Python. Raises AudioError that says what it lacks."""
    from refcoach.speech.neural import neural_voices
    from refcoach.speech.voice_process import LIMIT_S, VoiceProcess

    return tuple(known.voice for known in neural_voices(VoiceProcess(worker_command("voice"), None, LIMIT_S), python))


def make_coach(desk: Desk) -> Coach:
    from refcoach.judge.judge import Judge

    return Coach(make_recogniser(desk), Judge(), lambda: desk.profile)


def open_parts(on_notice: Callable[[Notice], None]) -> tuple[Desk, Parts]:
    """The user's desk and real sound; raises LogError when the desk cannot be opened."""
    from refcoach.speech.capture import MicrophoneCapture
    from refcoach.speech.live import MoonshineRecogniser
    from refcoach.speech.playback import LoudspeakerPlayback

    desk = open_desk(on_notice)
    capture = MicrophoneCapture()
    coach = make_coach(desk)
    takes = TakeDesk(capture, coach, desk.log, desk.shelf, lambda attempt: asked_of(attempt, desk.scenarios))
    return desk, Parts(capture, LoudspeakerPlayback(), make_speaker(desk, on_notice), coach, takes, MoonshineRecogniser())
