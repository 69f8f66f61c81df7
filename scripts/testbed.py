"""A place of their own for the tests: virtual display, private sound server folder, private data folder. Removed at the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from bootstrap import clean_environment, say

SCREEN = "1280x800x24"
# The desktop's own display and sound server are not for tests.
NOT_PASSED_ON = ("WAYLAND_DISPLAY", "DISPLAY", "PULSE_SERVER", "PULSE_SINK", "PULSE_SOURCE", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE")


def tests_environment(environ: dict[str, str], folder: Path, display: str | None) -> dict[str, str]:
    """The variables for pytest: everything private under `folder`, and the given display or, for None, no display at all."""
    kept = {name: value for name, value in clean_environment(environ).items() if name not in NOT_PASSED_ON}
    screen = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {"QT_QPA_PLATFORM": "offscreen"}
    return {**kept, **screen, "XDG_RUNTIME_DIR": str(folder / "run"), "REFCOACH_HOME": str(folder / "home"), "PYTHONUTF8": "1"}


@contextmanager
def virtual_display() -> Iterator[str | None]:
    """A display of its own such as ":99", or None where there is no Xvfb."""
    xvfb = shutil.which("Xvfb") if sys.platform.startswith("linux") else None
    if xvfb is None:
        say("No Xvfb here: the window is tested offscreen.")
        yield None
        return
    reading, writing = os.pipe()
    # Xvfb takes a free number by itself and writes it once it serves: nothing to guess and nothing to wait for.
    command = [xvfb, "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.readline().strip()
        if not number:
            say("Xvfb did not start: the window is tested offscreen.")
        yield f":{number}" if number else None
    finally:
        server.terminate()
        server.wait()


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder for data and sockets; a sound server that tests started in it is ended with it."""
    folder = Path(tempfile.mkdtemp(prefix="refcoach-test-"))
    try:
        (folder / "run").mkdir(mode=0o700)
        (folder / "home").mkdir(mode=0o700)
        yield folder
    finally:
        if shutil.which("pulseaudio") and (folder / "run" / "pulse" / "pid").exists():
            environ = {**os.environ, "XDG_RUNTIME_DIR": str(folder / "run")}
            subprocess.run(["pulseaudio", "--kill"], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


def _end(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def run_tests(python: Path, root: Path, arguments: Sequence[str]) -> int:
    """Run pytest over the checkout and return its exit code. pytest's closing line stays the last one."""
    signal.signal(signal.SIGTERM, _end)  # a time limit outside still leaves neither Xvfb nor folders behind
    with private_folder() as folder, virtual_display() as display:
        environ = tests_environment(dict(os.environ), folder, display)
        tests = subprocess.Popen([str(python), "-m", "pytest", *arguments], cwd=root, env=environ, stdin=subprocess.DEVNULL)
        try:
            return tests.wait()
        finally:
            if tests.poll() is None:
                tests.terminate()
                tests.wait()
