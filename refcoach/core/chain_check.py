"""Whether records and links of the practice log fit together: pure, on what `store/survey.py` has read from the disk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from refcoach.core.chain import Link
from refcoach.core.moments import moment
from refcoach.core.review import Head
from refcoach.core.verification import (
    BackDated,
    ChainBreak,
    ChainFault,
    ClockBack,
    EntryFault,
    EntryFinding,
    HeadCheck,
    HeadState,
    Rewritten,
    Verification,
)

CLOCK_SLACK_S = 60.0  # a clock that is kept by the network moves back by less, now and then
Key = tuple[str, str]  # kind and id of an entry


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it lies in the file `place`; `at` is its own time, `digest` the fingerprint of what lies there.

    `at_home` says that the file is the one of its month.
    """

    kind: str
    entry_id: str
    at: str
    digest: str
    place: str
    at_home: bool = True

    @property
    def key(self) -> Key:
        return self.kind, self.entry_id


@dataclass(frozen=True, slots=True)
class Aside:
    """A damaged file that was set aside: its name, its month ("2026-11", empty for the journal), and what can still be read in it:
    links, the entries whose records begin there, and every id."""

    name: str
    month: str
    links: tuple[Link, ...] = ()
    entries: tuple[Key, ...] = ()
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mark:
    """A head that somebody else has seen, and when it was made (ISO 8601), or empty."""

    head: Head
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class Stock:
    """All that lies on disk. `records` are the valid ones: what the journal has replaced is not among them. `unreadable` names the file
    of each link that cannot be read; `last` is the head as this computer last wrote it down; its hash may
    be empty, when its link is known to be lost."""

    links: Sequence[Link]
    records: Sequence[Stored]
    unreadable: Sequence[str] = ()
    asides: Sequence[Aside] = ()
    last: Head = field(default_factory=Head)


class _Chain:
    """The links by number and by entry, with those that can still be read in damaged files where a number is missing."""

    def __init__(self, stock: Stock) -> None:
        self.links = sorted(set(stock.links), key=lambda link: (link.number, link.hash))
        self.numbers: dict[int, list[Link]] = {}
        for link in self.links:
            self.numbers.setdefault(link.number, []).append(link)
        self.head = Head(self.links[-1].number, self.links[-1].hash) if self.links else Head()
        self.saved: dict[int, Link] = {}
        for aside in stock.asides:
            self.saved.update((link.number, link) for link in aside.links if link.number not in self.numbers)
        self.entries: dict[Key, list[Link]] = {}
        for link in sorted((*self.links, *self.saved.values()), key=lambda link: link.number):
            self.entries.setdefault((link.kind, link.entry_id), []).append(link)

    def gaps(self, last: int) -> Iterable[tuple[int, int]]:
        """First and last number of each stretch without a link, up to `last` or the last link."""
        expected = 1
        for number in (*sorted(self.numbers), max(last, self.head.number) + 1):
            if number > expected:
                yield expected, number - 1
            expected = max(expected, number + 1)

    def fits(self, link: Link) -> bool:
        """Whether the link follows from the one before. Where that is missing, nothing can be said here."""
        if link.number == 1:
            return link.previous == ""
        before = self.numbers.get(link.number - 1)
        return not before or any(link.previous == other.hash for other in before)


def check(stock: Stock, marks: Sequence[Mark] = ()) -> Verification:
    """Everything that does not fit together, and what is worth a note."""
    chain = _Chain(stock)
    heads = tuple(_head_check(mark, chain, stock.asides) for mark in marks)
    records: dict[Key, list[Stored]] = {}
    for record in stock.records:
        records.setdefault(record.key, []).append(record)
    stored = [finding for key, found in records.items() for finding in _stored_findings(found, chain.entries.get(key, ()))]
    without = [_without_record(links, stock.asides) for key, links in chain.entries.items() if key not in records]
    breaks = tuple(_breaks(chain, stock))
    lost = [item for item in without if item.fault is EntryFault.LOST]
    lost += _lost_with_their_links(breaks, stock.asides, {*records, *chain.entries})
    inserted = (EntryFault.INSERTED, EntryFault.DOUBLED)
    return Verification(
        entries=len(records),
        links=len(chain.links),
        head=chain.head,
        breaks=breaks,
        changed=tuple(item for item in stored if item.fault not in inserted),
        removed=tuple(item for item in without if item.fault is EntryFault.REMOVED),
        inserted=tuple(item for item in stored if item.fault in inserted),
        lost=tuple(lost),
        heads=heads,
        back_dated=tuple(_back_dated(heads, records, chain)),
        rewritten=tuple(_rewritten(heads, records, chain)),
        clock_back=tuple(_clock_back(chain.links)),
        set_aside=tuple(aside.name for aside in stock.asides),
    )


def _breaks(chain: _Chain, stock: Stock) -> Iterable[ChainBreak]:
    for first, last in chain.gaps(stock.last.number):
        yield ChainBreak(ChainFault.MISSING, first, last, _lost_with(first, last, chain, stock.asides))
    for number, links in chain.numbers.items():
        if len(links) > 1:
            yield ChainBreak(ChainFault.TWICE, number, number)
        if number < 1 or not all(chain.fits(link) for link in links):
            yield ChainBreak(ChainFault.UNFIT, number, number)
    last_links = chain.numbers.get(stock.last.number, ())
    if last_links and stock.last.hash and stock.last.hash not in {link.hash for link in last_links}:
        yield ChainBreak(ChainFault.UNFIT, stock.last.number, stock.last.number)
    for place in stock.unreadable:
        yield ChainBreak(ChainFault.UNREADABLE, 0, 0, place)


def _lost_with(first: int, last: int, chain: _Chain, asides: Sequence[Aside]) -> str:
    """The damaged file that has some of these links, else the first that is of a month in which they can have been written."""
    for aside in asides:
        if any(first <= link.number <= last for link in aside.links):
            return aside.name
    around = [link.logged_at[:7] for number in (first - 1, last + 1) for link in chain.numbers.get(number, ())]
    since = min(around[:1], default="")
    until = max(around[1:], default="9999") if first > 1 else max(around, default="9999")
    return next((aside.name for aside in asides if not aside.month or since <= aside.month <= until), "")


def _stored_findings(found: Sequence[Stored], links: Sequence[Link]) -> Iterable[EntryFinding]:
    """What is wrong with an entry whose record is there."""
    if not links:
        yield _finding(EntryFault.INSERTED, found[0], links)
    if len(found) > 1:
        yield _finding(EntryFault.DOUBLED, found[0], links)
    for record in found if links else ():
        if record.digest == links[-1].digest:
            continue
        older = any(record.digest == link.digest for link in links)
        yield _finding(EntryFault.OLDER if older else EntryFault.CHANGED, record, links)
    for record in found:
        if not record.at_home:
            yield _finding(EntryFault.MISPLACED, record, links)


def _finding(fault: EntryFault, record: Stored, links: Sequence[Link]) -> EntryFinding:
    numbers = (links[0].number, links[-1].number) if links else (0, 0)
    return EntryFinding(fault, record.kind, record.entry_id, record.at, *numbers, record.place)


def _without_record(links: Sequence[Link], asides: Sequence[Aside]) -> EntryFinding:
    """Lost, when a damaged file names it, is of a month in which it was written, or has nothing in it that can be read."""
    last, months = links[-1], {link.logged_at[:7] for link in links}
    naming = [aside.name for aside in asides if last.entry_id in aside.ids]
    likely = [aside.name for aside in asides if aside.month in months or not (aside.ids or aside.links)]
    place = next(iter((*naming, *likely)), "")
    fault = EntryFault.LOST if place else EntryFault.REMOVED
    return EntryFinding(fault, last.kind, last.entry_id, last.logged_at, links[0].number, last.number, place)


def _lost_with_their_links(breaks: Iterable[ChainBreak], asides: Sequence[Aside], known: Collection[Key]) -> list[EntryFinding]:
    """Entries of which nothing is left but their record in a damaged file with which links were lost."""
    files = {item.place for item in breaks if item.fault is ChainFault.MISSING}
    named = {key: aside.name for aside in asides if aside.name in files for key in aside.entries if key not in known}
    return [EntryFinding(EntryFault.LOST, *key, at="", place=place) for key, place in named.items()]


def _head_check(mark: Mark, chain: _Chain, asides: Sequence[Aside]) -> HeadCheck:
    head = mark.head
    links = chain.numbers.get(head.number, [])
    made_at = mark.made_at or next((link.logged_at for link in links if link.hash == head.hash), "")
    if head.number == 0 or any(link.hash == head.hash for link in links):
        state = HeadState.HOLDS
    elif links:
        state = HeadState.OTHER
    else:
        state = HeadState.LOST if _lost_with(head.number, head.number, chain, asides) else HeadState.GONE
    return HeadCheck(head, made_at, state)


def _back_dated(heads: Sequence[HeadCheck], records: Mapping[Key, Sequence[Stored]], chain: _Chain) -> Iterable[BackDated]:
    """Entries with their first link after a head and their own time before it; told once, with the earliest such head."""
    ordered = [(seen, moment(seen.made_at)) for seen in sorted(heads, key=lambda check: check.head.number)]
    for key, found in records.items():
        links = chain.entries.get(key)
        if not links:
            continue
        record, first, own = found[-1], links[0].number, moment(found[-1].at)
        for seen, made in ordered:
            if first > seen.head.number and own < made:
                yield BackDated(record.kind, record.entry_id, record.at, first, seen.head, seen.made_at)
                break


def _rewritten(heads: Sequence[HeadCheck], records: Mapping[Key, Sequence[Stored]], chain: _Chain) -> Iterable[Rewritten]:
    until = max((seen.head.number for seen in heads if seen.state is HeadState.HOLDS), default=0)
    for key, found in records.items():
        links = chain.entries.get(key, ())
        if links and links[0].number <= until < links[-1].number:
            yield Rewritten(found[-1].kind, found[-1].entry_id, found[-1].at, links[-1].number)


def _clock_back(links: Sequence[Link]) -> Iterable[ClockBack]:
    for before, link in pairwise(links):
        if moment(link.logged_at) < moment(before.logged_at) - CLOCK_SLACK_S:
            yield ClockBack(link.number, link.logged_at, before.logged_at)
