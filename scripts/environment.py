"""The virtual environment of the checkout: create it, mend it, fill it from a lock file."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pythons
from bootstrap import NEEDS_YOU, SetupError, clean_environment, say, venv_python

ROOM_BYTES = 1_500_000_000  # packages about 0.8 GB, their downloads about 0.3 GB
OLDEST_GLIBC = (2, 34)  # what the wheels of PySide6 are built for
COMMAND = '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -P -m refcoach "$@"\n'
COMMAND_NT = '@"%~dp0python.exe" -P -m refcoach %*\r\n'

# What pip writes -> what to do about it. The first match counts.
PIP_FAILURES = (
    (("No space left on device", "Errno 28"), "The disk is full.", "Free about 2 GB of disk space"),
    (
        ("DO NOT MATCH THE HASHES",),
        "A downloaded package is not the one this version was tested with.",
        "The download was damaged or altered on its way. Clear it with `.venv/bin/python -m pip cache purge`",
    ),
    (
        ("Temporary failure in name resolution", "Failed to establish a new connection", "Max retries exceeded", "timed out", "Connection"),
        "The packages could not be downloaded.",
        "Check the network (and the proxy, variable HTTPS_PROXY, if you use one)",
    ),
    (
        ("No matching distribution", "Could not find a version"),
        "A package is not available for this system.",
        "RefCoach runs on Linux (x86-64: glibc 2.34, ARM64: 2.39), macOS 14 on Apple silicon and Windows x64. Check the network too",
    ),
)


def write_atomically(path: Path, text: str) -> None:
    """Replace a file so that it holds either the old or the new text, never a part."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text, encoding="utf-8", newline="")
    temporary.replace(path)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Wait until no other set-up of this checkout is running. The lock goes with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "setup.lock").open("a+", encoding="utf-8") as file:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another start is setting RefCoach up; waiting for it.")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def glibc_version(confstr: str | None) -> tuple[int, int] | None:
    """(2, 36) for "glibc 2.36"; None when this is not the GNU C library."""
    name, _, number = (confstr or "").partition(" ")
    parts = number.split(".")
    return (int(parts[0]), int(parts[1])) if name == "glibc" and len(parts) >= 2 else None


def check_system() -> None:
    """Raise SetupError where the locked wheels cannot run at all."""
    if not sys.platform.startswith("linux"):
        return
    try:
        version = glibc_version(os.confstr("CS_GNU_LIBC_VERSION"))
    except (ValueError, OSError):
        version = None
    if version is None or version < OLDEST_GLIBC:
        found = f"This one has glibc {version[0]}.{version[1]}." if version else "This one has another C library."
        raise SetupError(
            f"RefCoach needs a Linux with glibc 2.34 or later. {found}",
            "Use Debian 12, Ubuntu 22.04, Fedora 36 or anything newer.",
            NEEDS_YOU,
        )


def site_packages(root: Path) -> Path | None:
    """The folder of the environment's packages; None when the environment is not there."""
    venv = root / ".venv"
    return next(iter([*venv.glob("lib/python3.*/site-packages"), *venv.glob("Lib/site-packages")]), None)


def works(root: Path) -> bool:
    """True when the environment's Python starts, is suitable and has pip."""
    python = venv_python(root)
    if not python.exists():
        return False
    probe = "import sys, pip; sys.exit(0 if sys.prefix != sys.base_prefix else 1)"
    try:
        version = subprocess.run([python, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, timeout=60)
        has_pip = subprocess.run([python, "-c", probe], capture_output=True, env=clean_environment(dict(os.environ)), timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    if version.returncode != 0 or has_pip.returncode != 0:
        return False
    return pythons.is_suitable(tuple(int(part) for part in version.stdout.split()))


def ensure_venv(root: Path) -> None:
    """Create `.venv`, or create it anew when it does not work. Raises SetupError."""
    if works(root):
        say("      is there")
        return
    venv = root / ".venv"
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.exists():
        say("      is damaged or unfinished: making it anew")
        shutil.rmtree(venv)
    free = shutil.disk_usage(root).free
    if free < ROOM_BYTES:
        raise SetupError(
            f"There is too little room on the disk: {free // 1_000_000} MB are free, about {ROOM_BYTES // 1_000_000} MB are needed.",
            "Free some disk space, then start the same command again.",
        )
    say(f"      creating it with Python {sys.version.split()[0]} ({sys.executable})")
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(venv)], env=clean_environment(dict(os.environ)), stdout=sys.stderr, stdin=subprocess.DEVNULL
    )
    if made.returncode != 0:
        raise SetupError(
            "The virtual environment could not be created.", "Read the lines above, put that right and start the same command again."
        )


def damaged(site: Path) -> list[Path]:
    """The *.dist-info folders of packages that were not installed to their end, or whose files are gone or cut short."""
    return [info for info in sorted(site.glob("*.dist-info")) if not _is_whole(info)]


def _is_whole(info: Path) -> bool:
    record = info / "RECORD"
    if not record.is_file() or not (info / "INSTALLER").is_file():  # pip writes INSTALLER after all files, and RECORD last
        return False
    with record.open(encoding="utf-8", newline="") as rows:
        for name, _, size in csv.reader(rows):
            if name.endswith(".pyc"):  # Python writes these anew as it likes; some wheels record others than those that are there
                continue
            try:
                if size and (info.parent / name).stat().st_size != int(size):
                    return False
            except OSError:
                return False
    return True


def install_locked(root: Path, lock: Path) -> None:
    """Bring the environment to what the lock says and make the checkout importable in it. Raises SetupError."""
    site = site_packages(root)
    if site is None:
        raise SetupError("The virtual environment has no folder for packages.", "Delete the folder .venv and start the same command again.")
    for info in damaged(site):
        say(f"      {info.name.partition('-')[0]} is unfinished: installing it again")
        shutil.rmtree(info)
    _pip_install(root, lock)
    _link_checkout(root, site)


def _pip_install(root: Path, lock: Path) -> None:
    log = root / ".cache" / "setup-pip.log"
    log.unlink(missing_ok=True)
    terminal = sys.stderr.isatty()
    say("      from " + lock.name + (":" if terminal else ", about 320 MB to download the first time; this takes some minutes"))
    # Every package is in the lock, so pip need not look for dependencies (pyttsx3 would ask for all of pyobjc on a Mac).
    command = [str(venv_python(root)), "-m", "pip", "install", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-input"]
    command += [
        "--disable-pip-version-check",
        "--log",
        str(log),
        *([] if terminal else ["--quiet", "--progress-bar", "off"]),
        "-r",
        str(lock),
    ]
    environ = {"PIP_DEFAULT_TIMEOUT": "60", **clean_environment(dict(os.environ))}
    if subprocess.run(command, env=environ, stdout=sys.stderr, stdin=subprocess.DEVNULL).returncode != 0:
        text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        raise pip_failure(text, shutil.disk_usage(root).free)


def pip_failure(log: str, free_bytes: int) -> SetupError:
    """What to tell about a failed installation, from pip's log."""
    again = "then start the same command again: it goes on where it stopped."
    if free_bytes < 50_000_000:
        log = "No space left on device"
    for marks, message, hint in PIP_FAILURES:
        if any(mark in log for mark in marks):
            return SetupError(message, f"{hint}, {again}")
    return SetupError("The Python packages could not be installed.", f"Read pip's lines above (all of them: .cache/setup-pip.log), {again}")


def _link_checkout(root: Path, site: Path) -> None:
    """Put the checkout on the environment's path, and the command `refcoach` into it.

    A .pth file instead of an editable install: nothing to build or download, and being relative it survives a move of the checkout.
    """
    write_atomically(site / "refcoach-checkout.pth", os.path.relpath(root, site) + "\n")
    folder = venv_python(root).parent
    if os.name == "nt":
        write_atomically(folder / "refcoach.cmd", COMMAND_NT)
        return
    write_atomically(folder / "refcoach", COMMAND)
    (folder / "refcoach").chmod(0o755)
