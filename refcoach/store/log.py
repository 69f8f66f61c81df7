"""The practice log: every attempt, session and what else is an entry (core/entries.py), one file a month, with a journal in front.

A change is durable in the journal before `put_...` returns, whatever the log's size. `fold` moves the journal into the month
files: when the log is opened or closed, and when its owner has time (`waiting` tells how much there is). Both steps can be repeated,
so a crash between them loses nothing and doubles nothing. Several processes may use one log: they take turns for changes, and
readers see journal and months of the same moment without waiting for anybody.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from refcoach.core.attempt import Attempt, Session
from refcoach.core.chain import Link, salted
from refcoach.core.chain_check import check
from refcoach.core.entries import ATTEMPT, SESSION, Kind
from refcoach.core.errors import LogError
from refcoach.core.outline import is_outline
from refcoach.core.review import Head
from refcoach.core.verification import Verification
from refcoach.store.atomic import remove_stale_temps, set_aside_bytes
from refcoach.store.chain_file import ChainFile, Now, links_after, links_by_month, local_now
from refcoach.store.journal import Journal, JournalPage
from refcoach.store.lock import BusyError, LogLock
from refcoach.store.month_shelf import MonthShelf, by_month
from refcoach.store.notices import Notice, OnNotice, ignore
from refcoach.store.query import Query, month_of
from refcoach.store.reading import collector_paused, in_order
from refcoach.store.survey import OnProgress, Stop, Survey, never, unheard
from refcoach.store.years import Years

FOLD_AFTER_LINES = 2000  # nobody folded for so long: about 20 MB, which every new reader must read
_READS = 3

T = TypeVar("T")


class PracticeLog:
    """All methods raise LogError when the disk, a file or another process stands in the way. Threads may share one."""

    def __init__(
        self,
        folder: Path,
        on_notice: OnNotice | None = None,
        *,
        lock_timeout_s: float = 10.0,
        now: Now = local_now,
        cache: Path | None = None,
        folds: bool = True,
    ) -> None:
        """`now` gives the time of writing for the chain, as ISO 8601 with offset. `cache` is a folder for what can be made anew
        (store/digests.py); without one, looking over years is slow. Without `folds` opening and closing leave the journal to another
        process."""
        self._folder = folder
        self._on_notice = on_notice or ignore
        self._threads = threading.RLock()
        self._folds = folds
        self._lock = LogLock(folder / ".lock", lock_timeout_s)
        self._journal = Journal(folder / "journal.jsonl")
        self._chain = ChainFile(folder, self._journal, now)
        self._months = MonthShelf(folder, self._lock, self._chain, self._on_notice)
        self._years = Years(folder, cache, self._months.tables)
        self._tidy()

    def put_attempt(self, attempt: Attempt) -> None:
        """Insert the attempt, or replace the one of the same id (which keeps its `at`); returns once it is durable."""
        self.put(ATTEMPT, attempt)

    def put_session(self, session: Session) -> None:
        """Insert or replace the session; returns once it is durable."""
        self.put(SESSION, session)

    def put(self, kind: Kind[T], entry: T) -> None:
        """Insert an entry of any kind, or replace the one of the same id (which keeps its time); returns once it is durable."""
        if is_outline(entry):
            raise ValueError("an outline is not the whole attempt")
        record = salted(kind.record(entry))
        month_of(record[kind.time_key])
        with self._threads:
            with self._lock:
                lines = self._journal.append(kind.name, record, self._chain.next(kind.name, record))
            if lines % FOLD_AFTER_LINES == 0:
                self._fold_quietly()

    def attempt(self, attempt_id: str, month: str = "") -> Attempt | None:
        """The attempt of this id, or the only one whose id begins so (4 characters at least). UsageError when several do. `month` is
        looked in first."""
        return self._consistent(lambda page: self._find(page, attempt_id, month))

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
        with collector_paused():
            return self._consistent(
                lambda page: self._months.select(page, self._wanted_months(page, query, newest_first), query, limit, newest_first)
            )

    def outlines(
        self,
        *,
        month: str | None = None,
        session_id: str | None = None,
        scenario: str | None = None,
        since: str | None = None,
        limit: int | None = None,
        newest_first: bool = True,
    ) -> list[Attempt]:
        """As `attempts`, without their words (core/outline.py), in a fraction of the time; `month` such as 2026-11."""
        query = Query(session_id, scenario, since)

        def read(page: JournalPage) -> list[Attempt]:
            found: list[Attempt] = []
            for name in [month] if month is not None else self._wanted_months(page, query, newest_first):
                found += self._years.outlines(page, name, query, newest_first)
                if limit is not None and len(found) >= limit:
                    return found[:limit]
            return found

        with collector_paused():
            return self._consistent(read)

    def said(self, month: str, phrases: Sequence[str]) -> list[Attempt]:
        """A month's attempts in whose words all the phrases stand (core/search.py), the newest first."""

        def read(page: JournalPage) -> list[Attempt]:
            records = in_order(self._years.said(page, month, phrases), ATTEMPT.time_key, True)
            return self._months.values(ATTEMPT.build, records, ATTEMPT.id_key)

        return self._consistent(read)

    def count(self) -> int:
        """How many attempts there are, without building them."""
        return self._consistent(lambda page: sum(self._years.count(page, month) for month in self._months.names(page)))

    def sessions(self, *, newest_first: bool = True) -> list[Session]:
        """All sessions in the order of their beginning."""
        return self.entries(SESSION, newest_first=newest_first)

    def entries(self, kind: Kind[T], *, since: str | None = None, month: str | None = None, newest_first: bool = True) -> list[T]:
        """All entries of a kind in the order of their time; `since` as in `attempts`, `month` (2026-11) leaves out all others."""
        query = Query(since=since, time_key=kind.time_key)

        def read(page: JournalPage) -> list[T]:
            wanted = (name for name in self._months.names(page) if query.may_hold(name) and month in (None, name))
            found: list[T] = []
            for name in sorted(wanted, reverse=newest_first):
                whole = kind.table == ATTEMPT.table
                records = self._months.attempts(page, name) if whole else self._years.records(page, name, kind.table)
                fitting = in_order(filter(query.matches, records.values()), kind.time_key, newest_first)
                found += self._months.values(kind.build, fitting, kind.id_key)
            return found

        return self._consistent(read)

    def months(self) -> tuple[str, ...]:
        """The months that hold anything, such as "2026-11", the oldest first."""
        return self._consistent(lambda page: tuple(sorted(self._months.names(page))))

    def fold(self) -> None:
        """Move the journal into the month files, after bringing months from before the chain to today's format, the oldest first.

        Raises LogError; the journal then keeps what it has.
        """
        with self._threads, self._lock, collector_paused():
            for month in self._chain.old_months():
                self._months.file(month).links()
            page = self._chain.linked_page()
            if not page.signature[2]:
                if self._months.names(page):
                    self._chain.remember()
                return
            changes, links = by_month(page), links_by_month(page)
            for month in sorted({*changes, *links}):
                self._months.file(month).merge(changes.get(month, {}), links.get(month, ()))
            if page.damaged:
                self._keep_damaged(page.damaged)
            self._chain.keep()
            self._journal.clear()
        self.refresh_digests(by_month(page))

    def waiting(self) -> int:
        """How many changes wait in the journal to be folded."""
        with self._threads:
            return self._journal.lines()

    def refresh_digests(self, months: Iterable[str]) -> bool:
        """Make the digests of these months that are missing or old; whether there was one to make."""
        with self._threads:
            return sum(self._years.renew(month) for month in months) > 0

    def head(self) -> Head:
        """How far the chain of fingerprints goes; (0, "") in an empty log."""
        last = self._consistent(self._chain.newest)
        return Head(last.number, last.hash) if last else Head()

    def links(self, after: int = 0) -> list[Link]:
        """The links with a number above `after`, in their order. Months are read from the newest on, until all are found."""

        def read(page: JournalPage) -> list[Link]:
            last = self._chain.newest(page)
            end, months = last.number if last else 0, self._months.names(page)
            return links_after(after, end, page, months, self._months.links)

        return self._consistent(read)

    def verify(self, heads: Sequence[Head] = (), *, on_progress: OnProgress = unheard, stop: Stop = never) -> Verification:
        """Whether entries and chain fit together and the heads still lie in it; without `heads`, those of the imported reviews.

        `on_progress` is told (months read, months in all); once `stop` answers True, VerifyStopped is raised. Other threads and
        processes may write meanwhile.
        """
        self._fold_quietly()
        survey = Survey(
            self._folder, self._lock, lambda month: self._consistent(lambda page: self._months.file(month).links()), on_progress, stop
        )
        with collector_paused():
            return check(survey.stock(self._chain.kept), survey.marks(heads))

    def close(self) -> None:
        """Fold what the journal has. What cannot be folded now stays safe in the journal until the next opening."""
        self._fold_quietly()
        with self._threads:
            self._months.forget()

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
            if self._folds and (self._journal.signature()[2] or next(self._chain.old_months(), None)):
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

    def _wanted_months(self, page: JournalPage, query: Query, newest_first: bool) -> list[str]:
        return sorted((name for name in self._months.names(page) if self._years.may_hold(page, name, query)), reverse=newest_first)

    def _find(self, page: JournalPage, attempt_id: str, first: str) -> Attempt | None:
        months = sorted(self._months.names(page), key=lambda name: (name == first, name), reverse=True)
        record = self._years.find(page, months, attempt_id)
        return None if record is None else self._months.value(ATTEMPT.build, record, ATTEMPT.id_key)
