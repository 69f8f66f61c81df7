"""Plays one sound file at a time through the system's loudspeaker."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refcoach.core.errors import AudioError
from refcoach.speech import portaudio
from refcoach.speech.devices import STUCK, output_device
from refcoach.speech.limits import limited
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.wav import locate_pcm, read_speech, read_wav

if TYPE_CHECKING:
    from refcoach.speech.wav import Samples

FADE_S = 0.01  # long enough that a cut in the middle of a wave does not click
POSITION_EVERY_S = 0.1
OPEN_S = 5.0
STALLED_S = 2.0
STOP_S = 1.5
DRAIN_S = 0.2  # for the faded end to be heard


class _Sound:
    """What the callback needs: samples, a place in them, and the wish to stop. The callback only copies."""

    def __init__(self, samples: "Samples", rate_hz: int, from_s: float) -> None:
        self.samples, self.rate_hz = samples, rate_hz
        self.at = min(max(0, round(from_s * rate_hz)), len(samples))
        self.stop = False
        self.stopped_at = 0.0
        self.ended = threading.Event()
        self._fade = max(1, round(FADE_S * rate_hz))
        self._begun = self.at == 0

    def fill(self, out: Any) -> bool:
        """Write the next samples; False when these were the last."""
        import numpy as np

        piece = self.samples[self.at : self.at + len(out)].astype(np.float32)
        self.at += len(piece)
        if not self._begun:
            self._ramp(piece[: self._fade], rising=True)
            self._begun = True
        if self.stop:
            piece = piece[: self._fade]
            self._ramp(piece, rising=False)
        out[: len(piece), 0] = piece
        out[len(piece) :, 0] = 0
        return not self.stop and self.at < len(self.samples)

    def _ramp(self, piece: Any, *, rising: bool) -> None:
        import numpy as np

        slope = np.linspace(0.0, 1.0, len(piece), dtype=np.float32)
        piece *= slope if rising else slope[::-1]

    @property
    def position_s(self) -> float:
        return self.at / self.rate_hz


class LoudspeakerPlayback:
    """`ports.Playback` over PortAudio, at the file's own rate. The callbacks come from a thread of each sound's own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sound: _Sound | None = None
        self._thread: threading.Thread | None = None

    def play(self, path: Path, from_s: float, on_position: Callable[[float], None], on_finished: Callable[[bool], None]) -> None:
        """Returns once it plays. Raises AudioError when there is no loudspeaker or `path` is no sound file."""
        self.stop()
        samples, rate_hz = _read(path)
        sound = _Sound(samples, rate_hz, from_s)
        try:
            stream = limited(lambda: _open(sound), OPEN_S, "open-loudspeaker")
        except TimeoutError as error:
            sound.stop = True
            raise AudioError(*STUCK) from error
        thread = threading.Thread(target=_attend, args=(sound, stream, on_position, on_finished), name="playback", daemon=True)
        with self._lock:
            self._sound, self._thread = sound, thread
        thread.start()

    def stop(self) -> None:
        """End the sound that plays: its `on_finished` hears False. Returns when it is silent, at the latest after 1.5 s."""
        with self._lock:
            sound, thread = self._sound, self._thread
            self._sound = self._thread = None
        if sound is not None and thread is not None:
            sound.stopped_at = time.monotonic()
            sound.stop = True
            if thread is not threading.current_thread():
                thread.join(STOP_S)


def _read(path: Path) -> tuple["Samples", int]:
    """16-bit mono WAV as it is, anything else as recognisers want it. Raises AudioError."""
    if path.is_file() and locate_pcm(path) is not None:
        return read_wav(path)
    return read_speech(path), RATE_HZ


def _open(sound: _Sound) -> Any:
    with portaudio.fresh() as library:

        def callback(out: Any, frames: int, time: Any, status: Any) -> None:
            if not sound.fill(out):
                raise library.CallbackStop

        try:
            stream = library.OutputStream(
                samplerate=sound.rate_hz,
                device=output_device(library),
                channels=1,
                dtype="int16",
                callback=callback,
                finished_callback=sound.ended.set,
            )
            portaudio.opened(stream)
            stream.start()
        except library.PortAudioError as error:
            raise AudioError(
                "The loudspeaker cannot be opened.",
                "Check the loudspeaker in the system's sound settings, or close other programs that play.",
            ) from error
        return stream


def _attend(sound: _Sound, stream: Any, on_position: Callable[[float], None], on_finished: Callable[[bool], None]) -> None:
    """Report positions until the sound has ended, was stopped or its device takes no more of it."""
    completed = False
    try:
        moved_at, before = time.monotonic(), -1
        while not sound.ended.wait(POSITION_EVERY_S):
            if sound.at != before:
                moved_at, before = time.monotonic(), sound.at
            elif time.monotonic() - moved_at > STALLED_S:
                break
            if not sound.stop:
                on_position(sound.position_s)
            elif time.monotonic() - sound.stopped_at > DRAIN_S:
                break  # a server with seconds of sound in store: closing throws them away
        completed = not sound.stop and sound.at >= len(sound.samples) and sound.ended.is_set()
    finally:
        # Also when the listener failed: a stream left open would keep the device and the old list of devices.
        portaudio.close(stream)
        on_finished(completed)
