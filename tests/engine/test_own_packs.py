"""What a trainer does with packs and their files: copies, new scenarios, saving, the bin."""

from pathlib import Path

import pytest

from refcoach.core.errors import PackError
from refcoach.engine.library import scenarios
from refcoach.engine.own_packs import (
    DRAFT,
    PackReader,
    PackView,
    add_scenario,
    begin_pack,
    check_scenario,
    copy_pack,
    head_of,
    read_text,
    save_text,
    usable_scenarios,
)
from refcoach.store.pack_shelf import PackShelf


@pytest.fixture
def shelf(tmp_path: Path) -> PackShelf:
    return PackShelf(tmp_path / "packs")


def view_of(shelf: PackShelf, pack: str) -> PackView:
    return next(view for view in PackReader(shelf).views() if view.id == pack)


def test_copies_and_new_scenarios_have_ids_of_their_own_and_no_problem(shelf: PackShelf) -> None:
    view = view_of(shelf, "first-call")
    ids = [copy_pack(shelf, view), copy_pack(shelf, view)]
    assert ids == ["first-call-copy", "first-call-copy-2"]
    mine = view_of(shelf, ids[0])
    assert (mine.state, mine.title, mine.problems) == (DRAFT, "The first call (my copy)", ())
    files = [add_scenario(shelf, mine, mine.entries[0]), add_scenario(shelf, mine)]
    files.append(add_scenario(shelf, view_of(shelf, ids[0])))
    again = view_of(shelf, ids[0])
    assert again.problems == ()
    assert set(files) <= {entry.file for entry in again.entries}
    assert len({entry.scenario.id for entry in again.entries if entry.scenario}) == len(mine.entries) + 3


def test_what_the_page_has_read_is_what_can_be_practised(shelf: PackShelf) -> None:
    begin_pack(shelf)
    broken = begin_pack(shelf)
    entry = view_of(shelf, broken).entries[0]
    save_text(shelf, broken, entry.file, "id: [", True)
    assert usable_scenarios(PackReader(shelf).views()) == scenarios(shelf)


def test_a_broken_file_is_still_listed_and_its_pack_becomes_a_draft(shelf: PackShelf) -> None:
    pack = begin_pack(shelf)
    shelf.mark(pack, draft=False)
    view = view_of(shelf, pack)
    text = read_text(view, view.entries[0].file).replace("title:", "titel:")
    _, problems = check_scenario(text, view.entries[0].file, head_of(view), {"first-ask": "scenarios/other.yaml"})
    assert {problem.message for problem in problems} == {
        "title is missing",
        "the id first-ask is taken by other.yaml",
        "titel is not a known key",
    }
    save_text(shelf, pack, view.entries[0].file, text, True)
    again = view_of(shelf, pack)
    assert again.state == DRAFT
    assert not again.usable
    assert {problem.message for problem in again.entries[0].problems} == {"title is missing", "titel is not a known key"}
    assert read_text(again, view.entries[0].file) == text


def test_an_unchanged_pack_is_not_read_again_and_a_changed_one_is(shelf: PackShelf) -> None:
    pack = begin_pack(shelf)
    reader = PackReader(shelf)
    first, second = reader.views(), reader.views()
    assert all(before.pack is after.pack for before, after in zip(first, second, strict=True))
    view = view_of(shelf, pack)
    save_text(shelf, pack, view.entries[0].file, read_text(view, view.entries[0].file).replace("The first ask", "Another"), False)
    assert [entry.title for entry in reader.views()[-1].entries] == ["Another"]


def test_a_removed_pack_comes_back_from_the_bin_unless_its_place_is_taken(shelf: PackShelf) -> None:
    pack = begin_pack(shelf)
    aside = shelf.set_aside(pack)
    away = shelf.remove(pack)
    assert aside != away
    assert shelf.put_back(away) == pack
    with pytest.raises(PackError, match="cannot be put back"):
        shelf.put_back(aside)
    assert aside.is_dir()
    assert shelf.ids() == (pack,)
