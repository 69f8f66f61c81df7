"""How a pledge is made, countersigned and proposed. Every change is a pledge of its own, so that the log keeps what was promised before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from refcoach.core.moments import local_day, moment
from refcoach.core.pledge import Goals, Pledge, monday_of
from refcoach.core.review import Review, Share
from refcoach.core.week import WEEK


@dataclass(frozen=True, slots=True)
class Proposal:
    """Goals that the partner proposes for a week (its Monday, ISO)."""

    review_id: str
    partner: str
    week: str
    goals: Goals


def in_force(pledges: Iterable[Pledge], week: date) -> Pledge | None:
    """The pledge of the week that begins on the Monday `week`: the one made last. Of two made at the same moment the first given."""
    mine = [pledge for pledge in pledges if pledge.week == week.isoformat()]
    return max(mine, key=lambda pledge: moment(pledge.made_at), default=None)


def replaced(pledges: Iterable[Pledge], week: date) -> tuple[Pledge, ...]:
    """What was promised for the week before the pledge in force, the latest first."""
    known = list(pledges)
    now = in_force(known, week)
    earlier = [pledge for pledge in known if pledge.week == week.isoformat() and pledge is not now]
    return tuple(sorted(earlier, key=lambda pledge: moment(pledge.made_at), reverse=True))


def changed(before: Pledge | None, week: date, goals: Goals, words: str, pledge_id: str, now: str) -> Pledge:
    """The pledge of a week with these goals. Where they are what was promised before, it is the same pledge, countersign and all; anything
    else is a new pledge that nobody has countersigned."""
    if before is not None and before.week == week.isoformat() and (before.goals, before.words) == (goals, words):
        return before
    return Pledge(pledge_id, week.isoformat(), goals, now, words)


def countersigned(pledge: Pledge, review: Review) -> Pledge:
    """The pledge as it stands after the review of a share that showed it. A countersign is never taken back nor moved to a later review."""
    if not review.countersigned or pledge.countersigned_by or pledge.review_id:
        return pledge
    return replace(pledge, countersigned_by=review.partner or "your partner", countersigned_at=review.saved_at, review_id=review.review_id)


def proposal(reviews: Iterable[Review], shares: Iterable[Share], pledges: Iterable[Pledge], today: date) -> Proposal | None:
    """What the newest review proposes and the rep has not answered: a pledge made for that week since then is an answer.

    It is meant for the week after the last day of the share that was reviewed. One that came back late, in that very week, is
    still open; once its week is over it is not.
    """
    newest = max((review for review in reviews), key=lambda review: (moment(review.imported_at), review.saved_at), default=None)
    if newest is None or not newest.proposed:
        return None
    last_day = next((share.until for share in shares if share.share_id == newest.share_id), local_day(newest.saved_at))
    try:
        week = monday_of(date.fromisoformat(last_day)) + WEEK
    except (ValueError, OverflowError):
        return None  # a partner's clock of another world
    if week < monday_of(today):
        return None
    answered = any(pledge.week == week.isoformat() and _answers(pledge, newest) for pledge in pledges)
    return None if answered else Proposal(newest.review_id, newest.partner, week.isoformat(), newest.proposed)


def _answers(pledge: Pledge, review: Review) -> bool:
    """Whether the pledge was made knowing the review's proposal. A newer review of the same share keeps the time at which the first one
    came in, so the time at which it was saved counts too; a pledge of the very goals answers it whatever the partner's clock said."""
    made = moment(pledge.made_at)
    return made >= moment(review.imported_at) and (pledge.goals == review.proposed or made >= moment(review.saved_at))


def accepted(offer: Proposal, pledge_id: str, now: str, words: str = "") -> Pledge:
    """The proposal as the rep's own pledge. It still waits for the partner's countersign, as every pledge does."""
    return Pledge(pledge_id, offer.week, offer.goals, now, words, proposed_by=offer.partner or "your partner")
