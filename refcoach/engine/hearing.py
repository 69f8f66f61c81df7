"""Who listens to a take while it is spoken: a recogniser for the words that count, one for words to see at once, one for the sound."""

from collections.abc import Callable
from pathlib import Path

from refcoach.core.errors import AudioError, RefCoachError
from refcoach.core.heard import Heard, Sounding
from refcoach.core.transcript import LiveLine, Transcript
from refcoach.engine.protocol import Message
from refcoach.speech.ports import LiveRecogniser, LiveTake, Recogniser, TakeRecognition, nobody
from refcoach.speech.sounding_along import SoundingAlong


class Hearing:
    """One take. `sound` may be called from the thread that writes it."""

    def __init__(self, recogniser: Recogniser, words: TakeRecognition | None, live: LiveTake | None, trouble: Callable[..., None]) -> None:
        self._recogniser, self._words, self._live, self._trouble = recogniser, words, live, trouble
        self._sounding = SoundingAlong()

    def sound(self, pcm: bytes) -> None:
        """The next samples of the take; empty when no more comes."""
        for listener in (self._words, self._live, self._sounding):
            if listener is not None:
                listener.feed(pcm)

    def heard(self, path: Path) -> Heard:
        """All words of the take, now complete at `path`. Raises ModelError and AudioError as a recogniser does."""
        transcript = self._words.finish(path) if self._words is not None else self._recogniser.transcribe(path)
        return Heard(transcript, self._live_lines(), self._sounding_of(path))

    def _live_lines(self) -> tuple[LiveLine, ...] | None:
        try:
            return self._live.stop() if self._live is not None else None
        except RefCoachError as error:
            self._trouble(error)
            return None

    def _sounding_of(self, path: Path) -> Sounding | None:
        try:
            return self._sounding.finish(path)
        except AudioError:
            return None  # the file is gone: it costs the melody alone

    def abandon(self) -> None:
        """The take is not to be checked now."""
        self.sound(b"")
        if self._words is not None:
            self._words.abandon()


class Ears:
    """Starts both recognisers with a take. Without live words all else works; one `notice` says so."""

    def __init__(self, recogniser: Recogniser, live: LiveRecogniser, emit: Callable[[Message], None]) -> None:
        self._recogniser, self._live, self._emit = recogniser, live, emit
        self._told = False
        self._hearing: Hearing | None = None

    def warm(self) -> None:
        """Load what is needed for live words."""
        try:
            self._live.warm()
        except RefCoachError as error:
            self._tell(error)

    def listen(self, attempt_id: str, on_words: Callable[[Transcript], None] = nobody) -> Hearing:
        """Begin with a take that is about to be recorded. Live words become `partial` events; `on_words` hears the final words so far."""
        words: TakeRecognition | None = None
        live: LiveTake | None = None
        try:
            words = self._recogniser.listen(on_words)
        except RefCoachError:
            pass  # a missing model is told when the take is checked; it is recorded all the same
        try:
            live = self._live.start(lambda text: self._emit({"event": "partial", "attempt_id": attempt_id, "text": text}))
        except RefCoachError as error:
            self._tell(error)
        self._abandon()  # of a take that never began
        self._hearing = Hearing(self._recogniser, words, live, self._tell)
        return self._hearing

    def hand_over(self) -> Hearing:
        """What `listen` began last, to whoever checks the take. Raises ValueError when there is none."""
        hearing, self._hearing = self._hearing, None
        if hearing is None:
            raise ValueError("nobody listens")
        return hearing

    def _abandon(self) -> None:
        if self._hearing is not None:
            self._hearing.abandon()

    def _tell(self, error: RefCoachError) -> None:
        if not self._told:
            self._told = True
            self._emit({"event": "notice", "message": error.message, "hint": error.hint})
