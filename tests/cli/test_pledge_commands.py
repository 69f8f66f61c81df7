"""`refcoach pledge`, `live`, `ask` and `plan`: for people, for programs, and what they refuse."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from refcoach.cli.main import main
from refcoach.core.live import Relation
from refcoach.core.real_ask import PLAN_FIELDS


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "home"


def ran(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(list(argv)) == 0
    return capsys.readouterr().out


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    return json.loads(ran(capsys, *argv, "--json"))


def test_a_pledge_is_set_in_steps_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    first = printed(capsys, "pledge", "set", "--days", "4", "--element", "business_reason:3", "--words", "Every morning")
    second = printed(capsys, "pledge", "set", "--drills", "6")
    assert second["goals"] == {**first["goals"], "drills": 6}
    assert (second["words"], second["pledge_id"] != first["pledge_id"]) == ("Every morning", True)
    shown = printed(capsys, "pledge", "show")
    assert shown["goals"] == [
        {"label": "Days of practice", "promised": 4, "kept": 0},
        {"label": "Drills", "promised": 6, "kept": 0},
        {"label": "Business reason heard", "promised": 3, "kept": 0},
    ]
    assert [pledge["pledge_id"] for pledge in shown["earlier"]] == [first["pledge_id"]]
    words = ran(capsys, "pledge", "show")
    assert "0 of 4" in words
    assert "Not countersigned yet" in words
    assert "Changed: before, it was 4 days, business reason heard in 3 attempts." in words


def test_another_week_has_a_pledge_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    made = printed(capsys, "pledge", "set", "--week", "2031-03-05", "--asks", "1")
    assert made["week"] == "2031-03-03"
    assert "No pledge for this week" in ran(capsys, "pledge", "show")
    assert "0 of 1" in ran(capsys, "pledge", "show", "--week", "2031-03-09")


def test_a_live_practice_shows_what_came_across_and_why_it_does_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    ran(capsys, "profile", "set", "--function", "plant managers", "--geography", "Ohio")
    argv = ["live", "add", "--person", "Jo:peer", "--person", "Max:client", "--said-back", "Factory bosses in Texas"]
    words = ran(capsys, *argv)
    assert "does not count" in words
    assert "Max (a client)" in words
    assert "1 of 2 came across, 1 as something else." in words
    assert "something else" in words
    (listed,) = printed(capsys, "live", "list")
    assert (listed["counts"], listed["people"][1]["understood"]) == (False, [])
    assert {item["facet"]: item["outcome"] for item in listed["people"][0]["understood"]} == {
        "function": "understood",
        "geography": "different",
    }
    counted = printed(capsys, "live", "add", "--person", "Jo:peer", "--person", "Ann:neighbour")
    assert (counted["counts"], counted["why_not"]) == (True, "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_on_a_terminal_each_listener_is_asked_for_and_what_they_said_back(capsys: pytest.CaptureFixture[str]) -> None:
    import pty

    ran(capsys, "profile", "set", "--function", "plant managers")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "refcoach", "live", "add"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True) as process:
        os.close(theirs)
        for asked, answer in (
            ("Who listened?", "Jo"),
            ("Who is Jo to you?", ""),
            ("Who listened?", "Ann"),
            ("Who is Ann to you?", "neighbour"),
            ("Who listened?", ""),
            ("Whom should Jo think of", "Factory bosses"),
            ("Whom should Ann think of", ""),
        ):
            read_until(ours, asked)
            os.write(ours, f"{answer}\n".encode())
        words = read_until(ours, "came across")
        assert process.wait(60) == 0
    os.close(ours)
    assert "It counts." in words
    assert "1 of 1 came across" in words
    (live,) = printed(capsys, "live", "list")
    assert [(person["name"], person["relation"], person["said_back"]) for person in live["people"]] == [
        ("Jo", "peer", "Factory bosses"),
        ("Ann", "neighbour", ""),
    ]


def read_until(terminal: int, wanted: str) -> str:
    """What the terminal shows from now on, up to `wanted` and what came with it."""
    said = ""
    while wanted not in said:
        said += os.read(terminal, 4096).decode()
    return said


def test_the_help_names_every_relation(capsys: pytest.CaptureFixture[str]) -> None:
    words = " ".join(ran(capsys, "live", "add", "--help").split())
    assert all(f"{relation} (" in words for relation in Relation)


def test_an_ask_is_planned_listed_and_done(capsys: pytest.CaptureFixture[str]) -> None:
    planned = printed(capsys, "ask", "next", "Priya Nair", "--on", "2031-03-05", "--scenario", "ask-after-praise")
    assert (planned["state"], planned["rehearsed"]) == ("open", 0)
    assert "refcoach drill ask-after-praise" in ran(capsys, "ask", "next")
    assert printed(capsys, "ask", "done", "--introductions", "2", "--revenue", "1200")["state"] == "done"
    listed = printed(capsys, "ask", "list")
    assert listed["totals"] == {"asks": 1, "introductions": 2, "meetings": 0, "opportunities": 0, "customers": 0, "revenue": 1200}
    assert "In all: 1 ask made. What came of it: 2 introductions, revenue 1,200." in ran(capsys, "ask", "list")


def test_the_plan_is_written_printed_and_read_from_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran(capsys, "profile", "set", "--function", "plant managers", "--name", "Dana")
    assert "Referral plan of Dana" in ran(capsys, "plan", "set", "--moments", "After praise")
    record = printed(capsys, "plan", "show")
    assert {field: record[field] for field in PLAN_FIELDS if record[field]} == {"ideal_client": "Plant managers", "moments": "After praise"}
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({"habits": "Fridays"}), encoding="utf-8")
    ran(capsys, "plan", "set", "--file", str(file))
    assert "## What I do every week\n\nFridays\n" in ran(capsys, "plan", "show", "--markdown")
    assert len(printed(capsys, "plan", "show", "--history")) == 1


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["pledge", "set"], "Nothing was promised"),
        (["pledge", "set", "--days", "9"], "0 to 7"),
        (["pledge", "set", "--element", "business_reason"], "business_reason:4"),
        (["pledge", "set", "--element", "dance:2"], "There is no element dance"),
        (["pledge", "show", "--week", "soon"], "no week"),
        (["pledge", "accept"], "No proposal is open"),
        (["live", "add"], "needs people"),
        (["live", "add", "--person", "Jo"], "Jo:peer"),
        (["live", "add", "--person", "Jo:peer", "--said-back", "a", "--said-back", "b"], "more answers"),
        (["ask", "next"], "No real ask is planned"),
        (["ask", "next", "Priya", "--on", "Thursday"], "not a day"),
        (["ask", "next", "Priya", "--scenario", "dance"], "no scenario dance"),
        (["ask", "done", "nobody"], "No real asks fit"),
        (["ask", "done", "--meetings", "-1"], "--meetings"),
        (["plan", "set"], "Nothing was given"),
        (["plan", "set", "--file", "no-such.json"], "no file"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_hint(argv: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert said in capsys.readouterr().err


def test_a_word_that_is_not_understood_names_the_help_of_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pledge", "set", "--partner", "Sam"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "  See: refcoach pledge set --help"


def test_a_pledge_of_another_week_says_which_share_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert "your next share shows it" in ran(capsys, "pledge", "set", "--days", "3")
    assert "a share that ends in the week of" in ran(capsys, "pledge", "set", "--week", "next", "--days", "3")
