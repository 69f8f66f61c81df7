"""What must be on disk, and whether it is."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from log_torture.entries import VERSIONS, id_of, kind_of, record
from refcoach.core.entries import KINDS
from refcoach.core.review import Head
from refcoach.store.log import PracticeLog
from refcoach.store.notices import Notice


@dataclass
class Ledger:
    """`entries` has the version of each number that was acknowledged last; `heads` are heads that were given out."""

    folder: Path
    entries: dict[int, int] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)  # links' numbers at the last examination

    def acknowledged(self, number: int, version: int) -> None:
        self.entries[number] = max(version, self.entries.get(number, 0))

    def examine(self, notices_allowed: bool = False) -> list[str]:
        """Open the log as the app does; everything that is not as it must be, in words."""
        faults: list[str] = []
        notices: list[Notice] = []
        log = PracticeLog(self.folder, notices.append)
        faults += self._missing(log)
        found = log.verify([*self.heads, log.head()])
        faults += [f"verify: {sentence}" for sentence in found.trouble]
        numbers = {link.number for link in log.links()}
        if numbers != set(range(1, len(numbers) + 1)):
            faults.append("the links have gaps")
        log.close()
        if not notices_allowed:
            faults += [f"notice: {notice.message}" for notice in notices]
            faults += [f"left over: {path.name}" for path in self.folder.glob(".*.tmp")]
        faults += [f"set aside: {path.name}" for path in self.folder.glob("*.corrupt-*")]
        for path in self.folder.glob("*.json"):
            try:
                json.loads(path.read_bytes())
            except ValueError:
                faults.append(f"unreadable: {path.name}")
        return faults

    def _missing(self, log: PracticeLog) -> list[str]:
        stored = {(name, getattr(item, kind.id_key)): kind.record(item) for name, kind in KINDS.items() for item in log.entries(kind)}
        lost = []
        for number, version in self.entries.items():
            kind = kind_of(number)
            there = stored.get((kind.name, id_of(number)))
            # A later version may be there: it was written, and the process died or failed before it could say so.
            if there not in [record(number, later) for later in range(version, VERSIONS)]:
                lost.append(f"lost: {kind.name} {number}, version {version}")
        return lost
