"""Better lines, built from the rep's own script or own words of the take; never a stock phrase.

Pure text work: `candidates` proposes, the engine keeps the first one in which the judge hears what was missing.
"""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from refcoach.core.finding import Evidence, Judgement
from refcoach.core.openers import opened
from refcoach.core.own_script import of_any_trade, speaks_of_it
from refcoach.core.profile import BusinessReason, IdealClient, Profile
from refcoach.core.say_back import SAME_NAME
from refcoach.core.sentences import sentence_at

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
    if not speaks_of_it(profile, text, judgement):
        profile, intro = Profile(), of_any_trade(profile, intro)
    wanted = described(profile.ideal_client) or _own_words(judgement)
    made: tuple[str, ...] = ()
    if key == "closed_question":
        made = _opened_lines(text, judgement)
    if key in _ASKS_WHO:
        made += _who_lines(wanted, intro)
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


def _opened_lines(text: str, judgement: Judgement) -> tuple[str, ...]:
    """The rep's own yes/no questions, asked so that no is no answer."""
    finding = judgement.get("closed_question")
    quotes = finding.evidence if finding is not None else ()
    return tuple(opened(_around(text, item)) or opened(item.text) for item in quotes)


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
    named = _named(profile, judgement)
    kind = described(profile.ideal_client, brief=True) or _own_words(judgement)
    made = [f"Would you introduce me to {named}, on a call for the three of us?"] if named else []
    if kind and kind != named:
        made.append(f"Would you introduce me to {one_of(kind)}, on a call for the three of us?")
    return (intro.get("introduction_request", ""), *made)


def _named(profile: Profile, judgement: Judgement) -> str:
    """Whom the rep names in the take, as the script spells it where it is the same person; else whom the script names."""
    said = re.split(r",|\b(?:who|whose|that)\b", _quote(judgement, "named_person"))[0].strip()
    meant = profile.ideal_client.named_person
    names = [word.lower() for word in meant.split() if word[0].isupper()]
    same = any(SequenceMatcher(None, name, word.lower()).ratio() >= SAME_NAME for name in names for word in said.split())
    return meant if not said or same else said


def _without_apology(text: str, judgement: Judgement) -> tuple[str, ...]:
    """What the rep says right after the apology, as the way to begin, or else what went well, or the ask itself."""
    finding = judgement.get("apologetic")
    if finding is None or not finding.evidence:
        return ()
    after = re.sub(r"^[\s,.;:!?–-]*(?:but|and|so|if|that)?\b[\s,]*", "", text[finding.evidence[-1].end :])
    sentence = re.match(r"[^.?!]*[.?!]?", after)
    rest = sentence.group().strip() if sentence else ""
    well = (judgement.get(key) for key in ("appreciation", "business_reason"))
    asks = (judgement.get(key) for key in ("open_question", "introduction_request"))
    others = [found.evidence[0].text for found in well if found is not None and found.present and found.evidence]
    others += [_around(text, found.evidence[0]) for found in asks if found is not None and found.present and found.evidence]
    return tuple(_sentence(line) for line in (rest, *others) if len(line.split()) >= 4)


def _around(text: str, quote: Evidence) -> str:
    return text[slice(*sentence_at(text, quote.start, quote.end))]


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
