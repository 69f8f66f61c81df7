"""A quiet line: how much room practice takes, and how long its sound is kept."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from refcoach.core.sizes import size_words
from refcoach.store.space import Space
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import QuietButton

KEEP_DAYS = ((0, "for ever"), (365, "for a year"), (90, "for 90 days"), (30, "for 30 days"))


class SpaceLine(QuietButton):
    """A button with a menu. `changed` tells the name of a setting and its new value."""

    changed = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "info", "logSpace")
        self._used: Space | None = None
        self._days, self._compressed = 0, True
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleDescription("Opens a menu: how long sound is kept, and whether it is compressed")
        self._show()

    def show_settings(self, days: int, compressed: bool) -> None:
        self._days, self._compressed = days, compressed
        self._show()

    def show_space(self, used: Space) -> None:
        self._used = used
        self._show()

    def _show(self) -> None:
        kept = dict(KEEP_DAYS).get(self._days, f"for {self._days} days")
        room = f"{size_words(self._used.total)} used, sound" if self._used else "Sound"
        self.setText(f"{room} kept {kept}")

    def _fill(self) -> None:
        self._menu.clear()
        if self._used is not None:
            used = self._used
            for words in (
                f"Log {size_words(used.log)}",
                f"Takes {size_words(used.wav + used.flac)}, {used.flac_takes} of {used.flac_takes + used.wav_takes} compressed",
                f"Client\u2019s voice {size_words(used.voices)}",
            ):
                self._menu.addAction(words).setEnabled(False)
            self._menu.addSeparator()
        self._menu.addAction("Keep the sound of takes").setEnabled(False)
        group = QActionGroup(self._menu)
        others = () if self._days in dict(KEEP_DAYS) else ((self._days, f"for {self._days} days"),)
        for days, words in (*KEEP_DAYS, *others):
            action = self._checkable(words, self._days == days)
            group.addAction(action)
            action.triggered.connect(lambda _=False, days=days: self.changed.emit("keep_audio_days", days))
        self._menu.addSeparator()
        action = self._checkable("Compress checked takes, without losing anything", self._compressed)
        action.triggered.connect(lambda on: self.changed.emit("compress_takes", on))

    def _checkable(self, words: str, checked: bool) -> QAction:
        action = self._menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
        return action
