"""What the rep reads: one sentence of what was heard and at most three next steps, the most useful first."""

from collections.abc import Sequence
from dataclasses import dataclass

from refcoach.core.finding import Judgement, Verdict
from refcoach.core.rubric import BY_KEY, PITFALL_KEYS, REQUIRED_KEYS

MAX_STEPS = 3  # more points of feedback help weak learners less, not more


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: `key` is the check it is about, `quote` the rep's own words where there are some."""

    key: str
    text: str
    quote: str = ""


def next_steps(judgement: Judgement, required: Sequence[str] = REQUIRED_KEYS, optional: Sequence[str] = ()) -> tuple[NextStep, ...]:
    """At most three steps: required checks not heard, then pitfalls with their quote, then one optional check."""
    steps = [NextStep(key, BY_KEY[key].advice) for key in required if key in BY_KEY and judgement.verdict(key) is Verdict.MISSING]
    for finding in judgement.pitfalls:
        if finding.present:
            quote = finding.evidence[0].text if finding.evidence else ""
            steps.append(NextStep(finding.key, BY_KEY[finding.key].advice, quote))
    for key in optional:
        if len(steps) < MAX_STEPS and key in BY_KEY and key not in PITFALL_KEYS and judgement.verdict(key) is Verdict.MISSING:
            steps.append(NextStep(key, BY_KEY[key].advice))
            break
    return tuple(steps[:MAX_STEPS])


def headline(judgement: Judgement, required: Sequence[str] = REQUIRED_KEYS) -> str:
    """The first sentence of a result: a fact with a way forward, never a grade."""
    heard = [BY_KEY[key].label.lower() for key in required if judgement.verdict(key) is Verdict.PRESENT]
    missing = [BY_KEY[key].label.lower() for key in required if judgement.verdict(key) is Verdict.MISSING]
    unclear = [BY_KEY[key].label.lower() for key in required if judgement.verdict(key) is Verdict.UNCLEAR]
    if not required:
        return "This turn asks for nothing in particular."
    if not missing and not unclear:
        return "I heard it." if len(heard) == 1 else f"I heard all {_count(len(heard))}: {_join(heard)}."
    if not heard and not missing:
        return "I could not tell from this recording."
    sentence = f"I heard {_count(len(heard)) if heard else 'none'} of {_count(len(required))}."
    if missing:
        sentence += f" Not heard yet: {_join(missing)}."
    if unclear:
        sentence += f" Could not tell: {_join(unclear)}."
    return sentence


def _count(number: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else str(number)


def _join(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + " and " + labels[-1]
