"""What was acknowledged survives a full disk and other processes at the same time; kills at random moments are in test_torture.py."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import attempt

from refcoach.core.errors import LogError
from refcoach.store.atomic import write_atomic
from refcoach.store.log import PracticeLog
from refcoach.store.notices import Notice

HERE = Path(__file__).parent
# Appends for ever, folding now and then, and names each attempt on stdout once it is acknowledged.
APPENDER = """
import sys
from pathlib import Path
from store_samples import attempt
from refcoach.store import log as log_module
log_module.FOLD_AFTER_LINES = 7
log = log_module.PracticeLog(Path(sys.argv[1]))
first, last = int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
for number in range(first, last):
    log.put_attempt(attempt(number))
    print(number, flush=True)
    if number % 3 == 0:
        log.put_attempt(attempt(number, beat="second"))
    if number % 11 == 0:
        log.fold()
log.close()
"""


def appender(folder: Path, first: int, last: int) -> "subprocess.Popen[str]":
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parents[1])))}
    command = [sys.executable, "-c", APPENDER, str(folder), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)


def acknowledged(output: str) -> list[int]:
    return [int(line) for line in output.splitlines(keepends=True) if line.endswith("\n") and line.strip().isdigit()]


def test_two_processes_that_append_at_once_lose_nothing(tmp_path: Path) -> None:
    children = [appender(tmp_path, first, first + 60) for first in (0, 1000)]
    for child in children:
        output, _ = child.communicate(timeout=120)
        assert child.returncode == 0
        assert len(acknowledged(output)) == 60
    log = PracticeLog(tmp_path)
    stored = {item.attempt_id: item.beat for item in log.attempts()}
    numbers = [*range(60), *range(1000, 1060)]
    assert stored == {attempt(number).attempt_id: "second" if number % 3 == 0 else "ask" for number in numbers}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 kB."""
    if sys.platform != "linux":
        pytest.skip("mounts a tmpfs")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"this machine does not let us mount: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> None:
    with (folder / "ballast").open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


def test_a_full_disk_says_so_and_keeps_every_acknowledged_attempt(small_disk: Path) -> None:
    log = PracticeLog(small_disk / "log")
    log.put_attempt(attempt(0))
    log.fold()
    written = [0]

    def practise_for_ever() -> None:
        for number in range(1, 1000):
            log.put_attempt(attempt(number))
            written.append(number)

    with pytest.raises(LogError, match="disk is full") as caught:
        practise_for_ever()
    assert "Free some space" in caught.value.hint
    expected = {attempt(number).attempt_id for number in written}
    assert {item.attempt_id for item in log.attempts()} == expected
    notices: list[Notice] = []
    again = PracticeLog(small_disk / "log", notices.append)  # folding may fail for lack of room: told, not raised
    assert {item.attempt_id for item in again.attempts()} == expected
    again.close()
    assert {item.attempt_id for item in PracticeLog(small_disk / "log").attempts()} == expected
    assert list((small_disk / "log").glob("*.corrupt-*")) == []


def test_a_fold_on_a_full_disk_leaves_month_and_journal_intact_and_succeeds_later(small_disk: Path) -> None:
    log = PracticeLog(small_disk / "log")
    for number in range(10):
        log.put_attempt(attempt(number))
    log.fold()
    month = (small_disk / "log" / "2026-11.json").read_bytes()
    log.put_attempt(attempt(10))
    journal = (small_disk / "log" / "journal.jsonl").read_bytes()
    fill(small_disk)
    with pytest.raises(LogError, match="disk is full"):
        log.fold()
    assert (small_disk / "log" / "2026-11.json").read_bytes() == month
    assert (small_disk / "log" / "journal.jsonl").read_bytes() == journal
    assert log.count() == 11
    (small_disk / "ballast").unlink()
    log.fold()
    assert PracticeLog(small_disk / "log").count() == 11


def test_a_file_replaced_on_a_full_disk_stays_the_old_one(small_disk: Path) -> None:
    path = small_disk / "settings.json"
    write_atomic(path, b"old")
    fill(small_disk)
    with pytest.raises(LogError, match=r"settings\.json could not be saved"):
        write_atomic(path, b"new" * 100_000)
    assert path.read_bytes() == b"old"
    assert list(small_disk.glob(".*.tmp")) == []
