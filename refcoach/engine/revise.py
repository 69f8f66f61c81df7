"""The rep corrects a word, contests a finding, or takes the last change back; the judge looks again and the log keeps both versions."""

from collections.abc import Sequence
from dataclasses import replace

from refcoach.core.attempt import Attempt, Change, Revision
from refcoach.core.feedback import Asked
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.revision import Claim, contested, quote_in, revised, words_corrected
from refcoach.core.sentences import sentence_at
from refcoach.core.transcript import Transcript, typed
from refcoach.engine.coach import Coach


def correct(coach: Coach, attempt: Attempt, asked: Asked, first: int, last: int, said: str, at: str) -> Attempt:
    """Words `first` to `last` (from 0) were really `said`: judged again. Raises UsageError and ModelError."""
    transcript = words_corrected(attempt.transcript, first, last, said)
    problems = attempt.take.problems if attempt.take else ()
    judgement, _ = coach.judged(transcript, asked, problems)
    judgement = _still_contested(attempt.revisions, transcript, judgement)
    return revised(attempt, Change.CORRECTED, at, transcript, judgement, coach.advise(transcript, judgement, asked))


def contest(coach: Coach, attempt: Attempt, asked: Asked, claim: Claim, at: str) -> Attempt:
    """The rep did say it, or did not: the judge looks at the words meant alone. Raises UsageError and ModelError."""
    judgement = contested(attempt.judgement, claim, _heard_alone(coach, attempt.transcript, claim))
    change = Change.SAID if claim.said else Change.NOT_SAID
    quote = claim.quote.text if claim.quote else ""
    said = coach.advise(attempt.transcript, judgement, asked)
    return revised(attempt, change, at, attempt.transcript, judgement, said, key=claim.key, quote=quote)


def _heard_alone(coach: Coach, transcript: Transcript, claim: Claim) -> Finding:
    """The best that the judge finds for the check in the quoted words, alone or in their sentence."""
    unheard = Finding(claim.key, Verdict.MISSING, 0.0)
    if claim.quote is None:
        return unheard if claim.said else Finding(claim.key, Verdict.UNCLEAR, 0.0)
    whole = transcript.text[slice(*sentence_at(transcript.text, claim.quote.start, claim.quote.end))]
    found = [coach.judge.judge(typed(words)).get(claim.key) or unheard for words in (claim.quote.text, whole)]
    return max(found, key=lambda finding: (finding.present, finding.score))


def _still_contested(revisions: Sequence[Revision], transcript: Transcript, judgement: Judgement) -> Judgement:
    """What the rep has contested before stays so after a correction, where the judge still sees it the other way."""
    for revision in revisions:
        found = judgement.get(revision.key) if revision.key else None
        against = Verdict.MISSING if revision.change is Change.SAID else Verdict.PRESENT
        if found is not None and found.verdict is against:
            quote = quote_in(transcript, revision.quote)
            settled = replace(found, verdict=Verdict.UNCLEAR, evidence=(quote,) if quote else found.evidence, nearest=None)
            judgement = Judgement(tuple(settled if item.key == revision.key else item for item in judgement.findings))
    return judgement
