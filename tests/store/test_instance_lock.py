"""One window for each home, whatever became of the last one."""

import subprocess
import sys
from pathlib import Path

from refcoach.store.instance import InstanceLock

HOLDER = """
import sys
from pathlib import Path
from refcoach.store.instance import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_second_process_is_refused_until_the_first_is_gone_even_by_kill(tmp_path: Path) -> None:
    path = tmp_path / "home" / "window.lock"
    child = holder(path)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "True"
    lock = InstanceLock(path)
    assert not lock.acquire()
    child.kill()
    child.communicate()
    assert lock.acquire()
    other = holder(path)
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "False"
    other.communicate("")
    lock.release()


def test_the_lock_can_be_taken_again_after_release_and_twice_by_its_holder(tmp_path: Path) -> None:
    first, second = InstanceLock(tmp_path / "lock"), InstanceLock(tmp_path / "lock")
    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()
