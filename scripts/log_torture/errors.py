"""Writing while the disk fails: injected errors, and a file system that is really full."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from log_torture.entries import VERSIONS, entry, kind_of
from log_torture.faults import CALLS, ERRORS, FaultyDisk
from log_torture.kills import a_bad_clock
from log_torture.ledger import Ledger
from refcoach.core.errors import RefCoachError
from refcoach.store import log as log_module
from refcoach.store.atomic import backup_of

ROUNDS_IN_ONE_LOG = 36
_PUTS = 12
Tell = Callable[[str], None]


def error_rounds(folder: Path, count: int, seed: int, tell: Tell = lambda words: None) -> tuple[int, int, list[str]]:
    """Until `count` injected errors were met: how many that were, how many entries were acknowledged, what was wrong afterwards."""
    dice = random.Random(seed)
    faults: list[str] = []
    met, acknowledged, turn = 0, 0, 0
    likely = dict.fromkeys(CALLS, 4)  # how often a round makes each call, as far as is known
    ledger = Ledger(folder / "errors-0")
    while met < count:
        call = CALLS[turn % len(CALLS)]
        if turn and turn % ROUNDS_IN_ONE_LOG == 0:
            acknowledged += len(ledger.entries)
            ledger = Ledger(folder / f"errors-{turn}")
        here = Ledger(folder / f"fresh-{turn}" / "deep" / "log") if call == "mkdir" else ledger
        disk = FaultyDisk(
            folder, call, dice.randint(1, likely[call]), dice.choice(ERRORS), lasting=dice.random() < 0.4, short=dice.random() < 0.5
        )
        faults += [f"error round {turn} ({call}): {fault}" for fault in _round(here, disk, call, turn, dice)]
        likely[call] = max(1, disk.calls, likely[call] if not disk.failed else 1)
        acknowledged += len(here.entries) if here is not ledger else 0
        met += disk.failed > 0
        turn += 1
        tell(f"{met} rounds with errors of {turn}, {len(faults)} faults")
    return met, acknowledged + len(ledger.entries), faults


def _round(ledger: Ledger, disk: FaultyDisk, call: str, turn: int, dice: random.Random) -> list[str]:
    if call == "rename":
        return _damaged_month(ledger.folder.parent / f"damaged-{turn}", disk)
    strange = _write(ledger, disk, turn * 100, dice)
    return [*strange, *ledger.examine()]


def _write(ledger: Ledger, disk: FaultyDisk, first: int, dice: random.Random) -> list[str]:
    """Write with the faulty disk; errors of any kind but those for users are faults."""
    fold_after, log_module.FOLD_AFTER_LINES = log_module.FOLD_AFTER_LINES, 5
    strange: list[str] = []
    again = [number for number, version in list(ledger.entries.items())[-3:] if version < VERSIONS - 1]
    try:
        with disk:
            log = _unless(RefCoachError, lambda: log_module.PracticeLog(ledger.folder, now=a_bad_clock(dice)))
            if log is None:
                return strange
            for number in (*again, *range(first, first + _PUTS)):
                version = ledger.entries[number] + 1 if number in ledger.entries else 0
                try:
                    log.put(kind_of(number), entry(number, version))
                    ledger.acknowledged(number, version)
                except RefCoachError:
                    continue
            _unless(RefCoachError, log.fold)
            log.close()
    except Exception as error:
        strange.append(f"an error that users cannot read: {error!r}")
    finally:
        log_module.FOLD_AFTER_LINES = fold_after
    return strange


def _unless(error: type[Exception], work: Callable[[], object]) -> log_module.PracticeLog | None:
    """The log that `work` opens, or None."""
    try:
        made = work()
    except error:
        return None
    return made if isinstance(made, log_module.PracticeLog) else None


def _damaged_month(folder: Path, disk: FaultyDisk) -> list[str]:
    """A month without a usable backup is found damaged while it cannot be renamed: its bytes must not be lost, and it must be told."""
    log = log_module.PracticeLog(folder)
    log.put(kind_of(0), entry(0))
    log.close()
    month = folder / f"{entry(0).at[:7]}.json"
    backup_of(month).unlink(missing_ok=True)
    month.write_bytes(b"not a month at all")
    told: list[str] = []
    with disk:
        _unless(RefCoachError, lambda: log_module.PracticeLog(folder).attempts())
    log_module.PracticeLog(folder, lambda notice: told.append(notice.message)).attempts()
    kept = [path.name for path in folder.iterdir() if path.is_file() and path.read_bytes() == b"not a month at all"]
    verified = log_module.PracticeLog(folder).verify()
    faults = [] if kept else ["the damaged month is gone"]
    faults += [] if told or month.with_name(f"{month.name}.corrupt-1") in folder.iterdir() else ["nothing was told"]
    return faults + ([] if verified.lost and not verified.removed else ["the lost entry is not named as lost"])


def full_disk_rounds(folder: Path, count: int, seed: int) -> tuple[int, int, list[str]]:
    """Fill a small file system: how many rounds could be run (0 where mounting is not allowed), entries acknowledged, faults."""
    dice = random.Random(seed)
    faults: list[str] = []
    acknowledged = done = 0
    for turn in range(count):
        size_kb = 400 + 50 * dice.randrange(4)
        with _small_disk(folder / f"small-{turn}", size_kb) as mounted:
            if not mounted:
                break
            ledger = Ledger(folder / f"small-{turn}" / "log")
            faults += [f"full disk {turn}: {fault}" for fault in _fill(ledger, folder / f"small-{turn}" / "ballast", size_kb)]
            acknowledged += len(ledger.entries)
            done += 1
    return done, acknowledged, faults


def _fill(ledger: Ledger, ballast: Path, size_kb: int) -> list[str]:
    """Write until the disk refuses, look, make room, and look again."""
    ballast.write_bytes(b"x" * 1024 * (size_kb * 7 // 10))
    log = log_module.PracticeLog(ledger.folder)
    refused = 0
    for number in range(2000):
        try:
            log.put(kind_of(number), entry(number))
            ledger.acknowledged(number, 0)
        except RefCoachError:
            refused += 1
            if refused > 3:
                break
    faults = ledger.examine(notices_allowed=True)
    ballast.unlink()
    log.close()
    return [*faults, *([] if refused else ["the disk was never full"]), *ledger.examine()]


@contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """Whether a file system of that size could be mounted there; it goes again at the end."""
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    try:
        mounted = sys.platform == "linux" and subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
