"""The chain of fingerprints that makes later changes of the practice log visible.

Every write of an entry adds a link: which entry, when, the fingerprint of its record as it was written, and the hash of the link
before. Whoever knows the hash of one link (the partner does, from a share) can tell whether anything up to it was changed, removed,
inserted or reordered since. An entry that is written again (a take that was checked, a finding that was contested) has several links;
the last one carries the fingerprint of what is stored.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SALT = "salt"


@dataclass(frozen=True, slots=True)
class Link:
    """`number` counts from 1 without gaps; `kind` and `entry_id` name the entry, `logged_at` is the ISO 8601 time of writing,
    `digest` the fingerprint of the record, `previous` the hash of the link before ("" for the first)."""

    number: int
    kind: str
    entry_id: str
    logged_at: str
    digest: str
    previous: str

    @property
    def hash(self) -> str:
        """SHA-256 of the link's fields as a JSON array in ASCII, in hexadecimal."""
        return _sha256([self.number, self.kind, self.entry_id, self.logged_at, self.digest, self.previous])


def digest(record: Mapping[str, Any]) -> str:
    """SHA-256 of the record as JSON in ASCII with sorted keys and no spaces, in hexadecimal."""
    return _sha256(record)


def salted(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with a random value of 128 bits at its end, new for each writing: links go to the partner, and without it somebody
    could guess a short entry (whom the rep means to ask, say) and find the guess confirmed by its fingerprint."""
    return {**record, SALT: secrets.token_hex(16)}


def next_link(before: Link | None, kind: str, entry_id: str, logged_at: str, record: Mapping[str, Any]) -> Link:
    """The link that follows `before` (None for the first) when this record is written."""
    number, previous = (before.number + 1, before.hash) if before else (1, "")
    return Link(number, kind, entry_id, logged_at, digest(record), previous)


def link_record(link: Link) -> list[Any]:
    """What is stored, and shown to the partner: the fields in the order in which they are hashed."""
    return [link.number, link.kind, link.entry_id, link.logged_at, link.digest, link.previous]


def link_from(record: list[Any]) -> Link:
    """The reverse of `link_record`; raises TypeError or ValueError on anything else."""
    number, kind, entry_id, logged_at, fingerprint, previous = record
    return Link(int(number), str(kind), str(entry_id), str(logged_at), str(fingerprint), str(previous))


def read_link(record: object) -> Link | None:
    """The link of a stored record, or None when that is anything else; unlike `link_from` it makes nothing fit."""
    if not isinstance(record, list) or len(record) != 6:
        return None
    return link_from(record) if type(record[0]) is int and all(type(field) is str for field in record[1:]) else None


def _sha256(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
