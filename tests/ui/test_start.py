"""What the window imports, and that there is one window for each home."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("numpy", "sounddevice", "soundfile", "pulsectl", "pyttsx3", "speech_recognition", "faster_whisper", "onnxruntime", "tokenizers")


def test_the_window_imports_no_sound_speech_or_model_library() -> None:
    script = f"import sys; import refcoach.ui.app, refcoach.ui.window; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_the_package_brings_no_qt() -> None:
    script = "import sys, refcoach.ui, refcoach.__main__; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"


RUN = """
import sys
from pathlib import Path
import refcoach.ui.app as app
app.worker_command = lambda kind: [sys.executable, {worker!r}, "plain", {folder!r}]
raised = app.Session._to_front
def note(self):
    raised(self)
    print("raised", flush=True)
app.Session._to_front = note
started = app.Session.start
def start(self):
    started(self)
    print("open", flush=True)
app.Session.start = start
sys.exit(app.run([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="ends the first window by SIGTERM")
def test_a_second_start_raises_the_first_window_and_ends_with_0(tmp_path: Path) -> None:
    worker = str(Path(__file__).with_name("ui_scripted_worker.py"))
    script = RUN.format(worker=worker, folder=str(tmp_path))
    environment = {**os.environ, "REFCOACH_HOME": str(tmp_path / "home")}
    first = subprocess.Popen([sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        second = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60)
        assert second.returncode == 0, second.stderr
        assert "open already" in second.stdout
        assert first.stdout.readline() == "raised\n"
        first.terminate()
        assert first.wait(30) == 0  # SIGTERM closes the window as its button does
    finally:
        first.kill()
        first.wait()
        assert first.stdout is not None
        first.stdout.close()


def test_a_home_that_cannot_be_used_is_told_and_answers_with_its_exit_code(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    script = """
import sys
from PySide6.QtCore import QTimer
import refcoach.ui.trouble as trouble, refcoach.ui.app as app
shown = trouble.TroubleWindow.show
def show(self):
    shown(self)
    QTimer.singleShot(0, self.close)
trouble.TroubleWindow.show = show
sys.exit(app.run([]))
"""
    environment = {**os.environ, "REFCOACH_HOME": str(blocked / "home")}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 5, done.stderr
