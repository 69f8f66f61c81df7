"""Make requirements.lock and requirements-dev.lock from pyproject.toml: `python3 scripts/bootstrap.py lock`.

Needs `uv` (on the PATH, or in `.venv`: `.venv/bin/python -m pip install uv`) and the network. One lock serves all systems and Pythons:
exact versions with hashes and markers. What the systems are, and why pyobjc is cut down, stands in pyproject.toml under [tool.uv].
Commit both files together with pyproject.toml.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from bootstrap import DEV_LOCK, NEEDS_YOU, ROOT, RUN_LOCK, SetupError, say, stop, venv_python

HEADER = "# Made from pyproject.toml by: python3 scripts/bootstrap.py lock\n"
# True on every system the lock is for, so it says nothing.
ALWAYS = "(sys_platform == 'darwin' or sys_platform == 'linux' or sys_platform == 'win32')"
NEWEST = "python_full_version < '3.15'"


def simpler(line: str) -> str:
    """A requirement line without the conditions that hold wherever the lock is used."""
    requirement, semicolon, rest = line.partition(" ; ")
    if not semicolon:
        return line
    marker = rest.removesuffix(" \\")
    parts = [part for part in re.split(r" and (?![^(]*\))", marker) if part not in (ALWAYS, NEWEST)]
    return requirement + (" ; " + " and ".join(parts) if parts else "") + rest[len(marker) :]


def pins(lock: str) -> dict[str, set[str]]:
    """Package name -> its exact versions (several, where they differ by marker)."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==([^ \\;]+)", lock, re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def differences(run: str, dev: str) -> list[str]:
    """Names whose versions in the run lock are not those of the development lock."""
    more = pins(dev)
    return sorted(name for name, versions in pins(run).items() if more.get(name) != versions)


def _uv() -> str:
    beside = venv_python(ROOT).with_name("uv")
    found = shutil.which("uv") or (str(beside) if beside.exists() else None)
    if found is None:
        raise SetupError("The lock files are made with uv, which is not installed.", f"{venv_python(ROOT)} -m pip install uv", NEEDS_YOU)
    return found


def _compile(*extra: str) -> str:
    """The text of a lock; no file, and so no address of a package index, stands in it."""
    command = [_uv(), "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header", "--upgrade", *extra]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SetupError("uv could not make the lock.", "Read its lines above.")
    return HEADER + "".join(simpler(line) + "\n" for line in done.stdout.splitlines())


def main() -> int:
    """Write both lock files; 0 when done."""
    try:
        dev, run = _compile("--extra", "dev"), _compile()
        apart = differences(run, dev)
        if apart:
            raise SetupError(
                "The two locks differ in " + ", ".join(apart) + ".", "Start it again; if that stays, narrow the versions in pyproject.toml."
            )
    except SetupError as error:
        stop(error.message, error.hint, error.code)
    for name, text in ((RUN_LOCK, run), (DEV_LOCK, dev)):
        Path(ROOT / name).write_text(text, encoding="utf-8", newline="\n")
        say(f"{name}: {len(pins(text))} packages")
    return 0
