"""Every write of an entry continues one chain, whatever is folded, killed, migrated, or written by another process meanwhile."""

import json
from pathlib import Path

import pytest
from chain_samples import JOURNAL, minutes, month_paths, put, read_lines, read_month, same, write_json, write_lines
from log_torture.entries import id_of, kind_of, record
from store_samples import attempt

from refcoach.core.chain import SALT, Link, digest, link_record
from refcoach.core.entries import LIVE, REAL_ASK
from refcoach.core.errors import LogError
from refcoach.core.records import attempt_record
from refcoach.core.review import Head
from refcoach.store.chain_file import HEAD_FILE
from refcoach.store.log import PracticeLog
from refcoach.store.month_shelf import MonthShelf
from refcoach.store.months import MonthFile
from refcoach.store.notices import Notice


def assert_chained(links: list[Link], count: int) -> None:
    assert [link.number for link in links] == list(range(1, count + 1))
    assert [link.previous for link in links] == ["", *(link.hash for link in links[:-1])]


def test_an_entry_and_its_link_are_one_line_of_the_journal(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path, now=minutes())
    put(log, 0, 2)
    put(log, 0, version=1)
    lines = read_lines(tmp_path)
    assert [line["link"][:4] for line in lines] == [
        [1, "attempt", id_of(0), "2026-11-20T10:01:00.000+01:00"],
        [2, "session", id_of(2), "2026-11-20T10:02:00.000+01:00"],
        [3, "attempt", id_of(0), "2026-11-20T10:03:00.000+01:00"],
    ]
    assert [line["link"][4] for line in lines] == [digest(line["record"]) for line in lines]
    written = [{key: value for key, value in line["record"].items() if key != SALT} for line in lines]
    assert all(same(*pair) for pair in zip(written, [record(0, 0), record(2, 0), record(0, 1)], strict=True))
    assert_chained(log.links(), 3)
    assert log.head() == Head(3, log.links()[-1].hash)


def test_nobody_can_confirm_a_guess_of_a_short_entry_by_its_fingerprint(tmp_path: Path) -> None:
    """The links of a share go to the partner; a real ask has little more in it than a name."""
    number = next(number for number in range(30) if kind_of(number) is REAL_ASK)
    log = PracticeLog(tmp_path, now=minutes())
    put(log, number, number)
    log.close()
    first, second = log.links()
    assert len({first.digest, second.digest, digest(record(number, 0))}) == 3
    assert log.verify().ok


def test_folding_moves_the_links_to_the_month_of_writing_and_doubles_nothing(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path, now=minutes("2026-11-30T23:57:30+01:00"))
    put(log, 0, 1, 2, 3)
    before, journal = log.links(), (tmp_path / JOURNAL).read_bytes()
    log.fold()
    (tmp_path / JOURNAL).write_bytes(journal)  # as after a crash before the journal was cleared
    again = PracticeLog(tmp_path)
    assert again.links() == before
    assert {path.name: sorted(read_month(path).get("chain", {})) for path in month_paths(tmp_path)} == {
        "2026-08.json": [],
        "2026-09.json": [],
        "2026-10.json": [],
        "2026-11.json": ["1", "2"],
        "2026-12.json": ["3", "4"],
    }
    put(again, 5)
    assert_chained(again.links(), 5)
    assert again.verify().ok


@pytest.mark.parametrize("fails_at", range(4))  # three months of entries, and the one of writing
def test_a_fold_that_ends_between_two_months_is_made_whole_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    log = PracticeLog(tmp_path, now=minutes())
    put(log, *range(8))
    expected = log.links()
    original, merged = MonthFile.merge, []

    def merge(self: MonthFile, *changes: object) -> None:
        merged.append(self)
        if len(merged) > fails_at:
            raise LogError("The disk is full.")
        original(self, *changes)  # type: ignore[arg-type]

    monkeypatch.setattr(MonthFile, "merge", merge)
    with pytest.raises(LogError, match="full"):
        log.fold()
    put(log, 8)
    monkeypatch.undo()
    again = PracticeLog(tmp_path)
    assert again.links()[:8] == expected
    assert_chained(again.links(), 9)
    assert again.verify().ok
    assert again.verify().entries == 9


def test_two_logs_on_one_folder_continue_each_others_chain(tmp_path: Path) -> None:
    mine, theirs = PracticeLog(tmp_path, now=minutes()), PracticeLog(tmp_path, now=minutes())
    for number in range(0, 12, 3):
        put(mine, number)
        put(theirs, number + 1)
        theirs.fold() if number % 2 else mine.fold()
        put(mine, number + 2)
    assert_chained(theirs.links(), 12)
    assert mine.head() == theirs.head()
    assert mine.verify().ok


@pytest.mark.parametrize("state", ["gone", "damaged", "of another shape"])
def test_without_its_note_of_the_last_link_the_chain_goes_on_from_the_months(tmp_path: Path, state: str) -> None:
    log = PracticeLog(tmp_path, now=minutes())
    put(log, *range(6))
    log.close()
    note = tmp_path / HEAD_FILE
    if state == "gone":
        note.unlink()
    else:
        note.write_bytes(b"\0\0" if state == "damaged" else b'{"link": [1, 2]}')
    again = PracticeLog(tmp_path)
    head = again.head()
    put(again, 6)
    assert head.number == 6
    assert_chained(again.links(), 7)
    assert json.loads(note.read_bytes())["link"][0] == 6
    assert again.verify().ok


def test_links_after_a_number_are_found_from_the_newest_month_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for month in ("2026-08", "2026-09", "2026-10"):
        log = PracticeLog(tmp_path, now=minutes(f"{month}-15T10:00:00+02:00"))
        put(log, *range(int(month[-2:]) * 10, int(month[-2:]) * 10 + 4))
        log.close()
    log = PracticeLog(tmp_path, now=minutes())
    put(log, 200)
    everything = log.links()
    assert_chained(everything, 13)
    read: list[str] = []
    original = MonthShelf.links
    monkeypatch.setattr(MonthShelf, "links", lambda self, month: read.append(month) or original(self, month))  # type: ignore[func-returns-value]
    assert log.links(after=9) == everything[9:]
    assert set(read) == {"2026-11", "2026-10"}
    assert log.links(after=13) == []
    assert log.links(after=2) == everything[2:]


@pytest.mark.usefixtures("berlin")
def test_a_clock_that_was_set_back_is_accepted_and_told_as_a_note(tmp_path: Path) -> None:
    for start in ("2026-11-20T10:00:00+01:00", "2026-03-01T10:00:00+01:00", "2026-11-21T10:00:00+01:00"):
        log = PracticeLog(tmp_path, now=minutes(start))
        first = log.head().number
        put(log, first, first + 1)
        log.fold()
        log.close()
    log = PracticeLog(tmp_path)
    assert_chained(log.links(), 6)
    found = log.verify()
    assert found.ok
    assert [(item.number, item.logged_at[:10]) for item in found.clock_back] == [(3, "2026-03-01")]
    assert found.notes == ("Before link 3 the computer's clock was set back, from 2026-11-20 10:02 to 2026-03-01 10:01.",)
    put(log, 6)
    assert_chained(log.links(), 7)


def old_month(folder: Path, month: str, *numbers: int, version: int = 0) -> bytes:
    """A month's file as it was before the chain."""
    tables: dict[str, dict[str, object]] = {}
    for number in numbers:
        table = tables.setdefault(kind_of(number).table, {})
        table[str(len(table) + 1)] = record(number, version)
    path = folder / f"{month}.json"
    write_json(path, {"schema": 1, **tables})
    return path.read_bytes()


def test_months_from_before_the_chain_get_links_in_the_order_of_their_time(tmp_path: Path) -> None:
    before = {name: old_month(tmp_path, name, *numbers) for name, numbers in (("2026-09", (5, 1, 9)), ("2026-08", (8, 4, 0)))}
    write_lines(tmp_path, [{"kind": kind_of(13).name, "record": record(13, 0)}, {"kind": kind_of(1).name, "record": record(1, 1)}])
    log = PracticeLog(tmp_path, now=minutes())
    links = log.links()
    assert_chained(links, 8)
    assert [link.entry_id for link in links] == [id_of(number) for number in (0, 4, 8, 1, 5, 9, 13, 1)]
    assert links[0].logged_at == record(0, 0)["at"]
    assert links[6].logged_at.startswith("2026-11-20")
    assert log.verify().ok
    assert log.verify().entries == 7
    assert {name: (tmp_path / f"{name}.json.format-1").read_bytes() for name in before} == before
    assert {read_month(path)["schema"] for path in month_paths(tmp_path)} == {2}
    assert PracticeLog(tmp_path).links() == links


def test_after_months_from_before_the_chain_the_last_link_is_known_without_reading_them(tmp_path: Path) -> None:
    old_month(tmp_path, "2026-09", 5, 1, 9)
    assert PracticeLog(tmp_path).head().number == 3
    assert json.loads((tmp_path / "chain-head.json").read_text())["link"][0] == 3


@pytest.mark.parametrize("writes", range(7))
def test_a_migration_that_was_cut_off_goes_on_at_the_next_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    from refcoach.store import chain_file, storage

    for month, numbers in (("2026-08", (0, 4)), ("2026-09", (1, 5)), ("2026-10", (2, 6))):
        old_month(tmp_path, month, *numbers)
    original, done = storage.write_atomic, []

    def write(path: Path, data: bytes, **how: bool) -> None:
        done.append(path.name)
        if len(done) > writes:
            raise LogError("The disk is full.")
        original(path, data, **how)

    monkeypatch.setattr(storage, "write_atomic", write)
    monkeypatch.setattr(chain_file, "write_atomic", write)
    notices: list[Notice] = []
    PracticeLog(tmp_path, notices.append)
    assert [notice.message for notice in notices] == ["The disk is full. Your latest practice is safe in the journal."] * (writes < 6)
    monkeypatch.undo()
    during = PracticeLog(tmp_path) if writes % 2 else None
    if during:
        put(during, 3)
    again = PracticeLog(tmp_path)
    assert_chained(again.links(), 7 if during else 6)
    assert again.verify().ok


def test_an_entry_that_was_written_again_while_its_month_was_old_is_not_linked_twice_in_the_wrong_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_month(tmp_path, "2026-08", 0, 4)
    monkeypatch.setattr(PracticeLog, "_tidy", lambda self: None)  # as when the disk was full at the opening
    put(PracticeLog(tmp_path, now=minutes()), 0, version=1)
    monkeypatch.undo()
    log = PracticeLog(tmp_path)
    assert [link.entry_id for link in log.links()] == [id_of(0), id_of(4)]
    assert [attempt_record(item) for item in log.attempts()] == [record(0, 1)]
    assert len(log.entries(LIVE)) == 1
    assert log.verify().ok


def test_a_month_of_the_version_before_that_appears_later_is_linked_when_it_is_read(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path, now=minutes())
    put(log, 0, 4)
    log.fold()
    old_month(tmp_path, "2026-09", 1, 5)
    assert len(log.attempts()) == 3
    put(log, 8)
    assert_chained(log.links(), 5)
    assert log.verify().ok


def test_two_different_links_of_one_number_are_both_kept_and_told(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path, now=minutes())
    put(log, 0, 4)
    log.fold()
    other = Link(2, "attempt", id_of(1), "2026-11-20T10:05:00+01:00", digest(record(1, 0)), log.links()[0].hash)
    write_lines(tmp_path, [{"kind": "attempt", "record": record(1, 0), "link": link_record(other)}])
    again = PracticeLog(tmp_path, now=minutes())
    put(again, 8)
    again.fold()
    assert [link.number for link in again.links()] == [1, 2, 2, 3]
    assert "two links with the number 2" in " ".join(again.verify().trouble)


def test_a_line_whose_link_cannot_be_filed_is_kept_and_linked_anew(tmp_path: Path) -> None:
    write_lines(tmp_path, [{"kind": "attempt", "record": record(0, 0), "link": [1, "attempt", id_of(0), "yesterday", "a", ""]}])
    log = PracticeLog(tmp_path, now=minutes())
    assert [attempt_record(item) for item in log.attempts()] == [record(0, 0)]
    assert_chained(log.links(), 1)
    assert log.verify().ok


def test_a_put_that_fails_leaves_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from refcoach.store import journal

    log = PracticeLog(tmp_path, now=minutes())
    put(log, 0)

    def broken(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "sync_file", broken)
    with pytest.raises(LogError, match="disk is full"):
        log.put_attempt(attempt(9))
    monkeypatch.undo()
    assert log.head().number == 1
    put(log, 4)
    assert_chained(log.links(), 2)


def test_a_time_of_writing_that_is_none_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path, now=lambda: "noon")
    with pytest.raises(LogError, match="cannot file the time"):
        put(log, 0)
    assert log.head() == Head()
    assert read_lines(tmp_path) == []
