"""A home of its own for the tests of the whole app with its virtual microphone."""

from pathlib import Path

import pytest
from virtual_sound import VirtualSound


@pytest.fixture
def sound(sound: VirtualSound, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> VirtualSound:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    return sound
