"""The words of a shared take: Left and Right choose one, Enter or a click plays from it. Nothing in them can be changed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent

from refcoach.core.attempt import Attempt
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.transcript import TranscriptView


class SharedWords(TranscriptView):
    """`place_wanted` tells seconds to play from."""

    place_wanted = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("sharedWords")
        self.setAccessibleName("What was said")
        self.setAccessibleDescription("Left and Right choose a word, Enter plays from it")
        self.word_clicked.connect(self._play_at)
        self.correction_wanted.connect(lambda first, last: self._play_word(first))

    def show_take(self, attempt: Attempt) -> None:
        self.show_attempt(attempt)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def _play_at(self, offset: int) -> None:
        attempt = self.attempt
        span = attempt.transcript.time_span(offset, offset + 1) if attempt is not None else None
        if span is not None:
            self.place_wanted.emit(span[0])

    def _play_word(self, number: int) -> None:
        words = self.attempt.transcript.words if self.attempt is not None else ()
        if number < len(words):
            self.place_wanted.emit(words[number].start_s)
