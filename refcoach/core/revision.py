"""The rep's say: a misheard word corrected, a finding contested. What was there before stays, marked.

How it counts (docs/practice-log.md): a check that the rep contests and the judge still does not hear becomes `unclear`, which is
neither heard nor missed; only what the judge hears in the words counts as heard.
"""

import re
from dataclasses import dataclass, replace

from refcoach.core.attempt import Attempt, Change, Revision
from refcoach.core.errors import UsageError
from refcoach.core.feedback import Feedback
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.transcript import Transcript, Word

GOES_ON = "…"  # `Word.heard` of the second and later words of one correction


@dataclass(frozen=True, slots=True)
class Claim:
    """What the rep says about a finding: that the check `key` was said (or, of a pitfall, not said); `quote` are the words meant."""

    key: str
    said: bool
    quote: Evidence | None = None


def words_corrected(transcript: Transcript, first: int, last: int, said: str) -> Transcript:
    """The transcript with its words number `first` to `last` (from 0, both included) replaced by what was really said.

    The time of the words replaced is shared out by length; their probability is 1, and the first keeps what had been heard. Raises
    UsageError when there are no such words or nothing is put in their place.
    """
    words, new = transcript.words, said.split()
    if not 0 <= first <= last < len(words):
        raise UsageError("These words are not in the take.", "Choose words of the transcript.")
    if not new:
        raise UsageError("A correction needs at least one word.", "Write what you said there.")
    heard = " ".join(word.heard or word.text for word in words[first : last + 1])
    before, after = transcript.text[: words[first].start], transcript.text[words[last].end :]
    begin_s, end_s = words[first].start_s, words[last].end_s
    total = sum(len(word) for word in new)
    made: list[Word] = []
    at, done = words[first].start, 0
    for number, word in enumerate(new):
        start_s = begin_s + (end_s - begin_s) * done / total
        done += len(word)
        end_s_here = begin_s + (end_s - begin_s) * done / total
        made.append(Word(word, at, at + len(word), start_s, end_s_here, 1.0, heard if number == 0 else GOES_ON))
        at += len(word) + 1
    shift = made[-1].end - words[last].end
    moved = [replace(word, start=word.start + shift, end=word.end + shift) for word in words[last + 1 :]]
    return Transcript(before + " ".join(new) + after, (*words[:first], *made, *moved), transcript.engine)


def quote_in(transcript: Transcript, quote: str) -> Evidence | None:
    """Where `quote` stands in the text, whatever its case and punctuation, or None."""
    parts = re.findall(r"[\w']+", quote)
    found = re.search(r"[^\w']+".join(re.escape(part) for part in parts), transcript.text, re.IGNORECASE) if parts else None
    return Evidence(found.group(), found.start(), found.end()) if found else None


def contested(judgement: Judgement, claim: Claim, again: Finding) -> Judgement:
    """The judgement after a claim; `again` is what the judge finds in the words that the rep points at.

    Heard there: present. Else it can no longer be called missing (or, of a pitfall, present): unclear, with the words meant as evidence.
    """
    found = judgement.get(claim.key)
    if found is None:
        raise UsageError(f"This take was not checked for {claim.key}.", "Contest one of the checks of its result.")
    evidence = (claim.quote,) if claim.quote else found.evidence
    if claim.said:
        verdict = Verdict.PRESENT if again.present and evidence else Verdict.UNCLEAR
    else:
        verdict = Verdict.MISSING if again.verdict is Verdict.MISSING else Verdict.UNCLEAR
    settled = replace(found, verdict=verdict, evidence=() if verdict is Verdict.MISSING else evidence, nearest=None)
    return Judgement(tuple(settled if finding.key == claim.key else finding for finding in judgement.findings))


def revised(
    attempt: Attempt, revision: Change, at: str, transcript: Transcript, judgement: Judgement, said: Feedback, **more: str
) -> Attempt:
    """The attempt with its new result; what was there before goes into `revisions`, with `key` and `quote` where given."""
    before = Revision(revision, at, attempt.transcript, attempt.judgement, attempt.next_steps, attempt.praise, **more)
    return replace(
        attempt,
        transcript=transcript,
        judgement=judgement,
        next_steps=said.steps,
        praise=said.praise,
        revisions=(*attempt.revisions, before),
    )


def taken_back(attempt: Attempt) -> Attempt:
    """The attempt without the rep's last change. Raises UsageError when there is none."""
    if not attempt.revisions:
        raise UsageError("Nothing was changed in this take.", "There is nothing to take back.")
    before = attempt.revisions[-1]
    return replace(
        attempt,
        transcript=before.transcript,
        judgement=before.judgement,
        next_steps=before.next_steps,
        praise=before.praise,
        revisions=attempt.revisions[:-1],
    )


def first_verdict(attempt: Attempt, key: str) -> Verdict:
    """What the app had found before the rep's first change."""
    first = attempt.revisions[0].judgement if attempt.revisions else attempt.judgement
    return first.verdict(key)


def contested_words(attempt: Attempt, key: str) -> str:
    """The words that the rep pointed at when contesting `key`, or nothing."""
    return next((revision.quote for revision in reversed(attempt.revisions) if revision.key == key), "")


def corrected_words(attempt: Attempt) -> tuple[tuple[str, str], ...]:
    """(heard, said) for each stretch of words that the rep corrected."""
    found: list[tuple[str, str]] = []
    for word in attempt.transcript.words:
        if word.heard == GOES_ON and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {word.text}")
        elif word.heard:
            found.append((word.heard, word.text))
    return tuple(found)
