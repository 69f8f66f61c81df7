"""Words at once, while the rep speaks: Moonshine's small streaming model, which also keeps "um" and "uh".

It shows the rep that they are heard, and tells hesitations. No finding rests on it.
"""

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

from refcoach.core.errors import ModelError
from refcoach.core.transcript import LiveLine
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.waiting import all_waiting

STOP_S = 2.0
# Each update works through the line under way again, up to 0.4 s on two cores; this leaves the recogniser its share.
LEAST_BETWEEN_S = 0.4
REST_PER_WORK = 2.5
# A listener this far behind no longer tells what is said now: it skips to the present.
BEHIND_S = 5.0
FLUSH_S = 0.6

NOT_HERE = ("Your words cannot be shown while you speak: {reason}.", "Takes are recorded and checked as always.")


class Stream(Protocol):
    """What is used of moonshine_voice.transcriber.Stream."""

    def add_audio(self, audio_data: list[float], sample_rate: int = ...) -> None: ...

    def update_transcription(self, flags: int = ...) -> Any: ...

    def close(self) -> None: ...


class MoonshineRecogniser:
    """`ports.LiveRecogniser` with the model that comes inside the wheel of moonshine-voice.

    `stop_s`: how long its last words may take; `behind_s`: how far behind the sound it may be before it skips to the present.
    """

    def __init__(self, stop_s: float = STOP_S, behind_s: float = BEHIND_S) -> None:
        self._stop_s, self._behind_s = stop_s, behind_s
        self._lock = threading.Lock()
        self._transcriber: Any = None

    def warm(self) -> None:
        """Load the model. Raises ModelError where the package is not installed or does not run."""
        self._loaded()

    def start(self, on_text: Callable[[str], None]) -> "MoonshineTake":
        """Loading, where `warm` has not come to it yet, happens in the take's own thread. Raises ModelError when not installed."""
        from importlib.util import find_spec

        if find_spec("moonshine_voice") is None:
            raise _missing("the package moonshine-voice is not installed")
        return MoonshineTake(self._open, on_text, self._stop_s, self._behind_s)

    def _loaded(self) -> Any:
        with self._lock:
            if self._transcriber is None:
                self._transcriber = _load()
            return self._transcriber

    def _open(self) -> Stream:
        # Updates are asked for by us, when there is time for them.
        stream: Any = self._loaded().create_stream(update_interval=float("inf"))
        stream.start()
        return stream  # type: ignore[no-any-return]


def _missing(reason: object) -> ModelError:
    return ModelError(NOT_HERE[0].format(reason=reason), NOT_HERE[1])


def _load() -> Any:
    """A moonshine_voice Transcriber; the weights lie in the package. Raises ModelError."""
    try:
        from moonshine_voice.moonshine_api import ModelArch
        from moonshine_voice.transcriber import Transcriber
        from moonshine_voice.utils import get_assets_path
    except Exception as error:  # an import that fails, or a library that is not for this processor
        raise _missing("the package moonshine-voice is not installed" if isinstance(error, ImportError) else error) from error
    try:
        # Without the option each update would copy all sound so far into a Python list.
        return Transcriber(str(get_assets_path() / "tiny-en"), ModelArch.TINY, options={"return_audio_data": "false"})
    except Exception as error:
        raise _missing(error) from error


class MoonshineTake:
    """`ports.LiveTake`: samples wait in a queue, a thread of its own listens and may fall behind without anybody waiting."""

    def __init__(
        self, open_stream: Callable[[], Stream], on_text: Callable[[str], None], stop_s: float = STOP_S, behind_s: float = BEHIND_S
    ) -> None:
        self._open, self._on_text, self._stop_s, self._skip_after_s = open_stream, on_text, stop_s, behind_s
        self._queue: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._failure: Exception | None = None
        self._settled: list[LiveLine] = []  # of streams that were left because they fell behind
        self._lines: list[LiveLine] = []
        self._heard_s = 0.0
        self._shown = ""
        self._thread = threading.Thread(target=self._run, name="live-words", daemon=True)
        self._thread.start()

    def feed(self, pcm: bytes) -> None:
        self._queue.put(pcm)

    def stop(self) -> tuple[LiveLine, ...]:
        self._queue.put(b"")
        self._thread.join(self._stop_s)
        if self._failure is not None:
            raise _missing(self._failure) from self._failure
        if self._thread.is_alive():
            raise _missing("the computer is too busy")
        return (*self._settled, *self._lines)

    def _run(self) -> None:
        try:
            self._listen()
        except Exception as error:
            self._failure = error

    def _listen(self) -> None:
        stream, begun_s, resume_at = self._open(), 0.0, 0.0
        try:
            while pcm := all_waiting(self._queue):
                behind_s = len(pcm) / 2 / RATE_HZ
                if behind_s > self._skip_after_s:
                    stream.close()
                    self._settled, self._lines = [*self._settled, *self._lines], []
                    self._heard_s += behind_s
                    stream, begun_s = self._open(), self._heard_s
                    continue
                stream.add_audio(_floats(pcm), RATE_HZ)
                self._heard_s += behind_s
                now = time.monotonic()
                if now >= resume_at:
                    self._show(stream.update_transcription(), begun_s)
                    worked_s = time.monotonic() - now
                    resume_at = now + worked_s + max(LEAST_BETWEEN_S, REST_PER_WORK * worked_s)
            # A little silence ends the last line. Not `stream.stop`: it fails where nothing was said since the last line.
            stream.add_audio([0.0] * round(FLUSH_S * RATE_HZ), RATE_HZ)
            self._show(stream.update_transcription(), begun_s)
        finally:
            stream.close()

    def _show(self, transcript: Any, begun_s: float) -> None:
        """Note the lines, and tell when their text has changed."""
        self._lines = [
            LiveLine(text, begun_s + line.start_time, begun_s + line.start_time + line.duration)
            for line in transcript.lines
            if (text := " ".join(line.text.split()))
        ]
        text = " ".join(line.text for line in (*self._settled, *self._lines))
        if text != self._shown:
            self._shown = text
            self._on_text(text)


def _floats(pcm: bytes) -> list[float]:
    import numpy as np

    samples = np.frombuffer(pcm, "<i2").astype(np.float32) / 32768
    values: list[float] = samples.tolist()
    return values
