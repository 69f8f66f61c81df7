"""Settings, reminder and appearance."""

from PySide6.QtCore import Signal

from refcoach.ui.desk import DeskLike
from refcoach.ui.pages.settings_card import SettingCard, choice, show_choice
from refcoach.ui.reminders import Reminders
from refcoach.ui.theme import CHOICES, SCALES, Theme
from refcoach.ui.widgets.basics import text
from refcoach.ui.widgets.rail import THEMES
from refcoach.ui.widgets.remind_me import RemindMe


class ReminderSection(SettingCard):
    """`chosen` tells a setting and its new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme, desk: DeskLike, reminders: Reminders) -> None:
        super().__init__(theme, "Reminder", "", "reminderCard")
        self._desk, self._reminders = desk, reminders
        self.remind = RemindMe(theme)
        self.body.addWidget(self.remind)
        self.remind.changed.connect(lambda setting: self.chosen.emit("reminder", setting))

    def refresh(self) -> None:
        self.remind.show_setting(self._desk.settings.reminder, self._reminders.available)


class LooksSection(SettingCard):
    """`chosen` tells a setting and its new value; the theme shows it at once."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Appearance", "", "looksCard")
        self._looks = theme
        self.theme = choice(theme, "Colours", "settingTheme")
        self.scale = choice(theme, "Text size", "settingScale")
        self.add_field("Colours", self.theme)
        self.add_field("Text size", self.scale, text("Ctrl+Plus and Ctrl+Minus do the same on every page.", "label"))
        self.theme.activated.connect(self._choose_theme)
        self.scale.activated.connect(self._choose_scale)
        theme.changed.connect(self.refresh)
        self.refresh()

    def _choose_theme(self) -> None:
        choice = str(self.theme.currentData())
        self._looks.choose(choice)
        self.chosen.emit("theme", choice)

    def _choose_scale(self) -> None:
        scale = float(self.scale.currentData())
        self._looks.set_scale(scale)
        self.chosen.emit("text_scale", scale)

    def refresh(self) -> None:
        show_choice(self.theme, [(THEMES[choice][0], choice) for choice in CHOICES], self._looks.choice)
        scales = sorted({*SCALES, self._looks.scale})
        show_choice(self.scale, [(f"{scale:.0%}" + (", normal" if scale == 1 else ""), scale) for scale in scales], self._looks.scale)
