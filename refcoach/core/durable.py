"""What makes files and names survive a loss of power."""

import os
import sys
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make a rename durable. Windows has no such call and does not need it. Raises OSError."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(handle: int) -> None:
    """Wait until the file's bytes are on the disk; on macOS plain fsync stops at the drive's own cache. Raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
        except OSError:
            pass  # network volumes do not know it
    os.fsync(handle)
