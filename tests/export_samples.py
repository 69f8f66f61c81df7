"""A small log of every kind of entry, and odd texts, for the tests of exports."""

from dataclasses import replace

from hypothesis import strategies as st
from samples import sample_attempt

from refcoach.core.attempt import Attempt, AttemptState, Change, Revision, Session
from refcoach.core.entries import Entry
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.live import Listener, LivePractice, Relation
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.real_ask import Outcome, RealAsk, ReferralPlan
from refcoach.core.review import Answer, Comment, Head, Review, Share, TakeReview, TakeVerdict
from refcoach.core.transcript import typed

AT = "2024-01-01T18:05:00.000+01:00"
ODD_TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.characters(), max_size=20),  # half surrogates too
    st.sampled_from(
        ["", " ", "=1+1", "\t@x", "-2", "a;=1", 'a";=1', "a\r\nb", "\u2028", "\x00", "\ud800", "日本語", "שלום", "🎤", "x" * 3000]
    ),
)


def verdicts(attempt: Attempt, **changed: Verdict) -> Attempt:
    """The attempt with other verdicts on some checks, without evidence."""
    findings = tuple(Finding(found.key, changed[found.key], 0.5) if found.key in changed else found for found in attempt.judgement.findings)
    return replace(attempt, judgement=Judgement(findings))


def heard_all(number: int) -> Attempt:
    return verdicts(sample_attempt(number), ideal_client=Verdict.PRESENT, business_reason=Verdict.PRESENT)


def contested(number: int) -> Attempt:
    """The rep said "I did say that", and the judge could not tell."""
    before = sample_attempt(number)
    change = Revision(Change.SAID, AT, before.transcript, before.judgement, key="business_reason", quote="a line has stopped")
    return replace(verdicts(before, business_reason=Verdict.UNCLEAR), revisions=(change,))


def part_of(number: int, first: Attempt, verdict: Verdict) -> Attempt:
    part = verdicts(sample_attempt(number), business_reason=verdict)
    return replace(part, part_of=first.attempt_id, only=("business_reason",), at=first.at.replace("T08", "T09"))


def kept(number: int) -> Attempt:
    return replace(sample_attempt(number), state=AttemptState.KEPT, judgement=Judgement(), next_steps=())


def typed_answer(number: int, text: str = "Who runs a bakery?") -> Attempt:
    return replace(sample_attempt(number), transcript=typed(text), take=None)


def review(attempt_id: str, review_id: str = "r1", imported_at: str = AT, verdict: TakeVerdict = TakeVerdict.COUNTS) -> Review:
    take = TakeReview(
        attempt_id,
        (("ideal_client", Answer.YES), ("business_reason", Answer.UNSURE), ("own_check", Answer.NO)),
        (Comment(3.5, "clear"), Comment(9.25, "=slow down")),
        "plant managers in Ohio",
        verdict,
    )
    return Review(review_id, "sh1", "Sam", AT, imported_at, Head(12, "ab"), (take,), "Say why.", Goals(days=5), True)


SESSION = Session(
    "session-0", "ask-after-praise", "1.0.0", "foundations", 7, "2024-01-01T07:59:00.000+00:00", "2024-01-01T08:12:30.500+00:00"
)
OPEN_SESSION = replace(SESSION, session_id="session-1", ended_at="")
PLEDGE = Pledge("p1", "2024-01-01", Goals(5, 8, 1, 2, (("business_reason", 4),)), AT, "=Every morning.", "Sam", "Sam", AT, "r1")
LIVE = LivePractice("l1", AT, (Listener("Jo", Relation.PEER, "plant managers"), Listener("Max", Relation.HOUSEHOLD)), "the ask")
ASK = RealAsk("a1", "Priya Nair", AT, "2024-01-26", "ask-after-praise", AT, Outcome(2, 1, 1, 0, 300), "Went well.")


def whole_log() -> list[tuple[str, Entry]]:
    first = sample_attempt(1)
    return [
        *(("attempt", attempt) for attempt in (first, heard_all(2), contested(3), part_of(4, first, Verdict.PRESENT), kept(5))),
        ("attempt", typed_answer(6)),
        ("session", SESSION),
        ("session", OPEN_SESSION),
        ("live", LIVE),
        ("pledge", PLEDGE),
        ("ask", ASK),
        ("plan", ReferralPlan("plan", AT, "Plant managers", "Fewer stops")),
        ("share", Share("sh1", AT, "2024-01-01", "2024-01-07", ("x", "y"), ("x",), Head(12, "ab"), "Sam", "p1")),
        ("review", review(first.attempt_id)),
    ]
