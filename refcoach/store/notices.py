"""Things that the user should know although nothing failed: a damaged file was set aside, a setting was ignored."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """`message` says what happened, `hint` what it means or what to do."""

    message: str
    hint: str = ""


OnNotice = Callable[[Notice], None]


def ignore(notice: Notice) -> None:
    """For callers who have nobody to tell."""
