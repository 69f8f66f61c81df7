"""Say-back: what a listener heard, compared facet by facet with whom the rep wants to meet.

A comparison of words, numbers and a small list of synonyms, helped by the judge's quotes for each facet where there are any. It says
"understood" or "different" only where the words show it; a paraphrase that it does not know is "could not tell", for the rep to read.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from math import inf

from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.profile import FACET_FIELDS, IdealClient
from refcoach.core.rubric import BY_KEY
from refcoach.core.say_back_words import CONTRADICT, DENIALS, EMPTY_WORDS, KINDS, NUMBER_WORDS

ENOUGH = (2, 3)  # of the words of a facet: said back when this share of them was said
SAME_NAME = 0.8  # likeness of two spellings of a name (difflib's ratio): "Ruiz" and "Ruis" have 0.75, "Brightwell" and "Britewell" 0.84
DENIED_BEFORE = 3  # words: a denial as near before a word takes it back
_BELOW = frozenset(("under", "below", "fewer", "less", "most"))
_ABOVE = frozenset(("over", "above", "more", "least", "plus", "from", "upwards"))
_WORD = re.compile(r"[\w'’]+(?:-[\w'’]+)*")
_MEANINGS = {word: (kind, line.split()[0]) for kind, lines in KINDS.items() for line in lines for word in line.split()}


class Understood(StrEnum):
    """What became of one facet on its way to the listener."""

    YES = "understood"
    NOT_MENTIONED = "not_mentioned"
    DIFFERENT = "different"
    COULD_NOT_TELL = "could_not_tell"


OUTCOME_WORDS = {
    Understood.YES: "understood",
    Understood.NOT_MENTIONED: "not mentioned",
    Understood.DIFFERENT: "something else",
    Understood.COULD_NOT_TELL: "could not tell",
}


@dataclass(frozen=True, slots=True)
class FacetHeard:
    """One facet: what My script says, what became of it, and the listener's words for it where the judge quotes any."""

    facet: str
    meant: str
    outcome: Understood
    said: str = ""

    @property
    def label(self) -> str:
        return BY_KEY[self.facet].label


def compare(ideal: IdealClient, said: str, judgement: Judgement | None = None) -> tuple[FacetHeard, ...]:
    """For each facet that the script names, in its order. Nothing when the script names none or nothing was said.

    `judgement` are the judge's findings about what was said; without them a facet whose words do not occur could be a paraphrase, so
    it is only "not mentioned" when all words of the listener belong to other facets.
    """
    named = {facet: getattr(ideal, facet) for facet in FACET_FIELDS if getattr(ideal, facet).strip()}
    if not said.strip():
        return ()
    heard = _Words(said)
    explained = {word for meant in named.values() for word in content(meant)}
    rest = [word for word in heard.content if word not in explained]
    return tuple(_facet(facet, meant, heard, judgement, rest) for facet, meant in named.items())


def summary(heard: tuple[FacetHeard, ...]) -> str:
    """One sentence: how much came across."""
    if not heard:
        return "My script does not say yet whom you want to meet, so there is nothing to compare."
    got = sum(item.outcome is Understood.YES for item in heard)
    other = sum(item.outcome is Understood.DIFFERENT for item in heard)
    unsure = sum(item.outcome is Understood.COULD_NOT_TELL for item in heard)
    if unsure == len(heard):
        return "I could not tell what came across."
    parts = [f"{got or 'None'} of {len(heard)} came across"]
    parts += [f"{other} as something else"] if other else []
    parts += [f"{unsure} I could not tell"] if unsure else []
    return ", ".join(parts) + "."


class _Words:
    """A listener's text as words, with those that were taken back ("not managers")."""

    def __init__(self, text: str) -> None:
        self.text = text
        words = [word.lower() for word in _WORD.findall(text)]
        stems = [stem(word) for word in words]
        self.words = tuple(words)
        self.names = re.findall(r"(?<=[\w,] )[A-Z]\w+", text)  # capitals within a sentence
        self.content = tuple(word for word in map(_meaning, stems) if word)
        self.denied = {
            _meaning(stems[at])
            for at in range(len(words))
            if any(word.replace("'", "").replace("’", "") in DENIALS for word in words[max(0, at - DENIED_BEFORE) : at])
        }


def _facet(facet: str, meant: str, heard: _Words, judgement: Judgement | None, rest: list[str]) -> FacetHeard:
    found = judgement.get(facet) if judgement is not None else None
    quotes = [quote.text for quote in found.evidence] if found is not None and found.present else []
    said = " … ".join(quotes)
    if facet == "company_size" and sizes(meant):
        return FacetHeard(facet, meant, _same_size(meant, said or heard.text, found), said)
    wanted = _names(meant) if facet == "named_person" else content(meant)
    got = [word for word in wanted if (_spelt_like(word, heard.words) if facet == "named_person" else word in heard.content)]
    if any(word in heard.denied for word in got):
        outcome = Understood.COULD_NOT_TELL
    elif wanted and ENOUGH[1] * len(got) >= ENOUGH[0] * len(wanted):
        outcome = Understood.YES
    elif quotes or (judgement is None and facet in CONTRADICT and _contradicts(facet, wanted, got, list(heard.content))):
        told = _contradicts(facet, wanted, got, content(said) if quotes else list(heard.content))
        outcome = Understood.DIFFERENT if told else Understood.COULD_NOT_TELL
    elif got or (facet == "named_person" and heard.names):
        outcome = Understood.COULD_NOT_TELL
    elif found is not None:
        outcome = Understood.NOT_MENTIONED if found.verdict is Verdict.MISSING else Understood.COULD_NOT_TELL
    else:
        outcome = Understood.COULD_NOT_TELL if rest else Understood.NOT_MENTIONED
    return FacetHeard(facet, meant, outcome, said)


def _contradicts(facet: str, wanted: list[str], got: list[str], said: list[str]) -> bool:
    """Whether the listener names another meaning of the kind that is missing; for a person, another name in place of all of them."""
    missing = [word for word in wanted if word not in got]
    if facet == "named_person":
        return not got and bool(said)
    kinds = CONTRADICT.get(facet, ())
    lacking = {kind for word in missing if (kind := _kind(word)) in kinds}
    return any(_kind(word) in lacking for word in said if word not in missing and word not in got)


def _kind(meaning: str) -> str:
    return _MEANINGS[meaning][0] if meaning in _MEANINGS else ""


def stem(word: str) -> str:
    """The word without the endings of plural, possessive and, where it is long, of what happens; short words stay as they are."""
    word = word.removesuffix("'s").removesuffix("’s").strip("'’")
    if len(word) <= 3 or word in _MEANINGS:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    for ending in ("ing", "ed"):
        if len(word) > 6 and word.endswith(ending):
            return word.removesuffix(ending)
    return word.removesuffix("s") if not word.endswith(("ss", "us", "is")) else word


def _meaning(stemmed: str) -> str:
    """The word that stands for all of its meaning; empty for a word that carries none."""
    if stemmed in _MEANINGS:
        return _MEANINGS[stemmed][1]
    return "" if stemmed in EMPTY_WORDS else stemmed


def content(phrase: str) -> list[str]:
    """The meanings of a phrase, each once; where every word of it is an empty one, those."""
    stems = [stem(word.lower()) for word in _WORD.findall(phrase)]
    meanings = [meaning for word in stems if (meaning := _meaning(word)) and not word.isdigit()]
    return list(dict.fromkeys(meanings or stems))


def _names(phrase: str) -> list[str]:
    """The parts of a name and of a firm, without the words between."""
    return [word.lower() for word in _WORD.findall(phrase) if word[:1].isupper()] or content(phrase)


def _spelt_like(name: str, said: tuple[str, ...]) -> bool:
    return name in said or (len(name) > 3 and any(SequenceMatcher(None, name, word).ratio() >= SAME_NAME for word in said))


# --- numbers --------------------------------------------------------------------------------------------------------


def _same_size(meant: str, said: str, found: Finding | None) -> Understood:
    """Whether two sizes can be the same one; without a number of the listener's it cannot be told, or nothing was said of it."""
    one, other = sizes(meant), sizes(said)
    if one and other:
        return Understood.YES if one[0] <= other[1] and other[0] <= one[1] else Understood.DIFFERENT
    silent = found is not None and found.verdict is Verdict.MISSING
    return Understood.NOT_MENTIONED if silent else Understood.COULD_NOT_TELL


def sizes(phrase: str) -> tuple[float, float] | None:
    """The range that a phrase means: "50 to 200" is (50, 200), "under ten" (0, 10), "over 200" (200, infinity); None without a number."""
    found = numbers(phrase)
    if not found:
        return None
    words = set(_WORD.findall(phrase.lower()))
    low = 0 if words & _BELOW else min(found)
    return low, inf if words & _ABOVE and not words & _BELOW else max(found)


def numbers(phrase: str) -> list[int]:
    """The numbers of a phrase in figures or words: "50 to 200" gives [50, 200], "two hundred and fifty" [250], "5k" [5000]."""
    found: list[int] = []
    spoken = 0
    for word in re.findall(r"\d[\d,.]*\s*[km]?\b|[a-z]+|-", phrase.lower()):
        if word[0].isdigit():
            found.append(_figure(word))
        elif word in ("hundred", "thousand", "million") and (spoken or found):
            spoken, found = _scaled(spoken, found, NUMBER_WORDS[word])
            continue
        elif word in NUMBER_WORDS:
            spoken += NUMBER_WORDS[word]
            continue
        elif word in ("and", "-") and spoken:
            continue
        if spoken:
            found.insert(len(found) - word[0].isdigit(), spoken)
            spoken = 0
    return [*found, spoken] if spoken else found


def _scaled(spoken: int, found: list[int], factor: int) -> tuple[int, list[int]]:
    """ "two hundred" multiplies what was spoken, "2 hundred" the figure before."""
    return (spoken * factor, found) if spoken else (0, [*found[:-1], found[-1] * factor])


def _figure(word: str) -> int:
    factor = {"k": 1_000, "m": 1_000_000}.get(word[-1], 1)
    digits = word.rstrip("km ").replace(",", "").strip(".")
    return round(float(digits) * factor) if digits.count(".") <= 1 else 0
