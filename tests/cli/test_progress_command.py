"""`refcoach progress`: table and JSON over a real log."""

import json
from datetime import date
from pathlib import Path

import pytest
from progress_examples import some_months

from refcoach.cli.main import main
from refcoach.cli.progress import of_words, sparkline
from refcoach.core.entries import LIVE, REAL_ASK, REVIEW
from refcoach.core.series import CheckSeries, WeekCount
from refcoach.engine.desk import open_desk


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path / "home"


@pytest.fixture
def filled(home: Path) -> None:
    months, desk = some_months(date.today()), open_desk()
    for attempt in months.attempts:
        desk.log.put_attempt(attempt)
    for kind, entries in ((LIVE, months.live), (REAL_ASK, months.asks), (REVIEW, months.reviews)):
        for entry in entries:
            desk.put(kind, entry)
    desk.close()


def test_the_table_shows_each_check_agreement_and_outcomes(filled: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress"]) == 0
    shown = capsys.readouterr().out
    for words in ("Ideal client", "Business reason", "Introduction", "This week", "Four weeks", "Your partner and RefCoach", "Kappa"):
        assert words in shown
    assert "4 asks made, 6 introductions, 4 meetings, 2 opportunities, 1 customer, revenue 4,200" in shown


def test_json_holds_the_same_numbers_by_week(filled: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    check = found["checks"]["ideal_client"]
    assert sum(week["heard"] for week in check["weeks"]) == check["all"]["heard"] > 0
    assert sum(week["told"] for week in check["weeks"][-4:]) == check["four_weeks"]["told"]
    agreement = found["agreement"]["ideal_client"]
    assert agreement["now"]["answers"] == sum(week["answers"] for week in agreement["weeks"].values())
    assert (agreement["now"]["kappa"] is not None) == (agreement["now"]["answers"] >= 20)
    assert found["outcomes"]["revenue"] == 4200


def test_since_leaves_out_what_was_before(filled: None, capsys: pytest.CaptureFixture[str]) -> None:
    main(["progress", "--json"])
    everything = json.loads(capsys.readouterr().out)
    since = everything["checks"]["ideal_client"]["weeks"][-3]["monday"]
    assert main(["progress", "--since", since, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["since"] == since
    assert found["checks"]["ideal_client"]["weeks"] == everything["checks"]["ideal_client"]["weeks"][-3:]
    assert all(day["day"] >= since for day in found["days"])


def test_an_empty_log_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress"]) == 0
    assert "No practice yet" in capsys.readouterr().out


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "9999-01-01"])
def test_a_day_that_is_none_or_still_to_come_is_refused(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "--since", day]) == 2
    assert day in capsys.readouterr().err


def test_a_sparkline_is_a_sign_a_week_with_a_dot_where_nothing_was_told() -> None:
    points = (WeekCount("w1", 0, 3), WeekCount("w2", 0, 0), WeekCount("w3", 2, 4), WeekCount("w4", 5, 5))
    assert sparkline(CheckSeries("ideal_client", "Ideal client", points)) == "▁·▅█"
    assert (of_words((2, 3)), of_words((0, 0))) == ("2 of 3 (67 %)", "–")
