"""Takes kept small: FLAC in place of WAV, without losing a sample."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from refcoach.core.durable import sync_file, sync_folder
from refcoach.core.errors import AudioError
from refcoach.speech.wav import locate_pcm

BLOCK_S = 30.0  # decoded and compared at once


def compress(wav: Path, cancelled: Callable[[], bool] = lambda: False) -> Path | None:
    """Put a FLAC with the same samples in the place of a complete 16-bit mono WAV; gives its path, `<name>.flac`.

    The WAV goes only when the FLAC is on the disk under its own name and was decoded and compared sample for sample, so at every
    moment one of them is whole. None, and the WAV stays: when it is empty, cut or of another kind, or when `cancelled`.
    Raises AudioError when the disk refuses; the WAV stays then too.
    """
    flac = wav.with_suffix(".flac")
    temp = flac.with_name(f".{flac.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        place = locate_pcm(wav)
        if place is None or not place.complete or place.channels != 1 or place.size == 0:
            return None
        try:
            # What another run has left under the final name is whole as well, unless the disk lost it: look.
            if not (flac.is_file() and _same(wav, flac, cancelled)):
                if not (_encode(wav, temp, cancelled) and _same(wav, temp, cancelled)):
                    return None
                _sync(temp)
                temp.replace(flac)
                sync_folder(flac.parent)
        finally:
            temp.unlink(missing_ok=True)
        wav.unlink()
    except OSError as error:
        raise AudioError(
            f"{wav.name} could not be compressed: {error.strerror or error}.", "Free some disk space. The take is kept as it is."
        ) from error
    return flac


def _encode(wav: Path, target: Path, cancelled: Callable[[], bool]) -> bool:
    """Write the samples as FLAC to a file for the owner alone; False when cancelled. Raises OSError."""
    import soundfile

    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with (
            soundfile.SoundFile(wav, "r") as source,
            soundfile.SoundFile(target, "w", source.samplerate, 1, "PCM_16", format="FLAC") as made,
        ):
            while len(block := source.read(round(BLOCK_S * source.samplerate), dtype="int16")):
                if cancelled():
                    return False
                made.write(block)
    except soundfile.SoundFileError as error:
        raise OSError("the disk did not take all of it") from error
    return True


def _same(wav: Path, flac: Path, cancelled: Callable[[], bool]) -> bool:
    """Whether both hold the same samples at the same rate; False when cancelled too."""
    import numpy as np
    import soundfile

    try:
        with soundfile.SoundFile(wav, "r") as one, soundfile.SoundFile(flac, "r", format=None) as other:
            if (one.samplerate, one.frames, other.channels) != (other.samplerate, other.frames, one.channels):
                return False
            while len(block := one.read(round(BLOCK_S * one.samplerate), dtype="int16")):
                if cancelled() or not np.array_equal(block, other.read(len(block), dtype="int16")):
                    return False
            return int(other.tell()) == int(one.frames)
    except soundfile.SoundFileError:
        return False


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        sync_file(handle)
    finally:
        os.close(handle)
