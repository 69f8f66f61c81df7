"""A yes/no search turned into an open question, in the rep's own words."""

import re

_LEAD = r"^(?:\W*(?:so|and|but|well|now|ok|okay|anyway|um|uh|by the way|also|or)\b)*\W*"
_ANYBODY = r"(?:any ?one|any ?body|some ?one|some ?body)(?: else)?(?: (?:that |who(?:m)? )?you (?:know|can think of))?"
_HAPPEN = r"(?: (?:happen to|perhaps|maybe|by any chance|possibly))?"
# What the search is asked with: [the words up to whom it is about, the open question that takes their place].
_SEARCHES = (
    (rf"(?:do|would|might|did) you{_HAPPEN} know(?: of)? {_ANYBODY} (?P<rest>.+)", "Who do you know {rest}?"),
    (rf"(?:can|could) you{_HAPPEN} think of {_ANYBODY} (?P<rest>.+)", "Who can you think of {rest}?"),
    (rf"(?:is|are) there {_ANYBODY} (?P<rest>.+)", "Who do you know {rest}?"),
    (
        rf"(?:(?:do|would|might|did) you{_HAPPEN} know(?: of)?|(?:can|could) you{_HAPPEN} think of"
        r") (?:any|some|a few|other)(?: other)? (?P<rest>.+)",
        "Who comes to mind when you think of {rest}?",
    ),
)


def opened(question: str) -> str:
    """The open question for a yes/no search, such as "Do you know anyone in Leeds who ...?", or "" where it is asked in another way."""
    asked = re.sub(_LEAD, "", " ".join(question.split()), flags=re.IGNORECASE).rstrip(" .?!")
    for pattern, made in _SEARCHES:
        match = re.match(pattern, asked, re.IGNORECASE)
        if match:
            return made.format(rest=match.group("rest"))
    return ""
