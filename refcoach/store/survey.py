"""Reads the whole practice log as it lies on disk, for a verification: every record's fingerprint, every link, what was set aside."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from refcoach.core.chain import Link, digest, read_link
from refcoach.core.chain_check import Aside, Key, Mark, Stock, Stored
from refcoach.core.entries import KINDS, REVIEW, SHARE, TABLES
from refcoach.core.errors import LogError
from refcoach.core.moments import moment
from refcoach.core.records import Record
from refcoach.core.review import Head
from refcoach.store.atomic import read_error, retrying
from refcoach.store.chain_file import CHAIN, month_files
from refcoach.store.journal import Journal, JournalPage, Tail
from refcoach.store.month_format import SCHEMA, DamagedError, Signature, Tables, decode, signature_of
from refcoach.store.survey_processes import looked_through

OnProgress = Callable[[int, int], None]
Stop = Callable[[], bool]
_READS = 5
_JOURNAL = "journal.jsonl"
_IDS = re.compile(rf'((?:":\{{)?)"({"|".join(kind.id_key for kind in KINDS.values())})": ?"([^"\\]+)"')  # a record begins with it
_KIND_OF_ID = {kind.id_key: kind.name for kind in KINDS.values()}
_LINKS = re.compile(r'\[(\d{1,15}),"(\w+)","([^"\\]*)","([^"\\]*)","([0-9a-f]{64})","([0-9a-f]{64}|)"\]')


class VerifyStopped(LogError):  # noqa: N818 - an outcome, not a fault
    """Somebody ended the verification before it knew anything."""


def unheard(done: int, total: int) -> None:
    """For callers who show no progress."""


def never() -> bool:
    """For callers who stop nothing."""
    return False


@dataclass(slots=True)
class MonthStock:
    """What one month holds; `marking` are its shares and reviews."""

    signature: Signature
    records: list[Stored] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    marking: list[tuple[str, Record]] = field(default_factory=list)


class Survey:
    """One reading of the log. `heal` brings a month's file to today's format or sets it aside."""

    def __init__(self, folder: Path, lock: AbstractContextManager[Any], heal: Callable[[str], object], on_progress: OnProgress, stop: Stop):
        self._folder = folder
        self._lock = lock
        self._heal = heal
        self._on_progress = on_progress
        self._stop = stop
        self._files: dict[str, MonthStock] = {}
        self._marking: dict[Key, Record] = {}

    def stock(self, kept: Callable[[], Tail | None]) -> Stock:
        """All that lies on disk at one moment; `kept` says which link the log wrote down as its last. Raises LogError, VerifyStopped.

        When somebody writes meanwhile, only what changed is read again, at last with everybody kept out.
        """
        journal = Journal(self._folder / _JOURNAL)
        for _ in range(_READS):
            page, last = journal.read(anew=True), kept()
            self._read_months()
            if journal.signature() == page.signature and kept() == last:
                return self._stock(page, last)
        with self._lock:
            page, last = journal.read(anew=True), kept()
            self._read_months()
            return self._stock(page, last)

    def marks(self, heads: Sequence[Head]) -> list[Mark]:
        """The heads to look for, those of the imported reviews when none are given, each with the time of the share that showed it."""
        shares, seen = [], list(heads)
        for (kind, _), record in self._marking.items():
            try:
                value = KINDS[kind].build(record)
            except (KeyError, TypeError, ValueError, AttributeError):
                continue  # its fingerprint tells
            if kind == SHARE.name:
                shares.append(value)
            elif not heads:
                seen.append(value.head)
        made = {share.head: share.at for share in sorted(shares, key=lambda share: moment(share.at), reverse=True)}
        return [Mark(head, made.get(head, "")) for head in sorted(set(seen), key=lambda head: (head.number, head.hash))]

    def _read_months(self) -> None:
        paths = month_files(self._folder)
        for gone in self._files.keys() - {path.stem for path in paths}:
            del self._files[gone]
        changed = [path for path in paths if not self._is_known(path)]
        with closing(looked_through(changed, looked_at)) as found:
            for done, path in enumerate(paths):
                self._on_progress(done, len(paths))
                if self._stop():
                    raise VerifyStopped("The practice log was not verified: stopped before the end.", "Nothing was changed.")
                if path in changed:
                    self._keep(path, next(found))
        self._on_progress(len(paths), len(paths))

    def _is_known(self, path: Path) -> bool:
        known = self._files.get(path.stem)
        try:
            return known is not None and known.signature == signature_of(path.stat())
        except OSError:
            return False  # reading it tells why

    def _keep(self, path: Path, found: MonthStock | OSError | None) -> None:
        if found is None:
            self._heal(path.stem)  # raises LogError for a newer format
            found = looked_at(path)
        if isinstance(found, FileNotFoundError):
            self._files.pop(path.stem, None)
        elif isinstance(found, OSError):
            raise read_error(path, found) from found
        else:
            self._files[path.stem] = found or MonthStock(signature_of(path.stat()), unreadable=[path.name])

    def _stock(self, page: JournalPage, kept: Tail | None) -> Stock:
        files = self._files.values()
        newer = {(TABLES[table].name, entry_id): record for table, records in page.tables.items() for entry_id, record in records.items()}
        records = [record for file in files for record in file.records if record.key not in newer]
        records += [Stored(*key, str(record[KINDS[key[0]].time_key]), digest(record), _JOURNAL) for key, record in newer.items()]
        old = {(kind, str(record.get(KINDS[kind].id_key, ""))): record for file in files for kind, record in file.marking}
        self._marking = {**old, **{key: record for key, record in newer.items() if key[0] in (SHARE.name, REVIEW.name)}}
        links = [link for file in files for link in file.links] + [link for _, _, link in page.entries if link is not None]
        last, lost = kept or (None, 0)
        end = Head(last.number + lost, "" if lost else last.hash) if last else Head(lost)
        unreadable = [place for file in files for place in file.unreadable]
        return Stock(links, records, unreadable, _asides(self._folder), end)


def looked_at(path: Path) -> MonthStock | OSError | None:
    """What a month's file holds, why it cannot be read, or None when it is damaged or of another format."""
    try:
        seen, tables = _tables(path)
    except OSError as error:
        return error
    return _file(path.stem, seen, tables) if tables is not None else None


def _tables(path: Path) -> tuple[Signature, Tables | None]:
    """What a month's file holds, or None when it is damaged or of another format. Raises OSError."""
    seen, raw = signature_of(path.stat()), retrying(path.read_bytes)
    try:
        schema, tables = decode(raw)
    except DamagedError:
        return seen, None
    return seen, tables if schema == SCHEMA else None


def _file(month: str, signature: Signature, tables: Mapping[str, Mapping[str, Record]]) -> MonthStock:
    found, place = MonthStock(signature), f"{month}.json"
    for table, kind in TABLES.items():
        for record in tables.get(table, {}).values():
            at = str(record.get(kind.time_key, ""))
            entry_id = str(record.get(kind.id_key, ""))
            found.records.append(Stored(kind.name, entry_id, at, digest(record), place, at[:7] == month))
            if kind in (SHARE, REVIEW):
                found.marking.append((kind.name, record))
    for document in tables.get(CHAIN, {}).values():
        link = read_link(document.get("link")) if len(document) == 1 else None
        if link is None:
            found.unreadable.append(place)
        else:
            found.links.append(link)
    return found


def _asides(folder: Path) -> list[Aside]:
    """The damaged files that were set aside, with the ids and links that can still be read in them."""
    found = []
    for path in sorted(folder.glob("*.corrupt-*")):
        try:
            text = path.read_bytes().decode("utf-8", "replace")
        except OSError as error:
            raise read_error(path, error) from error
        named = _IDS.findall(text)
        entries = tuple((_KIND_OF_ID[key], entry_id) for first, key, entry_id in named if first)
        links = tuple(Link(int(number), *rest) for number, *rest in _LINKS.findall(text))
        month = path.name[:7] if re.match(r"\d{4}-\d{2}\.", path.name) else ""
        found.append(Aside(path.name, month, links, entries, frozenset(entry_id for _, _, entry_id in named)))
    return found
