"""Damaged files are set aside, told, and replaced by what is known to be whole; nothing is overwritten."""

import json
from pathlib import Path

import pytest
from store_samples import attempt
from tinydb import TinyDB

from refcoach.core.errors import LogError
from refcoach.core.records import attempt_record
from refcoach.store.atomic import backup_of
from refcoach.store.journal import Journal
from refcoach.store.log import PracticeLog
from refcoach.store.notices import Notice
from refcoach.store.storage import AtomicJSONStorage, Tables, decode, encode

MONTH = "2026-11.json"


def filled(folder: Path) -> Path:
    """A log whose month file has two attempts and whose backup has the first."""
    log = PracticeLog(folder)
    log.put_attempt(attempt(1))
    log.fold()
    log.put_attempt(attempt(2))
    log.close()
    return folder / MONTH


DAMAGES = {
    "truncated": lambda raw: raw[: len(raw) // 2],
    "empty": lambda raw: b"",
    "garbage": lambda raw: bytes(range(256)) * 8,
    "zeros": lambda raw: b"\0" * len(raw),
    "other json": lambda raw: b'["a list"]',
    "no format number": lambda raw: b'{"attempts": {}}',
    "a table of texts": lambda raw: b'{"schema": 1, "attempts": {"1": "x"}}',
    "nested without end": lambda raw: b'{"a":' * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_month_is_set_aside_and_its_backup_restored(tmp_path: Path, damage: str) -> None:
    month = filled(tmp_path)
    bad = DAMAGES[damage](month.read_bytes())
    month.write_bytes(bad)
    notices: list[Notice] = []
    log = PracticeLog(tmp_path, notices.append)
    assert log.attempts() == [attempt(1)]
    aside = tmp_path / f"{MONTH}.corrupt-1"
    assert aside.read_bytes() == bad
    assert len(notices) == 1
    assert MONTH in notices[0].message
    assert "restored" in notices[0].message
    assert str(aside) in notices[0].hint
    log.put_attempt(attempt(2))
    log.close()
    assert {item.attempt_id for item in PracticeLog(tmp_path).attempts()} == {attempt(1).attempt_id, attempt(2).attempt_id}


def test_a_month_damaged_together_with_its_backup_starts_anew_and_keeps_both(tmp_path: Path) -> None:
    month = filled(tmp_path)
    month.write_bytes(b"bad month")
    backup_of(month).unlink()
    backup_of(month).write_bytes(b"bad backup")
    notices: list[Notice] = []
    log = PracticeLog(tmp_path, notices.append)
    assert log.attempts() == []
    assert "no usable backup" in notices[0].message
    log.put_attempt(attempt(3))
    log.close()
    assert PracticeLog(tmp_path).attempts() == [attempt(3)]
    assert (tmp_path / f"{MONTH}.corrupt-1").read_bytes() == b"bad month"
    assert (tmp_path / f"{MONTH}.bak.corrupt-1").read_bytes() == b"bad backup"


def test_damage_that_happens_while_the_log_is_open_is_found_before_the_next_fold_overwrites_it(tmp_path: Path) -> None:
    month = filled(tmp_path)
    notices: list[Notice] = []
    log = PracticeLog(tmp_path, notices.append)
    assert log.count() == 2
    month.write_bytes(b"")
    log.put_attempt(attempt(3))
    log.fold()
    assert {item.attempt_id for item in log.attempts()} == {attempt(1).attempt_id, attempt(3).attempt_id}
    assert len(notices) == 1


def test_an_unfinished_last_line_of_the_journal_is_skipped_without_a_word(tmp_path: Path) -> None:
    PracticeLog(tmp_path).put_attempt(attempt(1))
    journal = tmp_path / "journal.jsonl"
    whole = journal.read_bytes()
    for length in (1, 9, 30, len(whole) // 2, len(whole) - 2):
        journal.write_bytes(whole + whole[:length])
        assert Journal(journal).read().damaged == ()
        Journal(journal).append("attempt", attempt_record(attempt(2)))  # as a process does that was running all the time
        assert journal.read_bytes().startswith(whole)
        assert journal.read_bytes().count(b"\n") == 2
        page = Journal(journal).read()
        assert set(page.tables["attempts"]) == {attempt(1).attempt_id, attempt(2).attempt_id}
        assert page.damaged == ()


def test_a_last_line_that_lacks_only_its_line_feed_is_kept(tmp_path: Path) -> None:
    PracticeLog(tmp_path).put_attempt(attempt(1))
    journal = tmp_path / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-1])
    Journal(journal).append("attempt", attempt_record(attempt(2)))
    notices: list[Notice] = []
    assert PracticeLog(tmp_path, notices.append).count() == 2
    assert notices == []


@pytest.mark.parametrize("tail", [b"\0" * 50, b"something else", b'{"kind":"attempt","record":\0\0'])
def test_a_last_line_that_is_not_just_torn_is_set_aside_and_told(tmp_path: Path, tail: bytes) -> None:
    PracticeLog(tmp_path).put_attempt(attempt(1))
    with (tmp_path / "journal.jsonl").open("ab") as file:
        file.write(tail)
    notices: list[Notice] = []
    log = PracticeLog(tmp_path, notices.append)
    assert log.attempts() == [attempt(1)]
    assert len(notices) == 1
    assert (tmp_path / "journal.jsonl.corrupt-1").read_bytes() == tail + b"\n"


def test_damaged_lines_in_the_middle_of_the_journal_cost_only_themselves(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path)
    for number in range(4):
        log.put_attempt(attempt(number))
    journal = tmp_path / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1][:40] + b"\xff\xfe" + lines[1][42:]
    lines[2] = lines[2].replace(b"2026-11-03T18", b"____-__-03T18")
    journal.write_bytes(b"".join([*lines, b'{"kind":"dream","record":{}}\n']))
    notices: list[Notice] = []
    log = PracticeLog(tmp_path, notices.append)
    assert {item.attempt_id for item in log.attempts()} == {attempt(0).attempt_id, attempt(3).attempt_id}
    assert "3 entries" in notices[0].message
    assert len((tmp_path / "journal.jsonl.corrupt-1").read_bytes().splitlines()) == 3
    assert journal.stat().st_size == 0


def test_a_newer_format_is_refused_and_left_as_it_is_and_new_practice_stays_in_the_journal(tmp_path: Path) -> None:
    month = filled(tmp_path)
    newer = encode({"attempts": {}}, 99)
    month.write_bytes(newer)
    notices: list[Notice] = []
    log = PracticeLog(tmp_path, notices.append)
    with pytest.raises(LogError, match="newer RefCoach") as caught:
        log.attempts()
    assert "Update RefCoach" in caught.value.hint
    log.put_attempt(attempt(5))
    log.close()
    assert "safe in the journal" in notices[0].message
    assert month.read_bytes() == newer
    month.unlink()
    assert PracticeLog(tmp_path).attempts() == [attempt(5)]


def test_an_older_format_is_migrated_and_the_old_file_kept(tmp_path: Path) -> None:
    month = filled(tmp_path)
    old = encode(decode(month.read_bytes())[1], 1)
    month.write_bytes(old)

    def two(tables: Tables) -> Tables:
        return {**tables, "attempts": {key: {**item, "mood": "calm"} for key, item in tables["attempts"].items()}}

    def three(tables: Tables) -> Tables:
        return {**tables, "extra": {}}

    def opened(**more: object) -> TinyDB:
        return TinyDB(storage=lambda: AtomicJSONStorage(month, **more))  # type: ignore[arg-type]

    with pytest.raises(LogError, match="does not know"):
        opened(schema=3, migrations={1: two}).table("attempts").all()
    assert month.read_bytes() == old
    database = opened(schema=3, migrations={1: two, 2: three})
    assert [item["mood"] for item in database.table("attempts")] == ["calm", "calm"]
    assert (tmp_path / f"{MONTH}.format-1").read_bytes() == old
    assert decode(month.read_bytes())[0] == 3
    assert "extra" in database.tables()
    with pytest.raises(LogError, match="newer"):
        PracticeLog(tmp_path).attempts()


def test_a_batch_that_fails_writes_nothing_and_forgets_what_it_had(tmp_path: Path) -> None:
    month = filled(tmp_path)
    before = month.read_bytes()
    storage = AtomicJSONStorage(month)
    table = TinyDB(storage=lambda: storage).table("attempts")

    def interrupted() -> None:
        with storage.batch():
            table.insert({"attempt_id": "x"})
            assert len(table) == 3
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert len(table) == 2
    assert month.read_bytes() == before


def test_a_value_that_json_does_not_know_leaves_file_and_cache_as_they_were(tmp_path: Path) -> None:
    month = filled(tmp_path)
    storage = AtomicJSONStorage(month)
    table = TinyDB(storage=lambda: storage).table("attempts")
    with pytest.raises(TypeError):
        table.insert({"attempt_id": object()})
    assert len(table) == 2
    table.insert({"attempt_id": "y"})
    assert len(json.loads(month.read_bytes())["attempts"]) == 3


def test_temporary_files_of_killed_processes_go_at_the_next_opening(tmp_path: Path) -> None:
    filled(tmp_path)
    left = tmp_path / f".{MONTH}.4711-abcdef01.tmp"
    left.write_bytes(b"half")
    PracticeLog(tmp_path)
    assert not left.exists()


def test_the_backup_is_the_generation_before_and_no_second_name_of_the_file(tmp_path: Path) -> None:
    month = filled(tmp_path)
    assert not month.samefile(backup_of(month))
    assert [item["attempt_id"] for item in decode(backup_of(month).read_bytes())[1]["attempts"].values()] == [attempt(1).attempt_id]
