"""What the definitions say exactly, as one table. The model finds meaning; these rules hold where there is nothing to weigh."""

import re
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


def denied(key: str, text: str) -> list[tuple[int, int]]:
    """The sentences in which the speaker says that `key` is not being asked, as character spans."""
    spans = []
    for denied_key, pattern in DENIALS:
        if denied_key == key:
            for match in re.finditer(pattern, text, re.IGNORECASE):
                start = max(text.rfind(mark, 0, match.start()) for mark in ".?!;") + 1
                ends = [at for at in (text.find(mark, match.end()) for mark in ".?!;") if at >= 0]
                spans.append((start, min(ends, default=len(text))))
    return spans
