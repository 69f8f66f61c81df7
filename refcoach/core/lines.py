"""Better lines, built from the rep's own script or own words of the take; never a stock phrase.

Pure text work: `candidates` proposes, the engine keeps the first one in which the judge hears what was missing.
"""

import re
from collections.abc import Mapping

from refcoach.core.finding import Judgement
from refcoach.core.profile import BusinessReason, IdealClient, Profile

# Words with which a phrase of the script joins a sentence by itself; any other phrase gets the joint of its facet.
_JOINTS = frozenset(
    (
        *("in", "at", "near", "around", "by", "from", "with", "without", "of", "for", "on", "across", "over", "under", "between"),
        *("who", "whose", "which", "that", "where", "when", "about", "just", "outside", "within"),
    )
)
_SUBJECTS = frozenset(
    (
        *("we", "they", "our", "the", "a", "an", "one", "he", "she", "it", "i", "their", "every", "all", "most"),
        *("after", "since", "in", "last", "within", "for"),
    )
)
_DETERMINERS = frozenset(
    ("a", "an", "the", "my", "your", "our", "his", "her", "their", "one", "some", "any", "every", "each", "those", "these")
)
LONGEST_OWN_WORDS = 6  # a quote of the take longer than this is a clause, and does not fit into another sentence

_ASKS_WHO = ("ideal_client", "generic_ask", "closed_question", "open_question", *IdealClient.__dataclass_fields__)
_BRINGS_TOGETHER = ("introduction_request", "passive_mention", "name_drop", "cold_referral", "intro_channel")
_GIVES_REASON = ("business_reason", "needy")


# What a line must be heard to do when it mends a pitfall; a line for a missed check must do just that check.
MENDS = {
    "generic_ask": "ideal_client",
    "closed_question": "ideal_client",
    "passive_mention": "introduction_request",
    "name_drop": "introduction_request",
    "cold_referral": "introduction_request",
    "needy": "business_reason",
}


def candidates(key: str, profile: Profile, text: str, judgement: Judgement, intro: Mapping[str, str]) -> tuple[str, ...]:
    """Lines that would mend `key` in a take of `text`, the one nearest to the rep's own words first.

    `intro` holds, for each check, the sentence of the rep's intro script in which the judge hears it.
    """
    wanted = described(profile.ideal_client) or _own_words(judgement)
    if key in _ASKS_WHO:
        made = _who_lines(wanted, intro)
    elif key in _BRINGS_TOGETHER:
        made = _together_lines(profile, judgement, intro)
    elif key in _GIVES_REASON:
        made = (intro.get("business_reason", ""), *(reason_line(reason) for reason in profile.reasons))
    elif key == "apologetic":
        made = _without_apology(text, judgement)
    elif key == "named_prospects" and profile.ideal_client.named_person:
        made = (f"I thought of {profile.ideal_client.named_person}.",)
    else:
        made = (intro.get(key, ""),)
    return tuple(dict.fromkeys(line for line in made if line))


def described(ideal: IdealClient, brief: bool = False) -> str:
    """The ideal client as one noun phrase: "plant managers at food makers in Ohio with 50 to 200 people who have just lost a supervisor".

    `brief` leaves out size and situation, for a sentence that has more to say.
    """
    head, rest = _head(ideal)
    if not head:
        return ideal.named_person
    parts = [head]
    if "industry" in rest:
        parts.append(_joined(ideal.industry, "at"))
    parts.append(_joined(ideal.geography, "in"))
    if not brief:
        parts += [_joined(ideal.company_size, "with"), _joined(ideal.situation, "who")]
    return " ".join(part for part in parts if part)


def _head(ideal: IdealClient) -> tuple[str, tuple[str, ...]]:
    """What the phrase is about, and which facets are left to say."""
    if ideal.function:
        who = f"{ideal.function}, {ideal.person}," if ideal.person else ideal.function
        return who, ("industry",) if ideal.industry else ()
    if ideal.person:
        return ideal.person, ("industry",) if ideal.industry else ()
    if ideal.industry:
        return ideal.industry, ()
    return ("people" if any((ideal.geography, ideal.company_size, ideal.situation)) else ""), ()


def _joined(phrase: str, joint: str) -> str:
    if not phrase:
        return ""
    return phrase if phrase.split()[0].lower() in _JOINTS else f"{joint} {phrase}"


def reason_line(reason: BusinessReason) -> str:
    """A business reason as one sentence."""
    result = reason.result.strip().rstrip(".")
    if not result:
        return ""
    first = result.split()[0]
    line = result if first.lower() in _SUBJECTS or first[0].isupper() else f"we {result}"
    client = reason.client.strip().rstrip(".")
    line = f"{line} {_joined(client, 'for')}" if client and client.lower() not in line.lower() else line
    return _sentence(line)


def one_of(phrase: str) -> str:
    """One person out of a described kind: "one of the plant managers", "a plant manager", "the head of fleet" as it stands."""
    first, head = phrase.split()[0], re.split(r"\b(?:who|whose|that|in|at|with|near|around|of)\b|,", phrase)[0].strip()
    if first.lower() in _DETERMINERS or first[0].isupper():
        return phrase
    if head.endswith("s") or head in ("people", "women", "men"):
        return f"one of the {phrase}"
    return f"{'an' if first[0].lower() in 'aeiou' else 'a'} {phrase}"


def _who_lines(wanted: str, intro: Mapping[str, str]) -> tuple[str, ...]:
    if not wanted:
        return (intro.get("ideal_client", ""),)
    if wanted[0].isupper():
        return (f"I would like to meet {wanted}.", intro.get("ideal_client", ""))
    return (
        f"Who comes to mind when you think of {wanted}?",
        f"The people I would like to meet are {wanted}.",
        intro.get("ideal_client", ""),
    )


def _together_lines(profile: Profile, judgement: Judgement, intro: Mapping[str, str]) -> tuple[str, ...]:
    named = profile.ideal_client.named_person or _quote(judgement, "named_person")
    kind = described(profile.ideal_client, brief=True) or _own_words(judgement)
    made = [f"Would you introduce me to {named}, on a call for the three of us?"] if named else []
    if kind and kind != named:
        made.append(f"Would you introduce me to {one_of(kind)}, on a call for the three of us?")
    return (intro.get("introduction_request", ""), *made)


def _without_apology(text: str, judgement: Judgement) -> tuple[str, ...]:
    """What the rep says right after the apology, as the way to begin."""
    finding = judgement.get("apologetic")
    if finding is None or not finding.evidence:
        return ()
    after = re.sub(r"^[\s,.;:!?–-]*(?:but|and|so|if|that)?\b[\s,]*", "", text[finding.evidence[-1].end :])
    sentence = re.match(r"[^.?!]*[.?!]?", after)
    rest = sentence.group().strip() if sentence else ""
    return (_sentence(rest),) if len(rest.split()) >= 4 else ()


def _own_words(judgement: Judgement) -> str:
    """Whom the rep named in the take, where the words fit into another sentence."""
    for key in ("function", "industry", "person"):
        quote = _quote(judgement, key)
        if quote:
            place = _quote(judgement, "geography")
            return quote if not place or place.lower() in quote.lower() else f"{quote} {_joined(place, 'in')}"
    return _quote(judgement, "named_person")


def _quote(judgement: Judgement, key: str) -> str:
    finding = judgement.get(key)
    if finding is None or not finding.present or not finding.evidence:
        return ""
    quote = min((item.text for item in finding.evidence), key=len)
    words = quote.split()
    fits = len(words) <= LONGEST_OWN_WORDS and words[0].lower() not in ("who", "whom", "which", "what", "do", "is", "are", "if")
    return quote.strip(" ,.;:?!") if fits else ""


def _sentence(line: str) -> str:
    line = line.strip()
    ended = line if line.endswith((".", "?", "!")) else f"{line}."
    return ended[0].upper() + ended[1:]
