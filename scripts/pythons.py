"""Find a Python this project runs on. Written so that even an old Python can read it and say what to do."""

import os
import sys

LOWEST = (3, 11)
HIGHEST = (3, 14)  # the newest one with wheels for every locked package
PREFERRED = ["python3.12", "python3.13", "python3.11", "python3.14"]


def is_suitable(version: "tuple[int, ...]") -> bool:
    """True for a (major, minor, ...) version that the locked packages support."""
    return LOWEST <= tuple(version[:2]) <= HIGHEST


def on_path(names: "list[str]", path: str) -> "str | None":
    """The first of the commands found in the search path (names in order of preference), or None."""
    for name in names:
        for folder in path.split(os.pathsep):
            found = os.path.join(folder, name)  # noqa: PTH118
            if folder and os.path.isfile(found) and os.access(found, os.X_OK):  # noqa: PTH113
                return found
    return None


def advice(platform: str) -> str:
    """What to do when there is no suitable Python, for a value of sys.platform."""
    if platform == "darwin":
        return "Install Python 3.12 from python.org, or with: brew install python@3.12"
    if platform == "win32":
        return "Install Python 3.12 from python.org or with: winget install Python.Python.3.12"
    return "Install it with your package manager, for example: sudo apt-get install python3.12 python3.12-venv"


def ensure_suitable() -> None:
    """Go on with a suitable Python: this one, or start the same command again with one that is; else say what to do and exit 10."""
    if is_suitable(sys.version_info):
        return
    names = [name + ".exe" for name in PREFERRED] if os.name == "nt" else PREFERRED
    other = on_path(names, os.environ.get("PATH", ""))
    if other is None:
        mine = ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write("RefCoach needs Python 3.11 to 3.14; this is Python " + mine + ".\n")
        sys.stderr.write(advice(sys.platform) + "\nThen start this command again.\n")
        sys.exit(10)
    if os.name == "nt":  # there, exec returns to the shell before the new program ends
        import subprocess

        sys.exit(subprocess.call([other] + sys.argv))  # noqa: RUF005 (older Pythons read this file)
    os.execv(other, [other] + sys.argv)  # noqa: RUF005
