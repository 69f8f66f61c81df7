"""Writes a take to disk while it is spoken, measures it on the way and notices when no more sound comes."""

import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from refcoach.core.attempt import TakeProblem
from refcoach.core.errors import AudioError
from refcoach.speech.levels import SignalWatch, dbfs, measure, peak, problems_of, rms
from refcoach.speech.ports import RATE_HZ, CaptureListener, Level, Recorded
from refcoach.speech.wav import HEADER_BYTES, Downsampler, WavWriter, fingerprint, header, locate_pcm, read_wav

if TYPE_CHECKING:
    from refcoach.speech.wav import Samples

NO_BYTES_S = 2.0  # a device that is alive gives bytes at least ten times a second; PulseAudio has gaps of up to 0.3 s under load
LEVEL_EVERY = RATE_HZ // 15
LEVEL_OVER = RATE_HZ // 10
PATCH_EVERY_S = 1.0
TICK_S = 0.25

GONE = ("The microphone gives no more sound.", "Your take so far is kept. Check that the microphone is plugged in and switched on.")
FULL = ("The take could not be written any further: {reason}.", "Your take so far is kept. Free some disk space and record again.")


class TakeWriter:
    """One take from its first byte to its last. `feed` may be called from an audio callback: it only queues.

    `lost` of the listener is called at most once, and never after `finish` has begun.
    """

    def __init__(self, path: Path, listener: CaptureListener) -> None:
        self._path, self._listener = path, listener
        try:
            self._wav = WavWriter(path)
        except OSError as error:
            raise AudioError(
                f"The recording cannot be written to {path}: {error.strerror}.", "Check that the disk has room and may be written to."
            ) from error
        self._queue: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._watch = SignalWatch()
        self._downsampler: Downsampler | None = None
        self._problem: TakeProblem | None = None
        self._window = b""
        self._since_level = 0
        self._lost = threading.Event()
        self._finishing = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="take-writer", daemon=True)

    def convert_with(self, downsampler: Downsampler) -> None:
        """The device gives another rate; to be called before the first byte."""
        self._downsampler = downsampler

    def start(self) -> None:
        """Begin to wait for bytes; the watchdog runs from now on."""
        self._thread.start()

    def feed(self, pcm: bytes) -> None:
        """16-bit samples, mono at 16 kHz unless `convert_with` was called."""
        self._queue.put(pcm)

    @property
    def cut_short(self) -> bool:
        return self._lost.is_set()

    def lose(self, message: str, hint: str) -> None:
        """The device is gone: tell the listener, once."""
        if not self._finishing.is_set():
            self._break_off(message, hint)

    def _break_off(self, message: str, hint: str) -> None:
        """From here on nothing more is kept. Who has asked for the end already learns it from the take's problems."""
        with self._lock:
            if self._lost.is_set():
                return
            self._lost.set()
        if not self._finishing.is_set():
            self._tell(lambda: self._listener.lost(message, hint))

    def finish(self, limit_s: float = 5.0) -> Recorded:
        """Write what is queued, complete the file and describe it. Raises AudioError when nothing can be read back."""
        self._finishing.set()
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join(limit_s)
        else:
            self._complete()
        recorded = repair(self._path) if self._thread.is_alive() else describe(self._path)
        return _cut_short(recorded) if self._lost.is_set() else recorded

    def discard(self) -> None:
        """End a take that never began, and remove its file."""
        self._finishing.set()
        self._queue.put(None)
        self._wav.close()
        self._path.unlink(missing_ok=True)

    def _run(self) -> None:
        try:
            self._write_all()
        except OSError as error:
            self._break_off(FULL[0].format(reason=error.strerror or error), FULL[1])
        except Exception as error:
            self._break_off(
                f"The recording broke off: {error}.", "Your take so far is kept. Record again; if it happens again, run: refcoach doctor"
            )
            _report()
        finally:
            self._complete()
            self._tell(lambda: self._listener.sound(b""))

    def _complete(self) -> None:
        try:
            self._wav.close()
        except OSError as error:
            self._break_off(FULL[0].format(reason=error.strerror or error), FULL[1])

    def _write_all(self) -> None:
        heard_at = patched_at = time.monotonic()
        while True:
            try:
                pcm = self._queue.get(timeout=TICK_S)
            except queue.Empty:
                if time.monotonic() - heard_at >= NO_BYTES_S:
                    self.lose(*GONE)
                continue
            if pcm is None:
                return
            heard_at = time.monotonic()
            if self._lost.is_set():
                continue  # from here on the server may give another microphone's sound
            if self._downsampler is not None:
                pcm = self._downsampler.convert(pcm)
            self._wav.append(pcm)
            self._hand_on(pcm)
            self._measure(pcm)
            if heard_at - patched_at >= PATCH_EVERY_S:
                patched_at = heard_at
                self._wav.patch()

    def _hand_on(self, pcm: bytes) -> None:
        self._tell(lambda: self._listener.sound(pcm))

    def _measure(self, pcm: bytes) -> None:
        import numpy as np

        self._watch.hear(np.frombuffer(pcm, dtype="<i2"))
        self._window = (self._window + pcm)[-2 * LEVEL_OVER :]
        self._since_level += len(pcm) // 2
        if self._since_level >= LEVEL_EVERY:
            self._since_level = min(self._since_level - LEVEL_EVERY, LEVEL_EVERY)
            window = np.frombuffer(self._window, dtype="<i2")
            level = Level(self._wav.duration_s, dbfs(peak(window)), dbfs(rms(window)))
            self._tell(lambda: self._listener.level(level))
        problem = self._watch.now()
        if problem is not self._problem:
            self._problem = problem
            self._tell(lambda: self._listener.problem(problem))

    def _tell(self, call: Callable[[], None]) -> None:
        """A listener that fails must not cost the rep the take; its fault is reported as that of any thread."""
        try:
            call()
        except Exception:
            _report()


def _report() -> None:
    """Hand the exception being handled to the hook for failed threads."""
    kind, value, trace = sys.exc_info()
    if kind is not None:
        threading.excepthook(threading.ExceptHookArgs((kind, value, trace, threading.current_thread())))


def describe(path: Path) -> Recorded:
    """Length, levels and problems of a take on disk. Raises AudioError when it is missing or no sound."""
    samples, rate_hz = read_wav(path)
    return _recorded(path, samples, rate_hz)


def repair(path: Path) -> Recorded:
    """Complete the header of a take whose process was killed, and describe it as cut short.

    Raises AudioError when the file is missing or holds not one sample. A whole take is described and left as it is.
    """
    try:
        size = path.stat().st_size
        if size <= HEADER_BYTES + 1:
            raise AudioError(f"Nothing was recorded in {path.name}.", "Record it again.")
        place = locate_pcm(path)
        if place is not None and place.complete and place.offset + place.size == size:
            return describe(path)
        _rewrite_header(path, size)
    except OSError as error:
        raise AudioError(
            f"The take {path} cannot be completed: {error.strerror}.", "Check that the file is there and may be written."
        ) from error
    return _cut_short(describe(path))


def _rewrite_header(path: Path, size: int) -> None:
    data_bytes = (size - HEADER_BYTES) // 2 * 2
    with path.open("r+b") as file:
        file.write(header(data_bytes))
        file.truncate(HEADER_BYTES + data_bytes)
        file.flush()
        os.fsync(file.fileno())


def _recorded(path: Path, samples: "Samples", rate_hz: int) -> Recorded:
    measured = measure(samples, rate_hz)
    peak_dbfs, speech_dbfs = round(measured.peak_dbfs, 1), round(measured.speech_dbfs, 1)
    return Recorded(path, measured.duration_s, rate_hz, peak_dbfs, speech_dbfs, problems_of(measured), fingerprint(samples))


def _cut_short(recorded: Recorded) -> Recorded:
    return replace(recorded, problems=tuple(dict.fromkeys((*recorded.problems, TakeProblem.CUT_SHORT))))
