"""Settings, recording: when a take ends, and who recognises it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from refcoach.core.errors import RefCoachError
from refcoach.ui.background import Background
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.models.recogniser_rows import RecogniserRow, pause_items, recogniser_items, recogniser_rows, recogniser_words
from refcoach.ui.pages.settings_card import SettingCard, choice, show_choice
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import set_words, text

PAUSE_WORDS = (
    "Space and the button always end a take. With a pause it also ends by itself, once you have begun to speak; "
    "leave yourself time to think."
)
NAMES_WORDS = "Names in My script are listened for with a second look, which takes about twice the time."
BANDS_WORDS = "The limits of pace, pauses and fillers: run \u201crefcoach delivery bands\u201d to see and move them."


class RecordingSection(SettingCard):
    """`chosen` tells a setting and its new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink) -> None:
        super().__init__(theme, "Recording", "", "recordingCard")
        self._desk, self._engine = desk, engine
        self._rows: Sequence[RecogniserRow] = ()
        self.background = Background(self)
        self.pause = choice(theme, "A take ends", "settingPause")
        self.model = choice(theme, "Recogniser", "settingModel")
        self._model_words = text("", "label", "settingModelWords")
        self.add_field("A take ends", self.pause, text(PAUSE_WORDS, "label"))
        self.add_field("Recogniser", self.model, self._model_words)
        for words in (NAMES_WORDS, BANDS_WORDS):
            self.body.addWidget(text(words, "label"))
        self.pause.activated.connect(lambda: self.chosen.emit("pause_s", self.pause.currentData()))
        self.model.activated.connect(lambda: self.chosen.emit("model", self.model.currentData()))
        engine.state_changed.connect(self.refresh)
        engine.failed.connect(self.refresh)
        self.refresh()

    def look(self) -> None:
        """Find the recognisers on the disk."""
        chosen, models = self._desk.settings.model, self._desk.places.models
        self.background.run(lambda: recogniser_rows(chosen, models), self._found, self._not_found)

    def _found(self, rows: Sequence[RecogniserRow]) -> None:
        self._rows = rows
        self.refresh()

    def _not_found(self, error: RefCoachError) -> None:
        set_words(self._model_words, f"{error.message} {error.hint}")

    def refresh(self) -> None:
        settings = self._desk.settings
        show_choice(self.pause, pause_items(settings.pause_s), settings.pause_s)
        if self._rows:
            wanted = next((row.value for row in self._rows if settings.model in (row.value, row.name)), settings.model)
            show_choice(self.model, recogniser_items(self._rows, wanted), wanted)
            trouble = self._engine.startup_trouble
            words = recogniser_words(self._rows, wanted)
            set_words(self._model_words, f"{trouble.message} {trouble.hint}" if trouble is not None else words)
        self.model.setEnabled(bool(self._rows))
