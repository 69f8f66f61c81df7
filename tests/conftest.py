"""For all tests."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from virtual_sound import VirtualSound, available

from refcoach.engine.desk import Desk, open_desk

SOUND_RERUNS = 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sound runs in real time: on a machine that is busy with other things a hole in it proves nothing until it happens again."""
    for item in items:
        if item.get_closest_marker("sound"):
            item.add_marker(pytest.mark.flaky(reruns=SOUND_RERUNS))


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock here is one hour before UTC in winter."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk of a user of its own."""
    opened = open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")})
    yield opened
    opened.close()


# What a property holds for must not depend on how busy the machine is.
settings.register_profile("refcoach", deadline=None)
settings.load_profile("refcoach")


@pytest.fixture
def sound() -> Iterator[VirtualSound]:
    """A private sound server with one microphone and one loudspeaker."""
    if not available():
        pytest.skip("PulseAudio and its commands are not installed")
    # Not tmp_path: a socket's path may have 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="rc-", ignore_cleanup_errors=True) as folder, VirtualSound(Path(folder)) as server:
        yield server
