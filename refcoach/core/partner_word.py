"""The newest word of the accountability partner: one line out of the reviews that came back."""

from collections.abc import Iterable
from dataclasses import dataclass

from refcoach.core.moments import moment
from refcoach.core.review import Review, TakeReview, TakeVerdict


@dataclass(frozen=True, slots=True)
class PartnerWord:
    """`words` are the partner's own, or empty where the review holds no more than a `verdict`. `attempt_id` is the take that was meant,
    or for a note the first take of the review; empty where the review has none. `saved_at` is the partner's clock, in UTC."""

    partner: str
    saved_at: str
    words: str
    attempt_id: str
    verdict: TakeVerdict | None = None


def newest_word(reviews: Iterable[Review]) -> PartnerWord | None:
    """The word of the review saved last that has one: its note, else its last comment, else its verdict; of verdicts the wish for
    another take comes first. What is only answered by yes and no is no word."""
    for review in sorted(reviews, key=lambda review: moment(review.saved_at), reverse=True):
        if (word := _word(review)) is not None:
            return word
    return None


def _word(review: Review) -> PartnerWord | None:
    def said(words: str, take: TakeReview | None, verdict: TakeVerdict | None = None) -> PartnerWord:
        return PartnerWord(review.partner, review.saved_at, " ".join(words.split()), take.attempt_id if take else "", verdict)

    if review.note.strip():
        return said(review.note, review.takes[0] if review.takes else None)
    comments = [(take, comment) for take in review.takes for comment in take.comments if comment.text.strip()]
    if comments:
        take, comment = comments[-1]
        return said(comment.text, take)
    judged = sorted((take for take in review.takes if take.verdict), key=lambda take: take.verdict is not TakeVerdict.ANOTHER)
    return said("", judged[0], judged[0].verdict) if judged else None
