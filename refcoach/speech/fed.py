"""The samples that somebody was fed while a take was written, compared with what is in its file."""

import zlib
from pathlib import Path

from refcoach.speech.ports import RATE_HZ
from refcoach.speech.wav import locate_pcm


class FedSound:
    """Remembers how many bytes came and their checksum, not the sound."""

    def __init__(self) -> None:
        self._bytes = self._checksum = 0

    def add(self, pcm: bytes) -> None:
        self._bytes += len(pcm)
        self._checksum = zlib.crc32(pcm, self._checksum)

    def is_all_of(self, path: Path) -> bool:
        """Whether the file holds these very samples, 16 kHz, mono, 16 bit."""
        try:
            place = locate_pcm(path)
            if place is None or (place.size, place.rate_hz, place.channels) != (self._bytes, RATE_HZ, 1):
                return False
            with path.open("rb") as file:
                file.seek(place.offset)
                return zlib.crc32(file.read(place.size)) == self._checksum
        except OSError:
            return False
