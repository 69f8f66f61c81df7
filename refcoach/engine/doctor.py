"""Checks every part for real and says what to do about what is wrong."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from refcoach.core.assets import asset
from refcoach.core.errors import AudioError, RefCoachError
from refcoach.engine.desk import Desk

EXAMPLE_TAKE = ("takes", "ask-after-praise.wav")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The state of one part; `exit_code` is that of its kind of failure, 0 when it is well."""

    part: str
    ok: bool
    message: str
    hint: str = ""
    exit_code: int = 0


def examine(desk: Desk) -> Iterator[Diagnosis]:
    """One diagnosis after another, as each check ends."""
    checks: tuple[tuple[str, Callable[[Desk], str]], ...] = (
        ("Python", lambda desk: sys.version.split()[0]),
        ("Data folder", _data_folder),
        ("Practice log", _log),
        ("Scenarios", _scenarios),
        ("Microphone", _microphone),
        ("Loudspeaker", _loudspeaker),
        ("Client's voice", _voice),
        ("Recogniser", _recogniser),
        ("Judge", _judge),
    )
    for part, check in checks:
        try:
            yield Diagnosis(part, True, check(desk))
        except RefCoachError as error:
            yield Diagnosis(part, False, error.message, error.hint, error.exit_code)
        except Exception as error:
            yield Diagnosis(part, False, f"{type(error).__name__}: {error}", "Install RefCoach again: python3 scripts/run.py", 1)


def _data_folder(desk: Desk) -> str:
    from refcoach.store.atomic import write_atomic

    probe = desk.places.home / ".doctor"
    write_atomic(probe, b"ok")
    for leftover in desk.places.home.glob(".doctor*"):
        leftover.unlink()
    return str(desk.places.home)


def _log(desk: Desk) -> str:
    attempts = desk.log.count()
    return f"{attempts} attempt{'' if attempts == 1 else 's'}"


def _scenarios(desk: Desk) -> str:
    return f"{len(desk.scenarios)} scenarios"


def _microphone(desk: Desk) -> str:
    from refcoach.speech.capture import MicrophoneCapture

    microphones = MicrophoneCapture().microphones()
    if not microphones:
        raise AudioError("No microphone is connected.", "Plug one in, or switch it on in the system's sound settings.")
    return ", ".join(microphone.name for microphone in microphones)


def _loudspeaker(desk: Desk) -> str:
    from refcoach.speech.devices import loudspeaker_available

    if not loudspeaker_available():
        raise AudioError("No loudspeaker is connected.", "The client's lines can still be read; plug in headphones to hear them.")
    return "ready"


def _voice(desk: Desk) -> str:
    from refcoach.engine.parts import make_speaker

    told: list[str] = []
    speaker = make_speaker(desk, lambda notice: told.append(f" {notice.message}"))
    speaker.speech_file("Good morning.")
    return f"{len(speaker.voices())} voices{''.join(told and ['.', *told])}"


def _recogniser(desk: Desk) -> str:
    from refcoach.engine.drill import import_take
    from refcoach.engine.parts import make_recogniser

    recogniser = make_recogniser(desk)
    with tempfile.TemporaryDirectory(prefix="refcoach-") as folder:
        recorded = import_take(asset(*EXAMPLE_TAKE), Path(folder) / "take.wav")
        words = recogniser.transcribe(recorded.path).words
    if len(words) < 20:
        raise AudioError("The recogniser heard too little in the example take.", "Install RefCoach again: python3 scripts/run.py")
    return f"{recogniser.engine}, {len(words)} words heard in the example take"


def _judge(desk: Desk) -> str:
    from refcoach.core.transcript import typed
    from refcoach.judge.judge import Judge

    found = Judge().judge(typed("Could you introduce me to her on a call?")).present_keys()
    if "introduction_request" not in found:
        raise RefCoachError("The judge did not find the request in a plain example.", "Install RefCoach again: python3 scripts/run.py")
    return "answers"
