"""Records from the microphone to disk, and notices within three seconds when the microphone is gone."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from refcoach.core.errors import AudioError
from refcoach.speech import portaudio, pulse
from refcoach.speech.devices import STUCK, Input, choose, microphones
from refcoach.speech.limits import limited
from refcoach.speech.ports import RATE_HZ, CaptureListener, Microphone, Recorded
from refcoach.speech.take_writer import TakeWriter, describe, repair
from refcoach.speech.wav import Downsampler

__all__ = ["MicrophoneCapture", "describe", "repair"]

OPEN_S = 5.0
SOURCE_WATCH_S = 0.5
BLOCK_S = 0.05
KEPT = "Your take so far is kept. Plug the microphone in again or choose another, then record again."


class MicrophoneCapture:
    """`ports.Capture` over PortAudio: 16 kHz, mono, 16 bit, asked of the device itself so that nothing need be resampled."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stream: Any = None
        self._writer: TakeWriter | None = None
        self._stopping = threading.Event()

    def microphones(self) -> tuple[Microphone, ...]:
        """All microphones, the default first. Raises AudioError when sound does not work at all."""
        return microphones()

    def start(self, path: Path, microphone_id: str | None, listener: CaptureListener) -> Microphone:
        """Begin to write to `path`. A microphone that is not there now is replaced by the default one; the result says
        which records. Raises AudioError when there is none, when it cannot be opened, and when the file cannot be written."""
        with self._lock:
            if self._writer is not None:
                raise AudioError("A recording is already under way.", "Stop it first.")
            writer = TakeWriter(path, listener)
            stopping = threading.Event()
            try:
                chosen, self._stream = limited(lambda: _open(microphone_id, writer, stopping), OPEN_S, "open-microphone")
            except BaseException as error:
                stopping.set()
                writer.discard()
                if isinstance(error, TimeoutError):
                    raise AudioError(*STUCK) from error
                raise
            self._writer, self._stopping = writer, stopping
            writer.start()
            if chosen.source is not None:
                threading.Thread(target=_watch_source, args=(chosen.source, writer, stopping), name="source-watch", daemon=True).start()
            return chosen.microphone

    def stop(self) -> Recorded:
        """End the recording, complete the file and describe it; returns within seconds even when the sound server is gone."""
        with self._lock:
            writer, stream = self._writer, self._stream
            if writer is None:
                raise AudioError("Nothing is being recorded.", "Start a recording first.")
            self._writer = self._stream = None
            self._stopping.set()
            try:
                portaudio.close(stream)
            finally:
                recorded = writer.finish()
            return recorded


def _open(microphone_id: str | None, writer: TakeWriter, stopping: threading.Event) -> tuple[Input, Any]:
    """Choose a microphone, open and start a stream that feeds the writer. Raises AudioError."""
    with portaudio.fresh() as sound:
        chosen = choose(sound, microphone_id)
        if chosen.source is not None:
            # ALSA's way to the server has no device names; libpulse asks the environment when the stream is made.
            os.environ["PULSE_SOURCE"] = chosen.source.name

        def ended() -> None:
            if not stopping.is_set():
                writer.lose(f"The microphone “{chosen.microphone.name}” has stopped.", KEPT)

        try:
            stream = _stream(sound, chosen.device, writer, ended)
        except sound.PortAudioError as error:
            raise AudioError(
                f"The microphone “{chosen.microphone.name}” cannot be opened.",
                "Close other programs that record, and allow access to the microphone in the system's privacy settings.",
            ) from error
        if stopping.is_set():  # too late: whoever asked has given up
            portaudio.close(stream)
        return chosen, stream


def _stream(sound: Any, device: int, writer: TakeWriter, ended: Callable[[], None]) -> Any:
    extra = sound.WasapiSettings(auto_convert=True) if sys.platform == "win32" else None

    def make(rate_hz: int, channels: int) -> Any:
        stream = sound.RawInputStream(
            samplerate=rate_hz,
            blocksize=round(rate_hz * BLOCK_S),
            device=device,
            channels=channels,
            dtype="int16",
            extra_settings=extra,
            # Copy and return: whatever else happens in this callback costs samples.
            callback=lambda data, frames, time, status: writer.feed(bytes(data)),
            finished_callback=ended,
        )
        portaudio.opened(stream)
        try:
            stream.start()
        except BaseException:
            portaudio.close(stream)
            raise
        return stream

    try:
        return make(RATE_HZ, 1)
    except sound.PortAudioError:
        # A bare ALSA card offers its own rates only.
        info = sound.query_devices(device)
        rate_hz, channels = round(info["default_samplerate"]), min(2, int(info["max_input_channels"]))
        if (rate_hz, channels) == (RATE_HZ, 1):
            raise
        writer.convert_with(Downsampler(rate_hz, channels))
        return make(rate_hz, channels)


def _watch_source(source: pulse.Source, writer: TakeWriter, stopping: threading.Event) -> None:
    """When a source vanishes the server moves the stream to another microphone without a word; so look for it."""
    refused = 0
    while not stopping.wait(SOURCE_WATCH_S):
        try:
            gone = pulse.source_index(source.name) != source.index
        except pulse.PulseHangs:
            continue  # the writer's watchdog counts bytes: they may come although questions wait
        except pulse.NoPulse:
            refused += 1
            if refused >= 2:
                writer.lose("The computer's sound system has stopped.", "Your take so far is kept. Wait a moment, then record again.")
                return
            continue
        except Exception as error:
            writer.lose(f"The microphone can no longer be watched: {error}.", KEPT)
            return
        refused = 0
        if gone:
            writer.lose(f"The microphone “{source.description}” is gone.", KEPT)
            return
