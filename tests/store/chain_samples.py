"""A log with entries of every kind, a clock that goes on by a minute with every entry, and its files as plain values."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from log_torture.entries import entry, kind_of

from refcoach.core.chain import digest, link_from, link_record, next_link
from refcoach.core.review import Head
from refcoach.store.log import PracticeLog

JOURNAL = "journal.jsonl"


def minutes(start: str = "2026-11-20T10:00:00+01:00") -> Callable[[], str]:
    """A clock that shows a minute more each time, from `start` on."""
    state = [datetime.fromisoformat(start)]

    def now() -> str:
        state[0] += timedelta(minutes=1)
        return state[0].astimezone(timezone(timedelta(hours=1))).isoformat(timespec="milliseconds")

    return now


def put(log: PracticeLog, *numbers: int, version: int = 0) -> None:
    for number in numbers:
        log.put(kind_of(number), entry(number, version))


def seen_log(folder: Path, folded: bool) -> Head:
    """Seventeen entries in four months, some of them written again; the head that a partner saw; three entries and a change after it."""
    log = PracticeLog(folder, now=minutes())
    put(log, *range(12))
    put(log, 3, 8, version=1)
    log.fold()
    put(log, *range(12, 17))
    head = log.head()
    for number in (20, 21, 22):
        kind = kind_of(number)
        log.put(kind, replace(entry(number), **{kind.time_key: "2026-12-01T08:00:00.000+01:00"}))
    put(log, 4, version=1)
    if folded:
        log.close()
    return head


def read_month(path: Path) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(path.read_bytes())
    return stored


def write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")), encoding="ascii")


def read_lines(folder: Path) -> list[dict[str, Any]]:
    path = folder / JOURNAL
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def write_lines(folder: Path, lines: list[dict[str, Any]]) -> None:
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    (folder / JOURNAL).write_text(text, encoding="ascii")


def month_paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("20??-??.json"))


def forge(folder: Path, steps: list[tuple[str, str, str, dict[str, Any] | str]]) -> None:
    """Write a whole new chain: (kind, id, time, record or the fingerprint of an earlier version) for each link, in the order wanted."""
    last, made = None, []
    for kind, entry_id, at, record in steps:
        last = next_link(last, kind, entry_id, at, record if isinstance(record, dict) else {})
        if isinstance(record, str):
            last = link_from([last.number, kind, entry_id, at, record, last.previous])
        made.append(last)
    for place, path in enumerate(month_paths(folder)):
        month = read_month(path)
        month["chain"] = {str(link.number): {"link": link_record(link)} for link in made} if place == 0 else {}
        write_json(path, month)
    write_json(folder / "chain-head.json", {"link": link_record(made[-1])})


def steps_of(folder: Path) -> list[tuple[str, str, str, str]]:
    """The chain as `forge` takes it, with the fingerprints that it has."""
    links = [link_from(item["link"]) for path in month_paths(folder) for item in read_month(path).get("chain", {}).values()]
    return [(link.kind, link.entry_id, link.logged_at, link.digest) for link in sorted(links, key=lambda link: link.number)]


def same(first: Any, second: Any) -> bool:
    """Whether two values are the same once they are JSON."""
    return digest({"value": first}) == digest({"value": second})
