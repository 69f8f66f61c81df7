"""What a verification of the practice log found: each finding as data, with a sentence in plain words.

Faults are what a log that was only written through the app never shows. Notes are what honest use may show as well.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Protocol

from refcoach.core.moments import local_day, local_minute
from refcoach.core.review import Head

KIND_WORDS = {
    "attempt": "attempt",
    "session": "session",
    "live": "live practice",
    "pledge": "pledge",
    "ask": "real ask",
    "plan": "referral plan",
    "share": "share",
    "review": "review",
}
ON_THE_WALL = frozenset(("attempt", "session", "live", "ask"))
_SHOWN = 5  # ids in one sentence


class ChainFault(StrEnum):
    """What can be wrong with the links themselves."""

    MISSING = "missing"  # numbers without a link
    TWICE = "twice"  # two different links of one number
    UNFIT = "unfit"  # its previous hash is not the hash of the link before
    UNREADABLE = "unreadable"  # no link can be read there


class EntryFault(StrEnum):
    """What can be wrong with an entry."""

    CHANGED = "changed"  # differs from all its fingerprints
    OLDER = "older"  # is there as an earlier fingerprint has it, not as the last one
    MISPLACED = "misplaced"  # stands in the file of another month
    REMOVED = "removed"  # has a link but no record
    INSERTED = "inserted"  # has a record but no link
    DOUBLED = "doubled"  # stands there more than once
    LOST = "lost"  # was in a damaged file that was set aside


class HeadState(StrEnum):
    """Whether a head still lies in the chain."""

    HOLDS = "holds"
    OTHER = "other"  # another link has its number
    GONE = "gone"  # no link has its number
    LOST = "lost"  # no link has its number, but a damaged file was set aside that may have had it


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """`first` to `last` are numbers of links (0 where none can be told); `place` is a file of the log, or empty.

    Of missing links, `place` is the damaged file that they seem to have been lost with.
    """

    fault: ChainFault
    first: int
    last: int
    place: str = ""

    @property
    def sentence(self) -> str:
        several = self.last > self.first
        numbers = f"Links {self.first} to {self.last}" if several else f"Link {self.first}"
        if self.fault is ChainFault.MISSING:
            lost = f"; {self.place} was damaged and set aside, and they may have been lost with it" if self.place else ""
            return f"{numbers} of the chain {'are' if several else 'is'} missing{lost}."
        if self.fault is ChainFault.TWICE:
            return f"There are two links with the number {self.first}: the log was continued from two different states."
        if self.fault is ChainFault.UNFIT:
            return f"Link {self.first} does not follow from the one before: something up to there is not as it was written."
        return f"A link in {self.place} cannot be read."


@dataclass(frozen=True, slots=True)
class EntryFinding:
    """`at` is the entry's own time (of a removed one: when it was last written); `first` and `last` are the numbers of its first and last
    link, 0 without any. `place` is the file of the log where it stands or stood, or empty."""

    fault: EntryFault
    kind: str
    entry_id: str
    at: str
    first: int = 0
    last: int = 0
    place: str = ""

    @property
    def sentence(self) -> str:
        said = {
            EntryFault.CHANGED: "is not as it was written: it was changed outside the app.",
            EntryFault.OLDER: "is there as it was before its last change; the last change is gone.",
            EntryFault.MISPLACED: f"stands in {self.place}, where it does not belong.",
            EntryFault.REMOVED: "was written and is gone.",
            EntryFault.INSERTED: "was not written by the app, or its link is gone.",
            EntryFault.DOUBLED: "stands in the log more than once.",
            EntryFault.LOST: f"is gone; {self.place} was damaged and set aside, and it seems to have been lost with it.",
        }
        return f"{_capital(named(self.kind, self.entry_id, self.at))} {said[self.fault]}"


@dataclass(frozen=True, slots=True)
class HeadCheck:
    """One head that somebody else has seen, and when it was made (ISO 8601, empty when not known)."""

    head: Head
    made_at: str
    state: HeadState

    @property
    def sentence(self) -> str:
        when = f" ({local_day(self.made_at)})" if self.made_at else ""
        what = f"The head that your partner saw{when}, number {self.head.number},"
        said = {
            HeadState.HOLDS: "is in the chain as it was.",
            HeadState.OTHER: "has another hash now: entries up to it are not as your partner saw them.",
            HeadState.GONE: "is not in the chain any more: entries up to it are gone.",
            HeadState.LOST: "is missing: a damaged file was set aside, and it may have been lost with that.",
        }
        return f"{what} {said[self.state]}"


@dataclass(frozen=True, slots=True)
class BackDated:
    """An entry whose own time `at` is before a head was made, but whose first link, `first`, comes after that head."""

    kind: str
    entry_id: str
    at: str
    first: int
    head: Head
    made_at: str

    @property
    def sentence(self) -> str:
        entry, day = _capital(named(self.kind, self.entry_id, self.at)), local_day(self.made_at)
        late = "An entry that was honestly made late looks the same as one that was dated back."
        return f"{entry} was logged only after {day}, when your partner saw the log. {late}"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """An entry that lies before the latest head and was written again after it, as corrections, checks and countersigns do."""

    kind: str
    entry_id: str
    at: str
    last: int


@dataclass(frozen=True, slots=True)
class ClockBack:
    """Link `number` was written at `logged_at`, which is earlier than `before`, the time of the link before it."""

    number: int
    logged_at: str
    before: str

    @property
    def sentence(self) -> str:
        times = f"from {local_minute(self.before)} to {local_minute(self.logged_at)}"
        return f"Before link {self.number} the computer's clock was set back, {times}."


@dataclass(frozen=True, slots=True)
class Verification:
    """`entries` and `links` count what was read; `head` is the chain's last link. `changed`, `removed`, `inserted` and `lost` are entries.

    `set_aside` are the damaged files that lie beside the log.
    """

    entries: int
    links: int
    head: Head
    breaks: tuple[ChainBreak, ...] = ()
    changed: tuple[EntryFinding, ...] = ()
    removed: tuple[EntryFinding, ...] = ()
    inserted: tuple[EntryFinding, ...] = ()
    lost: tuple[EntryFinding, ...] = ()
    heads: tuple[HeadCheck, ...] = ()
    back_dated: tuple[BackDated, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()
    clock_back: tuple[ClockBack, ...] = ()
    set_aside: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the chain has every number once and every link follows from the one before."""
        return not self.breaks

    @property
    def ok(self) -> bool:
        """Nothing is changed, removed, inserted or lost, and every head is still there. Notes do not count."""
        return not self.trouble

    @property
    def entry_findings(self) -> tuple[EntryFinding, ...]:
        return (*self.changed, *self.removed, *self.inserted, *self.lost)

    @property
    def trouble(self) -> tuple[str, ...]:
        """What is wrong, in sentences."""
        moved = [check for check in self.heads if check.state is not HeadState.HOLDS]
        return _sentences((*moved, *self.breaks, *self.entry_findings))

    @property
    def notes(self) -> tuple[str, ...]:
        """What honest use may show too, in sentences."""
        again = [named(item.kind, item.entry_id, item.at) for item in self.rewritten]
        said = list(_sentences((*self.back_dated, *self.clock_back)))
        if again:
            more = f" and {len(again) - _SHOWN} more" if len(again) > _SHOWN else ""
            said.append(f"Written again since your partner saw the log, as a correction is: {', '.join(again[:_SHOWN])}{more}.")
        return tuple(said)

    @property
    def countersigned_trouble(self) -> tuple[str, ...]:
        """What is wrong up to the latest head that somebody else has seen, and what is dated before a head; empty without a head."""
        if not self.heads:
            return ()
        until = max(check.head.number for check in self.heads)
        moved = [check for check in self.heads if check.state is not HeadState.HOLDS]
        breaks = [item for item in self.breaks if item.first <= until]
        entries = [item for item in self.entry_findings if item.first <= until]
        return _sentences((*moved, *breaks, *entries, *self.back_dated))


def verification_record(found: Verification) -> dict[str, Any]:
    """Everything as plain values, with the sentences."""
    said = {"ok": found.ok, "whole": found.whole, "trouble": list(found.trouble), "notes": list(found.notes)}
    return {**said, **asdict(found)}


def named(kind: str, entry_id: str, at: str) -> str:
    """The entry for a sentence: "the attempt 1a2b3c4d of 2026-11-03"."""
    when = f" of {day_of(kind, at)}" if at else ""
    return f"the {KIND_WORDS.get(kind, kind)} {entry_id[:8] or 'without an id'}{when}"


def day_of(kind: str, at: str) -> str:
    """The day of an entry as the log shows it: of practice that on the clock of the wall where it was done, of all else the day here."""
    return at[:10] if kind in ON_THE_WALL else local_day(at)


class _Told(Protocol):
    @property
    def sentence(self) -> str: ...


def _sentences(found: Iterable[_Told]) -> tuple[str, ...]:
    return tuple(item.sentence for item in found)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
