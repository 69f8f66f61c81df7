"""My script, second chances and statistics on the command line, with the real judge and the real recogniser."""

import json
from pathlib import Path
from typing import Any

import pytest

from refcoach.cli.main import main
from refcoach.core.assets import asset

TAKE = str(asset("takes", "ask-after-praise.wav"))
WEAK = "That is great to hear. If you know anyone who could use us, please pass my name along."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def command(*argv: str) -> str:
        assert main(list(argv)) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return command


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


SCRIPT = ("profile", "set", "--function", "plant managers", "--industry", "food makers", "--geography", "Ohio")


def test_my_script_makes_the_better_lines_and_the_judge_hears_them(run: Any) -> None:
    run(*SCRIPT, "--reason", "cut unplanned stops by a third", "--name", "Dana")
    (found,) = objects(run("check", WEAK, "--json"))
    steps = {step["key"]: step for step in found["next_steps"]}
    assert list(steps) == ["ideal_client", "introduction_request", "business_reason"]
    assert "plant managers at food makers in Ohio" in steps["ideal_client"]["line"]
    assert steps["business_reason"]["line"] == "We cut unplanned stops by a third."
    assert steps["ideal_client"]["quote"] == "If you know anyone who could use us, please pass my name along."
    for key, step in steps.items():
        (heard,) = objects(run("check", step["line"], "--json"))
        assert heard["elements"][key]["verdict"] == "present", step
    assert "For example" in run("check", WEAK)


def test_without_a_script_no_line_is_made_up(run: Any) -> None:
    (found,) = objects(run("check", WEAK, "--json"))
    assert [step["line"] for step in found["next_steps"]] == ["", "", ""]


def test_my_script_is_shown_imported_and_refused_when_broken(run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "empty" in run("profile", "show")
    shown = json.loads(run(*SCRIPT, "--listen-for", "Priya Nair", "--json"))
    assert shown["names"] == ["Priya Nair"]
    assert "plant managers at food makers in Ohio" in run("profile", "show")
    file = tmp_path / "script.json"
    file.write_text(json.dumps({**shown, "name": "Sam"}), encoding="utf-8")
    assert json.loads(run("profile", "import", str(file), "--json"))["name"] == "Sam"
    file.write_text('{"reasons": [5]}', encoding="utf-8")
    assert main(["profile", "import", str(file)]) == 2
    assert "reasons" in capsys.readouterr().err
    assert json.loads(run("profile", "show", "--json"))["name"] == "Sam"


def test_a_read_out_sample_is_said_to_be_that(run: Any) -> None:
    sample = (
        "Two days a week, that makes my day, Priya. Who comes to mind when you think of plant managers in Ohio whose lines keep stopping? "
        "Your planners got their time back within a quarter, and theirs could too. Would you set up a call for the three of us?"
    )
    attempt = objects(run("drill", "ask-after-praise", "--say", sample, "--json"))[0]
    assert attempt["read_out"] == sample
    assert "words of the sample answer" in run("log", "show", attempt["attempt_id"])


def test_what_was_missing_is_said_again_alone_and_both_takes_are_one_attempt(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    first = objects(run("drill", "ask-after-praise", "--say", WEAK, "--json"))[0]["attempt_id"]
    part, whole = objects(
        run("retry", first, "--check", "introduction_request", "--say", "Could you put the two of us on a call together?", "--json")
    )
    assert part["elements"]["introduction_request"]["verdict"] == "present"
    assert [step["key"] for step in part["next_steps"]] == []
    assert whole["attempt_id"] == first
    assert whole["takes"] == 2
    assert whole["elements"] == {"ideal_client": "missing", "business_reason": "missing", "introduction_request": "present"}
    (listed,) = json.loads(run("log", "list", "--json"))
    assert listed == whole
    assert json.loads(run("log", "stats", "--json"))["introduction_request"]["heard"] == 1
    assert "Said again alone" in run("log", "show", first)
    assert main(["retry", first, "--check", "no_such_check", "--say", "Hello."]) == 2
    assert "was not checked for no_such_check" in capsys.readouterr().err


def test_a_contested_finding_is_kept_marked_counts_on_neither_side_and_can_be_taken_back(run: Any) -> None:
    first = objects(run("drill", "ask-after-praise", "--say", WEAK, "--json"))[0]["attempt_id"]
    before = json.loads(run("log", "stats", "--json"))
    changed = json.loads(run("log", "contest", first, "ideal_client", "--quote", "anyone who could use us", "--json"))
    assert changed["elements"]["ideal_client"]["verdict"] == "unclear"
    assert changed["revisions"][0]["before"]["elements"]["ideal_client"]["verdict"] == "missing"
    after = json.loads(run("log", "stats", "--json"))
    assert (before["ideal_client"]["missed"], before["ideal_client"]["contested"]) == (1, 0)
    assert (after["ideal_client"]["missed"], after["ideal_client"]["could_not_tell"], after["ideal_client"]["contested"]) == (0, 1, 1)
    shown = run("log", "show", first)
    assert "contested: Ideal client" in shown
    assert "not heard yet → could not tell" in " ".join(shown.split())
    assert json.loads(run("log", "list", "--json"))[0]["contested"] == ["ideal_client"]
    assert json.loads(run("log", "undo", first, "--json"))["revisions"] == []
    assert json.loads(run("log", "stats", "--json")) == before


def test_a_contest_that_the_judge_hears_in_the_words_meant_is_granted(run: Any) -> None:
    run("profile", "set", "--name", "Dana")
    attempt = objects(run("drill", "ask-after-praise", "--say", "I did not quite say who. " + WEAK, "--json"))[0]
    changed = json.loads(run("log", "contest", attempt["attempt_id"], "generic_ask", "--json"))
    assert changed["pitfalls"]["generic_ask"]["verdict"] == "unclear"


def test_a_corrected_word_is_judged_again_and_both_versions_stay(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    attempt = objects(run("drill", "ask-after-praise", "--audio", TAKE, "--json"))[0]
    first = attempt["attempt_id"]
    words = [word["text"] for word in attempt["words"]]
    changed = json.loads(run("log", "correct", first, "--heard", words[3], "--said", "something else", "--json"))
    assert "something else" in changed["transcript"]["text"]
    assert changed["revisions"][0]["before"]["transcript"]["text"] == attempt["text"]
    for group in ("elements", "facets", "pitfalls"):
        for finding in changed[group].values():
            for item in finding["evidence"]:
                assert changed["transcript"]["text"][item["start"] : item["end"]] == item["text"]
    assert "corrected: heard" in run("log", "show", first)
    assert main(["log", "correct", first, "--heard", "not a word of it", "--said", "x"]) == 2
    assert "not in the take" in capsys.readouterr().err
    typed = objects(run("drill", "ask-after-praise", "--say", WEAK, "--json"))[0]["attempt_id"]
    assert main(["log", "correct", typed, "--heard", "great", "--said", "good"]) == 2
    assert "typed" in capsys.readouterr().err


def test_today_suggests_what_fits_into_the_time(run: Any) -> None:
    (first, *_) = json.loads(run("today", "--json"))
    assert set(first) == {"scenario", "title", "skill", "minutes", "why"}
    assert sum(item["minutes"] for item in json.loads(run("today", "--minutes", "20", "--json"))) <= 20
    run("drill", first["scenario"], "--say", WEAK, "--json")
    assert "once this week" in run("today")
