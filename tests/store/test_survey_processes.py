"""Months that several processes look at, and links that are read without decoding a month."""

import json
import os
import shutil
import sys
from pathlib import Path

import psutil
import pytest
from chain_samples import month_paths, read_month, seen_log, write_json

from refcoach.store.chain_file import links_in
from refcoach.store.lock import LogLock
from refcoach.store.months import MonthFile
from refcoach.store.notices import ignore
from refcoach.store.survey import MonthStock, looked_at
from refcoach.store.survey_processes import looked_through


@pytest.fixture
def months(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Whole months, a damaged one, one that is gone."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    seen_log(tmp_path, folded=True)
    damaged = tmp_path / "2027-01.json"
    damaged.write_text("{")
    return [*month_paths(tmp_path), tmp_path / "2027-02.json"]


def started() -> list[int]:
    return [child.pid for child in psutil.Process().children() if "survey" in child.cmdline()]


def same(found: list[MonthStock | OSError | None], expected: list[MonthStock | OSError | None]) -> bool:
    return [repr(item) for item in found] == [repr(item) for item in expected]


def test_several_processes_find_what_one_finds_and_have_ended_then(months: list[Path]) -> None:
    expected = [looked_at(path) for path in months]
    assert expected[-2] is None
    assert isinstance(expected[-1], FileNotFoundError)
    assert len({type(item) for item in expected}) == 3
    for _ in range(2):
        looking = looked_through(months, looked_at, fewest=1)
        found = [next(looking)]
        assert len(started()) == 2
        found += looking
        assert same(found, expected)
        assert started() == []


def test_a_process_that_dies_or_cannot_be_started_is_stood_in_for(months: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [looked_at(path) for path in months]
    looking = looked_through(months, looked_at, fewest=1)
    found = [next(looking)]
    for pid in started():
        psutil.Process(pid).kill()
    assert same([*found, *looking], expected)
    for program in ("/no/such/program", shutil.which("true")):
        monkeypatch.setattr(sys, "executable", program)
        assert same(list(looked_through(months, looked_at, fewest=1)), expected)


def test_nothing_goes_on_when_nobody_waits_any_more(months: list[Path]) -> None:
    looking = looked_through(months, looked_at, fewest=1)
    next(looking)
    assert len(started()) == 2
    looking.close()
    assert started() == []


def test_links_are_those_of_the_month_whatever_its_texts_look_like(tmp_path: Path) -> None:
    seen_log(tmp_path, folded=True)
    for path in month_paths(tmp_path):
        month = read_month(path)
        chain = month.pop("chain", {})
        for record in month.get("attempts", {}).values():
            record["client"] = ',"chain":{"1":{"link":[1,"attempt","x","2026-09-01T10:00:00","",""]}}'
            record["pack"] = {"chain": {"1": {"link": [1, "attempt", "x", "2026-09-01T10:00:00", "", ""]}}}
        whole = {**month, "chain": chain}
        for text in (
            json.dumps(whole, separators=(",", ":")),
            json.dumps(whole, indent=1),
            json.dumps({"chain": chain, **month}, separators=(",", ":")),
        ):
            path.write_text(text, "utf-8")
            there = MonthFile(path, LogLock(tmp_path / ".lock"), ignore).links()
            assert links_in(path) == there
            assert len(there) == len(chain)
        path.write_text(text[:-9], "utf-8")
        assert links_in(path) == []
        write_json(path, {**whole, "schema": 1})
        assert links_in(path) == []
