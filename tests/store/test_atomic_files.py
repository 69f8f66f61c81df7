"""A file is the old or the new one, is its owner's alone, and leaves nothing lying about."""

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from refcoach.core.errors import LogError
from refcoach.store import atomic
from refcoach.store.atomic import backup_of, replacing, set_aside, write_atomic


def test_the_generation_before_is_kept_and_only_that_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.json"
    for data in (b"one", b"two", b"three"):
        write_atomic(path, data)
    assert path.read_bytes() == b"three"
    assert backup_of(path).read_bytes() == b"two"
    assert sorted(item.name for item in path.parent.iterdir()) == ["file.json", "file.json.bak"]


def test_no_backup_where_none_is_wanted(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        write_atomic(tmp_path / "file", data, keep_previous=False)
    assert [item.name for item in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_files_and_folders_are_for_the_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_atomic(tmp_path / "a" / "b" / "file", b"secret")
        write_atomic(tmp_path / "a" / "b" / "file", b"secret too")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").rglob("*")}
    assert modes == {"b": 0o700, "file": 0o600, "file.bak": 0o600}


def test_a_copy_is_the_backup_where_hard_links_are_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(os, "link", refused)
    write_atomic(tmp_path / "file", b"one")
    write_atomic(tmp_path / "file", b"two")
    assert backup_of(tmp_path / "file").read_bytes() == b"one"


def test_a_crash_between_backup_and_replacement_leaves_no_extra_name_behind(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomic(path, b"one")
    os.link(path, backup_of(path))  # what such a crash leaves: both names on one file
    write_atomic(path, b"two")
    assert (path.read_bytes(), backup_of(path).read_bytes()) == (b"two", b"one")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_replacement_that_fails_leaves_the_old_file_and_no_temporary_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_atomic(path, b"one")

    def refused(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(LogError, match="disk is full") as caught:
        write_atomic(path, b"two")
    assert str(tmp_path) in caught.value.hint
    assert path.read_bytes() == b"one"
    assert [item.name for item in tmp_path.iterdir()] == ["file"]


def test_a_file_held_open_on_windows_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def held_twice() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise PermissionError

    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with monkeypatch.context() as patched:
        patched.setattr(atomic.sys, "platform", "win32")
        atomic.retrying(held_twice)
    assert len(tries) == 3


def test_old_temporary_files_of_the_same_file_go_and_fresh_and_foreign_ones_stay(tmp_path: Path) -> None:
    old, fresh, foreign = (tmp_path / name for name in (".file.1-aa.tmp", ".file.2-bb.tmp", ".other.3-cc.tmp"))
    for path in (old, fresh, foreign):
        path.touch()
    for path in (old, foreign):
        os.utime(path, (0, 0))
    write_atomic(tmp_path / "file", b"one")
    assert (old.exists(), fresh.exists(), foreign.exists()) == (False, True, True)


def test_damaged_files_are_set_aside_under_numbers(tmp_path: Path) -> None:
    names = []
    for data in (b"x", b"y"):
        (tmp_path / "file").write_bytes(data)
        names.append(set_aside(tmp_path / "file").name)
    assert names == ["file.corrupt-1", "file.corrupt-2"]
    assert not (tmp_path / "file").exists()


def test_a_folder_that_is_a_file_is_an_expected_failure(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(LogError, match="could not be saved"):
        write_atomic(tmp_path / "taken" / "file", b"x")


def test_a_file_written_piece_by_piece_takes_the_old_ones_place_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(b"half" + bytes(1 // 0))
    assert path.read_bytes() == b"before"
    with replacing(path) as file:
        file.write(b"one ")
        file.write(b"two")
        assert path.read_bytes() == b"before"
    assert path.read_bytes() == b"one two"
    assert [item.name for item in tmp_path.iterdir()] == ["export.csv"]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(LogError, match=r"x\.csv could not be saved"), replacing(tmp_path / "none" / "x.csv"):
        pytest.fail("there is no such folder")
