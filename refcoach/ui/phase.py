"""Where the turn of a drill stands."""

from enum import StrEnum


class Phase(StrEnum):
    """Where the current turn stands. `LOST` = the engine stopped in mid-take and the take is not back yet;
    `KEPT` = the take is safe and waits to be checked."""

    EMPTY = "empty"
    READY = "ready"
    STARTING = "starting"
    RECORDING = "recording"
    STOPPING = "stopping"
    RECOGNISING = "recognising"
    CHECKING = "checking"
    LOST = "lost"
    KEPT = "kept"
    RESULT = "result"
    FINISHED = "finished"


BUSY = (Phase.STARTING, Phase.RECORDING, Phase.STOPPING, Phase.RECOGNISING, Phase.CHECKING)
