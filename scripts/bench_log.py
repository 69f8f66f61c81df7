"""The practice log beside what could have been used in its place, with the same attempts: SQLite, and TinyDB as it comes.

SQLite: one table with an index on the time, every append a synced transaction. TinyDB: one file, which it writes anew for every
append, so that it is measured at 2,000 attempts, and its append at that size says all.
"""

import json
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Figures = dict[str, float]

LONG = 100_000
BEARABLE = 2_000
APPENDS = 1_000
OLD_MONTH = "2020-10"


def timed_ms(work: Callable[[], object], times: int = 7) -> float:
    """Median milliseconds of several runs."""
    return statistics.median(each_ms(work, times))


def each_ms(work: Callable[[], object], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def bench_log(home: Path) -> Figures:
    """One append at 10, 1,000, 20,000 and 100,000 attempts beside one synced line; reading at 100,000 beside SQLite and TinyDB."""
    sys.path.insert(0, str(ROOT / "tests"))
    home.mkdir(parents=True, exist_ok=True)
    figures = _growing(home)
    from long_log import long_log

    ids = long_log(home / "long" / "log", LONG)
    figures |= beside_others(home, home / "long", ids)
    return figures


def beside_others(home: Path, long: Path, ids: Sequence[str]) -> Figures:
    """The same attempts in all three; `long` holds the log, `ids` those of its attempts, the oldest first."""
    figures: Figures = {}
    log = long / "log"
    newest = [record for path in sorted(log.glob("*.json"))[-4:] for record in _records(path)][-BEARABLE:]
    all_of_them = (record for path in sorted(log.glob("*.json")) for record in _records(path))
    ours, sqlite, tiny = _ours(long, ids), _sqlite(home / "sqlite.db", all_of_them, ids), _tinydb(home / "tiny.json", newest)
    for name, measured in (("ours", ours), ("sqlite", sqlite), (f"tinydb_{BEARABLE}", tiny)):
        figures |= {f"{name}_{what}": value for what, value in measured.items()}
    for what in ("append_ms", "slowest_append_ms", "month_ms", "newest_50_ms", "old_id_ms", "opening_ms"):
        figures[f"{what[:-3]}_over_sqlite"] = ours[what] / sqlite[what]
        figures[f"{what[:-3]}_over_tinydb"] = ours[what] / tiny[what]
    return figures


def _growing(home: Path) -> Figures:
    """One append, whatever there is already."""
    from samples import sample_attempt

    from refcoach.core.records import attempt_record
    from refcoach.engine.desk import open_desk

    figures: Figures = {}
    line = json.dumps(attempt_record(sample_attempt(0))).encode() + b"\n"

    def synced_line() -> None:
        with (home / "yardstick").open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    for size in (10, 1_000, 20_000):
        desk = open_desk(env={**os.environ, "REFCOACH_HOME": str(home / str(size))})
        for number in range(size):
            desk.log.put_attempt(sample_attempt(number))
        numbers = count(size)
        yard_ms = timed_ms(synced_line, 21)
        append_ms = timed_ms(lambda desk=desk, numbers=numbers: desk.log.put_attempt(sample_attempt(next(numbers))), 21)  # type: ignore[misc]
        figures |= {f"append_at_{size}_ms": append_ms, f"append_at_{size}_over_synced_line": append_ms / yard_ms}
        desk.close()
    return figures


def _records(month: Path) -> list[dict[str, object]]:
    """All attempts' records of a month."""
    return list(json.loads(month.read_bytes())["attempts"].values())


def _ours(home: Path, ids: Sequence[str]) -> Figures:
    """The log through its own doors; its digests are made first, as the engine makes them while idle."""
    from samples import sample_attempt

    from refcoach.engine.desk import open_desk

    environment = {**os.environ, "REFCOACH_HOME": str(home)}
    desk = open_desk(env=environment)
    begun = time.perf_counter()
    desk.log.refresh_digests(desk.months())
    figures = {"digests_s": time.perf_counter() - begun}
    desk.close()

    def opened() -> None:
        again = open_desk(env=environment)
        again.log.months()
        again.close()

    numbers = count()
    appends = each_ms(lambda: desk.log.put_attempt(sample_attempt(next(numbers))), APPENDS)
    figures |= {"append_ms": statistics.median(appends), "slowest_append_ms": max(appends)}
    begun = time.perf_counter()
    desk.log.fold()
    figures["fold_s"] = time.perf_counter() - begun
    figures |= {
        "opening_ms": timed_ms(opened),
        "month_ms": timed_ms(lambda: desk.outlines(month=OLD_MONTH)),
        "newest_50_ms": timed_ms(lambda: desk.outlines(limit=50)),
        "old_id_ms": timed_ms(lambda: desk.attempt(ids[0])),
        "unknown_id_ms": timed_ms(lambda: desk.attempt("f" * 32)),
        "rare_word_s": timed_ms(lambda: [desk.said(month, ["w00050123"]) for month in desk.months()], 1) / 1000,
        "all_outlines_s": timed_ms(desk.outlines, 1) / 1000,
    }
    desk.close()
    return figures


def _sqlite(path: Path, records: Iterable[dict[str, object]], ids: Sequence[str]) -> Figures:
    from samples import sample_attempt

    from refcoach.core.outline import outlines_from, outlines_record
    from refcoach.core.records import attempt_record

    def opened() -> sqlite3.Connection:
        made = sqlite3.connect(path, isolation_level=None)
        made.execute("PRAGMA synchronous = FULL")
        return made

    base = opened()
    base.execute("CREATE TABLE attempts (id TEXT PRIMARY KEY, at TEXT, record TEXT)")
    base.execute("CREATE INDEX by_time ON attempts (at)")
    rows = ((record["attempt_id"], record["at"], json.dumps(record)) for record in records)
    base.execute("BEGIN")
    base.executemany("INSERT INTO attempts VALUES (?, ?, ?)", rows)
    base.execute("COMMIT")
    numbers, text = count(), json.dumps(attempt_record(sample_attempt(0)))

    def append() -> None:
        base.execute("INSERT INTO attempts VALUES (?, ?, ?)", (f"new{next(numbers)}", "2026-11-23T10:00:00+00:00", text))

    def listed(wanted: str, *values: object) -> object:
        found = base.execute(f"SELECT record FROM attempts {wanted}", values).fetchall()
        return outlines_from(outlines_record(json.loads(record) for (record,) in found))

    appends = each_ms(append, APPENDS)
    figures = {
        "append_ms": statistics.median(appends),
        "slowest_append_ms": max(appends),
        "opening_ms": timed_ms(lambda: opened().execute("SELECT count(*) FROM sqlite_master").fetchone()),
        "month_ms": timed_ms(lambda: listed("WHERE at >= ? AND at < ?", OLD_MONTH, OLD_MONTH + "~")),
        "newest_50_ms": timed_ms(lambda: listed("ORDER BY at DESC LIMIT 50")),
        "old_id_ms": timed_ms(lambda: listed("WHERE id = ?", ids[0])),
    }
    base.close()
    return figures


def _tinydb(path: Path, records: Sequence[dict[str, object]]) -> Figures:
    from tinydb import Query, TinyDB

    base = TinyDB(path)
    base.insert_multiple(dict(record) for record in records)
    wanted = Query()
    month = str(records[0]["at"])[:7]
    numbers = count()
    appends = each_ms(lambda: base.insert({**records[0], "attempt_id": f"new{next(numbers)}"}), 5)
    figures = {
        "append_ms": statistics.median(appends),
        "slowest_append_ms": max(appends),
        "opening_ms": timed_ms(lambda: len(TinyDB(path)), 3),
        "month_ms": timed_ms(lambda: base.search(wanted.at.test(lambda at: at.startswith(month))), 3),
        "newest_50_ms": timed_ms(lambda: sorted(base.all(), key=lambda record: record["at"])[-50:], 3),
        "old_id_ms": timed_ms(lambda: base.get(wanted.attempt_id == records[0]["attempt_id"]), 3),
    }
    base.close()
    return figures
