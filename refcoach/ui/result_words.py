"""What a result says in words: the headline, what a change did, how it was said."""

from collections.abc import Sized

from refcoach.core.attempt import PROBLEM_WORDS, Attempt, AttemptState, Change
from refcoach.core.bands import STANDARD, Bands, Place, remarks
from refcoach.core.delivery import Delivery
from refcoach.core.feedback import check_name, headline
from refcoach.core.finding import Judgement, Verdict
from refcoach.core.joined import Joined
from refcoach.core.revision import corrected_words, first_verdict
from refcoach.core.rubric import PITFALL_KEYS
from refcoach.ui.takes import last_changed, takes_of
from refcoach.ui.words import VERDICT_WORDS, count

READ_OUT = "These are the words of the sample answer. Now say it in your own."
POINT_AT_IT = "Select the words that you mean and press \u201cI did say that\u201d again: I look at them alone."
_FIGURES = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def figure(number: int) -> str:
    """A small number as a word."""
    return _FIGURES[number] if number < len(_FIGURES) else str(number)


def whole_headline(whole: Joined) -> str:
    """The first sentence of a result, over all its takes."""
    judgement, required = whole.judgement, whole.first.required
    words = headline(judgement, required, whole.first.transcript.text)
    takes = [take for take in takes_of(whole) if take.state is AttemptState.CHECKED]
    heard = sum(judgement.verdict(key) is Verdict.PRESENT for key in required)
    if len(takes) < 2 or not heard:
        return words
    _, _, left = words.partition(". ")
    sentence = f"I heard {figure(heard)} of {figure(len(required))} in {figure(len(takes))} takes."
    return f"{sentence} {left}" if left else sentence


def doubts(attempt: Attempt) -> str:
    """What was wrong with the recording, in plain words; at most two things."""
    problems = attempt.take.problems[:2] if attempt.take else ()
    return " ".join(" ".join(PROBLEM_WORDS[problem]) for problem in problems)


def verdict_words(key: str, verdict: Verdict) -> str:
    """I heard it, not heard yet, could not tell; of a pitfall whether it was heard."""
    if key not in PITFALL_KEYS or verdict is Verdict.UNCLEAR:
        return VERDICT_WORDS[verdict]
    return "Heard: worth changing" if verdict is Verdict.PRESENT else "Not heard"


def _short(key: str, verdict: Verdict) -> str:
    """A verdict within a sentence."""
    return "heard" if key in PITFALL_KEYS and verdict is Verdict.PRESENT else verdict_words(key, verdict).lower()


def settled_words(attempt: Attempt, key: str) -> str:
    """What became of a contested check, with the verdict before."""
    now, before = attempt.judgement.verdict(key), first_verdict(attempt, key)
    if now is before:
        return f"Contested: still {_short(key, now)}"
    said = "I hear it now" if now is Verdict.PRESENT and key not in PITFALL_KEYS else f"Contested: {_short(key, now)}"
    return f"{said}. Before: {_short(key, before)}"


def change_words(whole: Joined) -> str:
    """What the rep changed last in any take, and what came of it; empty when nothing was changed."""
    attempt = last_changed(whole)
    if attempt is None:
        return ""
    last = attempt.revisions[-1]
    if last.change is Change.CORRECTED:
        return _corrected(attempt, last.judgement)
    words = f"{check_name(attempt.judgement, last.key)}. {settled_words(attempt, last.key)}."
    unclear = attempt.judgement.verdict(last.key) is Verdict.UNCLEAR
    return f"{words} {POINT_AT_IT}" if unclear and last.change is Change.SAID and not last.quote else words


def _corrected(attempt: Attempt, before: Judgement) -> str:
    """What was corrected last, and the checks that are judged otherwise since."""
    known = [(word.start_s, word.heard) for word in attempt.revisions[-1].transcript.words if word.heard]
    fresh = [(word.start_s, word.heard) for word in attempt.transcript.words if word.heard]
    pairs = [pair for pair in corrected_words(attempt) if any(pair[0] == heard for at, heard in fresh if (at, heard) not in known)]
    heard, said = (pairs or corrected_words(attempt))[-1]
    judged = attempt.judgement.findings
    other = [found for found in judged if found.verdict is not before.verdict(found.key)]
    asked = [found for found in other if found.key in attempt.required or found.key in PITFALL_KEYS]
    told = [f"{check_name(attempt.judgement, found.key)}: {_short(found.key, found.verdict)}." for found in asked]
    return " ".join([f"I had heard \u201c{heard}\u201d, you said \u201c{said}\u201d.", *told])


def delivery_words(how: Delivery | None, bands: Bands = STANDARD) -> str:
    """Pace, pauses, share of time spoken, and fillers where they are counted: one calm line, then what lies outside the rep's bands."""
    if how is None or how.words_per_minute is None:
        return ""
    outside = [remark for remark in remarks(how, bands) if remark.place is not Place.INSIDE]
    paced = any(remark.key == "pace" for remark in outside)  # then the line below says it
    parts = [] if paced else [f"{how.words_per_minute:.0f} words a minute"]
    silent_s = sum(end - start for start, end in how.pauses)
    parts.append(f"{count(len(how.pauses), 'pause')}, {silent_s:.0f} s together" if len(how.pauses) > 1 else _one_pause(how))
    parts.append(f"speaking {how.speech_share:.0%} of the time")
    if how.fillers is not None:
        parts.append(_fillers(how.fillers))
    told = " ".join(remark.text for remark in outside)
    return "  \u00b7  ".join(parts) + (f"\n{told}" if told else "")


def _fillers(fillers: int | Sized) -> str:
    """Nothing but ums is counted (`core.fillers.COUNTED`), so they are not called all fillers."""
    return count(fillers if isinstance(fillers, int) else len(fillers), "um")


def _one_pause(how: Delivery) -> str:
    if not how.pauses:
        return "no pauses"
    start, end = how.pauses[0]
    return f"1 pause of {end - start:.1f} s"
