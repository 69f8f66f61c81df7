"""Settings, the client's voice: whether it is heard, which one, how fast, and headphones."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from refcoach.speech.ports import Voice
from refcoach.ui.desk import DeskLike
from refcoach.ui.drill import LiveDrill
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.models.voice_rows import natural_words, pace_items, voice_items
from refcoach.ui.pages.settings_card import SettingCard, choice, show_choice
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, at_left, set_words, text
from refcoach.ui.widgets.tick_box import TickBox

SAMPLE = "Good to see you again. That went better than we had hoped, so what can I do for you?"


class VoiceSection(SettingCard):
    """`chosen` tells a setting and its new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, drill: LiveDrill) -> None:
        super().__init__(theme, "The client's voice", "What the client says always stands on the page too.", "voiceCard")
        self._desk, self._engine, self._drill = desk, engine, drill
        self._voices: Sequence[Voice] = ()
        self.on = TickBox(theme, "settingVoiceOn")
        self.on.setText("The client speaks aloud")
        self.voice = choice(theme, "Voice", "settingVoice")
        self.pace = choice(theme, "Pace", "settingPace")
        self.hear = Button(theme, "Hear it", name="settingHear", icon_name="voice")
        self._trouble = text("", "strong", "settingVoiceTrouble")
        self._natural = text("", "label", "settingNatural")
        self.headphones = TickBox(theme, "settingHeadphones")
        self.headphones.setText("I wear headphones")
        self.add_tick(self.on)
        self.add_field("Voice", self.voice, self._natural)
        self.add_field("Pace", self.pace)
        self.body.addWidget(self._trouble)
        self.body.addLayout(at_left(self.hear))
        self.add_tick(
            self.headphones, "Then the client's line may go on while you record. Without them it stops, for the microphone would hear it."
        )
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.on.clicked.connect(self._switch)
        self.voice.activated.connect(lambda: self.chosen.emit("voice", self.voice.currentData()))
        self.pace.activated.connect(lambda: self.chosen.emit("voice_rate_wpm", self.pace.currentData()))
        self.headphones.clicked.connect(lambda on: self.chosen.emit("headphones", on))
        self.hear.clicked.connect(self._hear)
        self._engine.voices_listed.connect(self._listed)
        self._engine.ready.connect(self._ready)
        self._engine.state_changed.connect(self.refresh)
        self._drill.voice.changed.connect(self.refresh)
        self._drill.changed.connect(self.refresh)

    def look(self) -> None:
        """Ask which voices there are; they may have changed since."""
        self._engine.look_for_voices()

    def _ready(self) -> None:
        if self.isVisible():
            self.look()

    def _listed(self, voices: Sequence[Voice]) -> None:
        self._voices = voices
        self.refresh()

    def _switch(self, on: bool) -> None:
        self._drill.voice.switch(on)
        self.chosen.emit("voice_on", on)

    @property
    def _sounding(self) -> bool:
        return self._drill.voice.spoken == SAMPLE

    def _hear(self) -> None:
        if self._sounding:
            self.hush()
        else:
            self._drill.voice.say(SAMPLE)

    def hush(self) -> None:
        if self._sounding:
            self._drill.voice.hush()

    def refresh(self) -> None:
        settings, voice = self._desk.settings, self._drill.voice
        self.on.setChecked(voice.on)
        self.headphones.setChecked(settings.headphones)
        show_choice(self.voice, voice_items(self._voices, settings.voice), settings.voice)
        show_choice(self.pace, pace_items(settings.voice_rate_wpm), settings.voice_rate_wpm)
        set_words(self._natural, natural_words(self._voices, settings.neural_python) if self._voices else "")
        set_words(self._trouble, " ".join(voice.trouble).strip())
        self.hear.setText("Stop" if self._sounding else "Hear it")
        self.hear.set_icon("pause" if self._sounding else "voice")
        self.hear.setEnabled(self._sounding or (self._engine.serving and not self._engine.voice_trouble[0] and not self._drill.busy))
