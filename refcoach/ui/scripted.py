"""An engine without a process: notes commands and plays events that it is given. For screenshots, and to try widgets alone."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from refcoach.engine.protocol import Message, decode, encode
from refcoach.ui.engine_link import EngineLink, EngineState


class ScriptedEngine(EngineLink):
    """`play_event` sends an event through the same lines and the same reading as the real engine's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.commands: list[Message] = []
        self._become(EngineState.STARTING)

    def send(self, command: Message) -> None:
        if self.serving:
            self.commands.append(decode(encode(command)))

    def play_event(self, name: str, fields: Mapping[str, Any] | None = None, /, **more: Any) -> None:
        self.receive(decode(encode({"event": name, **(fields or {}), **more})))

    def be(self, state: EngineState) -> None:
        """Stand in this state, as after a start, a death or too many of them."""
        self._become(state)

    def die(self, state: EngineState = EngineState.RESTARTING) -> None:
        self._become(state)
        self.died.emit()
