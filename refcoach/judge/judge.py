"""The judge: a transcript and the checks to answer, to findings with evidence."""

from collections.abc import Sequence

from refcoach.core.finding import Finding, Judgement, Verdict, evidence_at
from refcoach.core.rubric import CHECKS
from refcoach.core.transcript import Transcript
from refcoach.judge import rules

ALL_KEYS = tuple(check.key for check in CHECKS)


class Judge:
    """Answers the rubric's checks. One instance may be used from one thread at a time."""

    def warm(self) -> None:
        """Load what is needed ahead of the first text; raises ModelError."""

    def judge(self, transcript: Transcript, keys: Sequence[str] = ALL_KEYS) -> Judgement:
        """One finding for each of `keys`, every `present` with the words that prove it."""
        return Judgement(tuple(self._find(transcript.text, key) for key in keys))

    def _find(self, text: str, key: str) -> Finding:
        evidence = tuple(evidence_at(text, start, end) for start, end in rules.spans(key, text))
        if evidence:
            return Finding(key, Verdict.PRESENT, 1.0, evidence)
        return Finding(key, Verdict.MISSING, 0.0)
