"""`refcoach log export` on a real log with a real take."""

import json
import shutil
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import soundfile
from export_samples import part_of, review, verdicts
from samples import ANSWER, sample_attempt

from refcoach.cli.main import main
from refcoach.core.assets import asset
from refcoach.core.entries import ATTEMPT, REVIEW
from refcoach.core.finding import Verdict
from refcoach.engine.desk import open_desk

TAKE = asset("takes", "ask-after-praise.wav")
FIRST, OTHER = replace(sample_attempt(1), attempt_id="abcde" + "0" * 27), replace(sample_attempt(2), attempt_id="12345" + "0" * 27)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    desk = open_desk()
    first = replace(FIRST, at="2026-11-03T18:05:00.000+01:00")
    for attempt in (first, replace(OTHER, at="2026-11-04T18:05:00.000+01:00"), part_of(77, first, Verdict.PRESENT)):
        desk.put(ATTEMPT, replace(verdicts(attempt), take=attempt.take and replace(attempt.take, file=f"2026-11/{attempt.attempt_id}.wav")))
    desk.put(REVIEW, review(FIRST.attempt_id))
    path = desk.shelf.path_of(f"2026-11/{FIRST.attempt_id}.wav")
    path.parent.mkdir(parents=True)
    shutil.copy(TAKE, path)
    desk.close()
    return tmp_path / "home"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def command(*argv: object, code: int = 0) -> str:
        assert main(["log", "export", *map(str, argv)]) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    return command


def test_each_format_is_written_and_told(run: Any, tmp_path: Path) -> None:
    assert "Written: 3 attempts." in run("--format", "csv", "--to", tmp_path / "log.csv")
    assert "Written: 4 entries." in run("--format", "jsonl", "--to", tmp_path / "log.jsonl")
    told = json.loads(
        run("--format", "xapi", "--to", tmp_path / "x.json", "--home-page", "https://lms.example.com", "--account", "dk", "--json")
    )
    assert told["counts"]["statement"] == len(json.loads((tmp_path / "x.json").read_text()))
    assert told["files"] == [{"path": str(tmp_path / "x.json"), "bytes": (tmp_path / "x.json").stat().st_size}]
    assert "Written: 1 attempt, " in run("--format", "pdf", "--to", tmp_path / "report.pdf", "--paper", "letter", "--until", "2026-11-03")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_nothing_is_overwritten_without_force(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("mine")
    assert "is there already" in run("--format", "csv", "--to", path, code=2)
    assert path.read_text() == "mine"
    run("--format", "csv", "--to", path, "--force")
    assert path.read_text() != "mine"


def test_orders_that_do_not_fit_are_refused(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "out"
    assert "say who practised" in run("--format", "xapi", "--to", path, code=2)
    assert "is not a date" in run("--format", "csv", "--to", path, "--since", "yesterday", code=2)
    assert "needs --attempt" in run("--format", "wav", "--to", path, code=2)
    assert "One attempt can be had as txt" in run("--format", "csv", "--to", path, "--attempt", "abcde", code=2)
    assert "does not go with it" in run("--format", "txt", "--to", path, "--attempt", "abcde", "--since", "2026", code=2)
    assert "ask-after-praise" in run("--format", "csv", "--to", path, "--scenario", "ask-after-prase", code=3)
    assert not path.exists()


def test_a_transcript_for_people_and_one_for_programs(run: Any, tmp_path: Path) -> None:
    run("--format", "txt", "--attempt", "abcde", "--to", tmp_path / "take.txt")
    text = (tmp_path / "take.txt").read_text(encoding="utf-8")
    for words in (
        "0:00  Thank you, Priya. Who do you know among",
        "Introduction: heard  “put the two of us on a call together”",
        "Business reason: not heard yet",
        "Next 1. Ideal client: ",
        "Said again alone",
        "Sam's review: counts",
        "Said back: “plant managers in Ohio”",
        "0:03  clear",
    ):
        assert words in text, words
    run("--format", "json", "--attempt", "abcde", "--to", tmp_path / "take.json")
    found = json.loads((tmp_path / "take.json").read_text(encoding="utf-8"))
    assert found["attempt"]["transcript"]["text"] == ANSWER
    assert len(found["parts"]) == 1
    assert found["reviews"][FIRST.attempt_id]["verdict"] == "counts"


def test_the_sound_of_an_attempt_sample_for_sample(run: Any, tmp_path: Path) -> None:
    run("--format", "wav", "--attempt", "abcde", "--to", tmp_path / "take.wav")
    run("--format", "flac", "--attempt", "abcde", "--to", tmp_path / "take.flac")
    with wave.open(str(TAKE)) as before, wave.open(str(tmp_path / "take.wav")) as after:
        frames = before.readframes(before.getnframes())
        assert after.readframes(after.getnframes()) == frames
    samples, rate_hz = soundfile.read(tmp_path / "take.flac", dtype="int16")
    assert rate_hz == 16_000
    assert samples.tobytes() == frames
    assert (tmp_path / "take.flac").stat().st_size < (tmp_path / "take.wav").stat().st_size


def test_a_take_without_its_sound_is_told(run: Any, tmp_path: Path) -> None:
    assert "has lost its sound" in run("--format", "wav", "--attempt", "12345", "--to", tmp_path / "take.wav", code=4)
    assert "There is no attempt" in run("--format", "txt", "--attempt", "ffff", "--to", tmp_path / "take.txt", code=5)
    assert not list(tmp_path.glob("take*"))
