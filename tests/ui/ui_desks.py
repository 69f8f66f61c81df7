"""Real desks for the window: the rep's, with takes of a week in its log, and the partner's; and files that are dropped on a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from share.share_samples import home_desk, practise

from refcoach.engine.desk import Desk

WAIT = 60_000


@contextmanager
def rep_desk(home: Path, takes: int = 3) -> Iterator[Desk]:
    """A log with takes of 2 to 8 November, each with its sound."""
    desk = home_desk(home)
    desk.logged = []
    for number in range(takes):
        practise(desk, number)
    yield desk
    desk.close()


def drop(target: QWidget, paths: list[Path]) -> bool:
    """Drop files on a page; says whether the page wants them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(str(path) for path in paths))  # as file managers do
    kinds, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), kinds, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(50, 50), kinds, data, buttons, keys))
    return enter.isAccepted()


def click(qtbot: QtBot, within: QWidget, name: str) -> None:
    """Press the one button of this name that is to be seen; one that was just made is shown a little later."""

    def found() -> list[QWidget]:
        return [widget for widget in within.findChildren(QWidget, name) if widget.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=WAIT)
    (button,) = found()
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def words(within: QWidget, name: str) -> list[str]:
    """What the labels of this name say, as far as they are to be seen."""
    return [widget.text() for widget in within.findChildren(QWidget, name) if widget.isVisible()]
