"""What the rep reads: one sentence of what was heard and at most three next steps, the most useful first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.lines import MENDS
from refcoach.core.own_check import OwnCheck
from refcoach.core.quotes import praise_quote, step_quote
from refcoach.core.rubric import BY_KEY, PITFALL_KEYS, REQUIRED_KEYS
from refcoach.core.transcript import Transcript

MAX_STEPS = 3  # more points of feedback help weak learners less, not more
MAX_PRAISE = 2
PARROT = 0.88  # share of words in common, in order: a person who answers in words of their own stays below 0.6

# Without a face and a request there is no ask at all; a reason makes it one worth passing on.
_ORDER = ("ideal_client", "introduction_request", "business_reason")
# What costs the introduction itself comes before what makes it harder, and manners last.
_PITFALL_ORDER = ("cold_referral", "name_drop", "passive_mention", "generic_ask", "needy", "closed_question", "apologetic")
# Which pitfall or half step stands where a required check should be: its quote shows where to mend, and it needs no step of its own.
_STANDS_FOR = {
    "ideal_client": (("generic_ask", "It could be anyone, so no face comes to mind."),),
    "business_reason": (("needy", "It gives your own need, not what the other person would get."),),
    "introduction_request": (
        ("passive_mention", "It leaves the next move to chance; nobody brings the two of you together."),
        ("cold_referral", "It asks for a name or a number; nobody introduces you."),
        ("name_drop", "It borrows a name; nobody introduces you."),
        ("open_question", "It asks who, and stops before asking to be brought together."),
        ("closed_question", "It asks whether there is somebody, and stops before asking to be brought together."),
        ("ideal_client", "It says whom you want to meet, and stops before asking to be brought together."),
    ),
}
_LACKS = {
    "ideal_client": "It does not say which kind of person or company.",
    "business_reason": "It does not say what changed for a client.",
    "introduction_request": "It does not ask to bring the two of you together.",
    "appreciation": "It does not say what went well before the ask.",
    "permission": "It does not ask whether it is all right to raise the subject.",
    "open_question": "It does not ask who or which about somebody specific.",
    "intro_channel": "It does not say how the two of you would be brought together.",
    "easy_out": "It does not say that a no is fine.",
    "follow_up": "It does not agree when you will check back.",
    "thanks_promise": "It does not promise to tell them what came of it.",
    "named_prospects": "It brings no name and no list.",
}
_PRAISE = {
    "ideal_client": "One can picture whom you want to meet.",
    "business_reason": "That is a result, and it gives them a reason to pass on.",
    "introduction_request": "That asks for the introduction itself.",
    "appreciation": "You began with what went well.",
    "permission": "You asked before you raised it.",
    "open_question": "An open question lets them think of somebody.",
    "intro_channel": "They know how it would happen.",
    "easy_out": "You left them free to say no.",
    "follow_up": "The next step has a time.",
    "thanks_promise": "It shows that their help counts.",
    "named_prospects": "You brought the names yourself.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a turn asks for: keys of checks, the good model answers that a rep might read out (see `read_out`), and the pack's own
    checks among the keys."""

    required: tuple[str, ...] = REQUIRED_KEYS
    optional: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    checks: tuple[OwnCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: `key` is the check it is about, `text` says what to do.

    `quote` holds the rep's own words, for a miss the sentence that came nearest, and `lacks` what these words lack; `line` is one
    better line in the rep's own words. Each may be empty.
    """

    key: str
    text: str
    quote: str = ""
    lacks: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Praise:
    """What was there: the rep's own words, and why they work."""

    key: str
    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that is said about a take. `read_out` holds the sample answer that was read out word for word, or nothing."""

    steps: tuple[NextStep, ...] = ()
    praise: tuple[Praise, ...] = ()
    read_out: str = ""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What the judge is asked once more before something is told: `line_for` gives for a check's key one better line in which that
    check is heard, or ""; `proves` says whether a check is heard in a quote that stands by itself, `may_hold` whether it may be, so
    that nobody can say of these words that they lack it."""

    line_for: Callable[[str], str] = lambda key: ""
    proves: Callable[[str, str], bool] = lambda key, quote: True
    may_hold: Callable[[str, str], bool] = lambda key, quote: False


NO_LOOK = SecondLook()


def feedback(transcript: Transcript, judgement: Judgement, asked: Asked, look: SecondLook = NO_LOOK) -> Feedback:
    """At most three next steps, the most useful first, and at most two words of praise with their quotes."""
    return Feedback(
        next_steps(judgement, asked.required, asked.optional, transcript.text, look),
        praise(judgement, asked.required, transcript.text, look),
        read_out(transcript.text, asked.samples),
    )


def next_steps(
    judgement: Judgement,
    required: Sequence[str] = REQUIRED_KEYS,
    optional: Sequence[str] = (),
    text: str = "",
    look: SecondLook = NO_LOOK,
) -> tuple[NextStep, ...]:
    """At most three steps: required checks not heard and pitfalls with their quote; an optional check where no required one is missing."""
    missed = [key for key in (*_ORDER, *required) if key in required and judgement.verdict(key) is Verdict.MISSING]
    steps = [_missed(judgement, key, text, look) for key in dict.fromkeys(missed)]
    told = [instead[0] for key in missed if (instead := _stand_in(judgement, key)) is not None]
    steps += [
        NextStep(finding.key, BY_KEY[finding.key].advice, step_quote(text, finding, judgement) if finding.evidence else "")
        for finding in _pitfalls_left(judgement, told)
    ]
    if not missed and len(steps) < MAX_STEPS:
        steps += _suggested(judgement, required, optional)
    return _with_lines(steps[:MAX_STEPS], look)


def _pitfalls_left(judgement: Judgement, told: Sequence[Finding]) -> list[Finding]:
    """The pitfalls that no step has told yet, the costliest first. Where one line mends two of them, the second comes last."""
    left = [finding for finding in judgement.pitfalls if finding.present and not any(_same_fault(finding, other) for other in told)]
    left.sort(key=lambda finding: _PITFALL_ORDER.index(finding.key))
    mended = {MENDS.get(finding.key, finding.key) for finding in told}
    first: list[Finding] = []
    again: list[Finding] = []
    for finding in left:
        mends = MENDS.get(finding.key, finding.key)
        (again if mends in mended else first).append(finding)
        mended.add(mends)
    return first + again


def _same_fault(finding: Finding, told: Finding) -> bool:
    """Whether a step that was told about the same words, and mends them the same way, is enough: "do you know anyone" asked as a yes/no."""
    if finding.key == told.key:
        return True
    alike = MENDS.get(finding.key, finding.key) == MENDS.get(told.key, told.key)
    return alike and any(one.start < other.end and other.start < one.end for one in finding.evidence for other in told.evidence)


def _suggested(judgement: Judgement, required: Sequence[str], optional: Sequence[str]) -> list[NextStep]:
    """One optional check that was not heard: advice without blame, so nothing is quoted. Appreciation is owed only where an ask is."""
    asks = "introduction_request" in required
    left = [key for key in optional if key not in PITFALL_KEYS and (asks or key != "appreciation")]
    return [_advice(judgement, key) for key in left if judgement.verdict(key) is Verdict.MISSING][:1]


def _advice(judgement: Judgement, key: str) -> NextStep:
    finding = judgement.get(key)
    return NextStep(key, BY_KEY[key].advice if key in BY_KEY else f"The scenario asks: {finding.question if finding else key}")


def _with_lines(steps: Sequence[NextStep], look: SecondLook) -> tuple[NextStep, ...]:
    """The steps with one better line each, none of them twice."""
    told: list[str] = []
    for step in steps:
        line = look.line_for(step.key)
        told.append("" if line in told else line)
    return tuple(replace(step, line=line) for step, line in zip(steps, told, strict=True))


def _missed(judgement: Judgement, key: str, text: str, look: SecondLook) -> NextStep:
    """The step for a check that was not heard: the words that stand in its place, what they lack, what to do. Words that may hold it
    after all are not blamed for it."""
    finding, step = judgement.get(key), _advice(judgement, key)
    instead = _stand_in(judgement, key)
    if instead is not None:
        step = replace(step, quote=step_quote(text, instead[0], judgement), lacks=instead[1])
    elif finding is not None and finding.nearest is not None:
        step = replace(step, quote=finding.nearest.text, lacks=_LACKS.get(key, "It does not do that yet."))
    return replace(step, quote="", lacks="") if step.quote and look.may_hold(key, step.quote) else step


def _stand_in(judgement: Judgement, key: str) -> tuple[Finding, str] | None:
    """What was said in the place of a missed check, and what that lacks."""
    for other, lacks in _STANDS_FOR.get(key, ()):
        finding = judgement.get(other)
        if finding is not None and finding.present and finding.evidence:
            return finding, lacks
    return None


def praise(judgement: Judgement, required: Sequence[str] = REQUIRED_KEYS, text: str = "", look: SecondLook = NO_LOOK) -> tuple[Praise, ...]:
    """The best of what was heard: what its quote proves first, then required checks, then the surest. Words that are found fault with
    are not praised."""
    heard = [finding for finding in judgement.findings if finding.present and finding.evidence and finding.key in _PRAISE]
    heard.sort(key=lambda finding: (finding.key not in required, -finding.score))
    faults = [item for finding in judgement.pitfalls if finding.present for item in finding.evidence]
    told: dict[str, Praise] = {}  # by quote: one sentence is praised once
    unproven: dict[str, Praise] = {}
    for finding in heard:
        if len(told) == MAX_PRAISE:
            break
        quote, proven = praise_quote(text, finding, faults, look.proves)
        if quote:
            (told if proven else unproven).setdefault(quote, Praise(finding.key, _PRAISE[finding.key], quote))
    return (*told.values(), *(item for quote, item in unproven.items() if quote not in told))[:MAX_PRAISE]


def read_out(text: str, samples: Sequence[str]) -> str:
    """The sample answer that `text` repeats word for word, however it is punctuated, or "" when the words are the rep's own."""
    said = _words(text)
    for sample in samples:
        shown = _words(sample)
        if shown and SequenceMatcher(None, said, shown, autojunk=False).ratio() >= PARROT:
            return sample
    return ""


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def headline(judgement: Judgement, required: Sequence[str] = REQUIRED_KEYS, text: str | None = None) -> str:
    """The first sentence of a result: a fact with a way forward, never a grade. `text` is what was said, where it is known."""
    if text is not None and not text.strip():
        return "I heard nothing to check."
    heard = [check_name(judgement, key).lower() for key in required if judgement.verdict(key) is Verdict.PRESENT]
    missing = [check_name(judgement, key).lower() for key in required if judgement.verdict(key) is Verdict.MISSING]
    unclear = [check_name(judgement, key).lower() for key in required if judgement.verdict(key) is Verdict.UNCLEAR]
    if not required:
        return "This turn asks for nothing in particular."
    if not missing and not unclear:
        all_of_them = "both" if len(heard) == 2 else f"all {_count(len(heard))}"
        return "I heard it." if len(heard) == 1 else f"I heard {all_of_them}: {_join(heard)}."
    if not heard and not missing:
        return "I could not tell from this recording."
    sentence = f"I heard {_count(len(heard)) if heard else 'none'} of {_count(len(required))}."
    if missing:
        sentence += f" Not heard yet: {_join(missing)}."
    if unclear:
        sentence += f" Could not tell: {_join(unclear)}."
    return sentence


def check_name(judgement: Judgement, key: str) -> str:
    """What a check is called: the rubric's label, or the name of a trainer's own check."""
    finding = judgement.get(key)
    if key in BY_KEY:
        return BY_KEY[key].label
    return finding.name if finding and finding.name else key.replace("_", " ").capitalize()


def _count(number: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else str(number)


def _join(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + " and " + labels[-1]
