"""`refcoach pack`: from nothing to a pack on somebody else's machine, with the shipped parts."""

import json
from pathlib import Path
from typing import Any

import pytest

from refcoach.cli.main import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(capsys: Capture, *argv: str) -> str:
    assert main(list(argv)) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def rows(capsys: Capture, *argv: str) -> Any:
    return json.loads(run(capsys, *argv, "--json"))


def drilled(capsys: Capture, scenario: str) -> list[dict[str, Any]]:
    answers = ["--say", "Who do you know among owners of joineries? They could save a tenth of their wood. Could you introduce me to her?"]
    out = run(capsys, "drill", scenario, *answers, "--say", "I'll call you on Monday.", "--seed", "7", "--json")
    return [json.loads(line) for line in out.splitlines()]


def test_a_pack_goes_from_one_data_folder_to_another_and_gives_the_same_drill(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file = str(tmp_path / "Team"), str(tmp_path / "team.refpack")
    run(capsys, "pack", "new", folder)
    assert "no problem" in run(capsys, "pack", "validate", folder)
    run(capsys, "pack", "import", folder)
    here = drilled(capsys, "first-ask")
    run(capsys, "pack", "export", folder, "--to", file)
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "elsewhere"))
    run(capsys, "pack", "import", file)
    there = drilled(capsys, "team/first-ask")
    assert [row.get("client") for row in here] == [row.get("client") for row in there]
    assert [row.get("elements") for row in here] == [row.get("elements") for row in there]
    for key in ("closing", "outcome", "finished", "scenario", "scenario_version"):
        assert here[-1][key] == there[-1][key]


def test_the_lists_show_state_and_the_name_to_call(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "pack", "new", str(tmp_path / "team"))
    run(capsys, "pack", "import", str(tmp_path / "team"))
    listed = [(row["id"], row["state"]) for row in rows(capsys, "pack", "list")]
    assert ("foundations", "built-in") in listed
    assert listed[-1] == ("team", "draft")
    assert {state for _, state in listed[:-1]} == {"built-in"}
    assert rows(capsys, "scenarios")[-1]["state"] == "draft"
    assert "draft" in run(capsys, "scenarios")
    run(capsys, "pack", "publish", "team")
    assert rows(capsys, "scenarios")[-1]["state"] == "published"
    run(capsys, "pack", "draft", "team")
    assert rows(capsys, "pack", "list")[-1]["state"] == "draft"
    assert "team-1" in run(capsys, "pack", "remove", "team")
    assert "team" not in [row["id"] for row in rows(capsys, "pack", "list")]


def test_validate_prints_places_problems_and_hints_with_exit_code_3(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "pack", "new", str(tmp_path / "team"))
    scenario = tmp_path / "team" / "scenarios" / "first-ask.yaml"
    scenario.write_text(scenario.read_text("utf-8").replace("required: [ideal_client", "requird: [ideal_client"), encoding="utf-8")
    assert main(["pack", "validate", str(tmp_path / "team")]) == 3
    printed = capsys.readouterr()
    assert printed.out == "scenarios/first-ask.yaml:28:5: requird is not a known key (did you mean required?)\n"
    assert "1 problem." in printed.err
    assert main(["pack", "validate", str(tmp_path / "team"), "--json"]) == 3
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["file"], problem["line"], problem["column"]) == ("scenarios/first-ask.yaml", 28, 5)
    assert problem["hint"] == "did you mean required?"
    assert main(["pack", "import", str(tmp_path / "team")]) == 3
    assert "requird is not a known key" in capsys.readouterr().err


def test_validate_as_json_of_a_good_pack_is_an_empty_list(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "pack", "new", str(tmp_path / "team"))
    assert rows(capsys, "pack", "validate", str(tmp_path / "team")) == []


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["pack", "validate", "nowhere"], 2, "There is no folder or file nowhere"),
        (["pack", "import", "nowhere"], 3, "there is no such folder or file"),
        (["pack", "publish", "foundations"], 3, "There is no installed pack foundations"),
        (["pack", "remove", "../log"], 3, "There is no installed pack ../log"),
        (["pack", "export", "assets/packs/foundations", "--to", "x.zip"], 2, "ends in .refpack"),
        (["pack", "new", "assets"], 2, "There is something in assets already"),
        (["pack", "new", "???"], 2, "makes no id for a pack"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_remedy(argv: list[str], code: int, said: str, capsys: Capture) -> None:
    assert main(argv) == code
    printed = capsys.readouterr().err
    assert said in printed
    assert len(printed.splitlines()) >= 2


def test_the_lines_of_the_template_can_be_tried(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "pack", "new", str(tmp_path / "team"))
    (outcome,) = rows(capsys, "pack", "test", str(tmp_path / "team"), "--lines", str(tmp_path / "team" / "lines.txt"))
    assert (outcome["check"], outcome["lines"], outcome["wanted"]) == ("next_date", 6, 3)
