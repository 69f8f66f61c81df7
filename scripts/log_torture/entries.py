"""Entries of every kind, each made from its number and version alone, so that another process can tell what must be on disk."""

from typing import Any

from refcoach.core.attempt import Attempt, AttemptState, Session, Take
from refcoach.core.entries import ATTEMPT, LIVE, PLAN, PLEDGE, REAL_ASK, REVIEW, SESSION, SHARE, Kind
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.live import Listener, LivePractice, Relation
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.real_ask import Outcome, RealAsk, ReferralPlan
from refcoach.core.records import Record
from refcoach.core.review import Comment, Head, Review, Share, TakeReview, TakeVerdict
from refcoach.core.transcript import HeardWord, transcript_from_words

SPOKEN = "Thank you, Zoë. Whom do you know among bakers near Köln whose oven stood still last month? Could you bring us together? 你好 🎤"
VERSIONS = 3  # an entry is written at most so often
ORDER: tuple[Kind[Any], ...] = (ATTEMPT, ATTEMPT, SESSION, ATTEMPT, LIVE, ATTEMPT, PLEDGE, REAL_ASK, ATTEMPT, PLAN, SHARE, REVIEW)


def kind_of(number: int) -> Kind[Any]:
    return ORDER[number % len(ORDER)]


def id_of(number: int) -> str:
    return f"{number * 2654435761 % 2**32:08x}{number:024x}"


def entry(number: int, version: int = 0) -> Any:
    """The entry of this number as it is written for the (version + 1)th time; entries lie in four months."""
    kind, at, words = kind_of(number), f"2026-{8 + number % 4:02d}-1{number % 10}T18:05:00.000+01:00", f"version {version}"
    made: dict[str, Any] = {
        "attempt": lambda: _attempt(number, at, words),
        "session": lambda: Session(id_of(number), "ask-after-praise", "1.0.0", "foundations", number, at, words, ("a", "b")),
        "live": lambda: LivePractice(id_of(number), at, (Listener("Jo", Relation.PEER, "bakers"), Listener("Max", Relation.FRIEND)), words),
        "pledge": lambda: Pledge(id_of(number), "2026-11-23", Goals(5, 8, 1, 2, (("business_reason", 4),)), at, words),
        "ask": lambda: RealAsk(id_of(number), "Priya", at, "2026-11-26", "", "", Outcome(version), words),
        "plan": lambda: ReferralPlan(id_of(number), at, "Bakers", "Fewer stops", habits=words),
        "share": lambda: Share(id_of(number), at, "2026-11-16", "2026-11-22", ("x",), (), Head(), words),
        "review": lambda: Review(
            *(id_of(number), "sh", "Sam", at, at, Head()),
            takes=(TakeReview("x", comments=(Comment(3.5, "clear"),), verdict=TakeVerdict.COUNTS),),
            note=words,
        ),
    }
    return made[kind.name]()


def record(number: int, version: int) -> Record:
    """The plain record of `entry`."""
    plain: Record = kind_of(number).record(entry(number, version))
    return plain


def _attempt(number: int, at: str, words: str) -> Attempt:
    transcript = transcript_from_words([HeardWord(word, 0.4 * at, 0.4 * at + 0.3, 0.9) for at, word in enumerate(SPOKEN.split())], words)
    found = Judgement((Finding("ask", Verdict.PRESENT, 0.875, (Evidence("Thank", 0, 5),)), Finding("who", Verdict.MISSING, 0.125)))
    return Attempt(
        attempt_id=id_of(number),
        session_id="session",
        scenario="ask-after-praise",
        scenario_version="1.0.0",
        pack="foundations",
        beat="praise",
        client="Das freut mich, wirklich.",
        number=1,
        at=at,
        state=AttemptState.CHECKED,
        transcript=transcript,
        judgement=found,
        next_steps=(),
        take=Take(f"{at[:7]}/x.wav", 12.5, 16000, -3.0, -20.5),
        required=("ask", "who"),
    )
