"""Settings are checked when changed, survive damage, and leave other versions' keys alone."""

import json
import stat
import sys
from pathlib import Path

import pytest

from refcoach.core.bands import STANDARD, Bands
from refcoach.core.errors import LogError, UsageError
from refcoach.store.notices import Notice
from refcoach.store.settings import Settings, changed, load_settings, save_settings


def test_without_a_file_there_are_defaults_and_no_notice(tmp_path: Path) -> None:
    notices: list[Notice] = []
    assert load_settings(tmp_path / "settings.json", notices.append) == Settings()
    assert notices == []


def test_saved_settings_come_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    chosen = changed(
        Settings(), microphone_id="hw:1 – Mikro", theme="dark", pause_s=2, text_scale=1.25, rep_name="Zoë 你好", headphones=True
    )
    chosen = changed(chosen, voice="gmw/en", voice_rate_wpm=170, model="small", reminder="17:00 mon fri", reminded_on="2026-11-26")
    save_settings(path, chosen)
    assert load_settings(path) == chosen
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keys_of_another_version_stay_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "light", "from_the_future": [1, 2]}')
    save_settings(path, changed(load_settings(path), headphones=True))
    stored = json.loads(path.read_text())
    assert stored["from_the_future"] == [1, 2]
    assert (stored["theme"], stored["headphones"]) == ("light", True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "blue"),
        ("pause_s", -1),
        ("pause_s", 0.1),
        ("pause_s", float("nan")),
        ("pause_s", True),
        ("voice_rate_wpm", 10),
        ("voice_rate_wpm", 170.5),
        ("text_scale", 0),
        ("text_scale", "large"),
        ("headphones", 1),
        ("microphone_id", 3),
        ("rep_name", "two\nlines"),
        ("rep_name", None),
        ("volume", 3),
        ("reminder", "soon"),
        ("reminder", 17),
        ("reminder", None),
        ("reminded_on", "26 November"),
        ("reminded_on", 20261126),
        ("pace_low_wpm", 10),
        ("pace_low_wpm", 300),
        ("pace_high_wpm", 120),
        ("longest_pause_s", 0.1),
        ("fillers_a_minute", -1),
        ("speech_share_low", 1.5),
        ("pitch_low_st", "low"),
    ],
)
def test_a_value_that_does_not_fit_names_the_setting_and_what_fits(name: str, value: object) -> None:
    with pytest.raises(UsageError, match=name) as caught:
        changed(Settings(), **{name: value})
    assert caught.value.hint


def test_the_bands_are_the_standard_until_they_are_moved_and_come_back_saved(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert load_settings(path).bands == STANDARD
    moved = changed(Settings(), pace_low_wpm=180, pace_high_wpm=200, longest_pause_s=3, speech_share_low=0)
    save_settings(path, moved)
    assert load_settings(path).bands == Bands(180, 200, 3, STANDARD.fillers_a_minute, 0, STANDARD.pitch_low_st)


def test_a_pace_band_upside_down_in_the_file_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"pace_low_wpm": 190, "pace_high_wpm": 150, "longest_pause_s": 4}')
    notices: list[Notice] = []
    assert load_settings(path, notices.append).bands == Bands(longest_pause_s=4)
    assert len(notices) == 1


def test_one_bad_value_in_the_file_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "blue", "voice": "gmw/en"}')
    notices: list[Notice] = []
    assert load_settings(path, notices.append) == Settings(voice="gmw/en")
    assert len(notices) == 1
    assert "theme" in notices[0].message


@pytest.mark.parametrize("bad", [b"", b"{", b"[1]", b"\xff\xfe\0", b"[" * 100_000])
def test_a_damaged_file_is_set_aside_and_the_settings_before_are_used(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "settings.json"
    save_settings(path, Settings(theme="dark"))
    save_settings(path, Settings(theme="light"))
    path.write_bytes(bad)
    notices: list[Notice] = []
    assert load_settings(path, notices.append).theme == "dark"
    assert (tmp_path / "settings.json.corrupt-1").read_bytes() == bad
    assert len(notices) == 1
    assert load_settings(path, notices.append).theme == "dark"
    assert len(notices) == 1


def test_a_damaged_file_without_backup_gives_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"garbage")
    notices: list[Notice] = []
    assert load_settings(path, notices.append) == Settings()
    assert "defaults" in notices[0].message


def test_a_file_that_cannot_be_read_is_an_expected_failure(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(LogError, match="could not be read"):
        load_settings(tmp_path / "settings.json")
