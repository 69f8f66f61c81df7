"""One month of the practice log: a TinyDB file with a table for each kind of entry."""

from collections.abc import Mapping, MutableMapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from refcoach.core.chain import Link, link_record, read_link
from refcoach.core.entries import TABLES
from refcoach.core.records import Record
from refcoach.store.chain_file import CHAIN
from refcoach.store.notices import OnNotice
from refcoach.store.storage import MIGRATIONS, AtomicJSONStorage, Migration


class MonthFile:
    """Reads without the lock, and reads again when another process has replaced the file; merges under the lock."""

    def __init__(
        self, path: Path, lock: AbstractContextManager[Any], on_notice: OnNotice, migrations: Mapping[int, Migration] = MIGRATIONS
    ) -> None:
        self._storage = AtomicJSONStorage(path, guard=lock, on_notice=on_notice, migrations=migrations)
        self._lock = lock

    def records(self, table: str) -> dict[str, Record]:
        """The records by their id, in the order in which they came. Raises LogError; they are not to be changed."""
        key = TABLES[table].id_key
        return {str(document[key]): document for document in self._table(table) if key in document}

    def links(self) -> list[Link]:
        """The links that were written in this month. Raises LogError."""
        return [link for document in self._table(CHAIN) if (link := read_link(document.get("link"))) is not None]

    def merge(self, changes: Mapping[str, Mapping[str, Record]], links: Sequence[Link] = ()) -> None:
        """Insert or replace records, given by table and id, and add links, with one write to the disk. Raises LogError; then nothing
        changed."""
        with self._lock:
            self._storage.drop_cache()
            with self._storage.batch():
                for table, records in changes.items():
                    _merge(self._table(table), TABLES[table].id_key, records)
                _merge_links(self._table(CHAIN), links)

    def forget(self) -> None:
        """Give the memory back; the next call reads the file."""
        self._storage.drop_cache()

    def _table(self, name: str) -> Table:
        # A new one each time: TinyDB's tables remember the next document number, and another process may have used it.
        return TinyDB(storage=lambda: self._storage).table(name)


def _merge(table: Table, key: str, records: Mapping[str, Record]) -> None:
    known = {document.get(key): document.doc_id for document in table}
    replaced = [known[record_id] for record_id in records if record_id in known]
    added = [record for record_id, record in records.items() if record_id not in known]

    def replace(document: MutableMapping[Any, Any]) -> None:
        record = records[document[key]]
        document.clear()
        document.update(record)

    if replaced:
        table.update(replace, doc_ids=replaced)
    if added:
        table.insert_multiple(added)


def _merge_links(table: Table, links: Sequence[Link]) -> None:
    """Add the links that are not there yet. One whose number is taken by another link is kept beside it, for a verification to tell."""
    there = {document.doc_id: document.get("link") for document in table}
    added = []
    for link in links:
        record, place = link_record(link), link.number
        while place in there and there[place] != record:
            place += 1
        if place not in there:
            there[place] = record
            added.append(Document({"link": record}, doc_id=place))
    if added:
        table.insert_multiple(added)
