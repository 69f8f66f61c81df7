"""Which of the system's voices speaks for whom."""

import hashlib
from collections.abc import Iterable, Sequence

from refcoach.speech.ports import Voice

GENDERS = ("female", "male")
NEURAL = "neural/"  # how the ids of natural voices begin
USUAL_ACCENTS = ("en-us", "en-gb")  # the others are spoken where there is neither
SPREAD = 12  # of the 100 steps of pitch, up and down, between personas who share the only fitting voice
# Voices of macOS that are effects rather than people.
NOVELTIES = frozenset(
    {
        "Albert",
        "Bad News",
        "Bahh",
        "Bells",
        "Boing",
        "Bubbles",
        "Cellos",
        "Deranged",
        "Good News",
        "Hysterical",
        "Jester",
        "Organ",
        "Pipe Organ",
        "Superstar",
        "Trinoids",
        "Whisper",
        "Wobble",
        "Zarvox",
    }
)


def chosen_voice(voices: Iterable[Voice], wanted: str, name: str, pitch: int) -> tuple[str, int]:
    """The id of the voice for a persona of that `name` who is `wanted` "female", "male" or either (empty), and the pitch to give it.

    A voice that is wanted by its id stays; without a name the first fitting one is taken, and without any wish the system chooses (an empty
    id). The same name gets the same voice as long as the system has it, whatever other voices come and go.
    """
    if wanted not in ("", *GENDERS) or not (wanted or name):
        return wanted, pitch
    fitting = fitting_voices(voices, wanted)
    if not fitting:
        return "", pitch
    if not name:
        return fitting[0].id, pitch
    if len(fitting) == 1:
        moved = pitch + _number(name) % (2 * SPREAD + 1) - SPREAD
        return fitting[0].id, min(99, max(0, moved))
    # Rendezvous hashing: every voice draws a number for this name, the highest one speaks.
    return max(fitting, key=lambda voice: _number(f"{name}\n{voice.id}")).id, pitch


def fitting_voices(voices: Iterable[Voice], wanted: str) -> Sequence[Voice]:
    """The best kind of English voice that there is: natural ones, else those of the usual accents, American first, else any."""
    english = [
        voice
        for voice in voices
        if voice.language.startswith("en") and wanted in ("", voice.gender) and voice.name.partition(" (")[0] not in NOVELTIES
    ]
    natural = [voice for voice in english if voice.id.startswith(NEURAL)]
    usual = sorted((voice for voice in english if voice.language in USUAL_ACCENTS), key=lambda voice: voice.language != USUAL_ACCENTS[0])
    return natural or usual or english


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
