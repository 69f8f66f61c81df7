"""Keyword rules: the baseline that the trained judge is compared with."""

import re

_ANYONE = r"(?:any(?:one|body)|some(?:one|body)|people|folks)"
_BRING = r"(?:introduc\w+|connect\w*|put (?:the )?(?:\w+ ){0,4}(?:in touch|together|on (?:a|the) (?:call|phone|line)))"

PATTERNS: dict[str, tuple[str, ...]] = {
    "ideal_client": (
        r"\b(?:owners?|managers?|directors?|heads?|partners?|founders?|chiefs?|officers?|bursars?)\b"
        r"(?: \w+){0,6}? (?:in|at|of|near|around|from|with|who)\b[^.?!]*",
        r"\b(?:who|that) (?:has|have|had|is|are) just \w+[^.?!,]*",
    ),
    "business_reason": (
        r"\b(?:sav(?:ed|es|ing)|cut|halved|freed|doubled|reduced|fell by|dropped (?:by|from)|went from|got back)\b[^.?!]*",
        r"\b(?:two|three|\d+) (?:days|hours|weeks) (?:a|per) \w+[^.?!]*",
    ),
    "introduction_request": (
        rf"\b(?:could|would|can|will) you\b[^.?!]*\b{_BRING}[^.?!]*",
        r"\b(?:set up|arrange) (?:a|the) (?:call|meeting|lunch|coffee)[^.?!]*",
        r"\bI(?:'d| would) (?:love|appreciate|like) an introduction[^.?!]*",
    ),
    "permission": (r"\b(?:would it be (?:all right|alright|ok|okay)|do you mind|may I ask|are you comfortable|can I ask)\b[^.?!]*",),
    "appreciation": (r"\b(?:thank you|thanks|glad|delighted|that makes my day)\b[^.?!]*",),
    "open_question": (r"\bwho (?:do you know|comes to mind|else|in your)\b[^.?!]*",),
    "intro_channel": (r"\b(?:(?:on|by|over) (?:a |an |the )?(?:call|phone|e-?mail|lunch|coffee)|(?:a|the) call|copy (?:me|us|both))\b",),
    "easy_out": (r"\b(?:feel free to say no|(?:no|that) is (?:perfectly )?fine|no pressure|if you would rather not)\b[^.?!]*",),
    "follow_up": (r"\b(?:follow up|check (?:back|in)|call you (?:on|next))\b[^.?!]*",),
    "thanks_promise": (r"\b(?:keep you posted|let you know how it|thank you for (?:the introduction|introducing))\b[^.?!]*",),
    "generic_ask": (rf"\b{_ANYONE} (?:who|that) (?:could|might|needs?|wants?)\b[^.?!]*", r"\b(?:people|others) like you\b"),
    "closed_question": (r"\b(?:do you (?:happen to )?know|is there|have you got) (?:of )?any(?:one|body)?\b[^.?!]*",),
    "passive_mention": (
        r"\b(?:keep (?:me|us) in mind|pass (?:my|our) (?:name|card)|spread the word|mention (?:me|us)|send them (?:my|our) way)\b[^.?!]*",
    ),
    "name_drop": (r"\b(?:use|drop|mention) your name\b[^.?!]*", r"\bsay (?:that )?you sent me\b"),
    "cold_referral": (r"\b(?:names? and (?:phone )?numbers?|(?:phone|mobile) numbers?|(?:a few|some) names|contact details)\b[^.?!]*",),
    "needy": (r"\b(?:I need (?:the|more) (?:business|clients|customers|sales)|my (?:quota|target)|growing (?:my|our) business)\b[^.?!]*",),
    "apologetic": (r"\b(?:sorry to (?:ask|bother)|hate to (?:ask|bother)|I feel awkward)\b[^.?!]*",),
}


def spans(key: str, text: str) -> list[tuple[int, int]]:
    """Where the patterns of `key` stand in the text; a key without patterns is never found."""
    return [match.span() for pattern in PATTERNS.get(key, ()) for match in re.finditer(pattern, text, re.IGNORECASE)]
