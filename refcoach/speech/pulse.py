"""PulseAudio, and PipeWire in its place: what microphones there are, and whether the chosen one is still there.

The server's names are those that the system's settings show. Every question has a time limit: a stopped server answers never.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from refcoach.speech.limits import limited

T = TypeVar("T")
ANSWER_S = 1.0


class NoPulse(Exception):  # noqa: N818 - an answer, not a fault
    """No sound server answers (or this is not Linux)."""


class PulseHangs(NoPulse):
    """There is a server, and it does not answer in time."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source of sound; `index` is new each time the device appears, `name` stays."""

    index: int
    name: str
    description: str
    is_monitor: bool


@dataclass(frozen=True, slots=True)
class Server:
    """What the server offers at one moment."""

    sources: tuple[Source, ...]
    default_source: str
    has_loudspeaker: bool


def _connected(ask: Callable[[Any], T]) -> T:
    if not sys.platform.startswith("linux"):
        raise NoPulse
    try:
        import pulsectl
    except (ImportError, OSError) as error:  # libpulse.so.0 is not installed
        raise NoPulse(str(error)) from error

    def work() -> T:
        # autospawn: looking for microphones must not start a server.
        with pulsectl.Pulse("RefCoach", connect=False) as pulse:
            pulse.connect(autospawn=False)
            return ask(pulse)

    try:
        return limited(work, ANSWER_S, "pulse-question")
    except TimeoutError as error:
        raise PulseHangs(str(error)) from error
    except pulsectl.PulseError as error:
        raise NoPulse(str(error)) from error


def server() -> Server:
    """The sources and whether there is a loudspeaker. Raises NoPulse within about a second."""

    def ask(pulse: Any) -> Server:
        sources = tuple(
            Source(int(item.index), str(item.name), str(item.description or item.name), item.monitor_of_sink_name is not None)
            for item in pulse.source_list()
        )
        # The server invents "auto_null" when there is no loudspeaker at all.
        sinks = [item.name for item in pulse.sink_list() if item.name != "auto_null"]
        return Server(sources, str(pulse.server_info().default_source_name), bool(sinks))

    return _connected(ask)


def source_index(name: str) -> int | None:
    """The present index of a source, None when it is gone. Raises NoPulse."""
    return next((source.index for source in server().sources if source.name == name), None)
