"""Melody and silences of a take while it is spoken, so that nothing of it is left to do when the rep ends it."""

import queue
import threading
from pathlib import Path

from refcoach.core.heard import Sounding
from refcoach.speech.delivery import SoundingBlocks, sounding
from refcoach.speech.fed import FedSound
from refcoach.speech.waiting import all_waiting
from refcoach.speech.wav import read_speech


class SoundingAlong:
    """A thread of its own measures. Whatever goes wrong in it, and when the samples were not exactly those of the file, `finish`
    measures the file."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._fed = FedSound()
        self._sounding: Sounding | None = None
        self._thread = threading.Thread(target=self._run, name="sounding-along", daemon=True)
        self._thread.start()

    def feed(self, pcm: bytes) -> None:
        """The next samples of the take's file, 16 kHz, mono, 16 bit; returns at once. Empty when no more comes."""
        self._queue.put(pcm)

    def finish(self, path: Path) -> Sounding:
        """What the take, now complete at `path`, sounds like. Raises AudioError when it cannot be read."""
        self._queue.put(b"")
        self._thread.join()
        if self._sounding is None or not self._fed.is_all_of(path):
            return sounding(read_speech(path))
        return self._sounding

    def _run(self) -> None:
        import numpy as np

        blocks = SoundingBlocks()
        while pcm := all_waiting(self._queue):
            self._fed.add(pcm)
            blocks.add(np.frombuffer(pcm, "<i2").astype(np.int16))
        self._sounding = blocks.end()
