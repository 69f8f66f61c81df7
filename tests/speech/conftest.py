"""The virtual microphone for the tests of sound."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from virtual_sound import VirtualSound, available


@pytest.fixture
def sound() -> Iterator[VirtualSound]:
    """A private sound server with one microphone and one loudspeaker."""
    if not available():
        pytest.skip("PulseAudio and its commands are not installed")
    # Not tmp_path: a socket's path may have 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="rc-") as folder, VirtualSound(Path(folder)) as server:
        yield server
