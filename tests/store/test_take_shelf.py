"""Takes are found again after a crash, and never outside their folder."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from refcoach.core.errors import LogError
from refcoach.store.notices import Notice
from refcoach.store.takes import TakeShelf

AT = "2026-11-03T18:05:00+01:00"
RECORDER = """
import sys
from pathlib import Path
from refcoach.store.takes import TakeShelf
shelf = TakeShelf(Path(sys.argv[1]))
path = shelf.new_path("abc", "2026-11-03T18:05:00+01:00")
shelf.begin({"attempt_id": "abc", "client": "Zoë"}, path)
path.write_bytes(b"RIFF")
print("recording", flush=True)
sys.stdin.read()
"""


def test_a_take_has_a_sidecar_until_it_is_done(tmp_path: Path) -> None:
    shelf = TakeShelf(tmp_path)
    path = shelf.new_path("abc", AT)
    assert path == tmp_path / "2026-11" / "abc.wav"
    shelf.begin({"attempt_id": "abc"}, path)
    assert path.with_suffix(".json").is_file()
    if sys.platform != "win32":
        modes = {item.name: stat.S_IMODE(item.stat().st_mode) for item in path.parent.iterdir()}
        assert modes == {"abc.wav": 0o600, "abc.json": 0o600, "abc.lock": 0o600}
    path.write_bytes(b"RIFF")
    shelf.done(path)
    assert [item.name for item in path.parent.iterdir()] == ["abc.wav"]
    assert shelf.unfinished() == []


def test_a_recording_that_never_began_leaves_nothing(tmp_path: Path) -> None:
    shelf = TakeShelf(tmp_path)
    path = shelf.new_path("abc", AT)
    shelf.begin({"attempt_id": "abc"}, path)
    shelf.done(path)
    assert list(path.parent.iterdir()) == []


def test_a_take_is_unfinished_once_its_process_is_gone_and_left_alone_before(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", RECORDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "recording"
    shelf = TakeShelf(tmp_path)
    assert shelf.unfinished() == []
    child.kill()
    child.communicate()
    path = tmp_path / "2026-11" / "abc.wav"
    assert shelf.unfinished() == [({"attempt_id": "abc", "client": "Zoë"}, path)]
    shelf.done(path)
    assert [item.name for item in path.parent.iterdir()] == ["abc.wav"]


def test_an_own_take_under_way_is_not_unfinished(tmp_path: Path) -> None:
    shelf = TakeShelf(tmp_path)
    path = shelf.new_path("abc", AT)
    shelf.begin({"attempt_id": "abc"}, path)
    path.write_bytes(b"RIFF")
    assert shelf.unfinished() == []
    assert TakeShelf(tmp_path).unfinished() == []
    shelf.done(path)


def test_a_sidecar_without_sound_goes_and_a_damaged_one_is_told_and_its_sound_stays(tmp_path: Path) -> None:
    folder = tmp_path / "2026-11"
    folder.mkdir()
    (folder / "nothing.json").write_text("{}")
    (folder / "bad.json").write_bytes(b"\0\0")
    (folder / "bad.wav").write_bytes(b"RIFF")
    notices: list[Notice] = []
    assert TakeShelf(tmp_path, notices.append).unfinished() == []
    assert sorted(item.name for item in folder.iterdir()) == ["bad.json.corrupt-1", "bad.wav"]
    assert len(notices) == 1


def test_the_log_keeps_takes_by_their_place_in_the_folder(tmp_path: Path) -> None:
    shelf = TakeShelf(tmp_path / "takes")
    path = shelf.new_path("abc", AT)
    assert shelf.relative(path) == "2026-11/abc.wav"
    assert shelf.path_of("2026-11/abc.wav") == path
    with pytest.raises(LogError):
        shelf.relative(tmp_path / "elsewhere.wav")


@pytest.mark.parametrize(
    "file", ["../secret.wav", "2026-11/../../secret.wav", "/etc/passwd", "C:\\secret", "..\\secret", "", ".", "a//b", "a\0b"]
)
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, file: str) -> None:
    with pytest.raises(LogError, match="is not a take"):
        TakeShelf(tmp_path / "takes").path_of(file)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "takes").mkdir()
    (tmp_path / "takes" / "out").symlink_to(tmp_path)
    with pytest.raises(LogError, match="is not a take"):
        TakeShelf(tmp_path / "takes").path_of("out/secret.wav")


@pytest.mark.parametrize("attempt_id", ["", "../x", "a/b", "a b", ".hidden", "x" * 200])
def test_an_id_that_is_no_file_name_is_refused(tmp_path: Path, attempt_id: str) -> None:
    with pytest.raises(LogError, match="cannot name a take"):
        TakeShelf(tmp_path).new_path(attempt_id, AT)
