"""What came of real asks, added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from refcoach.core.real_ask import RealAsk


@dataclass(frozen=True, slots=True)
class OutcomeTotals:
    """`asks` that were made, and what came of them so far; `revenue` in whole units of the rep's own currency."""

    asks: int = 0
    introductions: int = 0
    meetings: int = 0
    opportunities: int = 0
    customers: int = 0
    revenue: int = 0

    def __bool__(self) -> bool:
        return self != OutcomeTotals()


def outcome_totals(asks: Iterable[RealAsk], since: date | None = None, until: date | None = None) -> OutcomeTotals:
    """Totals of the asks made from `since` to `until`, both days included (None = no limit).

    What came of an ask counts with the day of the ask, whenever it came; asks that are only planned count nowhere.
    """
    first, last = since.isoformat() if since else "", until.isoformat() if until else "9999"
    made = [ask for ask in asks if ask.asked and first <= ask.asked_at[:10] <= last]
    return OutcomeTotals(
        asks=len(made),
        introductions=sum(ask.outcome.introductions for ask in made),
        meetings=sum(ask.outcome.meetings for ask in made),
        opportunities=sum(ask.outcome.opportunities for ask in made),
        customers=sum(ask.outcome.customers for ask in made),
        revenue=sum(ask.outcome.revenue for ask in made),
    )
