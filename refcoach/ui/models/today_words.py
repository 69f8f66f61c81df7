"""What the page Today says: greeting, what comes next, the week, the partner's word. What comes next is decided in core/plan.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcoach.core.partner_word import PartnerWord
from refcoach.core.plan import Suggestion
from refcoach.core.week import goal_label
from refcoach.ui.models.reviews import VERDICT_SAYS
from refcoach.ui.words import count, parsed

if TYPE_CHECKING:
    from refcoach.engine.pledges import WeekNow

MORNING, AFTERNOON, EVENING = 5, 12, 18  # the hours at which the greeting changes
LONGEST_WORD = 180  # characters of the partner's words; the log has all of them
ABOUT = "RefCoach is for rehearsing aloud how you ask a client for an introduction."
FIRST_WHY = "You hear a line, answer aloud, and read what was heard. Nobody else hears it."
NOTHING = ("There is no scenario to practise.", "Bring one in on the page Scenarios, or install RefCoach again.")
NO_SCRIPT = "My script is empty. Say there whom you want to meet, and the better lines after a take are made from your own words."


@dataclass(frozen=True, slots=True)
class WeekLine:
    """The pledge in a line; `promised` 0 shows no dots. `action` names the button that opens it."""

    words: str
    kept: int
    promised: int
    streak: str
    action: str


def greeting(at: str, name: str) -> str:
    """Good morning, Dana: by the hour of `at`, an ISO 8601 time on the clock here; without a name the greeting alone."""
    moment = parsed(at)
    hour = moment.hour if moment else MORNING
    part = "morning" if MORNING <= hour < AFTERNOON else "afternoon" if AFTERNOON <= hour < EVENING else "evening"
    called = _called(name)
    return f"Good {part}, {called}" if called else f"Good {part}"


def _called(name: str) -> str:
    """The first name; the whole of it where it begins with a title or an initial."""
    first = name.split()[:1]
    return name.strip() if first and first[0].endswith(".") else "".join(first)


def next_title(suggestion: Suggestion, begun: bool) -> str:
    return f"{'Next' if begun else 'Your first drill'}: {suggestion.scenario.title}"


def minutes_words(suggestion: Suggestion) -> str:
    return count(suggestion.scenario.minutes, "minute")


def about_words(suggestion: Suggestion) -> str:
    """What it trains, and with whom."""
    scenario = suggestion.scenario
    client = scenario.persona.name
    return " \u00b7 ".join(part for part in (scenario.skill, f"with {client}" if client else "") if part)


def other_words(suggestion: Suggestion) -> str:
    return f"{suggestion.scenario.title}, {minutes_words(suggestion)}"


def other_why(suggestion: Suggestion, shown: Sequence[Suggestion]) -> str:
    """Why, where it is not what the suggestion before it says; else what it trains."""
    return suggestion.why if all(suggestion.why != other.why for other in shown) else suggestion.scenario.skill


def week_line(week: "WeekNow") -> WeekLine:
    """Days first, else the goal that stands first; the page Pledge has all of them."""
    streak = f"Streak: {count(week.streak_days, 'day')}" if week.streak_days else ""
    if not week.goals:
        offer = week.proposal
        if offer is not None:
            return WeekLine(f"{offer.partner or 'Your partner'} proposes a pledge.", 0, 0, streak, "See the proposal")
        return WeekLine("Nothing is promised for this week yet.", 0, 0, streak, "Make a pledge")
    goal = week.goals[0]
    if goal.label == goal_label("days"):
        words = f"Pledge: {goal.kept} of {count(goal.promised, 'day')}"
    else:
        words = f"Pledge, {goal.label[:1].lower() + goal.label[1:]}: {goal.kept} of {goal.promised}"
    return WeekLine(words + (", kept" if goal.done else ""), goal.kept, goal.promised, streak, "See the week")


def partner_line(word: PartnerWord | None) -> str:
    """From Sam: and the partner's own words, or the verdict; empty without a word."""
    if word is None:
        return ""
    who = word.partner or "your partner"
    if word.words:
        long = len(word.words) > LONGEST_WORD
        return f"From {who}: \u201c{word.words[: LONGEST_WORD - 1].rstrip() + chr(0x2026) if long else word.words}\u201d"
    return f"From {who}: {VERDICT_SAYS[word.verdict].lower()}" if word.verdict else ""
