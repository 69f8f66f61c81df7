"""Values that several tests and the benchmark need."""

from datetime import UTC, datetime, timedelta

from refcoach.core.attempt import Attempt, AttemptState, Take
from refcoach.core.feedback import next_steps
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.rubric import CHECKS
from refcoach.core.transcript import HeardWord, transcript_from_words

ANSWER = (
    "Thank you, Priya. Who do you know among plant managers at food makers in Ohio, where a line has just stopped twice in a month? "
    "Could you put the two of us on a call together, so that they expect me?"
)


def sample_attempt(number: int, session: str = "session-0") -> Attempt:
    """An attempt of everyday size; twenty a day from January 2024 on, one a minute."""
    words = ANSWER.split()
    transcript = transcript_from_words([HeardWord(word, at * 0.4, at * 0.4 + 0.35, 0.9) for at, word in enumerate(words)], "sample")
    quote = "put the two of us on a call together"
    start = transcript.text.index(quote)
    found = Evidence(quote, start, start + len(quote))
    judgement = Judgement(
        tuple(
            Finding(check.key, Verdict.PRESENT, 0.9, (found,))
            if check.key == "introduction_request"
            else Finding(check.key, Verdict.MISSING, 0.1)
            for check in CHECKS
        )
    )
    at = datetime(2024, 1, 1, 8, tzinfo=UTC) + timedelta(days=number // 20, minutes=number % 20)
    return Attempt(
        attempt_id=f"{number:032x}",
        session_id=session,
        scenario="ask-after-praise",
        scenario_version="1.0.0",
        pack="foundations",
        beat="praise",
        client="My planners have two days a week back.",
        number=1,
        at=at.isoformat(timespec="milliseconds"),
        state=AttemptState.CHECKED,
        transcript=transcript,
        judgement=judgement,
        next_steps=next_steps(judgement),
        take=Take(f"{at:%Y-%m}/{number:032x}.wav", 14.2, 16000, -4.0, -21.0),
        required=("ideal_client", "business_reason", "introduction_request"),
    )
