"""The one PortAudio of the process: it can be started anew only while no stream is open, so open streams are counted here."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from refcoach.core.errors import AudioError

CLOSE_S = 2.0  # closing a stream whose server is gone can hang in the driver
LOCK_S = 6.0  # longer than opening may take

_lock = threading.RLock()
_count_lock = threading.Lock()
# A running stream that Python collects takes the process with it, so all are held here by their id. One that could not be closed
# stays and forbids a new start.
_open_streams: dict[int, Any] = {}


def library() -> Any:
    """The sounddevice module. Raises AudioError with the remedy when PortAudio is not installed."""
    try:
        import sounddevice
    except (OSError, ImportError) as error:
        raise AudioError(
            "The sound library PortAudio is not installed.", "On Debian or Ubuntu run: sudo apt-get install libportaudio2"
        ) from error
    # What the system's volume settings show beside the stream.
    os.environ.setdefault("PULSE_PROP_application.name", "RefCoach")
    return sounddevice


@contextmanager
def fresh() -> Iterator[Any]:
    """sounddevice with an up-to-date list of devices, for as long as the block runs. PortAudio reads the list only when it
    starts; while a stream is open the list may be old. Raises AudioError."""
    if not _lock.acquire(timeout=LOCK_S):
        raise AudioError("The sound system of this computer does not answer.", "Log out and in again, or restart the computer.")
    try:
        sound = library()
        if not _open_streams:
            with _quiet():
                sound._terminate()
                sound._initialize()
        yield sound
    finally:
        _lock.release()


def opened(stream: Any) -> None:
    """Count a stream that was opened within `fresh`."""
    with _count_lock:
        _open_streams[id(stream)] = stream


def close(stream: Any) -> None:
    """End a stream; returns after two seconds even when the driver hangs."""
    from refcoach.speech.limits import limited

    def work() -> None:
        stream.close()
        with _count_lock:
            _open_streams.pop(id(stream), None)

    try:
        limited(work, CLOSE_S, "close-stream")
    except TimeoutError:
        pass  # the driver will come back or not; the stream is never used again, and counts as open until it does
    except library().PortAudioError:
        # A stream of a vanished device ends with an error; it is gone all the same.
        with _count_lock:
            _open_streams.pop(id(stream), None)


@contextmanager
def _quiet() -> Iterator[None]:
    """ALSA and JACK write about every device that is not there to stderr, which belongs to messages for the user."""
    try:
        kept, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # no stderr, as in a windowed program
        yield
        return
    try:
        os.dup2(null, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)
