"""`refcoach log verify --sound`: recordings are told from others, and a deleted one is no fault."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from refcoach.cli.main import main
from refcoach.core.assets import asset
from refcoach.engine.desk import Desk, open_desk
from refcoach.speech.flac import compress
from refcoach.speech.wav import read_speech, write_wav

TAKE = asset("takes", "ask-after-praise.wav")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A log with two takes and a typed attempt."""
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "300")
    for answer in (["--audio", str(TAKE)], ["--audio", str(TAKE)], ["--say", "Thank you."]):
        assert main(["drill", "ask-after-praise", *answer]) == 0
    opened = open_desk()
    yield opened
    opened.close()


def verified(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    code = main(["log", "verify", "--sound", "--json"])
    found: dict[str, object] = json.loads(capsys.readouterr().out)["sound"]
    assert code == (0 if found["ok"] else 5)
    return found


def takes(desk: Desk) -> list[tuple[str, Path]]:
    paths = [(attempt.attempt_id, desk.take_path(attempt)) for attempt in desk.attempts()]
    return [(attempt_id, path) for attempt_id, path in paths if path is not None]


def test_takes_as_recorded_compressed_and_deleted_are_no_fault(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    found = verified(capsys)
    assert (found["same"], found["deleted"], found["unmarked"], found["trouble"]) == (2, 0, 0, [])
    (_, one), (_, other) = takes(desk)
    assert compress(one) is not None
    other.unlink()
    found = verified(capsys)
    assert (found["same"], found["deleted"], found["trouble"]) == (1, 1, [])
    assert main(["log", "verify", "--sound"]) == 0
    assert "Sound: 1 take as recorded, 1 deleted." in capsys.readouterr().out


def test_another_recording_and_a_damaged_one_are_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (replaced, one), (damaged, other) = takes(desk)
    write_wav(one, read_speech(one)[::-1])
    other.write_bytes(b"not a sound")
    found = verified(capsys)
    assert (found["same"], found["other"], found["unreadable"]) == (0, [replaced], [damaged])
    assert main(["log", "verify", "--sound"]) == 5
    said = capsys.readouterr().out
    assert f"The sound of {replaced[:8]} is not what was recorded" in said
    assert f"The sound of {damaged[:8]} cannot be read" in said
    assert "Every entry is as it was written." in said
