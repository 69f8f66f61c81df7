"""A failure that the engine told, as the pages see it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Trouble:
    """An expected failure that the engine reported; `during` is the command, `attempt_id` empty unless it is about one."""

    during: str
    code: str
    message: str
    hint: str
    attempt_id: str = ""


def trouble_from(event: Any) -> Trouble:
    """The failure that an `error` event tells."""
    return Trouble(
        str(event.get("during", "")),
        str(event.get("code", "")),
        str(event.get("message") or "Something went wrong in the speech engine."),
        str(event.get("hint", "")),
        str(event.get("attempt_id") or ""),
    )
