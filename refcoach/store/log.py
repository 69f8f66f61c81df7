"""The practice log: every attempt, session and what else is an entry (core/entries.py), one file a month, with a journal in front.

A change is durable in the journal before `put_...` returns, whatever the log's size. `fold` moves the journal into the month
files. Both steps can be repeated, so a crash between them loses nothing and doubles nothing. Several processes may use one
log: they take turns for changes, and readers see journal and months of the same moment without waiting for anybody.
"""

import gc
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from refcoach.core.attempt import Attempt, Session
from refcoach.core.chain import Link
from refcoach.core.chain_check import check
from refcoach.core.entries import ATTEMPT, SESSION, TABLES, Kind
from refcoach.core.errors import LogError, UsageError
from refcoach.core.records import Record
from refcoach.core.review import Head
from refcoach.core.verification import Verification
from refcoach.store.atomic import remove_stale_temps, set_aside_bytes
from refcoach.store.chain_file import ChainFile, Now, links_after, links_by_month, local_now
from refcoach.store.journal import Journal, JournalPage
from refcoach.store.lock import BusyError, LogLock
from refcoach.store.notices import Notice, OnNotice, ignore
from refcoach.store.query import Query, instant, month_of
from refcoach.store.survey import OnProgress, Stop, Survey, never, unheard

if TYPE_CHECKING:
    from refcoach.store.months import MonthFile

FOLD_AFTER_LINES = 200
MIN_PREFIX = 4
_CACHED_MONTHS = 3
_READS = 3
_MONTH_FILE = re.compile(r"\d{4}-\d{2}\.json")

T = TypeVar("T")


class PracticeLog:
    """All methods raise LogError when the disk, a file or another process stands in the way. Threads may share one."""

    def __init__(self, folder: Path, on_notice: OnNotice | None = None, *, lock_timeout_s: float = 10.0, now: Now = local_now) -> None:
        """`now` gives the time of writing for the chain, as ISO 8601 with offset."""
        self._folder = folder
        self._on_notice = on_notice or ignore
        self._threads = threading.RLock()
        self._lock = LogLock(folder / ".lock", lock_timeout_s)
        self._journal = Journal(folder / "journal.jsonl")
        self._chain = ChainFile(folder, self._journal, now)
        self._months: dict[str, MonthFile] = {}
        self._unreadable: set[str] = set()
        self._tidy()

    def put_attempt(self, attempt: Attempt) -> None:
        """Insert the attempt, or replace the one of the same id (which keeps its `at`); returns once it is durable."""
        self.put(ATTEMPT, attempt)

    def put_session(self, session: Session) -> None:
        """Insert or replace the session; returns once it is durable."""
        self.put(SESSION, session)

    def put(self, kind: Kind[T], entry: T) -> None:
        """Insert an entry of any kind, or replace the one of the same id (which keeps its time); returns once it is durable."""
        record = kind.record(entry)
        month_of(record[kind.time_key])
        self._put(kind.name, record)

    def attempt(self, attempt_id: str) -> Attempt | None:
        """The attempt of this id, or the only one whose id begins so (4 characters at least). UsageError when several do."""
        return self._consistent(lambda page: self._find(page, attempt_id))

    def attempts(
        self,
        *,
        session_id: str | None = None,
        scenario: str | None = None,
        since: str | None = None,
        limit: int | None = None,
        newest_first: bool = True,
    ) -> list[Attempt]:
        """Attempts in the order of time; `limit` keeps the first ones of that order.

        `since` is a day, month or year as the attempts have it written (2026-11-30, 2026-11), or an ISO time. UsageError for others.
        """
        query = Query(session_id, scenario, since)
        with _collector_paused():
            return self._consistent(lambda page: self._select(page, query, limit, newest_first))

    def count(self) -> int:
        """How many attempts there are, without building them."""
        return self._consistent(lambda page: sum(len(records) for records in self._attempts_by_month(page)))

    def sessions(self, *, newest_first: bool = True) -> list[Session]:
        """All sessions in the order of their beginning."""
        return self.entries(SESSION, newest_first=newest_first)

    def entries(self, kind: Kind[T], *, since: str | None = None, month: str | None = None, newest_first: bool = True) -> list[T]:
        """All entries of a kind in the order of their time; `since` as in `attempts`, `month` (2026-11) leaves out all others."""
        query = Query(since=since, time_key=kind.time_key)

        def read(page: JournalPage) -> list[T]:
            wanted = (name for name in self._names(page) if query.may_hold(name) and month in (None, name))
            months = sorted(wanted, reverse=newest_first)
            return [
                entry
                for name in months
                for record in _in_order(filter(query.matches, self._records(page, name, kind.table).values()), kind.time_key, newest_first)
                if (entry := self._value(kind.build, record, kind.id_key)) is not None
            ]

        return self._consistent(read)

    def months(self) -> tuple[str, ...]:
        """The months that hold anything, such as "2026-11", the oldest first."""
        return self._consistent(lambda page: tuple(sorted(self._names(page))))

    def fold(self) -> None:
        """Move the journal into the month files, after bringing months from before the chain to today's format, the oldest first.

        Raises LogError; the journal then keeps what it has.
        """
        with self._threads, self._lock, _collector_paused():
            for month in self._chain.old_months():
                self._month(month).links()
            page = self._chain.linked_page()
            if not page.signature[2]:
                return
            changes, links = _by_month(page), links_by_month(page)
            for month in sorted({*changes, *links}):
                self._month(month).merge(changes.get(month, {}), links.get(month, ()))
            if page.damaged:
                self._keep_damaged(page.damaged)
            self._chain.keep()
            self._journal.clear()

    def head(self) -> Head:
        """How far the chain of fingerprints goes; (0, "") in an empty log."""
        last = self._consistent(self._chain.newest)
        return Head(last.number, last.hash) if last else Head()

    def links(self, after: int = 0) -> list[Link]:
        """The links with a number above `after`, in their order. Months are read from the newest on, until all are found."""

        def read(page: JournalPage) -> list[Link]:
            last = self._chain.newest(page)
            return links_after(after, last.number if last else 0, page, self._names(page), lambda month: self._month(month).links())

        return self._consistent(read)

    def verify(self, heads: Sequence[Head] = (), *, on_progress: OnProgress = unheard, stop: Stop = never) -> Verification:
        """Whether entries and chain fit together and the heads still lie in it; without `heads`, those of the imported reviews.

        `on_progress` is told (months read, months in all); once `stop` answers True, VerifyStopped is raised. Other threads and
        processes may write meanwhile.
        """
        self._fold_quietly()
        survey = Survey(
            self._folder, self._lock, lambda month: self._consistent(lambda page: self._month(month).links()), on_progress, stop
        )
        with _collector_paused():
            return check(survey.stock(self._chain.kept), survey.marks(heads))

    def close(self) -> None:
        """Fold what the journal has. What cannot be folded now stays safe in the journal until the next opening."""
        self._fold_quietly()
        with self._threads:
            self._months.clear()

    def _put(self, kind: str, record: Record) -> None:
        with self._threads:
            with self._lock:
                lines = self._journal.append(kind, record, self._chain.next(kind, record))
            if lines % FOLD_AFTER_LINES == 0:
                self._fold_quietly()

    def _tidy(self) -> None:
        """What a process that died may have left: temporary files and a journal."""
        if any(self._folder.glob(".*.tmp")):
            try:
                with self._lock:
                    remove_stale_temps(self._folder, older_than_s=0.0)
            except LogError:
                pass  # whoever holds the lock may be writing one of them
        self._fold_quietly()

    def _fold_quietly(self) -> None:
        """Fold if possible: the records are durable already, so a failure is worth a notice and no more."""
        try:
            if self._journal.signature()[2] or next(self._chain.old_months(), None):
                self.fold()
        except BusyError:
            pass  # the other process folds
        except LogError as error:
            self._on_notice(Notice(f"{error.message} Your latest practice is safe in the journal.", error.hint))

    def _keep_damaged(self, lines: tuple[bytes, ...]) -> None:
        aside = set_aside_bytes(self._journal.path, b"\n".join(lines) + b"\n")
        entries = "An entry" if len(lines) == 1 else f"{len(lines)} entries"
        were = "was" if len(lines) == 1 else "were"
        self._on_notice(Notice(f"{entries} of the practice journal {were} damaged and left out.", f"They are kept in {aside}."))

    def _consistent(self, read: Callable[[JournalPage], T]) -> T:
        """Read journal, then months; once more when somebody changed the journal meanwhile, at last with everybody kept out."""
        with self._threads:
            for _ in range(_READS):
                page = self._journal.read()
                found = read(page)
                if self._journal.signature() == page.signature:
                    return found
            with self._lock:
                return read(self._journal.read(anew=True))

    def _names(self, page: JournalPage) -> set[str]:
        on_disk = {path.stem for path in self._folder.glob("*.json") if _MONTH_FILE.fullmatch(path.name)}
        return on_disk | set(_by_month(page))

    def _month(self, month: str) -> "MonthFile":
        from refcoach.store.months import MonthFile

        path, steps = self._folder / f"{month}.json", {1: self._chain.adopt}
        file = self._months.pop(month, None) or MonthFile(path, self._lock, self._on_notice, steps)
        self._months[month] = file
        while len(self._months) > _CACHED_MONTHS:
            self._months.pop(next(iter(self._months)))
        return file

    def _records(self, page: JournalPage, month: str, table: str) -> dict[str, Record]:
        return {**self._month(month).records(table), **_by_month(page).get(month, {}).get(table, {})}

    def _select(self, page: JournalPage, query: Query, limit: int | None, newest_first: bool) -> list[Attempt]:
        found: list[Attempt] = []
        for month in sorted((name for name in self._names(page) if query.may_hold(name)), reverse=newest_first):
            records = filter(query.matches, self._records(page, month, ATTEMPT.table).values())
            for record in _in_order(records, "at", newest_first):
                if limit is not None and len(found) >= limit:
                    return found
                attempt = self._value(ATTEMPT.build, record, ATTEMPT.id_key)
                if attempt is not None:
                    found.append(attempt)
        return found

    def _find(self, page: JournalPage, attempt_id: str) -> Attempt | None:
        record = page.tables.get(ATTEMPT.table, {}).get(attempt_id)
        begins: dict[str, Record] = {}
        for records in self._attempts_by_month(page) if record is None else ():
            record = records.get(attempt_id)
            if record is not None:
                break
            if len(attempt_id) >= MIN_PREFIX:
                begins.update((key, value) for key, value in records.items() if key.startswith(attempt_id))
        if record is None and len(begins) > 1:
            raise UsageError(f"{len(begins)} attempts begin with {attempt_id}.", "Give more characters of the id.")
        record = record or next(iter(begins.values()), None)
        return self._value(ATTEMPT.build, record, ATTEMPT.id_key) if record is not None else None

    def _attempts_by_month(self, page: JournalPage) -> Iterator[dict[str, Record]]:
        for month in sorted(self._names(page), reverse=True):
            yield self._records(page, month, ATTEMPT.table)

    def _value(self, build: Callable[[Mapping[str, object]], T], record: Record, key: str) -> T | None:
        """The record as a value, or None with one notice when its shape is not known."""
        try:
            return build(record)
        except (KeyError, TypeError, ValueError, AttributeError):
            record_id = str(record.get(key))
            if record_id not in self._unreadable:
                self._unreadable.add(record_id)
                self._on_notice(Notice(f"Entry {record_id} of the practice log cannot be read and is left out.", "It stays in the file."))
            return None


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A long log is hundreds of thousands of small values, none of them garbage; looking for it doubles the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _by_month(page: JournalPage) -> dict[str, dict[str, dict[str, Record]]]:
    """The journal's records by month, table and id."""
    months: dict[str, dict[str, dict[str, Record]]] = {}
    for table, records in page.tables.items():
        for record_id, record in records.items():
            month = months.setdefault(month_of(record[TABLES[table].time_key]), {})
            month.setdefault(table, {})[record_id] = record
    return months


def _in_order(records: Iterable[Record], time_key: str, newest_first: bool) -> list[Record]:
    """By the moment in time, then by the order of arrival."""
    ordered = sorted(records, key=lambda record: instant(str(record.get(time_key, ""))))
    return ordered[::-1] if newest_first else ordered
