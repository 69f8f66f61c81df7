"""Lines of the client that somebody has recorded, as files that can be played."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from refcoach.core.errors import AudioError
from refcoach.speech.voice_cache import BETWEEN_S, VoiceCache
from refcoach.speech.wav import convert

CACHE_VERSION = 1


def recorded_sound(cache: VoiceCache, sources: Sequence[Path]) -> Path:
    """The recordings one after another, 16 kHz mono; converted once, and again when one of them has changed.

    Raises AudioError when one is missing or holds no sound.
    """

    def convert_all(folder: Path) -> list[Path]:
        parts = [folder / f"{number}.wav" for number in range(len(sources))]
        for source, part in zip(sources, parts, strict=True):
            convert(source, part)
        return parts

    try:
        known = [[str(source), source.stat().st_size, source.stat().st_mtime_ns] for source in sources]
    except OSError as error:
        raise AudioError(f"There is no file {error.filename}.", "Import the pack again.") from error
    key = hashlib.sha256(json.dumps(["recorded", CACHE_VERSION, known]).encode()).hexdigest()[:32]
    return cache.sound(key, convert_all, BETWEEN_S)
