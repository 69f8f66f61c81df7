"""My next real ask: whom, when, how often it was rehearsed, and what came of it. And the written referral plan."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a real ask so far. `revenue` is in whole units of the rep's own currency."""

    introductions: int = 0
    meetings: int = 0
    opportunities: int = 0
    customers: int = 0
    revenue: int = 0


@dataclass(frozen=True, slots=True)
class RealAsk:
    """`planned_for` is a day (2026-11-26) or empty; `asked_at` is the ISO 8601 time at which the ask was made, empty until then.

    `scenario` is the id of the drill that rehearses it, or empty.
    """

    ask_id: str
    who: str
    made_at: str
    planned_for: str = ""
    scenario: str = ""
    asked_at: str = ""
    outcome: Outcome = Outcome()
    note: str = ""

    @property
    def asked(self) -> bool:
        return bool(self.asked_at)


@dataclass(frozen=True, slots=True)
class ReferralPlan:
    """One page in the rep's own words. Each field is free text.

    `sources`: whom to ask, by category; `moments`: when; `giving`: whom the rep refers first; `measures`: what is counted;
    `habits`: what happens every week.
    """

    plan_id: str
    at: str
    ideal_client: str = ""
    business_reason: str = ""
    sources: str = ""
    moments: str = ""
    giving: str = ""
    habits: str = ""
    measures: str = ""


PLAN_FIELDS = ("ideal_client", "business_reason", "sources", "moments", "giving", "habits", "measures")


def ask_record(ask: RealAsk) -> dict[str, Any]:
    return asdict(ask)


def ask_from(record: Mapping[str, Any]) -> RealAsk:
    """The reverse of `ask_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    given = record.get("outcome", {})
    counts = {name: int(given.get(name, 0)) for name in asdict(Outcome())}
    if min(counts.values()) < 0:
        raise ValueError("a count below 0")
    return RealAsk(
        ask_id=str(record["ask_id"]),
        who=str(record["who"]),
        made_at=str(record["made_at"]),
        outcome=Outcome(**counts),
        **{name: str(record.get(name, "")) for name in ("planned_for", "scenario", "asked_at", "note")},
    )


def plan_record(plan: ReferralPlan) -> dict[str, Any]:
    return asdict(plan)


def plan_from(record: Mapping[str, Any]) -> ReferralPlan:
    """The reverse of `plan_record`; raises KeyError on a record without id or time."""
    return ReferralPlan(str(record["plan_id"]), str(record["at"]), **{name: str(record.get(name, "")) for name in PLAN_FIELDS})
