"""Looking over all months: outlines, single attempts, words said; with digests that are there, missing, old or damaged."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from store_samples import TEXT, attempt, session

from refcoach.core.attempt import Attempt, Change, Revision
from refcoach.core.entries import ATTEMPT, PLEDGE, SESSION
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.outline import is_outline
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.revision import first_verdict
from refcoach.core.transcript import Transcript
from refcoach.store.log import PracticeLog
from refcoach.store.months import MonthFile

MONTHS = ("2026-09", "2026-10", "2026-11")


def filled(folder: Path, cache: Path | None = None) -> PracticeLog:
    log = PracticeLog(folder, cache=cache)
    for number in range(9):
        log.put_attempt(attempt(number, f"{MONTHS[number // 3]}-0{number + 1}T10:00:00+01:00", session_id=f"s{number // 2}"))
    log.fold()
    return log


def decoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The months that are read in full from here on."""
    read: list[Path] = []
    original = MonthFile.records

    def records(self: MonthFile, table: str) -> object:
        read.append(self._storage._path)
        return original(self, table)

    monkeypatch.setattr(MonthFile, "records", records)
    return read


def test_an_outline_has_everything_but_the_words(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path / "log", cache=tmp_path / "cache")
    own = Finding("own", Verdict.UNCLEAR, 0.5, (), None, "Their name", "Did you say it?")
    whole = attempt(1, judgement=Judgement((*attempt().judgement.findings, own)), part_of="x", only=("ask",))
    before = Judgement(tuple(replace(found, verdict=Verdict.MISSING) for found in whole.judgement.findings))
    whole = replace(whole, revisions=(Revision(Change.SAID, "2026-11-04T10:00:00+01:00", whole.transcript, before, key="ask"),))
    log.put_attempt(whole)
    for _ in ("in the journal", "in its month"):
        [outline] = log.outlines()
        assert is_outline(outline)
        assert [(found.key, found.verdict, found.name) for found in outline.judgement.findings] == [
            (found.key, found.verdict, found.name) for found in whole.judgement.findings
        ]
        assert outline.contested == whole.contested == ("ask",)
        assert [first_verdict(outline, key) for key in ("ask", "own")] == [Verdict.MISSING] * 2
        same = ("attempt_id", "session_id", "scenario", "beat", "number", "at", "state", "required", "optional", "part_of", "only")
        assert all(getattr(outline, name) == getattr(whole, name) for name in same)
        assert outline.take is not None
        assert whole.take is not None
        assert (outline.take.file, outline.take.duration_s) == (whole.take.file, whole.take.duration_s)
        log.fold()


def test_an_outline_cannot_be_logged_in_place_of_its_attempt(tmp_path: Path) -> None:
    log = filled(tmp_path / "log")
    with pytest.raises(ValueError, match="outline"):
        log.put_attempt(log.outlines()[0])
    assert log.count() == 9


def test_outlines_are_filtered_and_ordered_as_attempts_are(tmp_path: Path) -> None:
    log = filled(tmp_path / "log", tmp_path / "cache")
    log.put_attempt(attempt(4, "2026-10-05T10:00:00+01:00", session_id="s9"))
    for wanted in ({}, {"limit": 4}, {"since": "2026-10-05"}, {"session_id": "s1"}, {"session_id": "s9"}, {"newest_first": False}):
        ids = [each.attempt_id for each in log.outlines(**wanted)]  # type: ignore[arg-type]
        assert ids == [each.attempt_id for each in log.attempts(**wanted)]  # type: ignore[arg-type]
    assert [each.at[:7] for each in log.outlines(month="2026-10")] == ["2026-10"] * 3


def test_a_fold_leaves_digests_from_which_lists_ids_and_entries_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path / "log", tmp_path / "cache")
    log.put_session(session())
    log.close()
    log = PracticeLog(tmp_path / "log", cache=tmp_path / "cache")
    read = decoded(monkeypatch)
    assert len(log.outlines()) == log.count() == 9
    assert log.attempt(attempt(0).attempt_id) == attempt(0, "2026-09-01T10:00:00+01:00", session_id="s0")
    assert log.attempt(attempt(7).attempt_id[:9]) is not None
    assert log.attempt("ffffffffff") is None
    assert log.entries(SESSION) == [session()]
    assert log.entries(PLEDGE) == []
    assert log.said("2026-09", ["wer fällt"]) != []
    assert read == []
    assert len(log.attempts(session_id="s0")) == 2
    assert {path.stem for path in read} == {"2026-09"}


@pytest.mark.parametrize("damage", ["missing", "old", "cut", "garbage", "unwritable"])
def test_a_digest_that_cannot_be_used_is_made_anew(tmp_path: Path, damage: str) -> None:
    cache = tmp_path / "cache"
    log = filled(tmp_path / "log", cache)
    path = cache / "2026-10.jsonl"
    if damage == "missing":
        path.unlink()
    elif damage == "old":
        lines = path.read_bytes().split(b"\n")
        header = json.loads(lines[0])
        path.write_bytes(b"\n".join([json.dumps({**header, "signature": [1, 2, 3]}).encode(), *lines[1:]]))
    elif damage == "cut":
        path.write_bytes(path.read_bytes().split(b"\n")[0])
    elif damage == "garbage":
        path.write_bytes(b"\x00\xff" * 50)
    else:
        path.unlink()
        path.mkdir()
    assert len(log.outlines(month="2026-10")) == 3
    assert log.attempt(attempt(4).attempt_id) is not None
    assert log.count() == 9
    if damage != "unwritable":
        assert log.refresh_digests(MONTHS) is False
        assert path.read_bytes().startswith(b'{"format"')


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_digests_are_for_the_owner_alone_and_hold_no_words(tmp_path: Path) -> None:
    filled(tmp_path / "log", tmp_path / "cache")
    for path in (tmp_path / "cache").iterdir():
        assert path.stat().st_mode & 0o077 == 0
        assert b"wer f" not in path.read_bytes()


def test_an_attempt_is_found_in_a_month_that_somebody_wrote_anew_with_spaces(tmp_path: Path) -> None:
    log = filled(tmp_path / "log")
    path = tmp_path / "log" / "2026-09.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=1))
    assert log.attempt(attempt(1).attempt_id) == attempt(1, "2026-09-02T10:00:00+01:00", session_id="s0")


def test_the_id_in_somebodys_words_is_not_taken_for_the_attempt(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path / "log")
    trap = '"1":{"attempt_id":"beef0001"}'
    log.put_attempt(attempt(1, attempt_id="cafe0001", client=trap, transcript=Transcript(trap, (), "typed")))
    log.put_attempt(attempt(2, attempt_id="beef0001"))
    log.fold()
    assert log.attempt("beef0001") == attempt(2, attempt_id="beef0001")
    assert log.attempt("cafe0001") is not None


def test_words_are_found_in_journal_and_month_whatever_their_letters(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path / "log")

    def said(number: int, text: str) -> Attempt:
        return attempt(number, transcript=Transcript(text, (), "typed"))

    texts = ["Plant managers in Ohio", "plant  MANAGERS\nof Łódź", 'she said "plant" \\ twice', "你好, Zoë", "half \ud83c of a pair"]
    for number, text in enumerate(texts):
        log.put_attempt(said(number, text))
    for _ in ("journal", "month"):
        for phrases, expected in (
            (["plant managers"], {0, 1}),
            (["plant", "ohio"], {0}),
            (["łódź"], {1}),
            (['"plant"'], {2}),
            (["\\ twice"], {2}),
            (["你好"], {3}),
            (["ZOË"], {3}),
            (["of a pair"], {4}),
            (["attempt_id"], set()),
            (["nowhere"], set()),
        ):
            found = {each.transcript.text for each in log.said("2026-11", phrases)}
            assert found == {texts[number] for number in expected}, phrases
        log.fold()
    assert log.said("2020-01", ["plant"]) == []


def test_a_pledge_is_read_without_decoding_months_that_have_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = filled(tmp_path / "log")  # without digests
    log.put(PLEDGE, Pledge("p1", "2026-10-05", Goals(days=5), "2026-10-05T08:00:00+02:00"))
    log.fold()
    read = decoded(monkeypatch)
    assert [pledge.pledge_id for pledge in log.entries(PLEDGE)] == ["p1"]
    assert {path.stem for path in read} == {"2026-10"}


def test_many_changes_are_appended_without_a_fold_and_read_without_parsing_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from refcoach.store import journal as journal_module

    log = PracticeLog(tmp_path / "log")
    parsed: list[bytes] = []
    original = journal_module._parse
    monkeypatch.setattr(journal_module, "_parse", lambda line: (parsed.append(line), original(line))[1])
    for number in range(250):
        log.put_attempt(attempt(number, f"2026-11-03T18:{number % 60:02d}:00+01:00"))
        if number % 50 == 0:
            assert log.count() == number + 1
    assert log.waiting() == 250
    assert list((tmp_path / "log").glob("2026*.json")) == []
    assert len(log.outlines()) == 250
    assert len([line for line in parsed if line]) == 250
    log.fold()
    assert log.waiting() == 0


def test_a_window_that_leaves_folding_to_its_engine_reads_the_journal_and_leaves_it(tmp_path: Path) -> None:
    writer = PracticeLog(tmp_path / "log")
    writer.put_attempt(attempt(1, client=TEXT))
    window = PracticeLog(tmp_path / "log", folds=False)
    assert [each.client for each in window.attempts()] == [TEXT]
    window.close()
    assert writer.waiting() == 1


def test_records_of_attempts_come_in_no_other_way(tmp_path: Path) -> None:
    log = filled(tmp_path / "log", tmp_path / "cache")
    assert {each.attempt_id for each in log.entries(ATTEMPT)} == {each.attempt_id for each in log.attempts()}
