"""A home of its own and a virtual microphone for the tests of the whole app."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from virtual_sound import VirtualSound, available


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[VirtualSound]:
    if not available():
        pytest.skip("PulseAudio is not installed")
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    folder = Path(tempfile.mkdtemp(prefix="rc-"))  # short: the path holds a socket
    with VirtualSound(folder) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)
