"""A line of the client and how it is spoken: what the window asks the engine to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OWN_PITCH = 50


@dataclass(frozen=True, slots=True)
class ClientLine:
    """`voice` is a voice's id, "female", "male" or empty; `rate_wpm` in words per minute, 0 = the voice's own; `pitch` from 0 to 99 with 50
    as the voice's own; `name` is the persona's, which always gets the same of several fitting voices. `files` are the recordings in the
    folder lines/ of `pack` that say the text one after another; none where it was not recorded."""

    text: str
    voice: str = ""
    rate_wpm: int = 0
    pitch: int = OWN_PITCH
    name: str = ""
    pack: str = ""
    files: tuple[str, ...] = ()


def line_from(record: Mapping[str, Any]) -> ClientLine:
    """The line in a message; raises KeyError without text, ValueError for a number that is none."""
    return ClientLine(
        str(record["text"]),
        str(record.get("voice", "")),
        int(record.get("rate_wpm", 0)),
        int(record.get("pitch", OWN_PITCH)),
        str(record.get("name", "")),
        str(record.get("pack", "")),
        tuple(str(file) for file in record.get("files", ())),
    )


def line_record(line: ClientLine) -> dict[str, Any]:
    """The line as the fields of a message."""
    return {
        "text": line.text,
        "voice": line.voice,
        "rate_wpm": line.rate_wpm,
        "pitch": line.pitch,
        "name": line.name,
        "pack": line.pack,
        "files": list(line.files),
    }
