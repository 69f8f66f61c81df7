"""The format of packs as one table: which keys stand where, what they hold, what they mean.

The reader takes its limits from here, the JSON Schemas for editors are made from it (schema.py), and docs/scenario-format.md names
every key of it (a test looks).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from refcoach.core.own_check import MOST_LINES
from refcoach.core.scenario import MOST_TRIES, NEXT, Kind

FORMAT = 2  # 2: branches, outcomes, kinds of drill, lessons, recorded lines; packs of format 1 are read as they were
LONGEST_TEXT = 5_000  # characters; a minute of reading has about 1,200
ID = r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?"
ID_RULE = "small letters, digits and - only, at most 60 of them, no - at either end"
CHECK_ID = r"[a-z][a-z0-9_]{0,59}"
RECORDING = r"[A-Za-z0-9][A-Za-z0-9_.-]*\.(wav|flac|ogg)"


class Holds(StrEnum):
    """What a key holds."""

    TEXT = "text"
    NUMBER = "a whole number"
    FLAG = "true or false"
    TEXTS = "a list of texts"
    MAPPING = "a mapping"
    MAPPINGS = "a list of mappings"
    RECORDED = "texts with a file each"


class Among(StrEnum):
    """Which words a list may hold."""

    ANY = "any"
    CHECKS = "checks"  # the rubric's and the pack's own
    ELEMENTS = "elements"  # the same without the pitfalls
    PITFALLS = "pitfalls"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping. `low` to `high` bound a number, `most` the entries of a list; `words` are all that a text may be."""

    holds: Holds
    meaning: str
    required: bool = False
    default: str | int | bool = ""
    low: int = 0
    high: int = 0
    most: int = 50
    words: tuple[str, ...] = ()
    pattern: str = ""
    rule: str = ""  # the pattern in words
    among: Among = Among.ANY
    shape: "Shape" = field(default_factory=dict)


Shape = Mapping[str, Key]


def _text(meaning: str, required: bool = False, default: str = "", words: tuple[str, ...] = (), pattern: str = "", rule: str = "") -> Key:
    return Key(Holds.TEXT, meaning, required, default, words=words, pattern=pattern, rule=rule)


def _number(meaning: str, low: int, high: int, default: int, required: bool = False) -> Key:
    return Key(Holds.NUMBER, meaning, required, default, low, high)


def _flag(meaning: str, default: bool) -> Key:
    return Key(Holds.FLAG, meaning, default=default)


def _texts(meaning: str, required: bool = False, among: Among = Among.ANY, most: int = 50) -> Key:
    return Key(Holds.TEXTS, meaning, required, among=among, most=most)


CHECK: Shape = {
    "id": _text("how beats name this check", True, pattern=CHECK_ID, rule="small letters, digits and _ only, a letter first"),
    "name": _text("what the rep reads", True),
    "question": _text("the yes/no question that is asked of the answer", True),
    "yes": _texts("lines in which it was done", True, most=10 * MOST_LINES),
    "no": _texts("lines in which it was not done", True, most=10 * MOST_LINES),
}
PACK: Shape = {
    "format": _number(f"the format of the pack: {FORMAT}", 1, FORMAT, FORMAT, required=True),
    "id": _text("the pack's own id: " + ID_RULE, True, pattern=ID, rule=ID_RULE),
    "title": _text("what the rep reads", True),
    "version": _text(
        "such as 1.0.0, in quotes when it has one dot; attempts remember it", True, pattern=r"[A-Za-z0-9.+_-]{1,40}", rule="such as 1.0.0"
    ),
    "author": _text("who wrote it"),
    "licence": _text("who may use it and how"),
    "language": _text("the language of the lines", default="en"),
    "checks": Key(Holds.MAPPINGS, "checks of your own", shape=CHECK),
}
PERSONA: Shape = {
    "name": _text("the client's name", True),
    "role": _text("what the client does"),
    "mood": _text("how the client is today"),
    "voice": _text("the kind of voice", words=("female", "male")),
    "rate_wpm": _number("words per minute; left out, the voice's own", 80, 450, 0),
    "pitch": _number("50 is the voice's own", 0, 99, 50),
}
WHEN: Shape = {
    "present": _texts("all of these were there", among=Among.ELEMENTS),
    "missing": _texts("all of these were missing", among=Among.ELEMENTS),
    "pitfall": _texts("at least one of these was there", among=Among.PITFALLS),
    "unclear": _texts("at least one of these could not be told", among=Among.ELEMENTS),
    "silence": _flag("nothing was said", False),
    "tries": _number("from this take of the beat on", 1, 10, 1),
}
BRANCH: Shape = {
    "when": Key(Holds.MAPPING, "all that must hold; left out, the branch always fits", shape=WHEN),
    "say": _texts("one of these is said before the talk goes on"),
    "go": _text("next, again, a later beat, or an outcome", default=NEXT),
}
BEAT: Shape = {
    "id": _text("how branches and answers name this beat", True),
    "lines": _texts("what the client says, one of them is chosen", True),
    "required": _texts("checks that the answer must meet", among=Among.CHECKS),
    "optional": _texts("checks that would help", among=Among.CHECKS),
    "forbidden": _texts("pitfalls that would hurt", among=Among.CHECKS),
    "hint": _text("one sentence, shown on demand"),
    "branches": Key(Holds.MAPPINGS, "the client's reactions, the first that fits is taken", most=20, shape=BRANCH),
    "most_tries": _number("how often the client may ask", 1, 10, MOST_TRIES),
}
OUTCOME: Shape = {
    "id": _text("how branches name this outcome", True),
    "lines": _texts("what the client says last", True),
    "good": _flag("whether the goal was reached", True),
}
ANSWER: Shape = {
    "beat": _text("the beat that it answers", True),
    "good": _flag("whether it is a good answer", True),
    "text": _text("the answer", True),
    "note": _text("why it is good or bad"),
    "misses": _texts("required checks that a bad one lacks", among=Among.ELEMENTS),
    "commits": _texts("pitfalls of a bad one", among=Among.PITFALLS),
}
SCENARIO: Shape = {
    "id": _text("the scenario's own id: " + ID_RULE, True, pattern=ID, rule=ID_RULE),
    "title": _text("what the rep reads in the list", True),
    "situation": _text("what the rep reads before the client speaks", True),
    "persona": Key(Holds.MAPPING, "the client", True, shape=PERSONA),
    "beats": Key(Holds.MAPPINGS, "the turns, in order", True, shape=BEAT),
    "outcomes": Key(Holds.MAPPINGS, "how the talk can end; the first is the usual end", most=20, shape=OUTCOME),
    "closing": _texts("closing lines, for a scenario without outcomes"),
    "kind": _text("the kind of drill", default=Kind.ROLE_PLAY, words=tuple(Kind)),
    "goal": _text("what the rep is to reach"),
    "skill": _text("what is practised"),
    "difficulty": _number("1 easy, 3 hard", 1, 3, 1),
    "minutes": _number("how long it takes", 1, 60, 2),
    "time_limit_s": _number("seconds for each answer; 0 for no limit", 0, 3600, 0),
    "lesson": _text("what is taught, a minute to read"),
    "cue_card": _texts("a few short questions or reminders"),
    "model_answers": Key(Holds.MAPPINGS, "answers to learn from", most=100, shape=ANSWER),
    "recorded": Key(Holds.RECORDED, "a line of the client, and the file in lines/ in which it was recorded", most=500),
    "version": _text("when it differs from the pack's"),
}
