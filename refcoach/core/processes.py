"""This application once more, as a worker of its own: how it is started, and how one ends that talks through pipes."""

import subprocess
import sys

# Windows would show a console for each process.
HIDDEN = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))


def worker_command(kind: str) -> list[str]:
    """How this installation starts a worker: "engine", "voice", "encode" or "survey"."""
    return [sys.executable, *([] if getattr(sys, "frozen", False) else ["-m", "refcoach"]), "--worker", kind]


def reap(process: "subprocess.Popen[bytes]") -> None:
    """Close the pipes of a process that has ended or was killed, and wait until it is gone."""
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            pass  # what it was still to be given
    process.wait()
