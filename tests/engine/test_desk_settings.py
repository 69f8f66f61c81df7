"""Settings that two processes change: neither takes back what the other chose."""

from pathlib import Path

import pytest

from refcoach.core.errors import LogError, UsageError
from refcoach.engine.desk import Desk, open_desk
from refcoach.store.settings import load_settings


def opened(tmp_path: Path) -> Desk:
    return open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")})


def test_what_another_process_saved_meanwhile_stays(tmp_path: Path) -> None:
    window, command = opened(tmp_path), opened(tmp_path)
    window.save_settings(theme="dark")
    command.save_settings(pace_low_wpm=100.0)
    assert window.save_settings(headphones=True).pace_low_wpm == 100.0
    kept = load_settings(window.places.settings_file)
    assert (kept.theme, kept.pace_low_wpm, kept.headphones) == ("dark", 100.0, True)
    assert command.reload_settings() == kept
    with pytest.raises(UsageError):
        window.save_settings(theme="pink")
    assert load_settings(window.places.settings_file) == kept


def test_a_file_damaged_meanwhile_gets_all_that_is_known(tmp_path: Path) -> None:
    window = opened(tmp_path)
    window.save_settings(theme="dark", rep_name="Dana")
    window.places.settings_file.write_bytes(b"{damaged")
    window.save_settings(voice_on=False)
    kept = load_settings(window.places.settings_file)
    assert (kept.theme, kept.rep_name, kept.voice_on) == ("dark", "Dana", False)


def test_what_the_disk_refused_is_saved_with_the_next_choice(tmp_path: Path) -> None:
    window = opened(tmp_path)
    file = window.places.settings_file
    file.mkdir()  # nothing can be written in its place
    with pytest.raises(LogError):
        window.save_settings(theme="dark")
    assert window.settings.theme == "dark"
    file.rmdir()
    window.save_settings(headphones=True)
    kept = load_settings(file)
    assert (kept.theme, kept.headphones) == ("dark", True)
