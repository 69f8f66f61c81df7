"""`refcoach log verify`: its words, its JSON, its exit code."""

import json
from pathlib import Path

import pytest

from refcoach.cli.main import main
from refcoach.core.entries import LIVE
from refcoach.core.live import Listener, LivePractice, Relation
from refcoach.engine.desk import open_desk

AT = "2026-11-23T18:05:00.000+01:00"


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a log with three live practices."""
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "300")
    desk = open_desk()
    for number in range(3):
        desk.put(LIVE, LivePractice(f"live-{number}", AT, (Listener("Jo", Relation.PEER), Listener("Max", Relation.FRIEND))))
    assert desk.head().number == len(desk.links()) == desk.verify().links == 3
    desk.close()
    return desk.places.log


def head_of(capsys: pytest.CaptureFixture[str]) -> str:
    main(["log", "verify", "--json"])
    head = json.loads(capsys.readouterr().out)["head"]
    return f"{head['number']}:{head['hash']}"


def tamper(log: Path) -> None:
    month = log / "2026-11.json"
    month.write_text(month.read_text(encoding="utf-8").replace('"Jo"', '"Joanna"', 1), encoding="utf-8")


def test_a_log_as_it_was_written_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    head = head_of(capsys)
    assert main(["log", "verify"]) == 0
    said = capsys.readouterr().out
    assert "3 entries, 3 links. Every entry is as it was written." in said
    assert f"The chain's head now: {head}" in said
    assert "Nobody else has seen a head" in said
    assert main(["log", "verify", "--head", head]) == 0
    said = capsys.readouterr().out
    assert "number 3, is in the chain as it was." in said
    assert "Nobody else" not in said


def test_a_changed_entry_ends_with_five_and_is_named(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(log)
    assert main(["log", "verify"]) == 5
    said = capsys.readouterr().out
    assert "1 thing does not fit" in said
    assert "The live practice live-0 of 2026-11-23 is not as it was written" in said
    assert main(["log", "verify", "--json"]) == 5
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["whole"]) == (False, True)
    assert found["changed"][0]["entry_id"] == "live-0"
    assert len(found["trouble"]) == 1


def test_a_head_that_is_not_there_ends_with_five(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "verify", "--head", "2:" + "a" * 64]) == 5
    assert "has another hash now" in capsys.readouterr().out
    assert main(["log", "verify", "--head", "9:" + "a" * 64]) == 5
    assert "is not in the chain any more" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "3", "3:abc", "x:" + "a" * 64, "-1:" + "a" * 64, "9" * 99 + ":" + "a" * 64])
def test_what_is_no_head_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "verify", "--head", text]) == 2
    assert "is not a head" in capsys.readouterr().err


def test_an_empty_log_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "another"))
    assert main(["log", "verify"]) == 0
    assert "0 entries, 0 links." in capsys.readouterr().out
