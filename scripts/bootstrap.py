"""Set up everything RefCoach needs, once: system packages, `.venv`, the locked Python packages.

`run.py`, `test.py` and `check.py` call `prepare`. A finished set-up leaves a stamp, and later starts only read that stamp: no network,
a few milliseconds. An interrupted one leaves no stamp, and the next start goes on where it stopped.

By hand: `python3 scripts/bootstrap.py [run | test | lock]` (`lock` makes the lock files anew from pyproject.toml; see lock.py).
Everything said here goes to stderr, so that stdout stays the program's own.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"

NEEDS_YOU = 10  # something has to be done by hand first; the message says what
FAILED = 11
INTERRUPTED = 130


class SetupError(Exception):
    """Set-up cannot go on: what happened, and what to do about it."""

    def __init__(self, message: str, hint: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def venv_python(root: Path, os_name: str = os.name) -> Path:
    """The interpreter inside the checkout's virtual environment."""
    return root / ".venv" / ("Scripts/python.exe" if os_name == "nt" else "bin/python")


def stamp_path(root: Path) -> Path:
    return root / ".venv" / "refcoach-setup.json"


def lock_hash(lock: Path) -> str:
    """Identifies the content of a lock file, whatever the line endings of the checkout."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def needed_groups(lock: str, window: bool) -> tuple[str, ...]:
    """Which groups of system packages a start needs (see system_packages.GROUPS)."""
    if lock == DEV_LOCK:
        return ("app", "window", "test")
    return ("app", "window") if window else ("app",)


def read_stamp(root: Path) -> dict[str, object]:
    """The stamp of the last finished set-up; empty when there is none or it cannot be read."""
    try:
        stamp = json.loads(stamp_path(root).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def make_stamp(old: dict[str, object], root: Path, lock: str, groups: tuple[str, ...]) -> dict[str, object]:
    """The stamp after `lock` was installed; the development lock holds all of the run lock, so it stands for both."""
    locks = [RUN_LOCK, DEV_LOCK] if lock == DEV_LOCK else [RUN_LOCK]
    seen = old.get("groups")
    known = seen if isinstance(seen, list) else []
    return {
        "locks": {name: lock_hash(root / name) for name in locks},
        "groups": sorted({*known, *groups}),
        "base": os.path.realpath(venv_python(root)),
    }


def covers(stamp: dict[str, object], root: Path, lock: str, groups: tuple[str, ...]) -> bool:
    """True when the stamp says that everything for this lock and these groups is in place."""
    locks, known = stamp.get("locks"), stamp.get("groups")
    if not isinstance(locks, dict) or not isinstance(known, list) or not set(groups) <= set(known):
        return False
    python = venv_python(root)
    if not python.exists() or stamp.get("base") != os.path.realpath(python):
        return False
    return locks.get(lock) == lock_hash(root / lock)


def prepare(lock: str = RUN_LOCK, *, window: bool = True, root: Path = ROOT) -> Path:
    """Make the checkout ready for a start and return the Python to start with.

    Raises SetupError, KeyboardInterrupt and OSError; `guarded` turns them into messages and exit codes.
    """
    groups = needed_groups(lock, window)
    if not covers(read_stamp(root), root, lock, groups):
        _set_up(root, lock, groups)
    return venv_python(root)


def _set_up(root: Path, lock: str, groups: tuple[str, ...]) -> None:
    import environment
    import system_packages

    with environment.only_one(root / ".cache"):
        stamp = read_stamp(root)
        if covers(stamp, root, lock, groups):  # another start has done it meanwhile
            return
        say("Setting RefCoach up. This happens once; later starts need no network.")
        environment.check_system()
        say("[1/3] System packages")
        system_packages.ensure(groups)
        say("[2/3] Virtual environment .venv")
        environment.ensure_venv(root)
        say("[3/3] Python packages")
        environment.install_locked(root, root / lock)
        environment.write_atomically(stamp_path(root), json.dumps(make_stamp(stamp, root, lock, groups), indent=1))
        say("RefCoach is set up.\n")


def clean_environment(environ: dict[str, str]) -> dict[str, str]:
    """The environment without what would make a Python load packages from elsewhere."""
    return {name: value for name, value in environ.items() if name not in ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_USER")}


def program_environment(environ: dict[str, str]) -> dict[str, str]:
    """The environment for the program and its workers: a folder `refcoach` in the current directory does not get in the way."""
    return {**clean_environment(environ), "PYTHONSAFEPATH": "1"}


def os_error_hint(error: OSError) -> str:
    """What to do about an error of the file system."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return "Free about 2 GB of disk space, then start the same command again: it goes on where it stopped."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Make the folder of RefCoach and its .venv your own and writable (or delete .venv), then start the same command again."
    return "Start the same command again; if it happens again, delete the folder .venv first."


def stop(message: str, hint: str, code: int) -> NoReturn:
    """End with a message of two parts and an exit code."""
    say(f"\n{message}\n{hint}" if hint else f"\n{message}")
    sys.exit(code)


def guarded(lock: str = RUN_LOCK, *, window: bool = True) -> Path:
    """`prepare` for a command: an expected failure ends the process with a message that says what to do."""
    try:
        return prepare(lock, window=window)
    except SetupError as error:
        stop(error.message, error.hint, error.code)
    except KeyboardInterrupt:
        stop("Set-up was interrupted.", "Start the same command again: it goes on where it stopped.", INTERRUPTED)
    except OSError as error:
        stop(f"Set-up failed: {error}", os_error_hint(error), FAILED)


def main(arguments: list[str]) -> int:
    task = arguments[0] if arguments else "run"
    if task not in ("run", "test", "lock") or len(arguments) > 1:
        say(__doc__ or "")
        return 2
    if task == "lock":
        import lock

        return lock.main()
    guarded(DEV_LOCK if task == "test" else RUN_LOCK)
    return 0


if __name__ == "__main__":
    import pythons

    pythons.ensure_suitable()
    # The modules imported later say `import bootstrap`: they shall meet this one, not a second copy with another SetupError.
    sys.modules["bootstrap"] = sys.modules["__main__"]
    sys.exit(main(sys.argv[1:]))
