"""The journal is folded into its months while other processes and threads read and write the same log."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from store_samples import attempt, session

from refcoach.core.errors import LogError
from refcoach.store import log as log_module
from refcoach.store.lock import LogLock
from refcoach.store.log import PracticeLog


def test_the_journal_is_folded_when_it_is_long_and_when_it_was_left_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "FOLD_AFTER_LINES", 3)
    log = PracticeLog(tmp_path)
    journal = tmp_path / "journal.jsonl"
    log.put_attempt(attempt(1))
    log.put_attempt(attempt(2))
    assert journal.stat().st_size > 0
    log.put_attempt(attempt(3))
    assert journal.stat().st_size == 0
    log.put_attempt(attempt(4))
    reopened = PracticeLog(tmp_path)
    assert journal.stat().st_size == 0
    assert len(reopened.attempts()) == len(log.attempts()) == 4


def test_folding_the_same_journal_twice_doubles_nothing(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path)
    log.put_attempt(attempt(1))
    log.put_session(session())
    journal = (tmp_path / "journal.jsonl").read_bytes()
    log.fold()
    (tmp_path / "journal.jsonl").write_bytes(journal)  # as after a crash before the journal was cleared
    again = PracticeLog(tmp_path)
    assert again.attempts() == [attempt(1)]
    assert again.sessions() == [session()]


def test_changes_of_another_process_are_seen_before_and_after_its_fold(tmp_path: Path) -> None:
    mine, theirs = PracticeLog(tmp_path), PracticeLog(tmp_path)
    mine.put_attempt(attempt(1))
    assert theirs.attempts() == [attempt(1)]
    theirs.fold()
    assert mine.attempts() == [attempt(1)]
    checked = attempt(1, beat="again")
    theirs.put_attempt(checked)
    theirs.fold()
    assert mine.attempts() == [checked]
    mine.put_attempt(attempt(2))
    mine.fold()
    assert {item.attempt_id for item in theirs.attempts()} == {attempt(1).attempt_id, attempt(2).attempt_id}


def test_a_reader_never_misses_what_a_fold_moves_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = PracticeLog(tmp_path), PracticeLog(tmp_path)
    writer.put_attempt(attempt(1, beat="old"))
    original, folds = reader._months.names, []

    def names_with_a_fold_in_between(page: object) -> set[str]:
        if not folds:
            folds.append(1)
            writer.put_attempt(attempt(1, beat="new"))
            writer.fold()
        return original(page)  # type: ignore[arg-type]

    monkeypatch.setattr(reader._months, "names", names_with_a_fold_in_between)
    assert [item.beat for item in reader.attempts()] == ["new"]


def test_appending_reads_no_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = PracticeLog(tmp_path)
    log.put_attempt(attempt(1))
    log.fold()
    again = PracticeLog(tmp_path)
    monkeypatch.setattr(again._months, "file", None)
    again.put_attempt(attempt(2))
    assert log.count() == 2


def test_reading_does_not_wait_for_the_lock_and_writing_gives_up_after_its_time(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path, lock_timeout_s=0.1)
    log.put_attempt(attempt(1))
    log.fold()
    with LogLock(tmp_path / ".lock"):
        assert log.attempts() == [attempt(1)]
        with pytest.raises(LogError, match="Another RefCoach is busy with the practice log") as caught:
            log.put_attempt(attempt(2))
        assert "try again" in caught.value.hint
        log.close()
    log.put_attempt(attempt(2))
    assert log.count() == 2


def test_threads_that_share_one_log_disturb_neither_each_other_nor_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "FOLD_AFTER_LINES", 5)
    log, other = PracticeLog(tmp_path), PracticeLog(tmp_path)

    def append(first: int) -> int:
        for number in range(first, first + 12):
            (log if number % 2 else other).put_attempt(attempt(number))
        return len(log.attempts())

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(append, (0, 100, 200, 300)))
    assert max(seen) == log.count() == other.count() == 48
