"""A page alone, worked as somebody without a mouse works it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot


class PageStand:
    """Finds what the page holds by name, reads and presses it. A subclass sets `qtbot` and `page`."""

    qtbot: QtBot
    page: QWidget

    def activate(self) -> None:
        """Show the page as the window that has the keyboard."""
        with self.qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    def settle(self) -> None:
        """What was asked for is done."""

    def find(self, kind: type, name: str) -> Any:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def words(self, name: str) -> str:
        """What a label says, as far as it is to be seen."""
        label = self.find(QLabel, name)
        return str(label.text()) if label.isVisible() else ""

    def press(self, name: str) -> None:
        """A button or a tick by its key."""
        button = self.find(QWidget, name)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.settle()
