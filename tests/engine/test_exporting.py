"""Exports of a real log: what is chosen, that files are whole or untouched, and that a long log needs no more memory than a short one."""

import csv
import errno
import json
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from export_samples import contested, heard_all, review, whole_log
from pdf_reading import pages, texts
from samples import sample_attempt

from refcoach.core.attempt import Attempt
from refcoach.core.entries import ATTEMPT, KINDS, LIVE, REVIEW, Kind
from refcoach.core.errors import LogError, UsageError
from refcoach.core.profile import Profile
from refcoach.core.scenario import Scenario
from refcoach.core.verification import Verification
from refcoach.engine.desk import Desk, open_desk
from refcoach.engine.export_reading import ExportStopped, Period
from refcoach.engine.exporting import ExportOrder, export
from refcoach.share.json_lines import entries_of
from refcoach.share.xapi import REMEMBERED, Actor
from refcoach.store.atomic import write_atomic

NOW = "2024-01-09T10:00:00.000+01:00"
ACTOR = Actor(mbox="dana@example.com")


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    opened = open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")})
    for name, entry in whole_log():
        opened.put(KINDS[name], entry)
    opened.put(ATTEMPT, replace(sample_attempt(7), at="2024-03-05T09:00:00.000+01:00", scenario="another"))
    yield opened
    opened.close()


def order(path: Path, kind: str = "jsonl", **more: Any) -> ExportOrder:
    return ExportOrder(kind, path, actor=ACTOR, **more)


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_json_lines_hold_the_whole_log_in_a_stable_order(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    done = export(desk, order(path), NOW)
    assert done.paths == (path,)
    with path.open(encoding="utf-8", newline="\n") as file:
        back = list(entries_of(file))
    assert done.counts == {"entry": len(back)}
    for name, kind in KINDS.items():
        logged = {kind.record(entry)[kind.id_key]: kind.record(entry) for entry in desk.entries(kind)}
        assert {kind.record(entry)[kind.id_key]: kind.record(entry) for found, entry in back if found == name} == logged
    assert [found for found, _ in back][-1] == "attempt"  # that of March comes last
    again = tmp_path / "again.jsonl"
    desk.log.fold()
    export(desk, order(again), NOW)
    assert again.read_bytes() == path.read_bytes()


def test_a_csv_has_a_second_file_for_what_the_weeks_hold(desk: Desk, tmp_path: Path) -> None:
    done = export(desk, order(tmp_path / "log.csv", "csv"), NOW)
    assert [path.name for path in done.paths] == ["log.csv", "log-pledges-and-asks.csv"]
    assert done.counts == {"attempt": 7, "entry": 3}
    rows = csv_rows(done.paths[0])
    assert [row["attempt_id"] for row in rows] == [attempt.attempt_id for attempt in desk.attempts(newest_first=False)]
    assert rows[0]["title"]
    assert [row["partner_verdict"] for row in rows if row["partner"]] == ["counts"]
    assert [row["kind"] for row in csv_rows(done.paths[1])] == ["pledge", "live", "ask"]


@pytest.mark.parametrize(
    ("period", "scenario", "attempts"),
    [
        (Period("2024-02"), "", 1),
        (Period("", "2024-01"), "", 6),
        (Period("2024-01-01", "2024-01-01"), "", 6),
        (Period("2024-01-02", "2024-03-04"), "", 0),
        (Period("2024", "2024"), "", 7),
        (Period(), "another", 1),
        (Period("", "2023"), "", 0),
    ],
)
def test_a_period_and_a_scenario_choose(desk: Desk, tmp_path: Path, period: Period, scenario: str, attempts: int) -> None:
    done = export(desk, order(tmp_path / "log.csv", "csv", period=period, scenario=scenario), NOW)
    assert done.counts["attempt"] == attempts == len(csv_rows(done.paths[0]))


@pytest.mark.parametrize(
    "words", [("2024-13",), ("x",), ("2024-1-1",), ("20240101",), ("2024-02-02", "2024-02-01"), ("2024-02", "2024-01-31")]
)
def test_what_is_no_period_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        Period(*words)


def test_xapi_tells_sessions_and_attempts_in_the_order_of_time(desk: Desk, tmp_path: Path) -> None:
    done = export(desk, order(tmp_path / "log.json", "xapi"), NOW)
    found = json.loads(done.paths[0].read_text(encoding="utf-8"))
    assert done.counts == {"statement": len(found)}
    assert [statement["verb"]["id"].rpartition("/")[2] for statement in found[:4]] == ["attempted", "completed", "attempted", "scored"]
    titles = {statement["object"]["definition"]["name"]["en"] for statement in found}
    assert "ask-after-praise" not in titles  # the packs know its title
    with pytest.raises(UsageError, match="say who practised"):
        export(desk, ExportOrder("xapi", tmp_path / "none.json"), NOW)


def test_a_report_gathers_the_period(desk: Desk, tmp_path: Path) -> None:
    desk.save_profile(Profile(name="Dana Kessler"))
    done = export(desk, order(tmp_path / "report.pdf", "pdf"), NOW)
    pdf = done.paths[0].read_bytes()
    text = " ".join(" ".join(texts(pdf)).split())
    assert done.counts == {"attempt": 5, "page": pages(pdf)}
    for words in (
        "Practice report of Dana Kessler",
        "1 January 2024 to 9 January 2024",
        "1 day with practice: 5 attempts, 0 live practices, 1 real ask.",
        "=Every morning. Countersigned by Sam.",
        "Real asks 2 1 not kept yet",
        "Business reason heard 4 2 not kept yet",
        "could not tell (contested; before: not heard",
        "Sam: this take counts.",
        "Said back:",
        "This take waits to be checked.",
        "Proposes for the next week: 5 days.",
        "Countersigned the pledge.",
        "Does not count by the rules.",
        "Jo thinks of: plant managers",
        "What came of it: introductions 2, meetings 1, opportunities 1, revenue 300.",
        "Has the log been changed?",
    ):
        assert words in text, words


def test_a_report_of_one_scenario_or_of_nothing(desk: Desk, tmp_path: Path) -> None:
    export(desk, order(tmp_path / "one.pdf", "pdf", scenario="another", period=Period("", "2024-12")), "2024-12-31T10:00:00+01:00")
    text = " ".join(" ".join(texts((tmp_path / "one.pdf").read_bytes())).split())
    assert "Only the attempts of one scenario: another." in text
    assert "1 day with practice: 1 attempt, " in text
    export(desk, order(tmp_path / "none.pdf", "pdf", period=Period("2023-01", "2023-02-03")), NOW)
    text = " ".join(" ".join(texts((tmp_path / "none.pdf").read_bytes())).split())
    assert "1 January 2023 to 3 February 2023" in text
    assert "Nothing was logged in this period." in text


def test_a_report_says_what_the_chain_says(desk: Desk, tmp_path: Path) -> None:
    desk.log.fold()
    month = desk.places.log / "2024-01.json"
    write_atomic(month, month.read_bytes().replace(b"Went well.", b"Went badly."))
    export(desk, order(tmp_path / "report.pdf", "pdf"), NOW)
    text = " ".join(" ".join(texts((tmp_path / "report.pdf").read_bytes())).split())
    assert "Something is not as it was written:" in text


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xapi", "pdf"])
def test_stopping_and_failing_leave_what_was_there(desk: Desk, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "out" / "log.x"
    path.parent.mkdir()
    path.write_bytes(b"before")
    with pytest.raises(UsageError, match="is there already"):
        export(desk, order(path, kind), NOW)
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 1

    with pytest.raises(ExportStopped):
        export(desk, order(path, kind, force=True), NOW, stop=stop)
    assert path.read_bytes() == b"before"
    assert [item.name for item in path.parent.iterdir()] == ["log.x"]
    seen: list[tuple[int, int]] = []
    export(desk, order(path, kind, force=True), NOW, lambda done, total, words: seen.append((done, total)))
    assert path.read_bytes() != b"before"
    assert seen
    assert all(done <= total for done, total in seen)


def test_a_report_can_be_stopped_while_the_log_is_compared(desk: Desk, tmp_path: Path) -> None:
    words: list[str] = []
    with pytest.raises(ExportStopped):
        export(
            desk,
            order(tmp_path / "report.pdf", "pdf"),
            NOW,
            lambda done, total, said: words.append(said),
            lambda: any("fingerprints" in said for said in words),
        )
    assert [item.name for item in tmp_path.iterdir()] == ["home"]


def test_where_nothing_can_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        export(desk, order(tmp_path), NOW)
    with pytest.raises(UsageError, match="There is no folder"):
        export(desk, order(tmp_path / "none" / "log.csv"), NOW)


def test_a_full_disk_is_told_and_leaves_nothing_behind(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("refcoach.store.atomic.sync_file", full)
    with pytest.raises(LogError, match=r"The disk is full: log\.jsonl"):
        export(desk, order(tmp_path / "log.jsonl"), NOW)
    assert [item.name for item in tmp_path.iterdir()] == ["home"]


class LongLog:
    """Months of forty attempts each, made as they are read."""

    scenarios: Sequence[Scenario] = ()
    profile = Profile()
    _samples = (contested(1), heard_all(2))

    def __init__(self, months: int) -> None:
        self._months = tuple(f"{2000 + number // 12}-{number % 12 + 1:02d}" for number in range(months))

    def months(self) -> tuple[str, ...]:
        return self._months

    def entries(self, kind: Kind[Any], **wanted: Any) -> list[Any]:
        if kind is not ATTEMPT or "month" not in wanted:
            return []
        base = self._months.index(wanted["month"]) * 40
        return [self._attempt(base + number, wanted["month"]) for number in range(40)]

    def _attempt(self, number: int, month: str) -> Attempt:
        return replace(self._samples[number % 2], attempt_id=f"{number:032x}", at=f"{month}-02T08:00:00+00:00")

    def verify(self, **how: Any) -> Verification:
        return Verification(0, 0, review("x").head)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xapi"])
def test_memory_does_not_grow_with_the_log(tmp_path: Path, kind: str) -> None:
    def peak(months: int) -> int:
        tracemalloc.start()
        try:
            export(LongLog(months), order(tmp_path / f"{months}", kind), NOW)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1)  # what is imported and cached once
    start = REMEMBERED // 40 + 3  # xAPI remembers the latest attempts, for the parts said again
    grown = peak(start * 2) - peak(start)
    assert grown < 0.2 * ((tmp_path / f"{start * 2}").stat().st_size - (tmp_path / f"{start}").stat().st_size)


def test_everything_of_a_kind_without_a_scenario_stays_out_when_one_is_chosen(desk: Desk, tmp_path: Path) -> None:
    desk.put(LIVE, replace(desk.entries(LIVE)[0], live_id="l2", scenario="another"))
    path = tmp_path / "log.jsonl"
    export(desk, order(path, scenario="another"), NOW)
    kinds = [json.loads(line)["kind"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert sorted(kinds) == ["attempt", "live"]


def test_reviews_that_came_back_after_the_period_stand_beside_its_attempts(desk: Desk, tmp_path: Path) -> None:
    desk.put(REVIEW, review(heard_all(2).attempt_id, "r2", "2024-02-10T10:00:00+01:00"))
    export(desk, order(tmp_path / "log.csv", "csv", period=Period("", "2024-01")), NOW)
    assert sum(row["partner"] == "Sam" for row in csv_rows(tmp_path / "log.csv")) == 2
