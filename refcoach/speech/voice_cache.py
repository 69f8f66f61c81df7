"""Keeps the sound of the client's lines, so that each is made once."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from refcoach.core.errors import AudioError
from refcoach.speech.wav import locate_pcm, write_wav

CACHE_BYTES = 200 * 1024 * 1024  # about 80 minutes of speech
BETWEEN_S = 0.3  # of silence between recordings that are played as one line


class VoiceCache:
    """WAV files in `folder`, together at most `most_bytes`."""

    def __init__(self, folder: Path, most_bytes: int = CACHE_BYTES) -> None:
        self._folder, self._most_bytes = folder, most_bytes

    def sound(self, key: str, make: Callable[[Path], list[Path]], between_s: float = 0.0) -> Path:
        """The sound kept under `key`. Where there is none, `make` writes its parts, in order, into the folder it is given.

        Raises AudioError when a part is no sound or the disk refuses, and whatever `make` raises; then nothing is kept.
        """
        path = self._folder / f"{key}.wav"
        if _whole(path):
            os.utime(path)
            return path
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".speech-", dir=self._folder) as folder:
                _join(make(Path(folder)), path, between_s)
            self._make_room(path)
        except OSError as error:
            raise AudioError(f"The client's line could not be stored: {error}.", "Check that the disk has room.") from error
        return path

    def _make_room(self, newest: Path) -> None:
        """Remove the files that were not used for longest, until the rest is within the bound."""
        files = []
        for path in self._folder.glob("*.wav"):
            try:
                files.append((path.stat().st_mtime, path.stat().st_size, path))
            except FileNotFoundError:
                continue
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._most_bytes:
                break
            if path != newest:
                path.unlink(missing_ok=True)
                total -= size


def _whole(path: Path) -> bool:
    try:
        place = locate_pcm(path)
    except OSError:
        return False
    return place is not None and place.complete and place.size > 0


def _join(parts: list[Path], target: Path, between_s: float) -> None:
    """One WAV of all parts, which have one rate; macOS gives AIFF whatever it is called. Raises AudioError when a part is no sound."""
    import numpy as np
    import soundfile

    pieces: list[Any] = []
    rate_hz = 0
    for part in parts:
        try:
            samples, rate_hz = soundfile.read(str(part), dtype="int16", always_2d=True)
        except soundfile.LibsndfileError as error:
            raise AudioError(
                f"The synthesiser wrote a damaged file: {error}.", "Try again, or choose another voice in the settings."
            ) from error
        pieces += [samples[:, 0], np.zeros(round(between_s * rate_hz), np.int16)]
    write_wav(target, np.concatenate(pieces[:-1]), rate_hz)
