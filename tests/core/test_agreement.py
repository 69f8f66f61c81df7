"""Agreement between the partner and the app: which answers count, and Cohen's kappa."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from practice_samples import contested, judged, reviewed, tried

from refcoach.core.agreement import KAPPA_FROM, Agreement, agreement, agreement_by_week, answer_pairs, by_check, partner_answers
from refcoach.core.attempt import AttemptState
from refcoach.core.finding import Verdict
from refcoach.core.review import Answer

counts = st.integers(0, 60)


def test_the_newest_review_of_an_attempt_wins_whatever_the_order_and_the_offset() -> None:
    old = reviewed("2026-11-05T20:00:00+00:00", {"a": {"ideal_client": "no", "permission": "no"}, "b": {"ideal_client": "no"}}, "r1")
    new = reviewed("2026-11-05T21:30:00+01:00", {"a": {"ideal_client": "yes"}, "c": {"ideal_client": "unsure"}}, "r2")
    wanted = {("a", "ideal_client"): Answer.YES, ("b", "ideal_client"): Answer.NO, ("c", "ideal_client"): Answer.UNSURE}
    assert partner_answers([old, new]) == partner_answers([new, old]) == wanted


def test_a_newer_review_without_an_answer_takes_nothing_away() -> None:
    old, new = reviewed("2026-11-05T20:00:00Z", {"a": {"ideal_client": "no"}}), reviewed("2026-11-06T20:00:00Z", {"a": {}})
    assert partner_answers([old, new]) == {("a", "ideal_client"): Answer.NO}


def test_a_time_that_cannot_be_read_is_older_than_any_other() -> None:
    odd, good = reviewed("yesterday", {"a": {"ideal_client": "no"}}), reviewed("2026-11-06T20:00:00Z", {"a": {"ideal_client": "yes"}})
    assert partner_answers([good, odd]) == {("a", "ideal_client"): Answer.YES}


def test_pairs_hold_the_finding_before_the_reps_change_and_the_one_after() -> None:
    before = tried("a", "2026-11-03", ideal_client="-", permission="+")
    now = replace(before, judgement=judged(ideal_client="+", permission="+"), revisions=contested(before.judgement, "ideal_client"))
    pairs = answer_pairs([now], {("a", "ideal_client"): Answer.YES, ("a", "permission"): Answer.NO, ("z", "permission"): Answer.NO})
    assert [(pair.key, pair.day, pair.first, pair.last) for pair in pairs] == [
        ("ideal_client", "2026-11-03", Verdict.MISSING, Verdict.PRESENT),
        ("permission", "2026-11-03", Verdict.PRESENT, Verdict.PRESENT),
    ]
    assert agreement(pairs, first=True) == Agreement(yes_no=1, no_yes=1)
    assert agreement(pairs) == Agreement(yes_yes=1, no_yes=1)
    assert {key: agreement(found).share for key, found in by_check(pairs).items()} == {"ideal_client": 1.0, "permission": 0.0}


def test_unsure_and_could_not_tell_are_left_out_and_counted_apart() -> None:
    attempts = [tried(name, "2026-11-03", ideal_client=sign) for name, sign in (("a", "+"), ("b", "?"), ("c", "?"), ("d", "-"))]
    answers = dict(zip("abcd", (Answer.UNSURE, Answer.UNSURE, Answer.YES, Answer.NO), strict=True))
    found = agreement(answer_pairs(attempts, {(name, "ideal_client"): answer for name, answer in answers.items()}))
    assert found == Agreement(no_no=1, unsure=2, could_not_tell=1)
    assert (found.answers, found.agreed, found.share) == (1, 1, 1.0)


def test_a_take_that_waits_to_be_checked_has_no_finding_to_agree_with() -> None:
    kept = tried("a", "2026-11-03", state=AttemptState.KEPT, ideal_client="-")
    assert answer_pairs([kept], {("a", "ideal_client"): Answer.NO}) == []


def test_agreement_over_time_stands_by_the_week_of_the_take() -> None:
    attempts = [
        tried("a", "2026-11-08", ideal_client="+"),
        tried("b", "2026-11-09", ideal_client="+"),
        tried("c", "2026-11-15", ideal_client="-"),
    ]
    pairs = answer_pairs(attempts, {(name, "ideal_client"): Answer.YES for name in "cba"})
    assert agreement_by_week(pairs) == {"2026-11-02": Agreement(yes_yes=1), "2026-11-09": Agreement(yes_yes=1, yes_no=1)}


def test_kappa_is_that_of_a_worked_example() -> None:
    # 50 answers, 20 and 15 agreed, 5 and 10 not: p_o = 0.7, p_e = 0.5.
    assert Agreement(yes_yes=20, yes_no=5, no_yes=10, no_no=15).kappa == pytest.approx(0.4)


@pytest.mark.parametrize("found", [Agreement(yes_yes=10, no_no=9), Agreement(yes_yes=19, unsure=5, could_not_tell=5), Agreement()])
def test_there_is_no_kappa_below_twenty_answers(found: Agreement) -> None:
    assert found.kappa is None


@pytest.mark.parametrize(
    ("found", "kappa"),
    [
        (Agreement(yes_yes=KAPPA_FROM), None),  # both said yes throughout
        (Agreement(no_no=40), None),
        (Agreement(yes_no=KAPPA_FROM), 0.0),  # as opposed as can be, and just what chance gives with such one-sided answers
        (Agreement(yes_yes=10, no_no=10), 1.0),
        (Agreement(yes_no=10, no_yes=10), -1.0),
        (Agreement(yes_yes=19, yes_no=1), 0.0),
    ],
)
def test_kappa_at_its_ends(found: Agreement, kappa: float | None) -> None:
    assert found.kappa == kappa


@given(counts, counts, counts, counts)
def test_kappa_has_its_bounds_and_does_not_care_who_is_who(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> None:
    kappa = Agreement(yes_yes, yes_no, no_yes, no_no).kappa
    assert kappa == Agreement(yes_yes, no_yes, yes_no, no_no).kappa == Agreement(no_no, no_yes, yes_no, yes_yes).kappa
    if kappa is not None:
        assert -1 <= kappa <= 1
        number = yes_yes + yes_no + no_yes + no_no
        observed = (yes_yes + no_no) / number
        yes_partner, yes_app = (yes_yes + yes_no) / number, (yes_yes + no_yes) / number
        expected = yes_partner * yes_app + (1 - yes_partner) * (1 - yes_app)
        assert kappa == pytest.approx((observed - expected) / (1 - expected), abs=1e-9)
