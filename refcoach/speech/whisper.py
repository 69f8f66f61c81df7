"""Whisper models run by faster-whisper on the processor, loaded once and never from a network."""

import os
import sys
from typing import Any

from refcoach.core.errors import ModelError
from refcoach.speech.models import ModelFolder, require_files


def threads() -> int:
    """Physical cores minus one for the window and the microphone, at least one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    if sys.platform.startswith("linux"):
        cores = min(cores, _linux_cores() or cores)
    elif cores > 4:
        cores //= 2  # two threads a core is the rule on other systems with more than four
    return max(1, cores - 1)


def load(model: ModelFolder) -> Any:
    """A faster_whisper.WhisperModel in 8-bit integers. Raises ModelError."""
    require_files(model)
    # Nothing is ever fetched: the folder is whole, and this holds should a library think otherwise.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        from faster_whisper import WhisperModel
    except ImportError as error:
        raise ModelError(f"The recogniser is not installed: {error}.", "Install RefCoach again: python3 scripts/run.py") from error
    try:
        return WhisperModel(str(model.path), device="cpu", compute_type="int8", cpu_threads=threads(), local_files_only=True)
    except (RuntimeError, ValueError, OSError, KeyError, TypeError) as error:
        raise ModelError(
            f"The recogniser model “{model.name}” cannot be loaded: {error}.", "Check it with: refcoach models check " + model.name
        ) from error


def _linux_cores() -> int:
    """Physical cores by the kernel's list; 0 when it does not say."""
    from pathlib import Path

    cores = set()
    for topology in Path("/sys/devices/system/cpu").glob("cpu[0-9]*/topology"):
        try:
            cores.add(((topology / "physical_package_id").read_text().strip(), (topology / "core_id").read_text().strip()))
        except OSError:
            return 0
    return len(cores)
