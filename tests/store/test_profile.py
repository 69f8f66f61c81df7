"""My script on disk survives damage and refuses what a newer version wrote."""

import json
import stat
import sys
from pathlib import Path

import pytest

from refcoach.core.errors import LogError
from refcoach.core.profile import BusinessReason, IdealClient, Profile
from refcoach.store.notices import Notice
from refcoach.store.profile import load_profile, save_profile

SCRIPT = Profile(
    name="Dana Ødegård",
    company="Brightline",
    ideal_client=IdealClient(function="plant managers", geography="Ohio"),
    reasons=(BusinessReason("cut unplanned stops by a third", "a bakery"),),
    intro="I help bakers sleep longer.",
    names=("Priya Nair",),
)


def test_a_saved_script_comes_back_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    assert load_profile(path) == Profile()
    save_profile(path, SCRIPT)
    assert load_profile(path) == SCRIPT
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["{", "[]", '{"names": "not a list"}', "\0\0\0"])
def test_a_damaged_script_is_set_aside_and_the_one_before_is_used(tmp_path: Path, damage: str) -> None:
    path, notices = tmp_path / "profile.json", list[Notice]()
    save_profile(path, SCRIPT)
    save_profile(path, Profile(name="Later"))
    path.write_text(damage, encoding="utf-8")
    assert load_profile(path, notices.append) == SCRIPT
    assert "were damaged" in notices[0].message
    assert any("corrupt" in file.name for file in tmp_path.iterdir())
    assert load_profile(path) == SCRIPT


def test_a_script_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text(json.dumps({"schema": 99, "name": "Dana"}), encoding="utf-8")
    with pytest.raises(LogError, match="newer RefCoach"):
        load_profile(path)
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == 99
