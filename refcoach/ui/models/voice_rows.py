"""Which voices the client can have, in words."""

from collections.abc import Sequence

from refcoach.speech.ports import Voice
from refcoach.speech.voice_choice import NEURAL, NOVELTIES

OWN = ("Each client's own", "")
ANY = (("A woman's, another for each client", "female"), ("A man's, another for each client", "male"))
PACES = ((0, "The client's own"), (120, "Slow, 120 words a minute"), (150, "Calm, 150"), (180, "Brisk, 180"), (210, "Fast, 210"))
ADD_NATURAL = "To add one, run in RefCoach's folder: python3 scripts/run.py --neural-voice"


def voice_items(voices: Sequence[Voice], chosen: str) -> list[tuple[str, object]]:
    """What can be chosen: each client's own, either kind, then the English voices; one that is gone as long as it is chosen."""
    english = [voice for voice in voices if voice.language.startswith("en") and voice.name.partition(" (")[0] not in NOVELTIES]
    items: list[tuple[str, object]] = [OWN, *ANY, *((_voice_words(voice), voice.id) for voice in english)]
    if chosen not in [value for _, value in items]:
        gone = next((_voice_words(voice) for voice in voices if voice.id == chosen), f"{chosen} (not on this computer)")
        items.append((gone, chosen))
    return items


def _voice_words(voice: Voice) -> str:
    return voice.name if voice.id.startswith(NEURAL) or not voice.language else f"{voice.name}, {voice.language}"


def pace_items(chosen: int) -> list[tuple[str, object]]:
    """What can be chosen, in words a minute; 0 is the client's own pace."""
    others = [] if chosen in dict(PACES) else [(chosen, f"{chosen} words a minute")]
    return [(words, pace) for pace, words in sorted((*PACES, *others))]


def natural_words(voices: Sequence[Voice], python: str) -> str:
    """Whether natural voices are in use, and what to do where they are not. `python` is the one that should have them, or empty."""
    natural = [voice.name.partition(",")[0] for voice in voices if voice.id.startswith(NEURAL)]
    if natural:
        return f"Natural voices are in use: {', '.join(natural)}."
    if python:
        return f"The natural voices of {python} cannot be used, so the computer's own speak. Run \u201crefcoach voices\u201d to read why."
    return f"The voices are the computer's own. A natural one sounds more like a person. {ADD_NATURAL}"
