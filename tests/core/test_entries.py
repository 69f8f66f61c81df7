"""Every kind of entry of the practice log comes back from its plain record as it was."""

import json
from typing import Any

import pytest
from samples import sample_attempt

from refcoach.core.attempt import Session
from refcoach.core.chain import Link, digest, link_from, link_record, next_link
from refcoach.core.entries import KINDS
from refcoach.core.live import Listener, LivePractice, Relation
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.real_ask import Outcome, RealAsk, ReferralPlan
from refcoach.core.review import Answer, Comment, Head, Review, Share, TakeReview, TakeVerdict

AT = "2026-11-23T18:05:00.000+01:00"
GOALS = Goals(days=5, drills=8, live_practices=1, real_asks=2, elements=(("business_reason", 4),))
SAMPLES: dict[str, Any] = {
    "attempt": sample_attempt(1),
    "session": Session("s1", "ask-after-praise", "1.0.0", "foundations", 7, AT),
    "live": LivePractice("l1", AT, (Listener("Jo", Relation.PEER, "plant managers"), Listener("Max", Relation.HOUSEHOLD)), "the ask"),
    "pledge": Pledge("p1", "2026-11-23", GOALS, AT, "Every morning.", "Sam", "Sam", AT, "r1"),
    "ask": RealAsk("a1", "Priya Nair", AT, "2026-11-26", "ask-after-praise", AT, Outcome(2, 1, 1, 0, 0), "Went well."),
    "plan": ReferralPlan(
        "plan", AT, "Plant managers", "Fewer stops", "Clients, suppliers", "After praise", "Two a month", "Fridays", "Asks"
    ),
    "share": Share("sh1", AT, "2026-11-16", "2026-11-22", ("x", "y"), ("x",), Head(12, "ab"), "Sam", "p1"),
    "review": Review(
        *("r1", "sh1", "Sam", AT, AT, Head(12, "ab")),
        takes=(TakeReview("x", (("ideal_client", Answer.YES),), (Comment(3.5, "clear"),), "plant managers", TakeVerdict.COUNTS),),
        note="Say why.",
        proposed=GOALS,
        countersigned=True,
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_an_entry_comes_back_from_its_record(name: str) -> None:
    kind = KINDS[name]
    record = kind.record(SAMPLES[name])
    assert json.loads(json.dumps(record)) == record
    assert kind.record(kind.build(record)) == record
    assert record[kind.id_key]
    assert record[kind.time_key] in (AT, sample_attempt(1).at)


@pytest.mark.parametrize("name", KINDS)
def test_another_shape_is_refused(name: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        KINDS[name].build({"at": AT})


def test_a_live_practice_counts_with_two_people_who_are_not_from_home_company_or_clients() -> None:
    people = (Listener("Jo", Relation.PEER), Listener("Max", Relation.CLIENT), Listener("Ann", Relation.NEIGHBOUR))
    assert LivePractice("l", AT, people).counts
    assert not LivePractice("l", AT, people[:2]).counts


def test_a_link_depends_on_its_record_and_on_all_links_before_it() -> None:
    first = next_link(None, "pledge", "p1", AT, {"goals": 1})
    second = next_link(first, "pledge", "p2", AT, {"goals": 1})
    assert (first.number, first.previous) == (1, "")
    assert (second.number, second.previous) == (2, first.hash)
    assert next_link(None, "pledge", "p1", AT, {"goals": 2}).hash != first.hash
    assert Link(2, "pledge", "p2", AT, second.digest, "0" * 64).hash != second.hash
    assert link_from(json.loads(json.dumps(link_record(second)))) == second


def test_the_order_of_keys_does_not_change_a_fingerprint() -> None:
    assert digest({"a": 1, "b": [0.1, "\ud83d"]}) == digest({"b": [0.1, "\ud83d"], "a": 1})
