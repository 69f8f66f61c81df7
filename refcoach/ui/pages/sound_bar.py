"""Which microphone listens, whether the client is heard, and headphones."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from refcoach.ui.desk import DeskLike
from refcoach.ui.drill import LiveDrill
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import QuietButton, row


class SoundBar(QWidget):
    """`setting_changed` tells name and value."""

    setting_changed = Signal(str, object)

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, drill: LiveDrill) -> None:
        super().__init__()
        self._desk, self._engine, self._drill = desk, engine, drill
        self.microphone = QuietButton(theme, "Microphone", "microphone", "microphoneButton")
        self.microphone.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.microphone)
        self.microphone.setMenu(self._menu)
        self._menu.aboutToShow.connect(engine.look_for_microphones)
        self.voice = QuietButton(theme, "Voice on", "voice", "voiceButton")
        self.voice.setCheckable(True)
        self.voice.setChecked(drill.voice.on)
        self.headphones = QuietButton(theme, "Headphones", "headphones", "headphonesButton")
        self.headphones.setCheckable(True)
        self.headphones.setChecked(desk.settings.headphones)
        self.headphones.setToolTip("With headphones the client's line may go on while you record")
        whole = row(self, spacing=4)
        whole.addWidget(self.microphone)
        whole.addStretch(1)
        whole.addWidget(self.voice)
        whole.addWidget(self.headphones)
        self.voice.clicked.connect(self._voice_clicked)
        self.headphones.clicked.connect(self._headphones_clicked)
        engine.microphones_changed.connect(self._fill)
        self._fill()

    def _voice_clicked(self, on: bool) -> None:
        self._drill.voice.switch(on)
        self.setting_changed.emit("voice_on", on)

    def _headphones_clicked(self, on: bool) -> None:
        self.setting_changed.emit("headphones", on)

    def _fill(self) -> None:
        self._menu.clear()
        chosen = self._desk.settings.microphone_id
        microphones = self._engine.microphones or ()
        default = next((microphone.name for microphone in microphones if microphone.is_default), "")
        names: list[tuple[str | None, str]] = [(None, f"The system's default ({default})" if default else "The system's default")]
        names += [(microphone.id, microphone.name) for microphone in microphones]
        known = chosen if chosen in {microphone.id for microphone in microphones} else None
        for microphone_id, name in names:
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(microphone_id == known)
            action.triggered.connect(partial(self.setting_changed.emit, "microphone_id", microphone_id))
        self._show_name(next((name for microphone_id, name in names[1:] if microphone_id == known), default))

    def _show_name(self, name: str) -> None:
        short = name if len(name) <= 32 else name[:31] + "\u2026"
        self.microphone.setText(short or "No microphone")
        self.microphone.set_icon("microphone" if name else "microphone-off")
        self.microphone.setToolTip(f"Microphone: {name}" if name else "No microphone is connected")
        self.microphone.setAccessibleName(f"Microphone: {name or 'none'}")

    def refresh(self) -> None:
        self._fill()
        self.headphones.setChecked(self._desk.settings.headphones)
        self.voice.setChecked(self._drill.voice.on)
        self.voice.setText("Voice on" if self._drill.voice.on else "Voice off")
        self.voice.set_icon("voice" if self._drill.voice.on else "voice-off")
        self.microphone.setEnabled(not self._drill.busy)
