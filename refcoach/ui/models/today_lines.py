"""The lines below what comes next on Today: two others, the week, the partner's newest word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcoach.core.partner_word import PartnerWord
from refcoach.core.plan import Suggestion
from refcoach.core.week import goal_label
from refcoach.ui.models.reviews import VERDICT_SAYS
from refcoach.ui.models.today_words import minutes_words
from refcoach.ui.words import count

if TYPE_CHECKING:
    from refcoach.engine.pledges import WeekNow

LONGEST_WORD = 180  # characters of the partner's words; the log has all of them
NO_SCRIPT = "My script is empty. Say there whom you want to meet, and the better lines after a take are made from your own words."


@dataclass(frozen=True, slots=True)
class WeekLine:
    """The pledge in a line; `promised` 0 shows no dots. `action` names the button that opens it."""

    words: str
    kept: int
    promised: int
    streak: str
    action: str


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
