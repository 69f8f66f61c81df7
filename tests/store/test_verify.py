"""What a verification tells: changed, removed, inserted, back-dated, lost with a damaged file, and what is no fault."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chain_samples import forge, minutes, month_paths, put, read_month, seen_log, steps_of, write_json
from log_torture.entries import entry, id_of, kind_of, record

from refcoach.core.entries import ATTEMPT, REVIEW, SHARE
from refcoach.core.review import Head, Review, Share
from refcoach.core.verification import ChainFault, EntryFault, HeadState, verification_record
from refcoach.store.atomic import backup_of
from refcoach.store.log import PracticeLog
from refcoach.store.notices import Notice
from refcoach.store.survey import VerifyStopped


def change(path: Path, number: int, /, **fields: object) -> None:
    month = read_month(path)
    kind = kind_of(number)
    for item in month[kind.table].values():
        if item[kind.id_key] == id_of(number):
            item.update(fields)
    write_json(path, month)


def entry_record(path: Path, number: int) -> dict[str, Any]:
    """An entry as its month has it stored."""
    kind = kind_of(number)
    found: dict[str, Any] = next(item for item in read_month(path)[kind.table].values() if item[kind.id_key] == id_of(number))
    return found


def month_of_entry(folder: Path, number: int) -> Path:
    return folder / f"{record(number, 0)[kind_of(number).time_key][:7]}.json"


def test_a_changed_a_removed_and_an_inserted_entry_are_named(tmp_path: Path) -> None:
    head = seen_log(tmp_path, folded=True)
    change(month_of_entry(tmp_path, 1), 1, client="Another client.")
    removed = month_of_entry(tmp_path, 7)
    month = read_month(removed)
    del month["real_asks"]
    month["attempts"]["99"] = {**record(15, 0), "attempt_id": "feedbeef"}
    write_json(removed, month)
    found = PracticeLog(tmp_path).verify([head])
    assert [(item.fault, item.kind, item.entry_id, item.first) for item in found.changed] == [(EntryFault.CHANGED, "attempt", id_of(1), 2)]
    assert [(item.kind, item.entry_id) for item in found.removed] == [("ask", id_of(7))]
    assert [(item.fault, item.entry_id) for item in found.inserted] == [(EntryFault.INSERTED, "feedbeef")]
    assert found.whole
    assert not found.ok
    assert found.heads[0].state is HeadState.HOLDS
    assert found.countersigned_trouble == (
        f"The attempt {id_of(1)[:8]} of 2026-09-11 is not as it was written: it was changed outside the app.",
        f"The real ask {id_of(7)[:8]} of 2026-11-20 was written and is gone.",
        "The attempt feedbeef of 2026-11-15 was not written by the app, or its link is gone.",
    )


def test_an_entry_put_back_to_its_earlier_version_is_told_as_that(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path, now=minutes())
    put(log, *range(4))
    log.close()
    before = month_of_entry(tmp_path, 3).read_bytes()
    log = PracticeLog(tmp_path, now=minutes("2027-02-01T10:00:00+01:00"))
    put(log, 3, version=1)
    log.close()
    assert month_of_entry(tmp_path, 3).read_bytes() != before
    month_of_entry(tmp_path, 3).write_bytes(before)
    found = PracticeLog(tmp_path).verify()
    assert [(item.fault, item.entry_id) for item in found.changed] == [(EntryFault.OLDER, id_of(3))]


def test_the_last_entries_taken_away_are_missed_by_this_computer_without_any_head(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path, now=minutes())
    put(log, *range(4))
    log.close()
    for path in month_paths(tmp_path):
        month = read_month(path)
        month.get("chain", {}).pop("4", None)
        write_json(path, month)
    month_of_entry(tmp_path, 3).unlink(missing_ok=True)
    found = PracticeLog(tmp_path).verify()
    assert ChainFault.MISSING in {item.fault for item in found.breaks}


def reviewed(folder: Path) -> tuple[PracticeLog, Head]:
    """A log with a share at the head and the partner's review of it."""
    log = PracticeLog(folder, now=minutes())
    put(log, 0, 1, 2)
    head = log.head()
    log.put(SHARE, Share("share", "2026-11-22T20:00:00+01:00", "2026-11-16", "2026-11-22", (), (), head, "Sam"))
    log.put(REVIEW, Review("review", "share", "Sam", "2026-11-23T08:00:00Z", "2026-11-24T08:00:00+01:00", head))
    return log, head


def test_heads_come_from_the_imported_reviews_and_their_time_from_the_share(tmp_path: Path) -> None:
    log, head = reviewed(tmp_path)
    found = log.verify()
    assert [(check.head, check.made_at[:10], check.state) for check in found.heads] == [(head, "2026-11-22", HeadState.HOLDS)]
    assert found.ok
    assert found.notes == ()
    other = log.verify([Head(2, "0" * 64), Head(77, "1" * 64)])
    assert [check.state for check in other.heads] == [HeadState.OTHER, HeadState.GONE]
    assert len(other.countersigned_trouble) == 2


@pytest.mark.parametrize("fold", [True, False])
def test_an_entry_that_is_dated_before_the_share_and_logged_after_it_is_told_and_no_fault(tmp_path: Path, fold: bool) -> None:
    log, head = reviewed(tmp_path)
    log.put(ATTEMPT, replace(entry(12), at="2026-11-22T19:00:00+01:00"))
    log.put(ATTEMPT, replace(entry(24), at="2026-11-22T20:30:00+01:00"))
    if fold:
        log.fold()
    found = log.verify()
    assert [(item.entry_id, item.head, item.made_at[:10]) for item in found.back_dated] == [(id_of(12), head, "2026-11-22")]
    assert found.ok
    assert "honestly made late" in found.notes[0]
    assert found.countersigned_trouble == found.notes


def test_correcting_an_entry_after_the_share_is_a_note(tmp_path: Path) -> None:
    log, _ = reviewed(tmp_path)
    put(log, 1, version=1)
    found = log.verify()
    assert found.ok
    assert found.countersigned_trouble == ()
    assert found.notes == (f"Written again since your partner saw the log, as a correction is: the attempt {id_of(1)[:8]} of 2026-09-11.",)


def test_removing_the_review_does_not_hide_that_the_chain_was_computed_anew(tmp_path: Path) -> None:
    log, head = reviewed(tmp_path)
    log.close()
    for path in month_paths(tmp_path):
        month = read_month(path)
        month.pop("reviews", None)
        write_json(path, month)
    change(month_of_entry(tmp_path, 0), 0, client="Another client.")
    assert {item.kind for item in PracticeLog(tmp_path).verify().removed} == {"review"}
    stored = entry_record(month_of_entry(tmp_path, 0), 0)
    changed = [step if step[1] != id_of(0) else (*step[:3], stored) for step in steps_of(tmp_path)]
    forge(tmp_path, [step for step in changed if step[0] != "review"])  # type: ignore[misc]
    log = PracticeLog(tmp_path)
    assert log.verify().ok  # nothing on this computer can tell
    assert log.verify([head]).heads[0].state is HeadState.OTHER  # what the partner kept can


def test_deleting_the_sound_of_takes_changes_nothing(tmp_path: Path) -> None:
    takes, folder = tmp_path / "takes", tmp_path / "log"
    head = seen_log(folder, folded=True)
    sound = takes / record(0, 0)["take"]["file"]
    sound.parent.mkdir(parents=True)
    sound.write_bytes(b"RIFF")
    before = PracticeLog(folder).verify([head])
    sound.unlink()
    assert PracticeLog(folder).verify([head]) == before
    assert before.ok


def damaged(folder: Path, with_backup: bool, damage: bytes) -> list[Notice]:
    """A log whose November, with the links of all entries, is damaged; what was told at the next opening."""
    log = PracticeLog(folder, now=minutes())
    put(log, *range(4))
    log.fold()
    put(log, *range(4, 8))
    log.close()
    month = folder / "2026-11.json"
    raw = month.read_bytes()
    month.write_bytes(raw[:-60] if damage == b"cut" else damage)
    if not with_backup:
        backup_of(month).unlink()
    notices: list[Notice] = []
    PracticeLog(folder, notices.append).attempts()
    return notices


@pytest.mark.parametrize("damage", [b"cut", b"\0" * 400])
def test_a_damaged_month_with_a_backup_loses_what_came_after_it_and_says_which(tmp_path: Path, damage: bytes) -> None:
    notices = damaged(tmp_path, True, damage)
    assert "restored" in notices[0].message
    log = PracticeLog(tmp_path, now=minutes("2026-12-01T10:00:00+01:00"))
    found = log.verify()
    assert found.set_aside == ("2026-11.json.corrupt-1",)
    assert [(item.fault, item.first, item.last, item.place) for item in found.breaks] == [
        (ChainFault.MISSING, 5, 8, "2026-11.json.corrupt-1")
    ]
    if damage == b"cut":  # the ids can still be read in what was set aside
        assert [(item.fault, item.entry_id) for item in found.lost] == [(EntryFault.LOST, id_of(7))]
        assert "2026-11.json.corrupt-1" in found.lost[0].sentence
    assert found.removed == ()
    put(log, 8)
    assert log.head().number == 9  # the lost numbers are not given to others
    assert [item.fault for item in log.verify().breaks] == [ChainFault.MISSING]


def test_a_damaged_month_without_a_backup_is_named_with_all_that_is_gone(tmp_path: Path) -> None:
    notices = damaged(tmp_path, False, b"cut")
    assert "no usable backup" in notices[0].message
    head = Head(8, "0" * 64)
    found = PracticeLog(tmp_path).verify([head])
    assert [(item.first, item.last, item.place) for item in found.breaks] == [(1, 8, "2026-11.json.corrupt-1")]
    assert {item.entry_id for item in found.lost} == {id_of(3), id_of(7)}
    assert found.changed == ()
    assert found.heads[0].state is HeadState.LOST
    assert not found.ok
    assert any("damaged and set aside" in sentence for sentence in found.countersigned_trouble)


@pytest.mark.parametrize("which", [(3,), (1, 3), (2, 3), (0, 1, 2, 3)])
@pytest.mark.parametrize("folded", [True, False])
def test_damaged_lines_of_the_journal_are_missed_and_their_numbers_not_given_to_others(
    tmp_path: Path, which: tuple[int, ...], folded: bool
) -> None:
    log = PracticeLog(tmp_path, now=minutes())
    put(log, *range(8, 12))
    head = log.head()
    journal = tmp_path / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(line.replace(b'"record"', b'"rec\0rd"') if at in which else line for at, line in enumerate(lines)))
    notices: list[Notice] = []
    if folded:
        log = PracticeLog(tmp_path, notices.append, now=minutes("2026-12-01T10:00:00+01:00"))
    put(log, 16)
    assert log.head().number == 5
    found = (log if folded else PracticeLog(tmp_path, notices.append)).verify([head])
    assert len(notices) == 1
    missing = [number for item in found.breaks for number in range(item.first, item.last + 1)]
    assert missing == [at + 1 for at in which]
    assert {item.fault for item in found.breaks} == {ChainFault.MISSING}
    assert {item.place for item in found.breaks} == {"journal.jsonl.corrupt-1"}
    assert [item.entry_id for item in found.lost] == [id_of(8 + at) for at in which]
    assert found.heads[0].state is HeadState.LOST


def test_entries_that_stand_twice_or_in_another_month_are_told(tmp_path: Path) -> None:
    seen_log(tmp_path, folded=True)
    august = read_month(tmp_path / "2026-08.json")
    september = read_month(tmp_path / "2026-09.json")
    august["attempts"]["50"] = next(iter(august["attempts"].values()))
    name, moved = next(iter(september["attempts"].items()))
    del september["attempts"][name]
    august["attempts"]["51"] = moved
    write_json(tmp_path / "2026-08.json", august)
    write_json(tmp_path / "2026-09.json", september)
    found = PracticeLog(tmp_path).verify()
    assert [item.fault for item in found.inserted] == [EntryFault.DOUBLED]
    assert [(item.fault, item.entry_id) for item in found.changed] == [(EntryFault.MISPLACED, moved["attempt_id"])]


def test_progress_is_told_and_a_verification_can_be_stopped(tmp_path: Path) -> None:
    seen_log(tmp_path, folded=True)
    log = PracticeLog(tmp_path)
    told: list[tuple[int, int]] = []
    log.verify(on_progress=lambda done, total: told.append((done, total)))
    assert told == [(done, 5) for done in range(6)]
    with pytest.raises(VerifyStopped, match="stopped before the end"):
        log.verify(stop=lambda: True)


def test_others_may_write_while_the_log_is_verified(tmp_path: Path) -> None:
    seen_log(tmp_path, folded=True)
    log, other = PracticeLog(tmp_path), PracticeLog(tmp_path)
    numbers = iter(range(24, 1000))

    def write(done: int, total: int) -> None:
        number = next(numbers)
        if number < 40:  # three readings long
            put(other, number)
            if done == 2:
                other.fold()

    found = log.verify(on_progress=write)
    assert found.ok, found.trouble
    assert found.entries > 20


def test_the_record_is_json_with_the_sentences(tmp_path: Path) -> None:
    head = seen_log(tmp_path, folded=False)
    written = json.loads(json.dumps(verification_record(PracticeLog(tmp_path).verify([head, Head(3, "f" * 64)]))))
    assert written["ok"] is False
    assert written["whole"] is True
    assert written["heads"][0] == {
        "head": {"number": 3, "hash": "f" * 64},
        "made_at": "",
        "state": "other",
    }
    assert "not as your partner saw them" in written["trouble"][0]
