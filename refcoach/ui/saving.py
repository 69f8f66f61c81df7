"""Saves one setting at a time, and tells what became of it."""

from PySide6.QtCore import QObject, Signal

from refcoach.core.errors import RefCoachError
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink

# What the engine reads at the time of use, from settings of its own.
OF_THE_ENGINE = ("microphone_id", "headphones", "pause_s", "model", "keep_audio_days", "compress_takes")


class Saving(QObject):
    """`saved` tells the setting's name; `refused` message and hint: the choice then holds until the window closes, or `again` saves it."""

    saved = Signal(str)
    refused = Signal(str, str)

    def __init__(self, desk: DeskLike, engine: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._engine = desk, engine
        self._unsaved: list[str] = []

    def save(self, name: str, value: object) -> None:
        """The store checks the value."""
        self._write((name,), **{name: value})

    def again(self) -> None:
        """Save what could not be saved before."""
        self._write(tuple(self._unsaved))

    def _write(self, names: tuple[str, ...], **values: object) -> None:
        try:
            self._desk.save_settings(**values)
        except RefCoachError as error:
            self._unsaved = list(dict.fromkeys((*self._unsaved, *names)))
            self.refused.emit(error.message, error.hint)
            return
        names = tuple(dict.fromkeys((*self._unsaved, *names)))
        self._unsaved = []
        if any(name in OF_THE_ENGINE for name in names):
            self._engine.settings_changed()
        for name in names:
            self.saved.emit(name)
