"""Whether the rep's script fits a take: somebody who plays another trade gets no line about their own."""

from collections.abc import Mapping

from refcoach.core.finding import Judgement
from refcoach.core.profile import Profile
from refcoach.core.say_back import content

# A take in which fewer words than this tell of something says too little of its trade.
TELLING_WORDS = 10
# What any ask may say, whatever the trade; more such words stand in say_back_words.
_COMMON = frozenset(
    (
        *("after", "again", "am", "any", "ask", "bring", "call", "can", "coffee", "come", "day", "e-mail", "easy", "email", "ever", "feel"),
        *("find", "first", "friend", "from", "get", "give", "glad", "go", "good", "got", "great", "happy", "hear", "help", "here", "how"),
        *("idea", "if", "i'd", "i'll", "i'm", "i've", "introduce", "introduction", "know", "last", "less", "let", "look", "love", "lunch"),
        *("made", "many", "me", "message", "mind", "month", "more", "most", "much", "my", "need", "next", "now", "off", "only"),
        *("open", "our", "put", "ring", "said", "say", "see", "send", "short", "sit", "stop", "take", "talk", "tell", "thank", "thanks"),
        *("that's", "thing", "through", "time", "today", "together", "told", "too", "us", "use", "way", "we", "we've", "week", "well"),
        *("went", "what", "why", "will", "word", "work", "works", "worth", "year", "yes", "down", "few", "both", "don't", "it's", "you'd"),
        *("one", "two", "three", "start", "right", "sure", "please", "might", "back", "lead", "you're", "they're", "always", "all"),
    )
)


def speaks_of_it(profile: Profile, text: str, judgement: Judgement) -> bool:
    """Whether a take of `text` may be about what the script is about: no, where it names whom to meet, tells enough and shares no word."""
    ideal = judgement.get("ideal_client")
    if ideal is None or not ideal.present:
        return True
    said = _telling(text)
    return len(said) < TELLING_WORDS or bool(said & _telling(_all_of(profile)))


def of_any_trade(profile: Profile, intro: Mapping[str, str]) -> dict[str, str]:
    """The sentences of the intro script that name neither whom the rep wants to meet nor what changed for a client."""
    facts = _telling(_facts(profile))
    plain = {key: line for key, line in intro.items() if not _telling(line) & facts}
    told = (intro.get("ideal_client"), intro.get("business_reason"))
    return {key: line for key, line in plain.items() if line not in told}


def _facts(profile: Profile) -> str:
    ideal = profile.ideal_client
    facets = (ideal.industry, ideal.geography, ideal.company_size, ideal.function, ideal.person, ideal.situation, ideal.named_person)
    return " . ".join((*facets, *(f"{reason.result} . {reason.client}" for reason in profile.reasons), *profile.names, profile.company))


def _all_of(profile: Profile) -> str:
    return f"{_facts(profile)} . {profile.intro}"


def _telling(text: str) -> set[str]:
    return {word for word in content(text) if word not in _COMMON and len(word) > 2}
