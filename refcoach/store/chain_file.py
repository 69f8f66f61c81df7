"""Continues the chain of the practice log (core/chain.py) and knows its last link without reading the months.

New links are in the journal; `chain-head.json` has the last link of those that were folded, and how many numbers after it were lost
with damaged lines of the journal: they are not given to others, so that a verification misses them. It is written before the journal is
cleared, so the two together always reach to the end, also when the clock was set back or a month was damaged. Without the file the
months are read once and it is made again. It is taken away before months are changed that no journal stands in for.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from refcoach.core.chain import Link, link_record, next_link, read_link
from refcoach.core.entries import KINDS, TABLES
from refcoach.core.errors import LogError
from refcoach.core.moments import moment
from refcoach.core.records import Record
from refcoach.store.atomic import read_error, retrying, sync_folder, write_atomic, write_error
from refcoach.store.journal import Journal, JournalPage, Tail
from refcoach.store.month_format import DamagedError, Signature, Tables, decode, signature_of
from refcoach.store.query import month_of

HEAD_FILE = "chain-head.json"
CHAIN = "chain"  # the months' table of links; each document is {"link": [...]}, its number the link's own
_MONTH_FILE = re.compile(r"\d{4}-\d{2}\.json")
_FORMAT_1 = re.compile(rb'\s*\{\s*"schema"\s*:\s*1\s*[,}]')

_TABLE = f',"{CHAIN}":{{'.encode()

Now = Callable[[], str]


def local_now() -> str:
    """The time as ISO 8601 with offset, by the computer's clock."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def month_files(folder: Path) -> list[Path]:
    """The files of the months, the oldest first."""
    return sorted(path for path in folder.glob("*.json") if _MONTH_FILE.fullmatch(path.name))


def links_by_month(page: JournalPage) -> dict[str, list[Link]]:
    """The journal's links by the month in which they were written."""
    months: dict[str, list[Link]] = {}
    for _, _, link in page.entries:
        if link is not None:
            months.setdefault(month_of(link.logged_at), []).append(link)
    return months


def links_after(after: int, last: int, page: JournalPage, months: Iterable[str], read: Callable[[str], Iterable[Link]]) -> list[Link]:
    """The links with a number above `after`; months are read from the newest on until there is one for each number up to `last`."""
    found = {link for _, _, link in page.entries if link is not None and link.number > after}
    for month in sorted(months, reverse=True):
        if len({link.number for link in found}) >= last - after:
            break
        found.update(link for link in read(month) if link.number > after)
    return sorted(found, key=lambda link: (link.number, link.hash))


class ChainFile:
    """All methods but `newest` need the log's lock. They raise LogError when the disk or a file stands in the way."""

    def __init__(self, folder: Path, journal: Journal, now: Now = local_now) -> None:
        self._folder = folder
        self._path = folder / HEAD_FILE
        self._journal = journal
        self._now = now
        self._kept: tuple[Signature, Tail] | None = None
        self._scanned: dict[str, tuple[Signature, Link | None]] = {}

    def next(self, kind: str, record: Record) -> Link:
        """The link for a record that is about to be appended to the journal."""
        self.remember()
        now = self._now()
        month_of(now)
        return self._after(self._end(self._journal.tail()), kind, str(record[KINDS[kind].id_key]), now, record)

    def remember(self) -> None:
        """Write down the last link of the months where that is not known, so that they need not be read again."""
        if self.kept() is None:
            self._keep_quietly((self._scan(), 0))

    def newest(self, page: JournalPage) -> Link | None:
        """The last link of the chain; the page must be the journal of this moment."""
        return self._end((next((link for _, _, link in reversed(page.entries) if link is not None), None), 0))[0]

    def keep(self) -> None:
        """Write down the last link, so that the journal may be cleared."""
        last = self._end(self._journal.tail())
        if self.kept() != last:
            self._write(last)

    def linked_page(self) -> JournalPage:
        """The journal, after its entries without a link (of a version before the chain) were written once more with one."""
        page = self._journal.read(anew=True)
        latest = {(kind, str(record[KINDS[kind].id_key])): (record, link) for kind, record, link in page.entries}
        without = [(kind, record) for (kind, _), (record, link) in latest.items() if link is None]
        for kind, record in without:
            self._journal.append(kind, record, self.next(kind, record))
        return self._journal.read(anew=True) if without else page

    def old_months(self) -> Iterator[str]:
        """The months in files from before the chain, the oldest first; only the beginning of each file is read."""
        for path in month_files(self._folder):
            try:
                with path.open("rb") as file:
                    old = _FORMAT_1.match(file.read(40))
            except OSError as error:
                raise read_error(path, error) from error
            if old:
                yield path.stem

    def adopt(self, tables: Tables) -> Tables:
        """Format 1 to 2: the month with links for its entries, in the order of their time, which stands in as the time of writing.

        Those that the journal has newer, with a link of their own, get none.
        """
        page = self._journal.read(anew=True)
        linked = {(kind, str(record[KINDS[kind].id_key])) for kind, record, link in page.entries if link is not None}
        last = self._end(self._journal.tail())
        self._forget()
        links: dict[str, dict[str, Any]] = {}
        for at, kind, entry_id, record in sorted(_entries(tables), key=lambda entry: moment(entry[0])):
            if (kind, entry_id) not in linked:
                link = self._after(last, kind, entry_id, at or self._now(), record)
                last = link, 0
                links[str(link.number)] = {"link": link_record(link)}
        return {**tables, CHAIN: links}

    def kept(self) -> Tail | None:
        """What was written down last (nothing, for a log without links), or None when the file is missing or damaged."""
        try:
            seen = signature_of(self._path.stat())
            if self._kept is None or self._kept[0] != seen:
                stored = json.loads(retrying(self._path.read_bytes))
                link, lost = read_link(stored["link"]), stored["lost"]
                if (stored["link"] is not None and link is None) or type(lost) is not int or lost < 0:
                    return None
                self._kept = (seen, (link, lost))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise read_error(self._path, error) from error
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        return self._kept[1]

    @staticmethod
    def _after(last: Tail, kind: str, entry_id: str, at: str, record: Record) -> Link:
        link, lost = last
        made = next_link(link, kind, entry_id, at, record)
        return replace(made, number=made.number + lost)

    def _end(self, journal: Tail) -> Tail:
        """The last link and the numbers lost after it, of journal and months together."""
        kept = self.kept() or (self._scan(), 0)
        if journal[0] is None:
            return kept[0], kept[1] + journal[1]
        if kept[0] == journal[0]:  # folded, but not cleared
            return kept[0], max(kept[1], journal[1])
        return journal if _later(journal[0], kept[0]) is journal[0] else kept

    def _scan(self) -> Link | None:
        """The last link in the months. Damaged ones are left to whoever reads them next; unchanged ones are not read again."""
        last: Link | None = None
        for path in month_files(self._folder):
            try:
                seen = signature_of(path.stat())
                if self._scanned.get(path.name, (None,))[0] != seen:
                    self._scanned[path.name] = (seen, _last_in(path.read_bytes()))
            except OSError as error:
                raise read_error(path, error) from error
            last = _later(last, self._scanned[path.name][1])
        return last

    def _keep_quietly(self, last: Tail) -> None:
        try:
            self._write(last)
        except LogError:
            pass  # it only saves reading the months; the append says what is wrong with the disk

    def _write(self, last: Tail) -> None:
        link, lost = last
        text = json.dumps({"link": link_record(link) if link else None, "lost": lost})
        write_atomic(self._path, text.encode("ascii"), keep_previous=False)

    def _forget(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
            sync_folder(self._folder)
        except OSError as error:
            raise write_error(self._path, error) from error


def _later(first: Link | None, second: Link | None) -> Link | None:
    if first is None or second is None:
        return first or second
    return first if first.number >= second.number else second


def _last_in(raw: bytes) -> Link | None:
    if _FORMAT_1.match(raw):
        return None  # from before the chain, and parsing takes its time
    documents = _documents(raw).values()
    return max((link for item in documents if (link := read_link(item.get("link")))), key=lambda link: link.number, default=None)


def links_in(path: Path) -> list[Link]:
    """The links of a month's file; none of one that cannot be read or is from before the chain."""
    try:
        raw = path.read_bytes()
    except OSError:
        return []
    documents = () if _FORMAT_1.match(raw) else _documents(raw).values()
    return [link for document in documents if (link := read_link(document.get("link"))) is not None]


def _documents(raw: bytes) -> dict[str, Any]:
    """The documents of a month's table of links; none of a damaged month.

    The log writes that table last, and nothing within a text looks like its beginning, for quotes are escaped there: so the month need
    not be decoded where only the end of the file follows the table.
    """
    begin = raw.rfind(_TABLE)
    if begin > 0 and raw.endswith(b"}}"):
        try:
            found = json.loads(raw[begin + len(_TABLE) - 1 : -1].decode("utf-8", "surrogatepass"))
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict) and all(isinstance(document, dict) and [*document] == ["link"] for document in found.values()):
            return found
    try:
        return decode(raw)[1].get(CHAIN, {})
    except DamagedError:
        return {}


def _entries(tables: Mapping[str, Mapping[str, Record]]) -> Iterable[tuple[str, str, str, Record]]:
    """(time, kind, id, record) of everything in a month's tables; the time is empty where it cannot be read."""
    for name, kind in TABLES.items():
        for record in tables.get(name, {}).values():
            at = str(record.get(kind.time_key, ""))
            yield at if moment(at) else "", kind.name, str(record.get(kind.id_key, "")), record
