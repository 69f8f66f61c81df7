"""The judge on labelled asks that it was not made from. They lie outside the project; without them there is nothing to measure."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"


@pytest.mark.skipif(not (EVAL / "score_checker.py").is_file(), reason="the labelled asks are not here")
def test_the_figures_on_labelled_asks_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    verdicts = tmp_path / "verdicts.jsonl"
    with verdicts.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "refcoach", "check", "--jsonl", str(EVAL / "asks_dev.jsonl")]
        subprocess.run(command, stdout=out, check=True)
    command = [sys.executable, str(EVAL / "score_checker.py"), str(EVAL / "asks_dev.jsonl"), str(verdicts), "--json"]
    figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert figures["faults"] == []
    assert figures["present_without_quote"] == 0
    floors = {"required": 0.92, "supporting": 0.89, "pitfalls": 0.81, "facets": 0.80}
    reached = {group: round(figures[group]["macro"]["f1"], 3) for group in floors}
    assert all(reached[group] >= floor for group, floor in floors.items()), reached
