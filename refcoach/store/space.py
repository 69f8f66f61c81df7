"""How much room one user's practice takes on the disk."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from refcoach.store.places import Places
from refcoach.store.takes import FLAC, WAV


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes on the disk, and how many takes are kept as what."""

    log: int
    wav: int
    flac: int
    voices: int
    wav_takes: int
    flac_takes: int

    @property
    def total(self) -> int:
        return self.log + self.wav + self.flac + self.voices


def space_of(places: Places) -> Space:
    """What lies there now. The voice's sound and the digests of the log can be made anew; the digests count with the log."""
    takes = list(_files(places.takes))
    wav = [size for name, size in takes if name.endswith(WAV)]
    flac = [size for name, size in takes if name.endswith(FLAC)]
    log = sum(size for folder in (places.log, places.cache / "log") for _, size in _files(folder))
    voices = sum(size for _, size in _files(places.cache / "voice"))
    return Space(log, sum(wav), sum(flac), voices, len(wav), len(flac))


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Names and bytes of all files below a folder; what goes meanwhile, or is not ours to see, is left out."""
    try:
        with os.scandir(folder) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    yield entry.name, entry.stat(follow_symlinks=False).st_size
    except OSError:
        return
