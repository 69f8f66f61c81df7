"""Makes sound files of the client's lines, and keeps them: each line, voice and rate is synthesised once."""

import hashlib
import json
import os
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from refcoach.core.errors import AudioError
from refcoach.speech.ports import Voice
from refcoach.speech.voice_process import LIMIT_S, VoiceProcess, worker_command
from refcoach.speech.wav import locate_pcm, write_wav

CACHE_BYTES = 200 * 1024 * 1024  # about 80 minutes of speech
PIECE = 1_000  # characters; eSpeak through pyttsx3 was seen to crash from 20,000 on and never up to 10,000
CACHE_VERSION = 1
GENDERS = ("female", "male")
_SENTENCE_END = re.compile(r"(?<=[.!?…;:])\s+")


class VoiceSpeaker:
    """`ports.Speaker` over the system's own voices. `voice` is an id from `voices`, "female" or "male", or empty for the
    system's own choice; `rate_wpm` 0 is the synthesiser's."""

    def __init__(
        self,
        cache: Path,
        *,
        command: list[str] | None = None,
        environment: dict[str, str] | None = None,
        limit_s: float = LIMIT_S,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        self._cache, self._cache_bytes = cache, cache_bytes
        self._process = VoiceProcess(command or worker_command(), environment, limit_s)
        self._voices: tuple[Voice, ...] | None = None
        self._lock = threading.Lock()

    def voices(self) -> tuple[Voice, ...]:
        """All voices, English ones first; asked for once. Raises AudioError with the remedy when there is no synthesiser."""
        with self._lock:
            if self._voices is None:
                listed = self._process.order({"do": "voices"}, self._process.mark)["voices"]
                self._voices = _sorted_voices(Voice(**voice) for voice in listed)
            return self._voices

    def cancel(self) -> None:
        """End a synthesis that is under way: its `speech_file` raises SpeechCancelled."""
        self._process.cancel()

    def speech_file(self, text: str, voice: str = "", rate_wpm: int = 0) -> Path:
        """The WAV in which `text` is spoken. Raises AudioError: no synthesiser, no such voice, too slow, nothing to say."""
        mark = self._process.mark
        pieces = list(sentences(text))
        if not any(character.isalnum() for character in text):
            raise AudioError("There is nothing to say.", "Give the client a line with words in it.")
        path = self._cache / f"{_key(text, voice, rate_wpm)}.wav"
        if _whole(path):
            os.utime(path)
            return path
        chosen = self._voice_id(voice)
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".speech-", dir=self._cache) as folder:
                parts = [self._spoken(piece, chosen, rate_wpm, Path(folder) / f"{number}.wav", mark) for number, piece in enumerate(pieces)]
                _join(parts, path)
            self._make_room(path)
        except OSError as error:
            raise AudioError(f"The client's line could not be stored: {error}.", "Check that the disk has room.") from error
        return path

    def _spoken(self, text: str, voice: str, rate_wpm: int, out: Path, mark: int) -> Path:
        self._process.order({"do": "speak", "text": text, "out": str(out), "voice": voice, "rate_wpm": rate_wpm}, mark)
        if not out.is_file():
            raise AudioError("The client's line could not be spoken: the synthesiser wrote no file.", "Try again, or choose another voice.")
        return out

    def _voice_id(self, voice: str) -> str:
        """A voice for "female" or "male": American English where there is some. Without one the system chooses."""
        if voice not in GENDERS:
            return voice
        fitting = [known for known in self.voices() if known.gender == voice and known.language.startswith("en")]
        fitting.sort(key=lambda known: known.language != "en-us")
        return fitting[0].id if fitting else ""

    def _make_room(self, newest: Path) -> None:
        """Remove the files that were not used for longest, until the rest is within the bound."""
        files = []
        for path in self._cache.glob("*.wav"):
            try:
                files.append((path.stat().st_mtime, path.stat().st_size, path))
            except FileNotFoundError:
                continue
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._cache_bytes:
                break
            if path != newest:
                path.unlink(missing_ok=True)
                total -= size


def sentences(text: str, longest: int = PIECE) -> Iterator[str]:
    """Pieces of at most `longest` characters that break between sentences where possible, else between words."""
    piece = ""
    for sentence in _SENTENCE_END.split(" ".join(text.split())):
        for part in _words_up_to(sentence, longest):
            if piece and len(piece) + 1 + len(part) > longest:
                yield piece
                piece = part
            else:
                piece = f"{piece} {part}" if piece else part
    if piece:
        yield piece


def _words_up_to(sentence: str, longest: int) -> Iterator[str]:
    while len(sentence) > longest:
        cut = sentence.rfind(" ", 0, longest + 1)
        cut = cut if cut > 0 else longest
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    if sentence:
        yield sentence


def _sorted_voices(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    return tuple(sorted(voices, key=lambda voice: (not voice.language.startswith("en"), voice.language, voice.name)))


def _key(text: str, voice: str, rate_wpm: int) -> str:
    return hashlib.sha256(json.dumps([CACHE_VERSION, text, voice, rate_wpm]).encode()).hexdigest()[:32]


def _whole(path: Path) -> bool:
    try:
        place = locate_pcm(path)
    except OSError:
        return False
    return place is not None and place.complete and place.size > 0


def _join(parts: list[Path], target: Path) -> None:
    """One WAV of all parts; macOS gives AIFF whatever it is called. Raises AudioError when a part is no sound."""
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
        pieces.append(samples[:, 0])
    write_wav(target, np.concatenate(pieces), rate_hz)
