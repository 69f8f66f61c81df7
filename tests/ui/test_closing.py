"""Closing the window in each state: the process ends with 0, without a word from Qt, and the worker is gone."""

import json
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

HERE = Path(__file__).parent
CLOSER = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from refcoach.ui.guards import Guards
from ui_samples import QUICK, MemoryDesk, Stand
state, mode = sys.argv[1], sys.argv[2]
app = QApplication([])
app.setQuitOnLastWindowClosed(False)
guards = Guards(sys.stderr)
guards.install()
stand = Stand(Path(sys.argv[3]), mode, MemoryDesk(), QUICK)
stand.window.gone.connect(app.quit)
stand.window.show()
stand.engine.start()
drill = stand.window.drill
def close():
    print(drill.phase, flush=True)
    stand.window.close()
def on_change():
    if drill.phase == "recording" and state in ("recognising", "result"):
        drill.finish_take()
    elif drill.phase == state:
        drill.changed.disconnect(on_change)
        QTimer.singleShot(0, close)
def begin():
    stand.engine.state_changed.disconnect(on_state)
    if state == "ready":
        close()
    elif state == "speaking":
        drill.speak()
        QTimer.singleShot(0, close)
    else:
        drill.changed.connect(on_change)
        drill.record()
def on_state():
    if stand.engine.state == "ready":
        begin()
if state in ("starting", "gave_up"):
    stand.engine.state_changed.connect(lambda: stand.engine.state == state and close())
    if state == "starting":
        QTimer.singleShot(0, close)
else:
    stand.engine.state_changed.connect(on_state)
sys.exit(app.exec())
"""


def close_in(state: str, mode: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = CLOSER.format(here=str(HERE))
    return subprocess.run([sys.executable, "-c", script, state, mode, str(folder)], capture_output=True, text=True, timeout=90)


@pytest.mark.parametrize(
    ("state", "mode"),
    [
        ("starting", "plain"),
        ("ready", "plain"),
        ("speaking", "plain"),
        ("recording", "plain"),
        ("recognising", "plain"),
        ("result", "plain"),
        ("gave_up", "crashing"),
        ("ready", "stubborn"),
        ("starting", "silent"),
    ],
)
def test_closing_ends_with_0_and_leaves_no_worker(state: str, mode: str, tmp_path: Path) -> None:
    done = close_in(state, mode, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "QThread" not in done.stderr
    assert "QProcess" not in done.stderr
    assert "Traceback" not in done.stderr
    deadline = time.monotonic() + 5
    while left := [p for p in psutil.process_iter(["cmdline"]) if str(tmp_path) in (p.info["cmdline"] or [])]:
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def test_closing_while_recording_keeps_the_take(tmp_path: Path) -> None:
    assert close_in("recording", "plain", tmp_path).returncode == 0
    kept = list(tmp_path.glob("kept-*.json"))
    assert len(kept) == 1
    assert json.loads(kept[0].read_text())["beat"] == "praise"
