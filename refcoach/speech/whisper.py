"""Whisper models run by faster-whisper on the processor, loaded once and never from a network."""

import os
import sys
from typing import Any

from refcoach.core.errors import ModelError
from refcoach.speech.models import ModelFolder, require_files

# The encoder's work grows faster than its window: 30 s take 0.59 s on one core, 20 s 0.27 s, 15 s 0.15 s. Measured over 517 words in
# pieces of 6 to 16 s: windows of 20 s have as many wrong words as those of 30 s (20 and 21), those of 15 s and less begin to invent.
LEAST_FRAMES = 2_000
MARGIN_FRAMES = 300


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
        return _with_short_windows(WhisperModel)(
            str(model.path), device="cpu", compute_type="int8", cpu_threads=threads(), local_files_only=True
        )
    except (RuntimeError, ValueError, OSError, KeyError, TypeError) as error:
        raise ModelError(
            f"The recogniser model “{model.name}” cannot be loaded: {error}.", "Check it with: refcoach models check " + model.name
        ) from error


def _with_short_windows(whisper: Any) -> Any:
    """The class with an encoder that leaves out most of the silence with which Whisper fills its window of 30 s."""
    import numpy as np

    class ShortWindows(whisper):  # type: ignore[misc]
        def encode(self, features: Any) -> Any:
            used = np.flatnonzero(np.any(features != 0, axis=0))
            wanted = max(LEAST_FRAMES, (int(used[-1]) + 1 if len(used) else 0) + MARGIN_FRAMES)
            return super().encode(np.ascontiguousarray(features[:, : wanted + wanted % 2]) if features.ndim == 2 else features)

    return ShortWindows


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
