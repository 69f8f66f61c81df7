"""Live practice: a rehearsal with people, logged by hand."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Relation(StrEnum):
    """Who somebody is to the rep. The last three cannot tell the rep anything new about the ask, so they do not count."""

    PEER = "peer"  # in another business
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    PARTNER = "partner"  # the accountability partner
    OTHER = "other"
    HOUSEHOLD = "household"
    COMPANY = "company"
    CLIENT = "client"


NOT_COUNTED = frozenset({Relation.HOUSEHOLD, Relation.COMPANY, Relation.CLIENT})
PEOPLE_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Listener:
    """One person who heard the ask. `said_back` is whom they think the rep wants to meet, in their own words, or empty."""

    name: str
    relation: Relation
    said_back: str = ""


@dataclass(frozen=True, slots=True)
class LivePractice:
    """`at` is an ISO 8601 time with offset; `rehearsed` says what was practised, `scenario` its id where it was one."""

    live_id: str
    at: str
    people: tuple[Listener, ...]
    rehearsed: str = ""
    scenario: str = ""
    note: str = ""

    @property
    def counted(self) -> tuple[Listener, ...]:
        """The people who count by the rules of practice."""
        return tuple(person for person in self.people if person.relation not in NOT_COUNTED)

    @property
    def counts(self) -> bool:
        """At least two people, none of them from household, company or clients (others may listen too)."""
        return len(self.counted) >= PEOPLE_NEEDED


RELATION_WORDS = {
    Relation.PEER: "somebody in another business",
    Relation.FRIEND: "a friend",
    Relation.NEIGHBOUR: "a neighbour",
    Relation.PARTNER: "your accountability partner",
    Relation.OTHER: "somebody else",
    Relation.HOUSEHOLD: "from your household",
    Relation.COMPANY: "from your company",
    Relation.CLIENT: "a client",
}


def why_not_counted(live: LivePractice) -> str:
    """Why the practice does not count, in a sentence or two; empty when it counts."""
    if live.counts:
        return ""
    left_out = [person for person in live.people if person.relation in NOT_COUNTED]
    number = len(live.counted)
    who = ("Nobody", "One person")[number]
    told = (
        f"{who} of {len(live.people)} counts; it takes {PEOPLE_NEEDED}." if live.people else f"Nobody listened; it takes {PEOPLE_NEEDED}."
    )
    if not left_out:
        return told
    names = ", ".join(f"{person.name} ({RELATION_WORDS[person.relation]})" for person in left_out)
    return f"{told} Left out: {names}. They know too much already to tell you whether the ask is clear."


def live_record(live: LivePractice) -> dict[str, Any]:
    people = [{**asdict(person), "relation": str(person.relation)} for person in live.people]
    return {**asdict(live), "people": people}


def live_from(record: Mapping[str, Any]) -> LivePractice:
    """The reverse of `live_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    return LivePractice(
        live_id=str(record["live_id"]),
        at=str(record["at"]),
        people=tuple(Listener(str(item["name"]), Relation(item["relation"]), str(item.get("said_back", ""))) for item in record["people"]),
        **{name: str(record.get(name, "")) for name in ("rehearsed", "scenario", "note")},
    )
