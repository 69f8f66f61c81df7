"""Expected failures: what happened and what the user can do about it.

Each class carries the exit code that the command line answers with; the window shows the same two sentences in a banner.
"""


class RefCoachError(Exception):
    """An expected failure. `message` says what happened, `hint` what to do next."""

    exit_code = 1
    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(RefCoachError):
    """The command or its arguments do not fit together."""

    exit_code = 2
    code = "usage"


class PackError(RefCoachError):
    """A scenario or pack is missing or cannot be used."""

    exit_code = 3
    code = "pack"


class AudioError(RefCoachError):
    """Microphone, loudspeaker, sound file or voice: no sound in or out."""

    exit_code = 4
    code = "audio"


class LogError(RefCoachError):
    """The practice log or the settings cannot be read or written."""

    exit_code = 5
    code = "log"


class ModelError(RefCoachError):
    """A speech or judge model is missing or damaged."""

    exit_code = 6
    code = "model"


def error_from_code(code: str, message: str, hint: str) -> RefCoachError:
    """Rebuild an error that travelled between processes; unknown codes become a plain RefCoachError."""
    for kind in (UsageError, PackError, AudioError, LogError, ModelError):
        if kind.code == code:
            return kind(message, hint)
    return RefCoachError(message, hint)
