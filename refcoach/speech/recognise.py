"""Turns a take into words with times, in SpeechRecognition's idiom: `Recognizer.recognize_refcoach(AudioData, model)`.

The package's own Whisper recognisers load the model anew on each call; this one keeps it.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refcoach.core.errors import AudioError, ModelError
from refcoach.core.names import with_names
from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words
from refcoach.speech.levels import SILENT_DBFS, measure
from refcoach.speech.models import ModelFolder
from refcoach.speech.ports import RATE_HZ, nobody
from refcoach.speech.running import RunningTake
from refcoach.speech.wav import read_speech

if TYPE_CHECKING:
    from refcoach.speech.wav import Samples

# Whisper invents words where nobody speaks. The voice detector removes nearly all of that; these catch the rest. They are
# Whisper's own limits (transcribe.py of openai/whisper: no_speech_threshold, logprob_threshold).
NO_SPEECH = 0.6
LOW_LOGPROB = -1.0
# Whisper that goes round in circles compresses well. A person who repeats for effect reads 2.4, which is Whisper's own limit
# ("It was the best of times, it was the worst of times ..."), so this one is higher.
CIRCLES = 4.0
# Without words that were spoken Whisper reports a high chance of no speech even where it believes its text.
SURELY_NO_SPEECH = 0.85
SHORTEST_S = 0.1
# Words that were spoken take time. Whisper puts those it adds at the end of a piece ("Thank you for watching", or the last sentence once
# more) at one moment: all five such runs in 266 synthetic takes were inventions, while two words at one moment may both have been said.
NO_TIME_S = 0.02
AT_ONCE = 3

_lock = threading.Lock()
_loaded: dict[Path, Any] = {}


def recognize_refcoach(recognizer: Any, audio_data: Any, model: ModelFolder, *, show_dict: bool = False, **options: Any) -> Any:
    """The text of `audio_data`, or with `show_dict` the package's mapping with `text`, `segments` and `language`.

    Raises ValueError, speech_recognition.UnknownValueError when there is no word in it, and ModelError. One at a time.
    """
    import speech_recognition as sr

    if not isinstance(audio_data, sr.AudioData):
        raise ValueError("audio_data must be AudioData")
    with _lock:
        heard = _model(model).recognize(
            audio_data,
            show_dict=True,
            language="en",
            beam_size=5,
            # Whisper would draw lots where it doubts, and the same take must give the same words.
            temperature=0.0,
            word_timestamps=True,
            condition_on_previous_text=False,
            vad_filter=True,
            no_speech_threshold=NO_SPEECH,
            log_prob_threshold=LOW_LOGPROB,
            **options,
        )
    heard["segments"] = list(spoken(heard["segments"]))
    heard["text"] = " ".join(" ".join(segment.text for segment in heard["segments"]).split())
    if not heard["text"]:
        raise sr.UnknownValueError
    return heard if show_dict else heard["text"]


def spoken(segments: list[Any]) -> Iterator[Any]:
    """The segments that somebody said: not those that Whisper doubts, nor its repetitions of one before."""
    before = ""
    for segment in segments:
        text = "".join(character for character in segment.text.lower() if character.isalnum() or character == " ").strip()
        if not text:
            continue
        doubtful = segment.no_speech_prob > NO_SPEECH and segment.avg_logprob < LOW_LOGPROB
        invented = segment.no_speech_prob > SURELY_NO_SPEECH or segment.compression_ratio > CIRCLES
        # The same sentence twice within its own length is Whisper going round in circles.
        if doubtful or invented or (text == before and segment.end - segment.start < 0.1):
            continue
        before = text
        yield segment


def _model(model: ModelFolder) -> Any:
    """The loaded model, kept until another is asked for; to be called under the lock."""
    if model.path not in _loaded:
        from speech_recognition.recognizers.whisper_local.base import WhisperCompatibleRecognizer
        from speech_recognition.recognizers.whisper_local.faster_whisper import TranscribableAdapter

        from refcoach.speech.whisper import load

        loaded = WhisperCompatibleRecognizer(TranscribableAdapter(load(model)))
        _loaded.clear()
        _loaded[model.path] = loaded
    return _loaded[model.path]


class WhisperRecogniser:
    """`ports.Recogniser` with one model. `names` are people and firms to listen for: a second recognition is given them as a hint, and
    those that sound like what the first one heard take its place (`core.names`). It takes about twice the time."""

    def __init__(self, model: ModelFolder, names: tuple[str, ...] = ()) -> None:
        self._model, self._names = model, names

    @property
    def engine(self) -> str:
        return f"faster-whisper {self._model.name} int8"

    def warm(self) -> None:
        """Load the model and the voice detector, so that the first take does not wait for them. Raises ModelError."""
        import numpy as np

        self._heard(np.zeros(RATE_HZ, np.int16))

    def transcribe(self, path: Path) -> Transcript:
        """The words of a sound file. Silence, noise and digital zero give none. Raises ModelError and AudioError."""
        return transcript_from_words(self._words_of(read_speech(path)), self.engine)

    def listen(self, on_words: Callable[[Transcript], None] = nobody) -> RunningTake:
        """Recognise a take while it is spoken."""
        return RunningTake(self._words_of, self.transcribe, self.engine, on_words)

    def _words_of(self, samples: "Samples") -> list[HeardWord]:
        measured = measure(samples)
        if measured.duration_s < SHORTEST_S or measured.speech_dbfs < SILENT_DBFS:
            return []
        return self._heard(samples)

    def _heard(self, samples: "Samples") -> list[HeardWord]:
        try:
            import speech_recognition as sr
        except ImportError as error:
            raise ModelError(f"The recogniser is not installed: {error}.", "Install RefCoach again: python3 scripts/run.py") from error
        # Attached here and not at import: importing this module must change nothing.
        if not hasattr(sr.Recognizer, "recognize_refcoach"):
            sr.Recognizer.recognize_refcoach = recognize_refcoach
        audio = sr.AudioData(samples.astype("<i2").tobytes(), RATE_HZ, 2)
        plain = self._recognised(audio)
        if not self._names or not plain:
            return plain
        return with_names(plain, self._recognised(audio, hotwords=", ".join(self._names)), self._names)

    def _recognised(self, audio: Any, **hints: str) -> list[HeardWord]:
        import speech_recognition as sr

        try:
            heard = sr.Recognizer().recognize_refcoach(audio, self._model, show_dict=True, **hints)
        except sr.UnknownValueError:
            return []
        except MemoryError as error:
            raise AudioError("The take is too long for this computer's memory.", "Record shorter takes.") from error
        except RuntimeError as error:
            raise ModelError(f"The recogniser failed: {error}.", f"Check the model: refcoach models check {self._model.name}") from error
        return list(_timed(_words(heard["segments"])))


def _words(segments: list[Any]) -> Iterator[HeardWord]:
    """Whisper's words, where a part that follows without a blank ("-up" after "follow") belongs to the word before."""
    pending: HeardWord | None = None
    for word in (word for segment in segments for word in segment.words or ()):
        heard = HeardWord(word.word, float(word.start), float(word.end), float(word.probability))
        if pending is not None and not word.word.startswith(" "):
            probability = min(pending.probability, heard.probability)
            pending = HeardWord(pending.text + heard.text, pending.start_s, heard.end_s, probability)
            continue
        if pending is not None:
            yield pending
        pending = heard
    if pending is not None:
        yield pending


def _timed(words: Iterable[HeardWord]) -> Iterator[HeardWord]:
    """The words without runs that take no time."""
    for timeless, group in groupby(words, key=lambda word: word.end_s - word.start_s < NO_TIME_S):
        run = list(group)
        if not timeless or len(run) < AT_ONCE:
            yield from run
