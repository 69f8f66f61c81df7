"""Attempts and sessions for the tests of the store."""

from dataclasses import replace

from refcoach.core.attempt import Attempt, AttemptState, Session, Take, TakeProblem
from refcoach.core.feedback import NextStep
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.transcript import HeardWord, transcript_from_words

TEXT = "Zoë, wer fällt dir ein? Ask 你好 and 🎤\u2028bye"


def attempt(number: int = 0, at: str = "2026-11-03T18:05:00.000+01:00", **values: object) -> Attempt:
    """A whole attempt whose id depends on the number alone."""
    words = [HeardWord(word, 0.5 * place, 0.5 * place + 0.3, 0.9) for place, word in enumerate(TEXT.split(" "))]
    transcript = transcript_from_words(words, "whisper")
    made = Attempt(
        attempt_id=f"{number * 2654435761 % 2**32:08x}{number:024x}",
        session_id="session-1",
        scenario="ask-after-praise",
        scenario_version="1.0.0",
        pack="starter",
        beat="ask",
        client="Das freut mich, wirklich.",
        number=1,
        at=at,
        state=AttemptState.CHECKED,
        transcript=transcript,
        judgement=Judgement((Finding("ask", Verdict.PRESENT, 0.875, (Evidence("Zoë", 0, 3),)), Finding("who", Verdict.MISSING, 0.125))),
        next_steps=(NextStep("who", "Name one kind of person.", "wer fällt dir ein"),),
        take=Take("2026-11/x.wav", 12.5, 16000, -3.0, -20.5, (TakeProblem.NOISY,)),
        required=("ask", "who"),
        optional=("thanks_promise",),
    )
    return replace(made, **values)  # type: ignore[arg-type]


def session(number: int = 1, started_at: str = "2026-11-03T18:00:00.000+01:00") -> Session:
    return Session(f"session-{number}", "ask-after-praise", "1.0.0", "starter", 7, started_at, "", ("a", "b"))
