"""Makes sound files of the client's lines, and keeps them: each line is synthesised once for a voice, rate and pitch."""

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from refcoach.core.client_line import OWN_PITCH
from refcoach.core.errors import AudioError
from refcoach.core.processes import worker_command
from refcoach.speech.neural import NeuralVoice, neural_voices
from refcoach.speech.neural import speak as speak_neural
from refcoach.speech.ports import Voice
from refcoach.speech.recorded_lines import recorded_sound
from refcoach.speech.voice_cache import CACHE_BYTES, VoiceCache
from refcoach.speech.voice_choice import NEURAL, chosen_voice
from refcoach.speech.voice_process import LIMIT_S, SpeechCancelled, VoiceProcess

PIECE = 1_000  # characters; eSpeak through pyttsx3 was seen to crash from 20,000 on and never up to 10,000
CACHE_VERSION = 2
_SENTENCE_END = re.compile(r"(?<=[.!?…;:])\s+")

OnNotice = Callable[[str, str], None]
"""Hears message and hint."""


class VoiceSpeaker:
    """`ports.Speaker` over the system's own voices and, where `neural_python` names an interpreter that has them, natural ones.

    `voice` is an id from `voices`, "female" or "male", or empty for either; `rate_wpm` 0 is the synthesiser's. Without natural voices, or
    when they fail, the system's speak: `on_notice` hears of it once.
    """

    def __init__(
        self,
        cache: Path,
        *,
        command: list[str] | None = None,
        environment: dict[str, str] | None = None,
        limit_s: float = LIMIT_S,
        cache_bytes: int = CACHE_BYTES,
        neural_python: Callable[[], str] = lambda: "",
        natural_limit_s: float = LIMIT_S,
        on_notice: OnNotice = lambda message, hint: None,
    ) -> None:
        self._cache = VoiceCache(cache, cache_bytes)
        self._process = VoiceProcess(command or worker_command("voice"), environment, limit_s)
        self._neural_python, self._natural_limit_s, self._on_notice = neural_python, natural_limit_s, on_notice
        self._system: tuple[Voice, ...] | None = None
        self._natural: tuple[str, tuple[NeuralVoice, ...]] = ("", ())
        self._lock = threading.Lock()

    def voices(self) -> tuple[Voice, ...]:
        """All voices, natural ones first, then English ones; asked for once. Raises AudioError with the remedy when there is none."""
        natural = tuple(known.voice for known in self._natural_voices()[1])
        try:
            return (*natural, *self._system_voices())
        except SpeechCancelled:
            raise
        except AudioError:
            if natural:
                return natural
            raise

    def _system_voices(self) -> tuple[Voice, ...]:
        with self._lock:
            if self._system is None:
                listed = self._process.order({"do": "voices"}, self._process.mark)["voices"]
                self._system = _sorted_voices(Voice(**voice) for voice in listed)
            return self._system

    def _natural_voices(self) -> tuple[str, tuple[NeuralVoice, ...]]:
        """The interpreter and its voices; none when there are none, or when they have failed."""
        python = self._neural_python()
        with self._lock:
            if self._natural[0] != python:
                found: tuple[NeuralVoice, ...] = ()
                try:
                    found = neural_voices(self._process, python) if python else ()
                except SpeechCancelled:
                    raise
                except AudioError as error:
                    self._on_notice(f"The natural voice cannot be used: {error.message}", error.hint)
                self._natural = (python, found)
            return self._natural

    def cancel(self) -> None:
        """End a synthesis that is under way: its `speech_file` raises SpeechCancelled."""
        self._process.cancel()

    def speech_file(self, text: str, voice: str = "", rate_wpm: int = 0, pitch: int = OWN_PITCH, name: str = "") -> Path:
        """The WAV in which `text` is spoken. Raises AudioError: no synthesiser, no such voice, too slow, nothing to say."""
        mark = self._process.mark
        if not any(character.isalnum() for character in text):
            raise AudioError("There is nothing to say.", "Give the client a line with words in it.")
        speaking, moved = self._chosen(voice, pitch, name)
        try:
            return self._file(text, speaking, rate_wpm, moved, mark)
        except SpeechCancelled:
            raise
        except AudioError as error:
            if not speaking.startswith(NEURAL):
                raise
            self._do_without(error)
        speaking, moved = self._chosen(voice, pitch, name)
        return self._file(text, speaking, rate_wpm, moved, mark)

    def recorded_file(self, sources: Sequence[Path]) -> Path:
        """Recordings as one file that can be played. Raises AudioError when one is missing or broken."""
        return recorded_sound(self._cache, sources)

    def _chosen(self, voice: str, pitch: int, name: str) -> tuple[str, int]:
        natural = self._natural_voices()[1]
        if voice.startswith(NEURAL) and voice not in (known.voice.id for known in natural):
            voice = ""  # it was chosen once and is gone: somebody else speaks
        if not (voice or name):
            return (natural[0].voice.id if natural else ""), pitch
        return chosen_voice(self.voices(), voice, name, pitch)

    def _do_without(self, error: AudioError) -> None:
        """Natural voices have failed: no more of them until another interpreter is named or RefCoach starts anew."""
        self._on_notice(f"{error.message} Another voice speaks instead.", "See: refcoach voices")
        with self._lock:
            self._natural = (self._natural[0], ())

    def _file(self, text: str, voice: str, rate_wpm: int, pitch: int, mark: int) -> Path:
        def make(folder: Path) -> list[Path]:
            return [
                self._spoken(piece, voice, rate_wpm, pitch, folder / f"{number}.wav", mark) for number, piece in enumerate(sentences(text))
            ]

        key = hashlib.sha256(json.dumps([CACHE_VERSION, text, voice, rate_wpm, pitch]).encode()).hexdigest()[:32]
        return self._cache.sound(key, make)

    def _spoken(self, text: str, voice: str, rate_wpm: int, pitch: int, out: Path, mark: int) -> Path:
        if voice.startswith(NEURAL):
            python, natural = self._natural_voices()
            model = next((known.model for known in natural if known.voice.id == voice), "")
            speak_neural(self._process, python, model, text, out, rate_wpm, pitch, mark, self._natural_limit_s)
        else:
            order = {"do": "speak", "text": text, "out": str(out), "voice": voice, "rate_wpm": rate_wpm, "pitch": pitch}
            self._process.order(order, mark)
        if not out.is_file():
            raise AudioError("The client's line could not be spoken: the synthesiser wrote no file.", "Try again, or choose another voice.")
        return out


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
