"""One window for each home: a second start raises the first window and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

RAISE = b"raise\n"
ANSWER = b"ok\n"


def server_name(home: Path) -> str:
    """A name that differs for each home folder and fits every system's limits."""
    return "refcoach-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]


def ask_first_window(name: str, wait_ms: int = 3000) -> bool:
    """Ask the window that runs to come to the front; False when none answered within `wait_ms`."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < wait_ms:
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(200):
            socket.write(RAISE)
            socket.flush()
            answered = socket.waitForReadyRead(max(1, wait_ms - clock.elapsed()))
            socket.disconnectFromServer()
            return answered
        QObject().thread().msleep(50)
    return False


class FirstWindow(QObject):
    """Listens for later starts; `raised` asks the window to come to the front."""

    raised = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        # The caller holds the home's lock: a socket file of that name was left by a process that is gone.
        QLocalServer.removeServer(name)
        self.listening = self._server.listen(name)

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(ANSWER)
            socket.flush()
            self.raised.emit()

    def close(self) -> None:
        self._server.close()
