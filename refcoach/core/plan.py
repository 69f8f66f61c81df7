"""What to practise today: fixed spacing by skill, the weakest element first, five minutes a day. Pure: the day comes in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from refcoach.core.attempt import AttemptState
from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined
from refcoach.core.moments import moment
from refcoach.core.pledge import monday_of
from refcoach.core.progress import tallies
from refcoach.core.rubric import BY_KEY
from refcoach.core.scenario import Scenario

# Days until a skill is due again, by how often in a row it went well. Equal spacing does as well as expanding (Kang 2016); what counts
# is that practice is spread out, so the steps are few and plain.
SPACING_DAYS = (1, 3, 7, 14)
MINUTES_A_DAY = 5
PLAN_DAYS = 180  # practice that is older says nothing about what to do today: the longest spacing is 14 days


@dataclass(frozen=True, slots=True)
class SkillState:
    """`successes` counts the last practices in a row in which everything required was heard; `due` is the day it comes up again."""

    skill: str
    last: date
    successes: int
    due: date


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario for today, and why: a sentence that begins with the reason."""

    scenario: Scenario
    why: str


def skill_states(attempts: Iterable[Joined], skill_of: Mapping[str, str]) -> dict[str, SkillState]:
    """Where each skill stands, from attempts in any order; `skill_of` names the skill of a scenario's id.

    A day counts once: it went well when the last attempt of that day met all its required checks. What could not be told is no miss.
    """
    days: dict[str, dict[date, bool]] = {}
    for whole in sorted(attempts, key=lambda whole: moment(whole.first.at)):
        skill = skill_of.get(whole.first.scenario)
        if skill and whole.first.state is AttemptState.CHECKED and whole.first.required:
            went_well = all(whole.finding(key)[1].verdict is not Verdict.MISSING for key in whole.first.required)
            days.setdefault(skill, {})[date.fromisoformat(whole.first.at[:10])] = went_well
    return {skill: _state(skill, practised) for skill, practised in days.items()}


def _state(skill: str, practised: Mapping[date, bool]) -> SkillState:
    successes = 0
    for day in sorted(practised):
        successes = successes + 1 if practised[day] else 0
    last = max(practised)
    wait = SPACING_DAYS[min(successes, len(SPACING_DAYS)) - 1] if successes else SPACING_DAYS[0]
    return SkillState(skill, last, successes, last + timedelta(days=wait))


def weakest(attempts: Iterable[Joined]) -> str:
    """The check that is heard least often of those missed at all, or ""."""
    shares = {key: tally.share for key, tally in tallies(attempts).items() if tally.missed and tally.share is not None and key in BY_KEY}
    return min(shares, key=lambda key: (shares[key], key)) if shares else ""


def today(scenarios: Sequence[Scenario], attempts: Sequence[Joined], day: date, minutes: int = MINUTES_A_DAY) -> tuple[Suggestion, ...]:
    """At least one scenario for `day`, and more while they fit into `minutes`: what is due, the weakest element first, then what is new.
    The attempts of the last PLAN_DAYS are enough.

    Of one skill the easiest scenario that was practised least comes first; between equals the order of `scenarios` decides, which is
    their authors': a rep who has practised nothing yet begins where they begin.
    """
    states = skill_states(attempts, {scenario.id: scenario.skill for scenario in scenarios})
    weak = weakest(attempts)
    times = Counter(whole.first.scenario for whole in attempts)
    place = {scenario.id: number for number, scenario in enumerate(scenarios)}

    def rank(scenario: Scenario) -> tuple[bool, bool, date, int, int, int]:
        state = states.get(scenario.skill)
        due = state is None or state.due <= day
        trains_weak = bool(weak) and any(weak in beat.required for beat in scenario.beats)
        return (not due, not trains_weak, state.due if state else day, times[scenario.id], scenario.difficulty, place[scenario.id])

    chosen: list[Scenario] = []
    for scenario in sorted(scenarios, key=rank):
        fits = sum(item.minutes for item in chosen) + scenario.minutes <= minutes
        new_skill = scenario.skill not in {item.skill for item in chosen}
        if not chosen or (fits and new_skill and not rank(scenario)[0]):
            chosen.append(scenario)
    missed = _missed_words(weak, attempts, day)
    return tuple(Suggestion(scenario, _why(scenario, states.get(scenario.skill), weak, missed, day)) for scenario in chosen)


def _missed_words(weak: str, attempts: Iterable[Joined], day: date) -> str:
    """What is to be said of the weakest check: how often it was missed in the week of `day`, from its Monday, or in general."""
    if not weak:
        return ""
    monday = monday_of(day).isoformat()
    tally = tallies(whole for whole in attempts if monday <= whole.first.at[:10] <= day.isoformat()).get(weak)
    if tally is None or not tally.missed:
        return f"{BY_KEY[weak].label} is the check you miss most."
    times = {1: "once", 2: "twice"}.get(tally.missed, f"{tally.missed} times")
    return f"You missed the {BY_KEY[weak].label.lower()} {times} this week."


def _why(scenario: Scenario, state: SkillState | None, weak: str, missed: str, day: date) -> str:
    if weak and any(weak in beat.required for beat in scenario.beats):
        return missed
    if state is None:
        return "You have not practised this yet."
    gap = (day - state.last).days
    when = "today" if gap == 0 else "yesterday" if gap == 1 else f"{gap} days ago"
    return f"You practised this {when}." if state.due > day else f"It is due: you practised this {when}."
