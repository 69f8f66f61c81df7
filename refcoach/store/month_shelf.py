"""The months of the practice log, opened when they are needed, and with what the journal has of them on top."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from refcoach.core.chain import Link
from refcoach.core.entries import ATTEMPT, TABLES
from refcoach.core.records import Record
from refcoach.store.chain_file import ChainFile, links_in, month_files
from refcoach.store.journal import JournalPage
from refcoach.store.notices import Notice, OnNotice
from refcoach.store.query import Query, month_of
from refcoach.store.reading import in_order

if TYPE_CHECKING:
    from refcoach.core.attempt import Attempt
    from refcoach.store.months import MonthFile

_CACHED_MONTHS = 1  # a full one takes 60 MB of memory

T = TypeVar("T")


class MonthShelf:
    """All methods raise LogError; what cannot be read as a value is left out and told once."""

    def __init__(self, folder: Path, lock: AbstractContextManager[Any], chain: ChainFile, on_notice: OnNotice) -> None:
        self._folder, self._lock, self._chain, self._on_notice = folder, lock, chain, on_notice
        self._files: dict[str, MonthFile] = {}
        self._unreadable: set[str] = set()

    def names(self, page: JournalPage) -> set[str]:
        """The months that hold anything, such as 2026-11."""
        return {path.stem for path in month_files(self._folder)} | set(by_month(page))

    def file(self, month: str) -> "MonthFile":
        """A month's file; the one asked for last stays in memory."""
        from refcoach.store.months import MonthFile

        path, steps = self._folder / f"{month}.json", {1: self._chain.adopt}
        file = self._files.pop(month, None) or MonthFile(path, self._lock, self._on_notice, steps)
        self._files[month] = file
        while len(self._files) > _CACHED_MONTHS:
            self._files.pop(next(iter(self._files)))
        return file

    def links(self, month: str) -> list[Link]:
        """The links that were written in a month."""
        return links_in(self._folder / f"{month}.json") or self.file(month).links()

    def forget(self) -> None:
        """Give the memory back."""
        self._files.clear()

    def tables(self, month: str) -> Mapping[str, Mapping[str, Record]]:
        """What the month's file holds, by table and id."""
        return {table: self.file(month).records(table) for table in TABLES}

    def attempts(self, page: JournalPage, month: str) -> dict[str, Record]:
        """The records of a month's attempts by id, the journal's among them."""
        table = ATTEMPT.table
        return {**self.file(month).records(table), **by_month(page).get(month, {}).get(table, {})}

    def select(self, page: JournalPage, months: Iterable[str], query: Query, limit: int | None, newest_first: bool) -> "list[Attempt]":
        """The attempts that are wanted, month after month as given; `limit` keeps the first ones."""
        found: list[Attempt] = []
        for month in months:
            for record in in_order(filter(query.matches, self.attempts(page, month).values()), ATTEMPT.time_key, newest_first):
                if limit is not None and len(found) >= limit:
                    return found
                attempt = self.value(ATTEMPT.build, record, ATTEMPT.id_key)
                if attempt is not None:
                    found.append(attempt)
        return found

    def values(self, build: Callable[[Mapping[str, object]], T], records: Iterable[Record], key: str) -> list[T]:
        """As `value`, of those that can be read."""
        return [value for record in records if (value := self.value(build, record, key)) is not None]

    def value(self, build: Callable[[Mapping[str, object]], T], record: Record, key: str) -> T | None:
        """The record as a value, or None with one notice when its shape is not known."""
        try:
            return build(record)
        except (KeyError, TypeError, ValueError, AttributeError):
            record_id = str(record.get(key))
            if record_id not in self._unreadable:
                self._unreadable.add(record_id)
                self._on_notice(Notice(f"Entry {record_id} of the practice log cannot be read and is left out.", "It stays in the file."))
            return None


def by_month(page: JournalPage) -> dict[str, dict[str, dict[str, Record]]]:
    """The journal's records by month, table and id."""
    months: dict[str, dict[str, dict[str, Record]]] = {}
    for table, records in page.tables.items():
        for record_id, record in records.items():
            month = months.setdefault(month_of(record[TABLES[table].time_key]), {})
            month.setdefault(table, {})[record_id] = record
    return months
