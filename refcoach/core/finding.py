"""What the judge found: a verdict with evidence for each check."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from refcoach.core.rubric import ELEMENT_KEYS, FACET_KEYS, PITFALL_KEYS


class Verdict(StrEnum):
    """`UNCLEAR` = the recording or the transcript is too poor to tell; never counted against the rep."""

    PRESENT = "present"
    MISSING = "missing"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a finding: `text` stands at [start, end) of the transcript."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one check; `score` runs from 0 (surely missing) to 1 (surely present).

    `nearest` is, for a miss, the sentence that came nearest to it, where one came near at all. `name` and `question` are those of a
    trainer's own check, so that whoever reads the log later needs no pack; the rubric's checks leave them empty.
    """

    key: str
    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...] = ()
    nearest: Evidence | None = None
    name: str = ""
    question: str = ""

    @property
    def present(self) -> bool:
        return self.verdict is Verdict.PRESENT


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings about one transcript, in the order in which the checks were asked."""

    findings: tuple[Finding, ...] = ()

    def get(self, key: str) -> Finding | None:
        return next((finding for finding in self.findings if finding.key == key), None)

    def verdict(self, key: str) -> Verdict:
        """The verdict on `key`; a check that was not asked is unclear."""
        finding = self.get(key)
        return finding.verdict if finding else Verdict.UNCLEAR

    def present_keys(self) -> tuple[str, ...]:
        return tuple(finding.key for finding in self.findings if finding.present)

    def group(self, keys: Iterable[str]) -> tuple[Finding, ...]:
        wanted = set(keys)
        return tuple(finding for finding in self.findings if finding.key in wanted)

    @property
    def elements(self) -> tuple[Finding, ...]:
        return self.group(ELEMENT_KEYS)

    @property
    def facets(self) -> tuple[Finding, ...]:
        return self.group(FACET_KEYS)

    @property
    def pitfalls(self) -> tuple[Finding, ...]:
        return self.group(PITFALL_KEYS)


def evidence_at(text: str, start: int, end: int) -> Evidence:
    """Evidence for text[start:end], without blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence(text[start:end], start, end)


def soften(judgement: Judgement, reasons: Mapping[str, str] | bool) -> Judgement:
    """Turn `missing` into `unclear`: for every check when `reasons` is True, else for the keys it holds.

    A take too quiet, clipped, silent or of low confidence cannot prove that something was not said.
    """

    def soft(finding: Finding) -> Finding:
        doubtful = reasons if isinstance(reasons, bool) else finding.key in reasons
        if doubtful and finding.verdict is Verdict.MISSING:
            return replace(finding, verdict=Verdict.UNCLEAR)
        return finding

    return Judgement(tuple(soft(finding) for finding in judgement.findings))
