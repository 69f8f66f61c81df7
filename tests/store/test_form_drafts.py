"""What was typed into forms and not saved: for the owner alone, and gone when there is nothing."""

import stat
import sys
from pathlib import Path

import pytest

from refcoach.core.errors import LogError
from refcoach.store.form_drafts import load_drafts, save_drafts
from refcoach.store.notices import Notice


def test_drafts_come_back_for_the_owner_alone_and_go_without_a_trace(tmp_path: Path) -> None:
    path = tmp_path / "form-drafts.json"
    assert load_drafts(path) == {}
    save_drafts(path, {})
    save_drafts(path, {"ask": {"who": "Priya Ødegård \ud800"}, "live": {"note": "x"}})
    save_drafts(path, {"ask": {"who": "Priya"}})
    assert load_drafts(path) == {"ask": {"who": "Priya"}}
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    save_drafts(path, {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["{", "[]", "\0\0"])
def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, damage: str) -> None:
    path, notices = tmp_path / "form-drafts.json", list[Notice]()
    path.write_text(damage, encoding="utf-8")
    assert load_drafts(path, notices.append) == {}
    assert "were damaged" in notices[0].message
    assert len(list(tmp_path.glob("*corrupt*"))) == 1
    save_drafts(path, {"live": {}})
    assert load_drafts(path) == {"live": {}}


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    path = tmp_path / "form-drafts.json"
    path.mkdir()
    for drafts in ({"ask": {}}, {}):
        with pytest.raises(LogError):
            save_drafts(path, drafts)
    with pytest.raises(LogError):
        load_drafts(path)
