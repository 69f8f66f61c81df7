"""Which pledge is in force, and how it is changed, proposed and countersigned."""

from dataclasses import replace
from datetime import date

from pledge_samples import MONDAY

from refcoach.core.pledge import Goals, Pledge
from refcoach.core.pledging import Proposal, accepted, changed, countersigned, in_force, proposal, replaced
from refcoach.core.review import Head, Review, Share

WEEK = MONDAY.isoformat()
FIRST = Pledge("p1", WEEK, Goals(days=5), "2026-11-22T20:00:00+01:00", "Every morning.")
SECOND = Pledge("p2", WEEK, Goals(days=3), "2026-11-22T19:30:00+00:00")  # half an hour later, elsewhere
SHARE = Share("sh1", "2026-11-22T18:00:00+01:00", "2026-11-16", "2026-11-22", (), (), Head(), "Sam", "p0")
REVIEW = Review(
    "r1", "sh1", "Sam", "2026-11-23T07:00:00Z", "2026-11-23T12:00:00+01:00", Head(), proposed=Goals(days=4, real_asks=1), countersigned=True
)


def test_the_pledge_made_last_is_in_force_and_the_others_stay_known() -> None:
    other = replace(FIRST, pledge_id="p3", week="2026-11-30")
    known = [FIRST, other, SECOND]
    assert in_force(known, MONDAY) is SECOND
    assert replaced(known, MONDAY) == (FIRST,)
    assert in_force(known, date(2026, 12, 7)) is None


def test_a_countersign_comes_from_the_review_and_is_given_once() -> None:
    signed = countersigned(FIRST, REVIEW)
    assert (signed.countersigned_by, signed.countersigned_at, signed.review_id) == ("Sam", REVIEW.saved_at, "r1")
    assert replace(signed, countersigned_by="", countersigned_at="", review_id="") == FIRST
    assert countersigned(FIRST, replace(REVIEW, countersigned=False)) is FIRST
    assert countersigned(signed, replace(REVIEW, review_id="r2", partner="Kim")) is signed


def test_a_change_is_a_new_pledge_without_countersign_and_no_change_is_none() -> None:
    signed = countersigned(FIRST, REVIEW)
    assert changed(signed, MONDAY, signed.goals, signed.words, "new", "now") is signed
    made = changed(signed, MONDAY, Goals(days=2), signed.words, "new", "2026-11-25T08:00:00+01:00")
    assert (made.pledge_id, made.countersigned_by, made.review_id) == ("new", "", "")
    assert in_force([signed, made], MONDAY) is made
    assert signed in replaced([signed, made], MONDAY)


def test_a_proposal_is_for_the_week_after_the_share_and_open_until_it_is_answered() -> None:
    offer = proposal([REVIEW], [SHARE], [SECOND], MONDAY)
    assert offer == Proposal("r1", "Sam", WEEK, Goals(days=4, real_asks=1))
    mine = accepted(offer, "p9", "2026-11-23T13:00:00+01:00")
    assert (mine.goals, mine.week, mine.proposed_by, mine.countersigned_by) == (offer.goals, WEEK, "Sam", "")
    assert proposal([REVIEW], [SHARE], [SECOND, mine], MONDAY) is None


def test_the_proposal_of_a_newer_review_is_open_although_the_first_was_answered() -> None:
    """A newer review of the same share takes the place of the one before, and its time of coming in too."""
    mine = accepted(proposal([REVIEW], [SHARE], [], MONDAY), "p9", "2026-11-23T13:00:00+01:00")
    newer = replace(REVIEW, saved_at="2026-11-23T18:00:00Z", proposed=Goals(days=2))
    offer = proposal([newer], [SHARE], [mine], MONDAY)
    assert offer is not None
    assert offer.goals == Goals(days=2)
    early = accepted(offer, "p10", "2026-11-23T18:30:00+01:00")  # the partner's clock goes ahead
    assert proposal([newer], [SHARE], [mine, early], MONDAY) is None


def test_an_old_proposal_a_review_without_one_and_a_later_review_close_it() -> None:
    assert proposal([REVIEW], [SHARE], [], date(2026, 11, 30)) is None
    assert proposal([replace(REVIEW, proposed=None)], [SHARE], [], MONDAY) is None
    later = replace(REVIEW, review_id="r2", imported_at="2026-11-24T12:00:00+01:00", proposed=None)
    assert proposal([REVIEW, later], [SHARE], [], MONDAY) is None
    assert proposal([], [], [], MONDAY) is None


def test_a_review_whose_share_is_gone_proposes_for_the_week_after_it_was_saved() -> None:
    offer = proposal([REVIEW], [], [], MONDAY)
    assert offer is not None
    assert offer.week == "2026-11-30"
    assert proposal([replace(REVIEW, saved_at="then")], [], [], MONDAY) is None
