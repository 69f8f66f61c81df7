"""What came of real asks, added up over a period."""

from datetime import date

from refcoach.core.outcomes import OutcomeTotals, outcome_totals
from refcoach.core.real_ask import Outcome, RealAsk

ASKS = (
    RealAsk("a", "Acme", "2026-10-01T08:00:00+02:00", asked_at="2026-10-31T23:30:00+01:00", outcome=Outcome(2, 1, 1, 1, 4200)),
    RealAsk("b", "Bolt", "2026-11-01T08:00:00+01:00", asked_at="2026-11-02T09:00:00+01:00", outcome=Outcome(introductions=1, meetings=1)),
    RealAsk("c", "Cove", "2026-11-02T08:00:00+01:00", planned_for="2026-11-05", outcome=Outcome(introductions=9)),
)


def test_totals_are_of_the_asks_that_were_made() -> None:
    assert outcome_totals(ASKS) == OutcomeTotals(2, 3, 2, 1, 1, 4200)


def test_an_ask_counts_with_the_day_on_which_it_was_made_both_ends_included() -> None:
    assert outcome_totals(ASKS, since=date(2026, 11, 1)) == OutcomeTotals(1, 1, 1)
    assert outcome_totals(ASKS, since=date(2026, 10, 31), until=date(2026, 10, 31)) == OutcomeTotals(1, 2, 1, 1, 1, 4200)
    assert outcome_totals(ASKS, until=date(2026, 11, 2)) == outcome_totals(ASKS)
    assert not outcome_totals(ASKS, since=date(2026, 11, 3))
