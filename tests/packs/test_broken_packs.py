"""Broken packs: every problem is told with its place and a remedy, in little time and memory, and nothing on the disk changes."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from broken_packs import BROKEN

from refcoach.core.errors import PackError
from refcoach.engine.packs import import_pack
from refcoach.store.pack_shelf import PackShelf

MOST_CPU_S = 2.0
ROOT = Path(__file__).parents[2]


def state(folder: Path) -> dict[str, str]:
    """Every file and link below a folder, with its content."""
    return {
        str(path.relative_to(folder)): str(path.readlink()) if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("broken")
    return {name: make(place / str(number)) for number, (name, (make, _)) in enumerate(BROKEN.items())}


@pytest.fixture(scope="module")
def read(made: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """What one process with little memory says of all of them; it leaves the disk as it was."""
    place = made["an empty folder"].parents[1]
    before = state(place)
    command = [sys.executable, str(Path(__file__).with_name("read_limited.py")), *map(str, made.values())]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=150, check=False
    )
    assert done.returncode == 0, done.stderr
    assert state(place) == before
    return dict(zip(made, map(json.loads, done.stdout.splitlines()), strict=True))


def test_there_are_forty_and_more() -> None:
    assert len(BROKEN) >= 40


@pytest.mark.parametrize("name", BROKEN)
def test_every_problem_is_told_and_no_other(read: dict[str, dict[str, Any]], name: str) -> None:
    found, wanted = read[name], BROKEN[name][1]
    assert not found["pack"]
    assert len(found["problems"]) == len(wanted), found["problems"]
    for problem, beginning in zip(found["problems"], wanted, strict=True):
        assert problem.startswith(beginning)
    assert found["cpu_s"] < MOST_CPU_S


@pytest.mark.parametrize("name", BROKEN)
def test_none_is_installed_and_nothing_is_left_behind(made: dict[str, Path], tmp_path: Path, name: str) -> None:
    before = state(made[name].parent) if made[name].parent.exists() else {}
    with pytest.raises(PackError) as failed:
        import_pack(PackShelf(tmp_path / "packs"), made[name])
    assert BROKEN[name][1][0] in str(failed.value)
    assert list(tmp_path.rglob("*")) == []
    assert (state(made[name].parent) if made[name].parent.exists() else {}) == before
