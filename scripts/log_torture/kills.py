"""Processes that write into a log and are killed at random moments."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from log_torture.entries import VERSIONS, entry, kind_of
from log_torture.ledger import Ledger
from refcoach.core.review import Head
from refcoach.store import log as log_module

ROOT = Path(__file__).resolve().parents[2]
ROUNDS_IN_ONE_LOG = 40  # verifying takes longer with every entry
NUMBERS_OF_ONE_CHILD = 10_000


def write_for_ever(folder: Path, first: int, seed: int) -> None:
    """The process that will be killed: puts entries of every kind, writes some again, folds, and says each once it is acknowledged."""
    dice = random.Random(seed)
    log_module.FOLD_AFTER_LINES = dice.choice((5, 7, 200))
    log = log_module.PracticeLog(folder, now=a_bad_clock(dice))
    print("ready", flush=True)
    for number in range(first, first + NUMBERS_OF_ONE_CHILD):
        for version in range(dice.choice((1, 1, 1, VERSIONS))):
            log.put(kind_of(number), entry(number, version))
            print("put", number, version, flush=True)
        if dice.random() < 0.1:
            log.fold()
        if dice.random() < 0.05:
            head = log.head()
            print("head", head.number, head.hash, flush=True)
        if dice.random() < 0.02:
            log.close()
            log = log_module.PracticeLog(folder, now=a_bad_clock(dice))


def a_bad_clock(dice: random.Random) -> Callable[[], str]:
    """A clock that now and then is set to another month."""
    state = {"month": 11}

    def now() -> str:
        if dice.random() < 0.02:
            state["month"] = dice.randint(8, 12)
        return f"2026-{state['month']:02d}-2{dice.randint(0, 8)}T1{dice.randint(0, 9)}:00:00.000+01:00"

    return now


def kill_rounds(folder: Path, count: int, seed: int, tell: Callable[[str], None] = lambda words: None) -> tuple[int, list[str]]:
    """Kill `count` processes; how many entries were acknowledged, and what was wrong afterwards."""
    dice = random.Random(seed)
    faults: list[str] = []
    acknowledged, done = 0, 0
    ledger = Ledger(folder / "kills-0")
    while done < count:
        if done // ROUNDS_IN_ONE_LOG != int(ledger.folder.name.partition("-")[2]):
            acknowledged += len(ledger.entries)
            ledger = Ledger(folder / f"kills-{done // ROUNDS_IN_ONE_LOG}")
        together = min(2 if done % 4 == 3 else 1, count - done)
        children = [_child(ledger.folder, (done + place) * NUMBERS_OF_ONE_CHILD, dice.randrange(2**32)) for place in range(together)]
        for child in children:
            faults += _kill(child, dice, ledger)
        done += together
        faults += [f"after kill {done}: {fault}" for fault in ledger.examine()]
        tell(f"{done} kills, {acknowledged + len(ledger.entries)} entries acknowledged, {len(faults)} faults")
    return acknowledged + len(ledger.entries), faults


def _child(folder: Path, first: int, seed: int) -> "subprocess.Popen[str]":
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "scripts")))}
    code = "import sys, pathlib, log_torture.kills as kills; kills.write_for_ever(pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:]))"
    command = [sys.executable, "-c", code, str(folder), str(first), str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)


def _kill(child: "subprocess.Popen[str]", dice: random.Random, ledger: Ledger) -> list[str]:
    """Read some acknowledgements, wait for a moment that may lie in the next append or fold, kill, and read the rest.

    A process that ended by itself is a fault.
    """
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(dice.randrange(1, 40))]
    time.sleep(dice.uniform(0.0, 0.02))
    child.kill()
    rest, _ = child.communicate()
    for line in ("".join(lines) + rest).splitlines(keepends=True):
        match line.split() if line.endswith("\n") else ():
            case ["put", number, version]:
                ledger.acknowledged(int(number), int(version))
            case ["head", number, fingerprint]:
                ledger.heads.append(Head(int(number), fingerprint))
    return [f"a process ended by itself with {child.returncode}"] if child.returncode in (0, 1) and sys.platform != "win32" else []
