"""Looks over all months of the practice log at once, by their digests and by the bytes of single attempts; the journal comes on top."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from refcoach.core.attempt import Attempt
from refcoach.core.entries import ATTEMPT, TABLES
from refcoach.core.errors import LogError, UsageError
from refcoach.core.moments import moment
from refcoach.core.outline import outlines_from, outlines_record
from refcoach.core.records import Record
from refcoach.core.search import places, rarest_part
from refcoach.store.digests import Digests, Tables
from refcoach.store.journal import JournalPage
from refcoach.store.lookup import attempt_of, attempts_with, raw_month
from refcoach.store.query import Query, month_of

MIN_PREFIX = 4


class Years:
    """`tables` reads a month in full, which is what all others avoid."""

    def __init__(self, folder: Path, cache: Path | None, tables: Callable[[str], Tables]) -> None:
        self._folder, self._tables = folder, tables
        self._digests = Digests(folder, cache)
        self._last: tuple[bytes, list[Attempt]] = (b"", [])

    def renew(self, month: str) -> bool:
        """Make the digest of a month if it is missing or old; whether it did. Whoever reads a month that cannot be read is told."""
        if not (self._folder / f"{month}.json").exists():
            return False  # it is in the journal alone
        try:
            return self._digests.known(month) is None and self._digests.make(month, lambda: self._tables(month)) is not None
        except LogError:
            return False

    def may_hold(self, page: JournalPage, month: str, query: Query) -> bool:
        """Whether a month can hold attempts that are wanted; cheap, so sometimes true for nothing."""
        if not query.may_hold(month):
            return False
        known = self._digests.known(month) if query.session_id is not None else None
        return known is None or known.holds(str(query.session_id)) or bool(_fresh(page, month, ATTEMPT.table))

    def outlines(self, page: JournalPage, month: str, query: Query, newest_first: bool) -> list[Attempt]:
        """A month's attempts without their words, in the order of time."""
        fresh = _fresh(page, month, ATTEMPT.table).values()
        known = {each.attempt_id: each for each in (*self._of_digest(month), *outlines_from(outlines_record(fresh)))}
        fitting = [each for each in known.values() if query.fits(each.session_id, each.scenario, each.at)]
        ordered = sorted(fitting, key=lambda each: moment(each.at))
        return ordered[::-1] if newest_first else ordered

    def _of_digest(self, month: str) -> list[Attempt]:
        """The month's outlines without the journal; those read last are kept, for a page asks for them again with each row it shows."""
        digest = self._digests.digest(month, lambda: self._tables(month))
        if self._last[0] != digest.rows:
            self._last = (digest.rows, outlines_from(digest.outlines()))
        return self._last[1]

    def said(self, page: JournalPage, month: str, phrases: Sequence[str]) -> list[Record]:
        """The records of a month's attempts in whose words all the phrases stand, in no order."""
        part = rarest_part(phrases)
        fresh = _fresh(page, month, ATTEMPT.table)
        if part:
            old = dict(attempts_with(raw_month(self._folder / f"{month}.json"), part))
        else:
            old = dict(self._tables(month).get(ATTEMPT.table, {}))
        return [record for record in {**old, **fresh}.values() if _says(record, phrases)]

    def count(self, page: JournalPage, month: str) -> int:
        digest = self._digests.digest(month, lambda: self._tables(month))
        return len({*digest.ids(), *_fresh(page, month, ATTEMPT.table)})

    def records(self, page: JournalPage, month: str, table: str) -> dict[str, Record]:
        """The records of any table but the attempts', by id."""
        return {**self._digests.records(month, table, lambda: self._tables(month)), **_fresh(page, month, table)}

    def find(self, page: JournalPage, months: Iterable[str], beginning: str) -> Record | None:
        """The attempt of this id, or the only one whose id begins so; months are looked through as given. UsageError when several do."""
        fresh = page.tables.get(ATTEMPT.table, {})
        if beginning in fresh:
            return fresh[beginning]
        begin = {each: "" for each in fresh if each.startswith(beginning)}
        for month in months:
            ids = self._digests.begins(month, beginning, lambda month=month: self._tables(month))  # type: ignore[misc]
            if beginning in ids:
                return self._attempt(page, month, beginning)
            begin.update({each: month for each in ids if each not in begin})
        if len(beginning) < MIN_PREFIX or not begin:
            return None
        if len(begin) > 1:
            raise UsageError(f"{len(begin)} attempts begin with {beginning}.", "Give more characters of the id.")
        [(whole_id, month)] = begin.items()
        return self._attempt(page, month, whole_id)

    def _attempt(self, page: JournalPage, month: str, attempt_id: str) -> Record | None:
        fresh = page.tables.get(ATTEMPT.table, {}).get(attempt_id)
        found = fresh or attempt_of(raw_month(self._folder / f"{month}.json"), attempt_id)
        return found or self._tables(month).get(ATTEMPT.table, {}).get(attempt_id)


def _says(record: Record, phrases: Sequence[str]) -> bool:
    said = record.get("transcript")
    return isinstance(said, dict) and bool(places(str(said.get("text", "")), phrases))


def _fresh(page: JournalPage, month: str, table: str) -> dict[str, Record]:
    """What the journal has of a month's table, by id."""
    key = TABLES[table].time_key
    return {each: record for each, record in page.tables.get(table, {}).items() if month_of(record[key]) == month}
