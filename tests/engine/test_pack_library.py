"""Packs of the user's own: installed, listed, beside the built-in ones; what is broken stops nothing."""

from pathlib import Path

import pytest

from refcoach.core.assets import asset
from refcoach.core.errors import PackError, UsageError
from refcoach.engine.library import call_names, find_scenario, scenarios
from refcoach.engine.packs import export_pack, import_pack, listed_packs, new_pack, version_key
from refcoach.store.notices import Notice
from refcoach.store.pack_shelf import PackShelf

HEAD = 'format: 2\nid: {id}\ntitle: P\nversion: "{version}"\n'
ONE = "id: {id}\ntitle: Mine\npersona: {{name: Ann}}\nsituation: There.\nbeats: [{{id: only, lines: [Well?]}}]\n"


def pack(place: Path, pack_id: str = "mine", version: str = "1.0", scenario: str = "one") -> Path:
    folder = place / f"{pack_id}-{version}"
    (folder / "scenarios").mkdir(parents=True)
    (folder / "pack.yaml").write_text(HEAD.format(id=pack_id, version=version), encoding="utf-8")
    (folder / "scenarios" / "one.yaml").write_text(ONE.format(id=scenario), encoding="utf-8")
    return folder


@pytest.fixture
def shelf(tmp_path: Path) -> PackShelf:
    return PackShelf(tmp_path / "packs")


def test_an_installed_scenario_comes_after_the_built_in_ones(shelf: PackShelf, tmp_path: Path) -> None:
    built_in = scenarios()
    import_pack(shelf, pack(tmp_path))
    found = scenarios(shelf)
    assert found[:-1] == built_in
    assert (found[-1].id, found[-1].pack, found[-1].draft) == ("one", "mine", True)


def test_a_folder_becomes_a_draft_a_zip_is_published_and_a_new_version_keeps_the_state(shelf: PackShelf, tmp_path: Path) -> None:
    assert import_pack(shelf, pack(tmp_path)).state == "draft"
    export_pack(pack(tmp_path, "other"), tmp_path / "other.refpack")
    assert import_pack(shelf, tmp_path / "other.refpack").state == "published"
    shelf.mark("mine", draft=False)
    assert import_pack(shelf, pack(tmp_path, version="1.1")).state == "published"
    assert import_pack(shelf, pack(tmp_path, version="1.2"), draft=True).state == "draft"


def test_an_older_version_is_refused_unless_it_is_wanted(shelf: PackShelf, tmp_path: Path) -> None:
    import_pack(shelf, pack(tmp_path, version="1.10"))
    older = pack(tmp_path, version="1.9")
    with pytest.raises(PackError, match=r"1\.10 of mine is installed"):
        import_pack(shelf, older)
    assert scenarios(shelf)[-1].version == "1.10"
    import_pack(shelf, older, older=True)
    assert scenarios(shelf)[-1].version == "1.9"


def test_versions_are_put_in_order() -> None:
    order = ["0.1", "0.9.9", "1.0-alpha", "1.0-beta.2", "1.0-beta.11", "1.0", "1.0.1", "1.9", "1.10", "2", "10.0"]
    assert sorted(sorted(order), key=version_key) == order
    assert version_key("1.0") == version_key("1.0.0") == version_key("v1")


def test_the_id_of_a_built_in_pack_is_taken(shelf: PackShelf, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="comes with RefCoach"):
        import_pack(shelf, pack(tmp_path, "foundations"))


def test_two_scenarios_of_one_id_are_both_reached_the_built_in_one_by_its_id_alone(shelf: PackShelf, tmp_path: Path) -> None:
    import_pack(shelf, pack(tmp_path, scenario="ask-after-praise"))
    found = scenarios(shelf)
    assert call_names(found)[-1] == "mine/ask-after-praise"
    assert find_scenario("ask-after-praise", found).pack == "foundations"
    assert find_scenario("mine/ask-after-praise", found).pack == "mine"
    assert find_scenario("foundations/ask-after-praise", found).pack == "foundations"
    with pytest.raises(PackError, match="no scenario"):
        find_scenario("other/ask-after-praise", found)


def test_a_broken_pack_is_left_out_and_told(shelf: PackShelf, tmp_path: Path) -> None:
    import_pack(shelf, pack(tmp_path))
    import_pack(shelf, pack(tmp_path, "other"))
    (shelf.path("mine") / "scenarios" / "one.yaml").write_text("id: [", encoding="utf-8")
    notices: list[Notice] = []
    assert [scenario.pack for scenario in scenarios(shelf, notices.append)][-1] == "other"
    (notice,) = notices
    assert "The pack mine is left out: scenarios/one.yaml:2:1: a text is missing, or a bracket is not closed" in notice.message
    broken = next(item for item in listed_packs(shelf) if item.id == "mine")
    assert broken.pack is None
    assert broken.problems


def test_a_folder_that_is_no_pack_stops_nothing(shelf: PackShelf, tmp_path: Path) -> None:
    (tmp_path / "packs" / "Holiday pictures").mkdir(parents=True)
    (tmp_path / "packs" / "note.txt").write_text("x")
    notices: list[Notice] = []
    assert scenarios(shelf, notices.append) == scenarios()
    assert len(notices) == 1


def test_export_gives_the_same_bytes_from_another_copy_and_the_pack_comes_back_whole(shelf: PackShelf, tmp_path: Path) -> None:
    new_pack(tmp_path / "Team pack")
    export_pack(tmp_path / "Team pack", tmp_path / "a.refpack")
    import_pack(shelf, tmp_path / "a.refpack")
    export_pack(shelf.path("team-pack"), tmp_path / "b.refpack")
    assert (tmp_path / "a.refpack").read_bytes() == (tmp_path / "b.refpack").read_bytes()
    export_pack(tmp_path / "a.refpack", tmp_path / "c.refpack")
    assert (tmp_path / "a.refpack").read_bytes() == (tmp_path / "c.refpack").read_bytes()


def test_a_new_pack_is_that_of_the_template_and_never_overwrites(tmp_path: Path) -> None:
    made = new_pack(tmp_path / "Team North 2")
    assert made.id == "team-north-2"
    assert sorted(path.name for path in (tmp_path / "Team North 2").rglob("*.yaml")) == sorted(
        path.name for path in asset("pack_template").rglob("*.yaml")
    )
    with pytest.raises(UsageError, match="something in"):
        new_pack(tmp_path / "Team North 2")


def test_a_broken_pack_is_not_exported(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    (folder / "scenarios" / "one.yaml").write_text("id: one\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"scenarios/one\.yaml:1:1: beats is missing"):
        export_pack(folder, tmp_path / "x.refpack")
    assert not (tmp_path / "x.refpack").exists()
