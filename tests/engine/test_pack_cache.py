"""Packs that have not changed are not read again; whatever changes is seen, and an odd cache is not believed."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from refcoach.engine import pack_cache
from refcoach.engine.library import built_in_folders
from refcoach.engine.pack_cache import PackCache
from refcoach.packs.load import load_pack


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with branches, outcomes and own checks, written an hour ago."""
    folder = tmp_path / "objections"
    shutil.copytree(next(folder for folder in built_in_folders() if folder.name == "objections"), folder)
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were really read; files count as settled at once."""
    read: list[Path] = []

    def counted(path: Path) -> object:
        read.append(path)
        return load_pack(path)

    monkeypatch.setattr(pack_cache, "load_pack", counted)
    monkeypatch.setattr(pack_cache, "SETTLED_S", -1.0)
    return read


@pytest.mark.parametrize("folder", built_in_folders(), ids=lambda folder: folder.name)
def test_every_shipped_pack_comes_from_the_cache_as_it_was_read(folder: Path, tmp_path: Path, reads: list[Path]) -> None:
    first = PackCache(tmp_path / "cache").load(folder)
    again = PackCache(tmp_path / "cache").load(folder)
    assert first == again == load_pack(folder)
    assert reads == [folder]


def test_what_changes_is_read_anew(pack: Path, tmp_path: Path, reads: list[Path]) -> None:
    cache = PackCache(tmp_path / "cache")
    before, _ = cache.load(pack)
    scenario = sorted((pack / "scenarios").iterdir())[0]
    text = scenario.read_text("utf-8")
    status = scenario.stat()
    scenario.write_text(text.replace("minutes: 3", "minutes: 4"), "utf-8")  # of the same size
    os.utime(scenario, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    changed, _ = cache.load(pack)
    assert before is not None
    assert changed is not None
    assert changed != before
    scenario.unlink()
    gone, _ = cache.load(pack)
    assert gone is not None
    assert len(gone.scenarios) == len(before.scenarios) - 1
    assert len(reads) == 3


def test_a_broken_pack_is_never_kept(pack: Path, tmp_path: Path, reads: list[Path]) -> None:
    (pack / "pack.yaml").write_text("id: [", "utf-8")
    cache = PackCache(tmp_path / "cache")
    assert cache.load(pack)[0] is None
    assert cache.load(pack)[1]
    assert len(reads) == 2


def test_files_of_this_moment_are_not_kept(pack: Path, tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_cache, "SETTLED_S", 3600.0)
    (pack / "pack.yaml").touch()
    cache = PackCache(tmp_path / "cache")
    cache.load(pack)
    cache.load(pack)
    assert len(reads) == 2
    assert time.time() - (pack / "pack.yaml").stat().st_mtime < 3600


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"signature": 1}', b"\xff\x00", b"[" * 100_000])
def test_an_odd_cache_is_not_believed(pack: Path, tmp_path: Path, reads: list[Path], damage: bytes) -> None:
    cache = PackCache(tmp_path / "cache")
    first = cache.load(pack)
    (file,) = (tmp_path / "cache").iterdir()
    signature = json.loads(file.read_bytes())["signature"]
    file.write_bytes(damage.replace(b"1", json.dumps(signature).encode()))
    assert cache.load(pack) == first
    assert len(reads) == 2


def test_a_pack_that_was_removed_leaves_the_cache_too(pack: Path, tmp_path: Path, reads: list[Path]) -> None:
    cache = PackCache(tmp_path / "cache")
    cache.load(pack)
    shutil.rmtree(pack)
    cache.load(built_in_folders()[0])
    (left,) = (tmp_path / "cache").iterdir()
    assert json.loads(left.read_bytes())["path"] == str(built_in_folders()[0].resolve())


def test_without_a_place_for_the_cache_packs_are_read(pack: Path, tmp_path: Path, reads: list[Path]) -> None:
    (tmp_path / "cache").write_text("in the way", "utf-8")
    cache = PackCache(tmp_path / "cache")
    assert cache.load(pack) == load_pack(pack)
