"""REFCOACH_HOME moves everything; the folders are the owner's alone; an unusable home says what to do."""

import stat
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from refcoach.core.errors import LogError
from refcoach.store.places import places, prepare


def test_the_home_variable_moves_everything_and_nothing_is_created(tmp_path: Path) -> None:
    home = tmp_path / "häuslich"
    where = places({"REFCOACH_HOME": str(home)})
    assert where.home == home
    assert all(path.is_relative_to(home) for path in asdict(where).values())
    assert not home.exists()


def test_a_relative_home_and_a_tilde_become_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert places({"REFCOACH_HOME": "here"}).log == tmp_path / "here" / "log"
    if sys.platform != "win32":
        assert places({"REFCOACH_HOME": "~/coach"}).home == tmp_path / "me" / "coach"


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders")
def test_without_the_variable_the_system_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    where = places({"REFCOACH_HOME": " "})
    assert (where.home, where.cache) == (tmp_path / "data" / "refcoach", tmp_path / "cache" / "refcoach")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_folders_are_for_the_owner_alone_and_wide_ones_are_narrowed(tmp_path: Path) -> None:
    where = places({"REFCOACH_HOME": str(tmp_path / "home")})
    prepare(where)
    for folder in (where.home, where.log, where.takes, where.packs, where.models, where.cache):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    where.takes.chmod(0o755)
    where.home.chmod(0o755)  # a folder of the user's own choice
    prepare(where)
    assert stat.S_IMODE(where.takes.stat().st_mode) == 0o700
    assert stat.S_IMODE(where.home.stat().st_mode) == 0o755


@pytest.mark.parametrize("blocked", ["", "takes"])
def test_a_home_that_cannot_be_used_says_what_to_do(tmp_path: Path, blocked: str) -> None:
    home = tmp_path / "home"
    if blocked:
        home.mkdir()
    (home / blocked).write_bytes(b"a file in the way")
    with pytest.raises(LogError, match="cannot keep its files") as caught:
        prepare(places({"REFCOACH_HOME": str(home)}))
    assert "REFCOACH_HOME" in caught.value.hint
    assert caught.value.exit_code == 5
