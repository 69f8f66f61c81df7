"""Settings: the sound check first, then everything that can be chosen. Each choice is saved at once."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from refcoach.ui.desk import DeskLike
from refcoach.ui.drill import LiveDrill
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.pages.settings_card import SettingCard
from refcoach.ui.pages.settings_looks import LooksSection, ReminderSection
from refcoach.ui.pages.settings_privacy import PrivacySection
from refcoach.ui.pages.settings_recording import RecordingSection
from refcoach.ui.pages.settings_sound import SoundSection
from refcoach.ui.pages.settings_voice import VoiceSection
from refcoach.ui.reminders import Reminders
from refcoach.ui.saving import Saving
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import centred, column, scrolled, text
from refcoach.ui.widgets.message_bar import MessageBar, MessageSpace

COLUMN_PX = 720
GAP_PX = 24


class SettingsPage(QWidget):
    """`saved` follows every setting that is on disk."""

    saved = Signal()

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, drill: LiveDrill, reminders: Reminders) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("settingsPage")
        self._reminders = reminders
        self.saving = Saving(desk, engine, self)
        self.message = MessageBar(theme)
        self.sound = SoundSection(theme, desk, engine, drill)
        self.voice = VoiceSection(theme, desk, engine, drill)
        self.recording = RecordingSection(theme, desk, engine)
        self.privacy = PrivacySection(theme, desk)
        self.reminder = ReminderSection(theme, desk, reminders)
        self.looks = LooksSection(theme)
        self._sections = (self.sound, self.voice, self.recording, self.privacy, self.reminder, self.looks)
        self._told: SettingCard | None = None
        inside = QWidget()
        whole = column(inside, spacing=16)
        whole.addWidget(text("Settings", "title"))
        whole.addWidget(text("Each choice is saved as you make it.", "soft"))
        for section in self._sections:
            whole.addWidget(section)
            section.chosen.connect(partial(self._save, section))
        whole.addStretch(1)
        middle = centred(inside, (24, 24, 24, 32))
        middle.set_width(COLUMN_PX)
        self._scroll = scrolled(middle)
        page = column(self, spacing=0)
        page.addWidget(MessageSpace(self.message))
        page.addWidget(self._scroll, 1)
        self._in_sight = QTimer(self)  # once what has changed is laid out
        self._in_sight.setSingleShot(True)
        self._in_sight.setInterval(0)
        self._in_sight.timeout.connect(self._show_button)
        self.sound.check.changed.connect(self._check_changed)
        self.saving.saved.connect(self._saved)
        self.saving.refused.connect(self._refused)

    # --- saving -----------------------------------------------------------------------------------------------------

    def _save(self, section: SettingCard, name: str, value: object) -> None:
        self._told = section
        self.saving.save(name, value)
        self._refresh()

    def _saved(self, name: str) -> None:
        self.message.hide()
        if self._told is not None:
            self._told.tell_saved()
        if name == "reminder":
            self._reminders.refresh()
        self.saved.emit()

    def _refused(self, message: str, hint: str) -> None:
        words = f"This choice could not be saved; it is kept here until RefCoach is closed. {message}"
        self.message.say(words, hint, "Save again", self.saving.again, "trouble")

    def _refresh(self) -> None:
        """What is shown is what is kept."""
        for section in self._sections:
            section.refresh()

    def _check_changed(self) -> None:
        if self.sound.check.open and self.sound.start.hasFocus():
            self._in_sight.start()

    def _show_button(self) -> None:
        """Large text in a small window: the button of the check, not only what stands above it."""
        if self.sound.start.isVisible():
            self._scroll.ensureWidgetVisible(self.sound.start, 0, GAP_PX)

    # --- the frame's wishes -----------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self.voice.look()
        self.recording.look()

    def take_focus(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)
        (self.sound.start if self.sound.start.isEnabled() else self.sound).setFocus()
        self._in_sight.start()

    def hush(self) -> None:
        """The page is left: no more sound, nothing of a check stays, a name half typed is saved."""
        self.sound.check.forget()
        self.voice.hush()
        self.privacy.save_name()

    def close_down(self) -> None:
        """The window closes."""
        self.hush()
        self.recording.background.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat() and not event.modifiers():
            self.sound.toggle()
        elif event.key() == Qt.Key.Key_Escape:
            self.sound.check.stop_playing()
            self.voice.hush()
            self.message.hide()
        else:
            super().keyPressEvent(event)
