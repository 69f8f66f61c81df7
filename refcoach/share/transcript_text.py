"""One attempt as plain text for people: what was said when, what was heard in it, what to do next, what the partner says."""

from collections.abc import Iterator, Sequence

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.feedback import check_name
from refcoach.core.finding import Verdict
from refcoach.core.reviewed import Reviewed
from refcoach.core.revision import corrected_words, first_verdict
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.core.transcript import Transcript
from refcoach.share.plain_text import printable

WORDS = {Verdict.PRESENT: "heard", Verdict.MISSING: "not heard yet", Verdict.UNCLEAR: "could not tell"}
LINE_S = 5.0  # a line of the timed transcript is about so long


def transcript_text(attempt: Attempt, parts: Sequence[Attempt], title: str, reviews: dict[str, Reviewed]) -> str:
    """The attempt and the parts of it that were said again, as they stand in the log."""
    lines = [title, f"{attempt.at[:16].replace('T', ' ')}, {attempt.beat}, try {attempt.number}, {attempt.attempt_id}"]
    lines += [f"Client: {attempt.client}"] if attempt.client else []
    lines += _take(attempt, reviews.get(attempt.attempt_id))
    for part in parts:
        lines += ["", f"Said again alone, {part.at[:16].replace('T', ' ')}, {part.attempt_id}", *_take(part, reviews.get(part.attempt_id))]
    return printable("\n".join(lines)) + "\n"


def timed_lines(transcript: Transcript) -> Iterator[str]:
    """The words with the time at which each line begins, as minutes and seconds; a typed answer as it is."""
    if not transcript.words:
        yield transcript.text or "(nothing was heard)"
    line: list[str] = []
    begun_s = 0.0
    for word in transcript.words:
        if line and word.start_s - begun_s >= LINE_S:
            yield _timed(begun_s, line)
            line = []
        if not line:
            begun_s = word.start_s
        line.append(word.text)
    if line:
        yield _timed(begun_s, line)


def _timed(at_s: float, words: Sequence[str]) -> str:
    return f"{int(at_s) // 60}:{int(at_s) % 60:02d}  {' '.join(words)}"


def _take(attempt: Attempt, reviewed: Reviewed | None) -> Iterator[str]:
    yield ""
    yield from timed_lines(attempt.transcript)
    yield ""
    if attempt.state is not AttemptState.CHECKED:
        yield "This take waits to be checked."
    else:
        yield from _found(attempt)
    for number, step in enumerate(attempt.next_steps, 1):
        yield f"Next {number}. {check_name(attempt.judgement, step.key)}: {step.text}"
    for heard, said in corrected_words(attempt):
        yield f"Corrected: heard “{heard}”, said “{said}”"
    if reviewed is not None:
        yield from _partner(attempt, reviewed)


def _found(attempt: Attempt) -> Iterator[str]:
    """Checks that were asked for, and what else was heard."""
    required = attempt.only or attempt.required or REQUIRED_KEYS
    for finding in attempt.judgement.findings:
        if finding.key not in required and not finding.present and finding.key not in attempt.contested:
            continue
        words = WORDS[finding.verdict]
        if finding.key in attempt.contested:
            words += f", contested (before: {WORDS[first_verdict(attempt, finding.key)]})"
        quotes = "; ".join(f"“{evidence.text}”" for evidence in finding.evidence[:2])
        yield f"{check_name(attempt.judgement, finding.key)}: {words}" + (f"  {quotes}" if quotes else "")


def _partner(attempt: Attempt, reviewed: Reviewed) -> Iterator[str]:
    who = reviewed.partner or "Partner"
    yield ""
    yield f"{who}'s review: {reviewed.take.verdict or 'no verdict'}"
    for key, answer in reviewed.take.answers:
        yield f"{check_name(attempt.judgement, key)}: {answer}"
    if reviewed.take.said_back:
        yield f"Said back: “{reviewed.take.said_back}”"
    for comment in reviewed.take.comments:
        yield f"{_timed(comment.at_s, [comment.text])}"
