"""The shelf of packs: a pack is there as a whole or not at all, whatever goes wrong."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from refcoach.core.errors import LogError, PackError
from refcoach.store.pack_shelf import BEFORE, PackShelf, write_new


def filled(word: str) -> Callable[[Path], None]:
    return lambda staging: write_new(staging / "scenarios" / "one.yaml", word.encode())


def words(shelf: PackShelf, pack_id: str) -> str:
    return (shelf.path(pack_id) / "scenarios" / "one.yaml").read_text()


@pytest.fixture
def shelf(tmp_path: Path) -> PackShelf:
    return PackShelf(tmp_path / "packs")


def visible(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "packs").iterdir() if path.name != ".lock")


def test_a_shelf_without_a_folder_has_no_packs_and_makes_none(shelf: PackShelf, tmp_path: Path) -> None:
    assert shelf.ids() == ()
    assert not (tmp_path / "packs").exists()


def test_a_pack_replaces_the_one_before_and_leaves_nothing_else(shelf: PackShelf, tmp_path: Path) -> None:
    shelf.put("p", False, filled("old"))
    shelf.put("p", False, filled("new"))
    assert words(shelf, "p") == "new"
    assert visible(tmp_path) == ["p"]


def test_a_pack_that_cannot_be_written_leaves_the_old_one(shelf: PackShelf, tmp_path: Path) -> None:
    shelf.put("p", False, filled("old"))

    def full(staging: Path) -> None:
        filled("new")(staging)
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(LogError, match="disk is full"):
        shelf.put("p", False, full)
    assert words(shelf, "p") == "old"
    assert visible(tmp_path) == ["p"]


def test_a_pack_that_cannot_take_its_place_leaves_the_old_one(shelf: PackShelf, tmp_path: Path) -> None:
    shelf.put("p", False, filled("old"))

    def vanishing(staging: Path) -> None:
        staging.rmdir()
        staging.with_name(staging.name + "x").mkdir()

    with pytest.raises(LogError):
        shelf.put("p", False, vanishing)
    assert words(shelf, "p") == "old"


def test_a_process_killed_between_the_two_renames_loses_nothing(shelf: PackShelf, tmp_path: Path) -> None:
    shelf.put("p", True, filled("old"))
    (tmp_path / "packs" / "p").rename(tmp_path / "packs" / f"{BEFORE}p")
    assert shelf.ids() == ("p",)
    assert words(shelf, "p") == "old"
    assert shelf.is_draft("p")
    assert visible(tmp_path) == ["p"]


def test_a_process_killed_after_them_leaves_the_new_pack(shelf: PackShelf, tmp_path: Path) -> None:
    shelf.put("p", False, filled("new"))
    filled("old")(tmp_path / "packs" / f"{BEFORE}p")
    assert shelf.ids() == ("p",)
    assert words(shelf, "p") == "new"
    assert visible(tmp_path) == ["p"]


def test_a_pack_being_copied_by_another_process_is_left_alone_and_not_listed(shelf: PackShelf, tmp_path: Path) -> None:
    shelf.put("p", False, lambda staging: (filled("x")(staging), shelf.ids())[0])
    assert shelf.ids() == ("p",)


def test_drafts_are_marked_and_published(shelf: PackShelf) -> None:
    shelf.put("p", True, filled("x"))
    assert shelf.is_draft("p")
    shelf.mark("p", draft=False)
    assert not shelf.is_draft("p")
    shelf.mark("p", draft=True)
    assert shelf.is_draft("p")


def test_a_removed_pack_lies_in_the_bin_each_time(shelf: PackShelf) -> None:
    for word in ("first", "second"):
        shelf.put("p", False, filled(word))
        away = shelf.remove("p")
        assert (away / "scenarios" / "one.yaml").read_text() == word
    assert shelf.ids() == ()


@pytest.mark.parametrize("pack_id", ["q", "..", "", ".removed", "p/scenarios"])
def test_what_is_not_there_cannot_be_marked_or_removed(shelf: PackShelf, pack_id: str) -> None:
    shelf.put("p", False, filled("x"))
    with pytest.raises(PackError):
        shelf.remove(pack_id)
    with pytest.raises(PackError):
        shelf.mark(pack_id, draft=True)
