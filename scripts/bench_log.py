"""The practice log beside what could have been used in its place, with the same attempts: SQLite, and TinyDB as it comes.

SQLite: one table with an index on the time, every append a synced transaction. TinyDB: one file, which it writes anew for every
append, so that it is measured at 1,000 attempts, and its append at that size says all.
"""

import json
import os
import sqlite3
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcoach.store.log import PracticeLog

ROOT = Path(__file__).resolve().parents[1]
Figures = dict[str, float]

LONG = 100_000
BEARABLE = 1_000
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


def bench_log(home: Path, window: Callable[[Path], Figures]) -> Figures:
    """One append at 10, 1,000 and 100,000 attempts beside one synced line; reading at 100,000 beside SQLite and TinyDB; `window` says how
    long the app takes to its first painting with the log of a home; it is asked for an unused one too."""
    sys.path.insert(0, str(ROOT / "tests"))
    home.mkdir(parents=True, exist_ok=True)
    figures = _growing(home)
    from long_log import long_log

    long = home / "long"
    base = _sqlite_base(home / "sqlite.db")
    newest: deque[str] = deque(maxlen=BEARABLE)

    def kept(attempt_id: str, at: str, record: str) -> None:
        base.execute("INSERT INTO attempts VALUES (?, ?, ?)", (attempt_id, at, record))
        newest.append(record)

    begun = time.perf_counter()
    base.execute("BEGIN")
    ids = long_log(long / "log", LONG, on_attempt=kept)
    base.execute("COMMIT")
    figures["made_s"] = time.perf_counter() - begun
    ours, sqlite, tiny = _ours(long, ids), _sqlite(base, home / "sqlite.db", ids), _tinydb(home / "tiny.json", [*map(json.loads, newest)])
    for name, measured in (("ours", ours), ("sqlite", sqlite), (f"tinydb_{BEARABLE}", tiny)):
        figures |= {f"{name}_{what}": value for what, value in measured.items()}
    for what in ("append_ms", "slowest_append_ms", "month_ms", "newest_50_ms", "old_id_ms", "opening_ms"):
        figures[f"{what[:-3]}_over_sqlite"] = ours[what] / sqlite[what]
        figures[f"{what[:-3]}_over_tinydb"] = ours[what] / tiny[what]
    unused = {f"unused_{name}": value for name, value in window(home / "unused").items()}
    return figures | window(long) | unused | _verified(long)


def _growing(home: Path) -> Figures:
    """One append, whatever there is already."""
    from samples import sample_attempt

    from refcoach.engine.desk import open_desk

    figures: Figures = {}
    for size in (10, 1_000):
        desk = open_desk(env={**os.environ, "REFCOACH_HOME": str(home / str(size))})
        for number in range(size):
            desk.log.put_attempt(sample_attempt(number))
        numbers = count(size)
        yard_ms = timed_ms(_synced_line(home / "yardstick"), 101)
        append_ms = timed_ms(lambda desk=desk, numbers=numbers: desk.log.put_attempt(sample_attempt(next(numbers))), 101)  # type: ignore[misc]
        figures |= {f"append_at_{size}_ms": append_ms, f"append_at_{size}_over_synced_line": append_ms / yard_ms}
        desk.close()
    return figures


def _synced_line(path: Path) -> Callable[[], None]:
    """Writes the line of an attempt to a file and waits until the disk has it."""
    from samples import sample_attempt

    from refcoach.core.records import attempt_record

    line = json.dumps(attempt_record(sample_attempt(0))).encode() + b"\n"

    def write() -> None:
        with path.open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    return write


def _verified(home: Path) -> Figures:
    """A whole verification, beside plainly decoding the JSON of every month one after another (measured on one, times their number)."""
    from refcoach.engine.desk import open_desk

    desk = open_desk(env={**os.environ, "REFCOACH_HOME": str(home)})
    raw, months = (home / "log" / f"{OLD_MONTH}.json").read_bytes(), len(desk.months())
    plain_s = timed_ms(lambda: json.loads(raw)) / 1000 * months
    begun = time.perf_counter()
    found = desk.verify()
    verify_s = time.perf_counter() - begun
    desk.close()
    if not found.ok:
        raise SystemExit(f"bench: the log does not verify: {found.trouble[:3]}")
    return {"verify_s": verify_s, "verify_over_plain_json": verify_s / plain_s, "verify_processors": float(os.cpu_count() or 1)}


def _ours(home: Path, ids: Sequence[str]) -> Figures:
    """The log through its own doors; its digests are made first, as the engine makes them while idle."""
    from long_log import LAST

    from refcoach.engine.desk import open_desk
    from refcoach.engine.pledges import week_now
    from refcoach.engine.progress import read_practice, weeks_before

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

    figures |= _appended(home, desk.log)
    figures |= {
        "progress_12_weeks_ms": timed_ms(lambda: read_practice(desk, weeks_before(LAST, 12), LAST)),
        "week_ms": timed_ms(lambda: week_now(desk, LAST)),
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


def _appended(home: Path, log: "PracticeLog") -> Figures:
    """Appends to a long log beside one synced line each, and the fold after them."""
    from samples import sample_attempt

    numbers = count()
    yard_ms = timed_ms(_synced_line(home / "yardstick"), 101)
    appends = each_ms(lambda: log.put_attempt(sample_attempt(next(numbers))), APPENDS)
    append_ms = statistics.median(appends)
    begun = time.perf_counter()
    log.fold()
    return {
        "append_ms": append_ms,
        "slowest_append_ms": max(appends),
        "append_over_synced_line": append_ms / yard_ms,
        "fold_s": time.perf_counter() - begun,
    }


def _sqlite_base(path: Path) -> sqlite3.Connection:
    base = _opened(path)
    base.execute("CREATE TABLE attempts (id TEXT PRIMARY KEY, at TEXT, record TEXT)")
    base.execute("CREATE INDEX by_time ON attempts (at)")
    return base


def _opened(path: Path) -> sqlite3.Connection:
    made = sqlite3.connect(path, isolation_level=None)
    made.execute("PRAGMA synchronous = FULL")
    return made


def _sqlite(base: sqlite3.Connection, path: Path, ids: Sequence[str]) -> Figures:
    from samples import sample_attempt

    from refcoach.core.outline import outlines_from, outlines_record
    from refcoach.core.records import attempt_record

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
        "opening_ms": timed_ms(lambda: _opened(path).execute("SELECT count(*) FROM sqlite_master").fetchone()),
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
