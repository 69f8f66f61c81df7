"""The partner's word on each take, over all the reviews that came back."""

from collections.abc import Iterable
from dataclasses import dataclass

from refcoach.core.agreement import by_time
from refcoach.core.review import Review, TakeReview


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What `partner` said about one take, and when (the partner's clock)."""

    partner: str
    at: str
    take: TakeReview


def by_take(reviews: Iterable[Review]) -> dict[str, Reviewed]:
    """For each reviewed attempt's id the review that was saved last; one who says nothing about a take does not stand before another."""
    found: dict[str, Reviewed] = {}
    for review in by_time(reviews):
        for take in review.takes:
            if take != TakeReview(take.attempt_id):
                found[take.attempt_id] = Reviewed(review.partner, review.saved_at, take)
    return found
