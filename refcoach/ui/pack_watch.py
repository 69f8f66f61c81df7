"""Notices packs that somebody else installs or removes, such as `refcoach pack import`."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 400  # several changes of the folder belong to one import


class PackWatch(QObject):
    """`changed` follows a change of the folder of packs, once it has settled. A folder that is not there is not watched."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.changed)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._soon.start)
        if folder.is_dir():
            self._watcher.addPath(str(folder))
