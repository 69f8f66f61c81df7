"""`refcoach pack test`: a trainer tries a check on labelled lines, with the shipped model."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from refcoach.cli.main import main

MANIFEST = """format: 1
id: p
title: P
version: 1.0.0
checks:
  - id: next_date
    name: A date for the next step
    question: Did you name a day or a time for the next step?
    yes:
      - Let's speak again on Tuesday at ten.
      - I'll ring you next Friday morning to see how it went.
      - Shall we meet again a week from today?
    no:
      - I'll be in touch soon.
      - Let me know when it suits you.
      - We started working together last Tuesday.
"""
SCENARIO = """id: one
title: A title
persona: {name: Ann}
situation: There.
beats:
  - id: only
    lines: [Well?]
    required: [next_date]
"""
LINES = """# what reps have said
+ I'll call you on Monday at nine.
+ Shall we say Thursday at two?
- Could you introduce me to your brother?
- Thank you for the lovely evening.

+ The sky is blue over the harbour.
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "scenarios").mkdir(parents=True)
    (folder / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "scenarios" / "one.yaml").write_text(SCENARIO, encoding="utf-8")
    return folder


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "lines.txt"
    file.write_text(LINES, encoding="utf-8")
    return file


def run_json(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, Any]]:
    assert main(["pack", "test", *args, "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found: list[dict[str, Any]] = json.loads(line)
    return found


def test_a_check_is_measured_and_its_wrong_lines_are_shown(pack: Path, lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = run_json(capsys, str(pack), "--lines", str(lines))
    assert {key: row[key] for key in ("check", "lines", "wanted", "found", "right")} == {
        "check": "next_date",
        "lines": 5,
        "wanted": 3,
        "found": 2,
        "right": 2,
    }
    assert (row["precision"], row["recall"], row["f1"]) == (1.0, 0.6667, 0.8)
    (wrong,) = row["wrong"]
    assert (wrong["line"], wrong["text"], wrong["wanted"]) == (7, "The sky is blue over the harbour.", True)
    assert wrong["verdict"] in ("missing", "unclear")


def test_the_same_in_plain_words(pack: Path, lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "test", str(pack), "--lines", str(lines)]) == 0
    printed = capsys.readouterr().out
    assert "next_date (A date for the next step): 5 lines, 3 with it and 2 without" in printed
    assert "precision 100%  recall 67%  F1 80%" in printed
    assert "line 7: The sky is blue over the harbour." in printed


def test_lines_come_from_standard_input_and_a_rubric_check_can_be_tried(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("+ Who do you know among plant managers at food makers in Ohio?\n- Good morning.\n"))
    (row,) = run_json(capsys, str(pack), "--check", "ideal_client")
    assert (row["check"], row["right"], row["found"], row["wrong"]) == ("ideal_client", 1, 1, [])


def test_one_file_can_hold_lines_for_several_checks(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "all.txt"
    file.write_text("[ideal_client]\n- Good morning.\n[next_date]\n+ I'll call you on Monday at nine.\n", encoding="utf-8")
    both = run_json(capsys, str(pack), "--lines", str(file))
    assert [(row["check"], row["lines"]) for row in both] == [("next_date", 1), ("ideal_client", 1)]
    assert both[1]["precision"] is both[1]["recall"] is both[1]["f1"] is None
    (one,) = run_json(capsys, str(pack), "--lines", str(file), "--check", "next_date")
    assert one["check"] == "next_date"


def test_a_bad_pack_ends_with_3_and_every_problem(pack: Path, lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "pack.yaml").write_text(MANIFEST.replace("id: next_date", "id: needy").replace("question:", "qestion:"), encoding="utf-8")
    assert main(["pack", "test", str(pack), "--lines", str(lines)]) == 3
    printed = capsys.readouterr().err
    for expected in (
        "pack.yaml:6:9: id: needy is a check of the rubric",
        "pack.yaml:6:5: question is missing",
        "qestion is not a known key",
    ):
        assert expected in printed
    assert "scenarios/one.yaml:8:16: required: next_date is not known" in printed
    assert main(["pack", "test", str(pack / "nowhere"), "--lines", str(lines)]) == 3


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("I'll call you on Monday.\n", (), "lines.txt:1: the line has no label."),
        ("+ Fine.\n+\n", (), "lines.txt:2: the line has no label."),
        ("# nothing\n", (), "There is no line for any check."),
        ("[next_day]\n+ Fine.\n", (), "lines.txt:1: there is no check next_day.\n  Did you mean next_date?"),
        ("+ Fine.\n", ("--check", "next_day"), "--check: there is no check next_day.\n  Did you mean next_date?"),
        ("[next_date]\n+ Fine.\n", ("--check", "permission"), "There is no line for permission."),
    ],
)
def test_lines_that_do_not_fit_end_with_2_and_say_where(
    pack: Path, lines: Path, capsys: pytest.CaptureFixture[str], text: str, options: tuple[str, ...], expected: str
) -> None:
    lines.write_text(text, encoding="utf-8")
    assert main(["pack", "test", str(pack), "--lines", str(lines), *options]) == 2
    assert expected in capsys.readouterr().err


def test_unlabelled_bytes_and_missing_files_end_with_2(pack: Path, lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines.write_bytes(b"+ caf\xe9\n")
    assert main(["pack", "test", str(pack), "--lines", str(lines)]) == 2
    assert "is not UTF-8 text" in capsys.readouterr().err
    assert main(["pack", "test", str(pack), "--lines", str(lines.with_name("none.txt"))]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_with_several_own_checks_and_no_name_the_command_asks_which(pack: Path, lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second = "  - {id: other, name: O, question: 'O?', yes: [One., Two., Three.], no: [Four., Five.]}\n"
    (pack / "pack.yaml").write_text(MANIFEST + second, encoding="utf-8")
    assert main(["pack", "test", str(pack), "--lines", str(lines)]) == 2
    assert "lines.txt:2: which check is this line for?" in capsys.readouterr().err
