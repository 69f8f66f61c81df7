"""Settings, privacy: where everything lies, how long sound is kept, and by which name a partner knows the rep."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit

from refcoach.core.errors import RefCoachError
from refcoach.ui.desk import DeskLike
from refcoach.ui.pages.settings_card import SettingCard, choice, show_choice
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, at_left, column, set_words, text
from refcoach.ui.widgets.space_line import KEEP_DAYS
from refcoach.ui.widgets.tick_box import TickBox

LOCAL = "Nothing leaves this computer by itself. Your partner sees only what you put into a page on Share and hand over."
COMPRESSED = "They take less room and lose nothing."
KEPT_WORDS = "Only the sound goes then; what was heard in it stays in the log."


class PrivacySection(SettingCard):
    """`chosen` tells a setting and its new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme, desk: DeskLike) -> None:
        super().__init__(theme, "Privacy", LOCAL, "privacyCard")
        self._desk = desk
        self._folder = text("", "", "settingFolder")
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = Button(theme, "Open folder", name="settingOpenFolder", icon_name="folder")
        self._unopened = text("", "label", "settingUnopened")
        self.days = choice(theme, "Keep the sound of takes", "settingDays")
        self.compress = TickBox(theme, "settingCompress")
        self.compress.setText("Compress checked takes")
        self.name = QLineEdit()
        self.name.setObjectName("settingName")
        self.name.setMaxLength(200)
        self.name.setAccessibleName("Your name for your partner")
        self._name_words = text("", "label", "settingNameWords")
        lying = column(spacing=8)
        lying.addWidget(text("Log, takes and settings lie in", "label"))
        lying.addWidget(self._folder)
        lying.addLayout(at_left(self.open_folder))
        lying.addWidget(self._unopened)
        self.body.addLayout(lying)
        self.add_field("Keep the sound of takes", self.days, text(KEPT_WORDS, "label"))
        self.add_tick(self.compress, COMPRESSED)
        self.add_field("Your name for your partner", self.name, self._name_words)
        self._unopened.hide()
        self.open_folder.clicked.connect(self._open)
        self.days.activated.connect(lambda: self.chosen.emit("keep_audio_days", self.days.currentData()))
        self.compress.clicked.connect(lambda on: self.chosen.emit("compress_takes", on))
        self.name.editingFinished.connect(self.save_name)

    def _open(self) -> None:
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.places.home)))
        set_words(self._unopened, "" if opened else "This system opens no folders from here; the path above can be copied.")

    def save_name(self) -> None:
        """What was typed is saved once the line is left."""
        if self.name.text().strip() != self._desk.settings.rep_name:
            self.chosen.emit("rep_name", self.name.text().strip())

    def refresh(self) -> None:
        settings = self._desk.settings
        set_words(self._folder, str(self._desk.places.home))
        others = (
            () if settings.keep_audio_days in dict(KEEP_DAYS) else ((settings.keep_audio_days, f"for {settings.keep_audio_days} days"),)
        )
        items: list[tuple[str, object]] = [(words[:1].upper() + words[1:], days) for days, words in (*KEEP_DAYS, *others)]
        show_choice(self.days, items, settings.keep_audio_days)
        self.compress.setChecked(settings.compress_takes)
        self._show_name()

    def _show_name(self) -> None:
        try:
            own = self._desk.profile.name
        except RefCoachError:
            own = ""  # My script tells it
        self.name.setVisible(not own)
        own_words = f"\u201c{own}\u201d. It stands in My script, where you can change it."
        set_words(self._name_words, own_words if own else "It stands on the pages that you share.")
        if not self.name.hasFocus():
            self.name.setText(self._desk.settings.rep_name)
