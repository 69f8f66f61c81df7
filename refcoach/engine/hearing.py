"""Both recognisers on a take while it is spoken: one for the words that count, one for the words to see at once."""

from collections.abc import Callable
from pathlib import Path

from refcoach.core.errors import RefCoachError
from refcoach.core.transcript import Heard
from refcoach.engine.protocol import Message
from refcoach.speech.ports import LiveRecogniser, LiveTake, Recogniser, TakeRecognition


class Hearing:
    """One take. `sound` may be called from the thread that writes it."""

    def __init__(self, recogniser: Recogniser, words: TakeRecognition | None, live: LiveTake | None, trouble: Callable[..., None]) -> None:
        self._recogniser, self._words, self._live, self._trouble = recogniser, words, live, trouble

    def sound(self, pcm: bytes) -> None:
        """The next samples of the take; empty when no more comes."""
        for listener in (self._words, self._live):
            if listener is not None:
                listener.feed(pcm)

    def heard(self, path: Path) -> Heard:
        """All words of the take, now complete at `path`. Raises ModelError and AudioError as a recogniser does."""
        transcript = self._words.finish(path) if self._words is not None else self._recogniser.transcribe(path)
        if self._live is None:
            return Heard(transcript)
        try:
            return Heard(transcript, self._live.stop())
        except RefCoachError as error:
            self._trouble(error)
            return Heard(transcript)

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

    def listen(self, attempt_id: str) -> Hearing:
        """Begin with a take that is about to be recorded; its live words become `partial` events."""
        words: TakeRecognition | None = None
        live: LiveTake | None = None
        try:
            words = self._recogniser.listen()
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
