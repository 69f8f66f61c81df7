"""What was put into the practice log comes out again: filters, order, ids, files."""

import json
import stat
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import TEXT, attempt, session

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.entries import ATTEMPT, SESSION
from refcoach.core.errors import LogError, UsageError
from refcoach.core.finding import Judgement
from refcoach.core.transcript import Transcript
from refcoach.store.log import PracticeLog
from refcoach.store.notices import Notice

TEXTS = st.text(max_size=60)


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    number = draw(st.integers(0, 6))
    at = f"20{20 + number}-0{1 + number}-1{number}T0{number}:00:00+0{number}:00"
    return attempt(
        number,
        at,
        client=draw(TEXTS),
        beat=draw(TEXTS),
        state=draw(st.sampled_from(AttemptState)),
        transcript=Transcript(draw(TEXTS), (), "typed"),
        judgement=draw(st.sampled_from((Judgement(), attempt().judgement))),
        take=draw(st.sampled_from((None, attempt().take))),
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(attempts(), st.sampled_from(("fold", "reopen"))), max_size=12))
def test_every_attempt_comes_back_as_it_was_put_last(steps: list[Attempt | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = PracticeLog(Path(folder))
        expected: dict[str, Attempt] = {}
        for step in steps:
            if isinstance(step, Attempt):
                log.put_attempt(step)
                expected[step.attempt_id] = step
            elif step == "fold":
                log.fold()
            else:
                log.close()
                log = PracticeLog(Path(folder))
            assert {item.attempt_id: item for item in log.attempts()} == expected
        log.close()
        assert {item.attempt_id: item for item in PracticeLog(Path(folder)).attempts()} == expected


def test_non_ascii_text_and_half_surrogates_survive_journal_and_month(tmp_path: Path) -> None:
    odd = attempt(1, client=TEXT + "\ud83c half\x00\r\n")
    log = PracticeLog(tmp_path)
    log.put_attempt(odd)
    assert PracticeLog(tmp_path).attempts() == [odd]
    log.close()
    assert PracticeLog(tmp_path).attempts() == [odd]
    assert "fällt" in (tmp_path / "2026-11.json").read_text("utf-8", "surrogatepass")


def test_attempts_are_filed_by_the_local_month_in_which_they_are_written(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path, now=lambda: "2026-12-01T00:02:00+13:00")
    log.put_attempt(attempt(1, "2026-11-30T23:59:00-08:00"))  # December in Greenwich
    log.put_attempt(attempt(2, "2026-12-01T00:01:00+13:00"))  # November in Greenwich
    assert log.months() == ("2026-11", "2026-12")
    log.close()
    assert sorted(path.name for path in tmp_path.glob("2026*.json")) == ["2026-11.json", "2026-12.json"]
    stored = json.loads((tmp_path / "2026-11.json").read_text("utf-8"))
    assert stored["schema"] == 2
    assert set(stored) == {"schema", "attempts"}
    assert set(json.loads((tmp_path / "2026-12.json").read_text("utf-8"))) == {"schema", "attempts", "chain"}


def test_filters_order_and_limit(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path)
    days = ("2026-09-30", "2026-10-05", "2026-10-06", "2026-11-01")
    for number, day in enumerate(days):
        log.put_attempt(attempt(number, f"{day}T10:00:00+02:00", session_id=f"s{number % 2}", scenario="ab"[number // 2]))
        if number == 1:
            log.fold()

    def found(**wanted: object) -> list[str]:
        return [item.at[:10] for item in log.attempts(**wanted)]  # type: ignore[arg-type]

    assert found() == list(reversed(days))
    assert found(newest_first=False) == list(days)
    assert found(limit=2) == ["2026-11-01", "2026-10-06"]
    assert found(limit=0) == []
    assert found(limit=1, newest_first=False) == ["2026-09-30"]
    assert found(session_id="s1") == ["2026-11-01", "2026-10-05"]
    assert found(scenario="a", newest_first=False) == ["2026-09-30", "2026-10-05"]
    assert found(since="2026-10-06") == ["2026-11-01", "2026-10-06"]
    assert found(since="2026-10") == ["2026-11-01", "2026-10-06", "2026-10-05"]
    assert found(since="2026-10-06T08:00:00Z") == ["2026-11-01", "2026-10-06"]
    assert found(since="2026-10-06T08:00:01Z") == ["2026-11-01"]
    assert found(since="2026-10-06T10:00:00") == ["2026-11-01", "2026-10-06"]
    assert log.count() == 4
    with pytest.raises(UsageError, match="yesterday"):
        found(since="yesterday")


def test_the_hour_that_comes_twice_in_autumn_is_in_order(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path)
    log.put_attempt(attempt(1, "2026-10-25T02:10:00+01:00"))
    log.put_attempt(attempt(2, "2026-10-25T02:50:00+02:00"))
    assert [item.at[11:16] for item in log.attempts(newest_first=False)] == ["02:50", "02:10"]


def test_a_unique_beginning_of_an_id_is_enough(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path)
    log.put_attempt(attempt(1, attempt_id="abcdef01", at="2026-10-01T10:00:00+00:00"))
    log.fold()
    log.put_attempt(attempt(2, attempt_id="abcdee02"))
    log.put_attempt(attempt(3, attempt_id="abcdee"))
    for wanted, expected in (("abcdef", "abcdef01"), ("abcdee", "abcdee"), ("abcdee02", "abcdee02"), ("abc", None), ("ffff", None)):
        found = log.attempt(wanted)
        assert (found and found.attempt_id) == expected
    with pytest.raises(UsageError, match="3 attempts begin with abcd"):
        log.attempt("abcd")


def test_sessions_are_replaced_and_ordered(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path)
    first, second = session(1), session(2, "2026-12-01T08:00:00+01:00")
    log.put_session(first)
    log.put_session(second)
    log.fold()
    ended = replace(first, ended_at="2026-11-03T18:10:00.000+01:00")
    log.put_session(ended)
    assert log.sessions() == [second, ended]
    log.close()
    assert PracticeLog(tmp_path).sessions(newest_first=False) == [ended, second]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_everything_in_the_log_is_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "log"
    log = PracticeLog(folder, now=lambda: "2026-11-03T18:06:00.000+01:00")
    for number in range(2):
        log.put_attempt(attempt(number))
        log.fold()
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    names = (".lock", "journal.jsonl", "2026-11.json", "2026-11.json.bak", "chain-head.json")
    assert files == dict.fromkeys(names, 0o600)


def test_an_attempt_without_a_time_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path)
    for at in ("", "yesterday", "20261103T180500", "../../x"):
        with pytest.raises(LogError, match="cannot file the time"):
            log.put_attempt(attempt(1, at))
    assert log.attempts() == []


def test_a_record_of_unknown_shape_is_left_out_once_told_and_stays_in_the_file(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path)
    log.put_attempt(attempt(1))
    log.put_attempt(attempt(2))
    log.close()
    file = tmp_path / "2026-11.json"
    stored = json.loads(file.read_bytes())
    stored["attempts"]["1"]["state"] = "dreamt"
    file.write_text(json.dumps(stored))
    notices: list[Notice] = []
    log = PracticeLog(tmp_path, notices.append)
    assert log.attempts() == log.attempts() == [attempt(2)]
    assert len(notices) == 1
    assert attempt(1).attempt_id in notices[0].message
    log.put_attempt(attempt(3))
    log.close()
    assert "dreamt" in file.read_text()


def test_opening_an_empty_log_and_importing_it_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from refcoach.store.log import PracticeLog; import refcoach.store.settings, "
        "refcoach.store.places, refcoach.store.takes, refcoach.store.instance; PracticeLog(Path(sys.argv[1])).attempts(); "
        "print([name for name in ('tinydb', 'filelock', 'platformdirs') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert list(tmp_path.iterdir()) == []


def test_a_month_holds_what_is_written_in_it_the_oldest_first(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path / "log")
    for number, at in enumerate(("2026-11-30T23:30:00+01:00", "2026-12-01T00:10:00+01:00", "2026-11-02T08:00:00+01:00")):
        log.put_attempt(attempt(number, at))
        if number == 1:
            log.fold()
    log.put_session(session())
    assert [found.at[:10] for found in log.entries(ATTEMPT, month="2026-11", newest_first=False)] == ["2026-11-02", "2026-11-30"]
    assert [found.at[:10] for found in log.entries(ATTEMPT, month="2026-12", newest_first=False)] == ["2026-12-01"]
    assert log.entries(SESSION, month="2026-11", newest_first=False) == [session()]
    assert log.entries(ATTEMPT, month="2025-01", newest_first=False) == []
