"""The client's voice: what it says when, whether it is switched on, and why it cannot be heard."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from refcoach.core.client_line import ClientLine
from refcoach.core.scenario import Scenario
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.engine_trouble import Trouble


class ClientVoice(QObject):
    """Speaks one line at a time through the engine; `changed` follows every change."""

    changed = Signal()

    def __init__(self, engine: EngineLink, desk: DeskLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine, self._desk = engine, desk
        self._scenario: Scenario | None = None
        self._wanted = ""  # a line that waits for the engine
        self._line = ""
        self._failure: tuple[str, str] = ("", "")
        self.on = desk.settings.voice_on
        self.speaking = False
        engine.speech_started.connect(self._started)
        engine.speech_finished.connect(self._finished)
        engine.failed.connect(self._failed)
        engine.ready.connect(self._engine_ready)
        engine.died.connect(self._engine_died)

    @property
    def trouble(self) -> tuple[str, str]:
        """Why the client cannot be heard, and the remedy; two empty strings when all is well."""
        return self._failure if self._failure[0] else self._engine.voice_trouble

    @property
    def spoken(self) -> str:
        """The line that sounds now, or is about to; empty when nothing does."""
        return self._line if self.speaking else ""

    def lend_to(self, scenario: Scenario) -> None:
        """Speak as this scenario's persona from now on."""
        self._scenario = scenario

    def _as_spoken(self, text: str) -> ClientLine:
        settings, scenario = self._desk.settings, self._scenario
        if scenario is None:
            return ClientLine(text, settings.voice, settings.voice_rate_wpm)
        persona = scenario.persona
        return ClientLine(
            text,
            settings.voice or persona.voice,
            settings.voice_rate_wpm or persona.rate_wpm,
            persona.pitch,
            persona.name,
            scenario.pack,
            scenario.recordings(text),
        )

    def prepare(self, lines: Iterable[str]) -> None:
        """Have lines synthesised ahead."""
        wanted = [self._as_spoken(line) for line in lines if line]
        if self.on and wanted and not self.trouble[0]:
            self._engine.prepare_speech(wanted)

    def say(self, line: str) -> None:
        """Say a line now, or as soon as the engine serves."""
        self._line = line
        self._wanted = "" if self._engine.serving else line
        if line and self._engine.serving and not self._engine.voice_trouble[0]:
            self._failure = ("", "")
            self.speaking = True
            self._engine.speak(self._as_spoken(line))
        self.changed.emit()

    def hush(self) -> None:
        """Stop, and forget a line that waits."""
        self._wanted = ""
        if self.speaking:
            self.speaking = False
            self._engine.stop_speaking()
            self.changed.emit()

    def switch(self, on: bool) -> None:
        self.on = on
        if not on:
            self.hush()
        self.changed.emit()

    def _started(self, text: str) -> None:
        if text == self._line and not self.speaking:
            self.speaking = True
            self.changed.emit()

    def _finished(self, text: str, completed: bool) -> None:
        # The end of a line that was replaced meanwhile says nothing about the one that sounds now.
        if text == self._line and self.speaking:
            self.speaking = False
            self.changed.emit()

    def _failed(self, trouble: Trouble) -> None:
        if trouble.during == "speak":
            self.speaking = False
            self._failure = (trouble.message, trouble.hint)
            self.changed.emit()

    def _engine_ready(self) -> None:
        self._failure = ("", "")
        if self._wanted and self.on:
            self.say(self._wanted)

    def _engine_died(self) -> None:
        self.speaking = False
        self.changed.emit()
