"""What scripts/torture.py does at full count, at a small one: nothing acknowledged is lost, no file unreadable, the chain whole."""

import sys
from pathlib import Path

import pytest
from log_torture.errors import error_rounds, full_disk_rounds
from log_torture.faults import CALLS, FaultyDisk
from log_torture.kills import kill_rounds

from refcoach.core.errors import LogError
from refcoach.store.atomic import write_atomic


def test_processes_killed_at_random_moments_lose_nothing_that_they_acknowledged(tmp_path: Path) -> None:
    acknowledged, faults = kill_rounds(tmp_path, 25, seed=1)
    assert faults == []
    assert acknowledged > 100


def test_failing_system_calls_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    met, acknowledged, faults = error_rounds(tmp_path, 60, seed=1)
    assert faults == []
    assert met == 60
    assert acknowledged > 200


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_full_disks_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    done, acknowledged, faults = full_disk_rounds(tmp_path, 2, seed=1)
    if not done:
        pytest.skip("this machine does not let us mount")
    assert faults == []
    assert acknowledged > 100


def attempted(path: Path) -> str:
    """What writing the file says."""
    try:
        write_atomic(path, b"new")
    except LogError as error:
        return error.message
    return ""


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "link"])
def test_the_faulty_disk_fails_the_call_that_it_should_and_puts_everything_back(tmp_path: Path, call: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    for at in (1, 2):
        with FaultyDisk(tmp_path, call, at, 28) as disk:
            said = [attempted(path), attempted(path)]
        assert call == "link" or any("disk is full" in words for words in said)  # without links the backup is copied
        assert disk.failed == 1
        assert disk.calls >= at
    assert path.read_bytes() == b"new"
    with FaultyDisk(tmp_path, call, 1, 28):
        (tmp_path.parent / "elsewhere").write_bytes(b"fine")
    assert call in CALLS
