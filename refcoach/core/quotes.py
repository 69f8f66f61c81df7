"""Which of the rep's words are quoted: short enough to be read, whole enough to read well, and only what the point is about."""

from collections.abc import Callable, Iterator, Sequence

from refcoach.core.finding import Evidence, Finding, Judgement
from refcoach.core.sentences import MOST_WORDS, clause_at, sentence_at, sentence_bounds, sentence_spans, shortened, without_joints

EASY_WORDS = 20  # a sentence up to here is shown whole beside a step; of a longer one the part that the step is about
MOST_PRAISED_WORDS = MOST_WORDS  # a longer quote is no longer read
LEAST_LEFT_WORDS = 8  # what is left of a quote without the words found fault with; less says nothing
# What stands beside an ask rather than in it: a quote of the one does not run on into the other.
_BESIDE_AN_ASK = (
    *("appreciation", "business_reason", "intro_channel", "easy_out", "follow_up", "thanks_promise"),
    *("needy", "apologetic"),
)


def step_quote(text: str, finding: Finding, judgement: Judgement) -> str:
    """What is shown beside a next step: the sentence around the evidence, or the part that holds it where the sentence is long or the
    finding stands beside the ask."""
    evidence = finding.evidence[0]
    if text[evidence.start : evidence.end] != evidence.text:
        return evidence.text
    start, end = sentence_at(text, evidence.start, evidence.end)
    whole = text[slice(*sentence_bounds(text, evidence.start, evidence.end))]
    if finding.key in _BESIDE_AN_ASK or len(whole.split()) > EASY_WORDS:
        start, end = clause_at(text, evidence.start, evidence.end, _walls(judgement, evidence))
    return text[start:end]


def _walls(judgement: Judgement, evidence: Evidence) -> list[tuple[int, int]]:
    """The places of what stands beside an ask, as far as they do not hold the evidence itself."""
    places = [item for finding in judgement.group(_BESIDE_AN_ASK) if finding.present for item in finding.evidence]
    return [(item.start, item.end) for item in places if item.end <= evidence.start or item.start >= evidence.end]


def praise_quote(text: str, finding: Finding, faults: Sequence[Evidence], proves: Callable[[str, str], bool]) -> tuple[str, bool]:
    """The quote in which `finding` may be praised, or "", and whether these words prove it by themselves.

    None of its words is found fault with. What is left of a quote without the fault in it has to prove the finding by itself.
    """
    spans = [(item.start, item.end) for item in faults]
    first = ""
    for item in finding.evidence:
        whole = not _touches(spans, item.start, item.end)
        for quote in _praisable(text, item, spans) if whole else _left_over(text, item, spans):
            if proves(finding.key, quote):
                return quote, True
            first = first or (quote if whole else "")
    return first, False


def _praisable(text: str, evidence: Evidence, faults: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Quotes around evidence without fault, the one that reads best first."""
    if text[evidence.start : evidence.end] == evidence.text:
        inside = [span for span in sentence_spans(text) if span[0] < evidence.end and evidence.start < span[1]]
        whole = (inside[0][0], inside[-1][1])
        parts = [] if _reads(text, whole, faults) else sorted(inside, key=lambda span: span[0] - span[1])
        ways = [whole, *parts, clause_at(text, evidence.start, evidence.end), (evidence.start, evidence.end)]
        yield from (text[slice(*way)].rstrip(" .?!;") for way in ways if _reads(text, way, faults))
    yield shortened(evidence.text, MOST_PRAISED_WORDS)


def _left_over(text: str, evidence: Evidence, faults: Sequence[tuple[int, int]]) -> Iterator[str]:
    """What the faults leave of the evidence, the longest stretch first, as far as it begins well and says something."""
    edges = [evidence.start, *(at for start, end in sorted(faults) for at in (start, end)), evidence.end]
    stretches = [(max(start, evidence.start), min(end, evidence.end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    begun = [stretch for stretch in stretches if stretch[0] == evidence.start or text[stretch[0] : stretch[1]].lstrip()[:1] in (*".?!,;:",)]
    for start, end in sorted(begun, key=lambda stretch: stretch[0] - stretch[1]):
        quote = text[slice(*without_joints(text, start, end))] if start < end else ""
        if len(quote.split()) >= LEAST_LEFT_WORDS:
            yield quote


def _reads(text: str, span: tuple[int, int], faults: Sequence[tuple[int, int]]) -> bool:
    """Whether a quote holds no fault and is short enough to be read."""
    return not _touches(faults, *span) and len(text[slice(*span)].split()) <= MOST_PRAISED_WORDS


def _touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)
