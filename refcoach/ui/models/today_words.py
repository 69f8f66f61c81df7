"""What the page Today says of the time and of what comes next, which core/plan.py decides."""

from refcoach.core.plan import Suggestion
from refcoach.ui.words import count, parsed

MORNING, AFTERNOON, EVENING = 5, 12, 18  # the hours at which the greeting changes
ABOUT = "RefCoach is for rehearsing aloud how you ask a client for an introduction."
FIRST_WHY = "You hear a line, answer aloud, and read what was heard. Nobody else hears it."
NOTHING = ("There is no scenario to practise.", "Bring one in on the page Scenarios, or install RefCoach again.")


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
