"""What the definitions say exactly, as one table. The model finds meaning; these rules hold where there is nothing to weigh."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refcoach.core.rubric import FACET_KEYS

ASKS = (
    "ideal_client",
    "introduction_request",
    "generic_ask",
    "closed_question",
    "open_question",
    "passive_mention",
    "name_drop",
    "cold_referral",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """`key` may be present only if one of `needs` is (when given) and none of `unless`; `why` quotes the definition."""

    key: str
    why: str
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def allows(self, present: frozenset[str]) -> bool:
        """Whether the other keys that were found let `key` stand."""
        return (not self.needs or bool(present.intersection(self.needs))) and not present.intersection(self.unless)


# In this order: what a later rule looks at, an earlier one has settled.
RULES = (
    Rule("ideal_client", "at least one specific facet", needs=FACET_KEYS),
    Rule("generic_ask", "with no facet at all", unless=("ideal_client",)),
    Rule("open_question", "carries at least one facet, in itself or beside it", needs=("ideal_client",)),
    Rule("appreciation", "with an ask following in the same turn", needs=ASKS),
)

# A facet that the model scores above this, where ideal client as a whole is present, names the facet that the rule asks for.
LIKELIEST_FACET = 0.2

# The speaker says in so many words that this is not being asked: [key, what the clause must match].
DENIALS = (
    (
        "introduction_request",
        r"\b(?:not|n't|never|nor) (?:here to |going to |about to )?(?:ask|asking|want|wanting|after)\b[^.?!;]*\bintro",
    ),
    ("introduction_request", r"\b(?:not|n't) (?:want|need) you to (?:introduce|connect)\b"),
    ("cold_referral", r"\b(?:not|n't|never) (?:ask|asking|want|wanting|need|after) (?:you )?(?:for )?(?:\w+ ){0,3}(?:names?|numbers?)\b"),
)

# What a good introduction looks like, an ask put off and thanks for one that was promised: named in the definition as not enough. Only
# these words count as denied, from the first that matches to the end of the clause, for the ask itself may stand in the same breath.
NOT_ASKED = (
    (
        "introduction_request",
        r"\b(?:an?|the) (?:good|great|proper|strong|useful|warm|perfect|ideal|best) (?:introduction|referral)\b(?: (?:for|to) (?:me|us))?"
        r"(?:,[^,.?!;]{1,40},)? (?:is|means|takes|starts|begins|looks|(?:would|might|could) be(?! (?:if|for you|that you)\b))\b",
    ),
    (
        "introduction_request",
        r"\b(?:at some (?:point|stage)|some ?day|one of these days|one day|another (?:day|time)|next time|later(?: on)?|in due course)\b"
        r",? I(?:'ll| will| may| might|'d like to|'m going to) (?:\w+ )?ask\b",
    ),
    (
        "introduction_request",
        r"\bI(?:'ll| will| may| might|'d like to|'m going to) (?:\w+ )?ask (?:\w+ ){0,6}"
        r"(?:at some (?:point|stage)|some ?day|one of these days|another (?:day|time)|next time|later on|in due course)\b",
    ),
    (
        "introduction_request",
        r"\b(?:thank you|thanks)\b[^.?!;]{0,30}\b(?:promis|offer|agree)(?:ing|ed|e)? "
        r"(?:me )?(?:to|an?|the) (?:\w+ ){0,2}?(?:introduc|connect)",
    ),
)
_CLAUSE_END = re.compile(r"[.?!;:]|\bbut\b|\bso (?:could|would|can|will|may)\b|\b(?:could|would|can|will) you\b", re.IGNORECASE)

# What the definition names as not enough, where no words came near by the model: [key, what the sentence must match].
_OF_THE_FIRM = r"(?:company|firm|business|products?|services?|prices?|rates?|team|software|quality|reputation)"
_GOOD = r"(?:great|good|best|better|excellent|fantastic|wonderful|top|leading|fair|low|cheap|cheaper|competitive|reliable|modern)"
NOT_ENOUGH = (
    ("business_reason", rf"\b(?:we|I)(?:'re|'ve| are| have| offer| sell| make)(?: \w+){{0,2}}? {_GOOD} (?:\w+ ){{0,2}}?{_OF_THE_FIRM}\b"),
    ("business_reason", rf"\bour (?:\w+ )?{_OF_THE_FIRM} (?:is|are)(?: \w+){{0,2}}? {_GOOD}\b"),
    (
        "business_reason",
        r"\b(?:grow|growing|expand|expanding|build up|building up) (?:my|our) (?:\w+ )?(?:business|company|firm|practice)\b",
    ),
)


def not_enough(key: str, text: str) -> tuple[int, int] | None:
    """The first words that are given in the place of `key` and are not enough for it, or None."""
    return min((match.span() for match in _matches(NOT_ENOUGH, key, text)), default=None)


def denied(key: str, text: str) -> list[tuple[int, int]]:
    """What the speaker says in so many words is not being asked, of `key`, as character spans."""
    spans = []
    for match in _matches(DENIALS, key, text):
        start = max(text.rfind(mark, 0, match.start()) for mark in ".?!;") + 1
        ends = [at for at in (text.find(mark, match.end()) for mark in ".?!;") if at >= 0]
        spans.append((start, min(ends, default=len(text))))
    for match in _matches(NOT_ASKED, key, text):
        end = _CLAUSE_END.search(text, match.end())
        spans.append((match.start(), end.start() if end else len(text)))
    return spans


def _matches(table: Sequence[tuple[str, str]], key: str, text: str) -> Iterator[re.Match[str]]:
    for of, pattern in table:
        if of == key:
            yield from re.finditer(pattern, text, re.IGNORECASE)
