"""From the start of a process to its first painted window: the app's, and an empty Qt window's."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Figures = dict[str, float]
CLOCK = "import sys, time\nbegun = float(sys.argv[1])\n"
EMPTY_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
class Window(QWidget):
    def paintEvent(self, event):
        print(time.time() - begun, flush=True)
        QTimer.singleShot(0, application.quit)
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
# The app itself, from its own entry; only the first painting of its window is overheard.
OUR_WINDOW = """
from refcoach.__main__ import main
from PySide6.QtCore import QTimer
import refcoach.ui.window as module
def painted(self, event):
    if not getattr(self, "was_painted", False):
        self.was_painted = True
        print(time.time() - begun, flush=True)
        QTimer.singleShot(0, self.close)
module.MainWindow.paintEvent = painted
main([])
"""


def painted_s(home: Path, window: str) -> float:
    """Seconds from the start of a process to its first painted window."""
    environment = {**os.environ, "REFCOACH_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python keeps what it compiled
    if sys.platform.startswith("linux") and not any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-c", CLOCK + window, str(time.time())]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True, env=environment, cwd=ROOT)
    return float(done.stdout.split()[0])


def bench_window(home: Path) -> Figures:
    """Seconds from process start to the first painted window, beside an empty Qt window's."""
    painted_s(home, EMPTY_WINDOW), painted_s(home, OUR_WINDOW)  # a warm disk
    pairs = [(painted_s(home, OUR_WINDOW), painted_s(home, EMPTY_WINDOW)) for _ in range(5)]
    return {
        "painted_s": statistics.median(pair[0] for pair in pairs),
        "empty_window_s": statistics.median(pair[1] for pair in pairs),
        "painted_over_empty_window": statistics.median(pair[0] / pair[1] for pair in pairs),
    }
