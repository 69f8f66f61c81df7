"""A take of another rep's share as the transcript and the player know takes: before and after the partner has answered."""

from refcoach.core.attempt import Attempt, AttemptState, Take
from refcoach.core.finding import Finding, Judgement, Verdict, evidence_at
from refcoach.core.page_data import PageCheck, PageTake
from refcoach.core.transcript import Transcript, Word

ABOUT_THE_APP = {
    Verdict.PRESENT: "the app heard it",
    Verdict.MISSING: "the app did not hear it",
    Verdict.UNCLEAR: "the app could not tell",
}


def asked_checks(take: PageTake) -> tuple[PageCheck, ...]:
    """The checks that the partner is asked about."""
    return tuple(check for check in take.checks if check.required)


def attempt_of(take: PageTake, findings: bool, sound: str = "") -> Attempt:
    """The take as an attempt; without `findings` nothing of what the app found is in it. `sound` is its file, or empty."""
    judgement = Judgement(tuple(_finding(take, check) for check in take.checks)) if findings else Judgement()
    return Attempt(
        attempt_id=take.attempt_id,
        session_id="",
        scenario="",
        scenario_version="",
        pack="",
        beat="",
        client=take.client,
        number=1,
        at=take.at,
        state=AttemptState.CHECKED,
        transcript=_transcript(take),
        judgement=judgement,
        next_steps=(),
        take=Take(sound, take.duration_s, 16_000, 0.0, 0.0) if sound else None,
        required=tuple(check.key for check in asked_checks(take)) if findings else (),
        optional=tuple(check.key for check in take.checks if not check.required) if findings else (),
    )


def found_words(check: PageCheck) -> str:
    """What the app found, and what it had found before the rep's change."""
    words = ABOUT_THE_APP[Verdict(check.verdict)]
    if check.contested:
        before = f" Before that {ABOUT_THE_APP[Verdict(check.first_verdict)]}." if check.first_verdict else ""
        return f"{words}, after the rep said otherwise.{before}"
    if check.first_verdict and check.first_verdict != check.verdict:
        return f"{words}, after the rep corrected a word. Before that {ABOUT_THE_APP[Verdict(check.first_verdict)]}."
    return words + "."


def _transcript(take: PageTake) -> Transcript:
    words = (Word(take.text[word.start : word.end], word.start, word.end, word.start_s, word.end_s, 1.0, word.heard) for word in take.words)
    return Transcript(take.text, tuple(words), "typed" if take.typed else "shared")


def _finding(take: PageTake, check: PageCheck) -> Finding:
    verdict = Verdict(check.verdict)
    evidence = tuple(evidence_at(take.text, start, end) for start, end in check.quotes)
    return Finding(check.key, verdict, float(verdict is Verdict.PRESENT), evidence, None, check.label, check.question)
