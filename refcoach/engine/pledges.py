"""The pledge of a week, live practices, real asks and the referral plan: what the window and the commands do with them.

Every function takes the desk and gives values of the core; each raises LogError when the disk refuses, UsageError for what does not fit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from refcoach.core.agreement import partner_answers
from refcoach.core.asks import AskState, Totals, in_turn, rehearsals, state_of, totals
from refcoach.core.attempt import Attempt
from refcoach.core.entries import LIVE, PLAN, PLEDGE, REAL_ASK, REVIEW, SHARE, Kind
from refcoach.core.errors import UsageError
from refcoach.core.joined import Joined, joined
from refcoach.core.live import Listener, LivePractice
from refcoach.core.pledge import Goals, Pledge, monday_of
from refcoach.core.pledging import Proposal, accepted, changed, in_force, proposal, replaced
from refcoach.core.profile import Profile
from refcoach.core.real_ask import PLAN_FIELDS, Outcome, RealAsk, ReferralPlan
from refcoach.core.referral_plan import LONGEST_FIELD, is_empty, prefilled, same_words
from refcoach.core.rubric import ELEMENT_KEYS
from refcoach.core.scenario import Scenario
from refcoach.core.week import WEEK, Kept, day_of, held, kept, practice_days, streak
from refcoach.engine.attempts import Clock

T = TypeVar("T")
FIRST_READ = timedelta(weeks=6)  # of the log, for the streak; a longer streak is read back four times as far, and so on
REACH = timedelta(weeks=53)  # how far ahead of its week a pledge may have been made, and a share read back; a log may hold many years
LONGEST_READ = timedelta(weeks=1040)
MOST = {"days": 7, "drills": 99, "live_practices": 14, "real_asks": 50}
MOST_TIMES = 99  # attempts in which one element is promised


class LogDesk(Protocol):
    """What is needed of the desk (engine/desk.py)."""

    @property
    def profile(self) -> Profile: ...
    @property
    def scenarios(self) -> Sequence[Scenario]: ...
    def outlines(self, **wanted: Any) -> list[Attempt]: ...
    def entries(self, kind: Kind[T], **wanted: Any) -> list[T]: ...
    def put(self, kind: Kind[T], entry: T) -> None: ...


@dataclass(frozen=True, slots=True)
class WeekNow:
    """A week as it stands. `goals` is empty without a pledge; `held` has what was done all the same."""

    monday: date
    pledge: Pledge | None
    goals: tuple[Kept, ...]
    held: Goals
    earlier: tuple[Pledge, ...]
    streak_days: int
    proposal: Proposal | None
    next_pledge: Pledge | None


@dataclass(frozen=True, slots=True)
class AskNow:
    """A real ask with its state, and how often its scenario was practised for it."""

    ask: RealAsk
    state: AskState
    rehearsed: int


# --- the week -------------------------------------------------------------------------------------------------------


def week_now(desk: LogDesk, today: date, week: date | None = None) -> WeekNow:
    """The week of `today`, or the one that begins on the Monday `week`."""
    monday = week or monday_of(today)
    first = min(monday, monday_of(today))
    year, lately = (first - REACH).isoformat(), (first - 2 * WEEK).isoformat()
    pledges, shares = desk.entries(PLEDGE, since=year), desk.entries(SHARE, since=year)
    reviews, lives = desk.entries(REVIEW, since=lately), desk.entries(LIVE, since=lately)
    asks = desk.entries(REAL_ASK)
    attempts = joined(desk.outlines(since=monday.isoformat()))
    pledge, answers = in_force(pledges, monday), partner_answers(reviews)
    keys = [key for key, _ in pledge.goals.elements] if pledge else []
    return WeekNow(
        monday,
        pledge,
        kept(pledge, attempts, lives, asks, answers) if pledge else (),
        held(monday, attempts, lives, asks, keys, answers),
        replaced(pledges, monday),
        _streak(desk, today),
        proposal(reviews, shares, pledges, today),
        in_force(pledges, monday + WEEK),
    )


def _streak(desk: LogDesk, today: date) -> int:
    """The streak; the log is read back only as far as it goes."""
    span = FIRST_READ
    while True:
        since = today - span
        # A part that was said again belongs to the day of its attempt.
        whole = (Joined(each) for each in desk.outlines(since=since.isoformat()) if not each.part_of)
        days = practice_days(whole, desk.entries(LIVE, since=since.isoformat()))
        found = streak(days, today)
        inside = sorted((day for day in days if day <= today), reverse=True)[:found]
        if not inside or inside[-1] - since > WEEK or span > LONGEST_READ:
            return found
        span *= 4


def set_pledge(desk: LogDesk, clock: Clock, week: date, goals: Goals, words: str = "") -> Pledge:
    """Promise these goals for the week that begins on the Monday `week`; the same once more changes nothing."""
    checked = _checked_goals(goals)
    now = clock.now()
    before = in_force(desk.entries(PLEDGE, since=(min(week, day_of(now)) - REACH).isoformat()), week)
    pledge = changed(before, week, checked, " ".join(words.split()), clock.new_id(), now)
    if pledge is not before:
        desk.put(PLEDGE, pledge)
    return pledge


def _checked_goals(goals: Goals) -> Goals:
    if not goals:
        raise UsageError("A pledge needs one goal at least.", "Promise something small, such as 3 days.")
    for name, most in MOST.items():
        if not 0 <= getattr(goals, name) <= most:
            raise UsageError(f"{getattr(goals, name)} is no goal for {name.replace('_', ' ')}.", f"Give a number from 0 to {most}.")
    for key, times in goals.elements:
        if key not in ELEMENT_KEYS:
            raise UsageError(f"There is no element {key}.", f"Choose from: {', '.join(ELEMENT_KEYS)}.")
        if not 1 <= times <= MOST_TIMES:
            raise UsageError(f"{times} is no goal for {key}.", f"Give a number from 1 to {MOST_TIMES}.")
    return replace(goals, elements=tuple(dict(goals.elements).items()))


def accept_proposal(desk: LogDesk, clock: Clock, today: date) -> Pledge:
    """Take over what the partner proposed; UsageError when nothing is open."""
    offer = week_now(desk, today).proposal
    if offer is None:
        raise UsageError("No proposal is open.", "Your partner's proposal comes with a review: refcoach review import FILE")
    pledge = accepted(offer, clock.new_id(), clock.now())
    desk.put(PLEDGE, pledge)
    return pledge


# --- live practice --------------------------------------------------------------------------------------------------


def add_live(desk: LogDesk, clock: Clock, people: Iterable[Listener], rehearsed: str = "", note: str = "", at: str = "") -> LivePractice:
    """Log a live practice, also one that does not count; UsageError without a listener or with one who has no name."""
    listeners = tuple(replace(person, name=" ".join(person.name.split()), said_back=person.said_back.strip()) for person in people)
    if not listeners:
        raise UsageError("A live practice needs people who listened.", 'Name them: refcoach live add --person "Jo:peer"')
    if not all(person.name for person in listeners):
        raise UsageError("A listener has no name.", "A first name is enough.")
    live = LivePractice(clock.new_id(), at or clock.now(), listeners, rehearsed.strip(), note=note.strip())
    desk.put(LIVE, live)
    return live


# --- real asks ------------------------------------------------------------------------------------------------------


def asks_now(desk: LogDesk) -> tuple[list[AskNow], Totals]:
    """All asks, those still to be made first in their turn, then those made, the latest first; and what came of all of them."""
    asks = desk.entries(REAL_ASK)
    made = sorted((ask for ask in asks if ask.asked), key=lambda ask: ask.asked_at, reverse=True)
    practice: dict[str, list[Joined]] = {}
    for scenario in {ask.scenario for ask in asks if ask.scenario}:  # each is read once, since its first ask
        since = min(ask.made_at[:10] for ask in asks if ask.scenario == scenario)
        practice[scenario] = joined(desk.outlines(scenario=scenario, since=since))
    ordered = (*in_turn(asks), *made)
    return [AskNow(ask, state_of(ask), rehearsals(ask, practice.get(ask.scenario, ()))) for ask in ordered], totals(asks)


def ask_now(desk: LogDesk, ask: RealAsk) -> AskNow:
    attempts = joined(desk.outlines(scenario=ask.scenario, since=ask.made_at[:10])) if ask.scenario else []
    return AskNow(ask, state_of(ask), rehearsals(ask, attempts))


def add_ask(desk: LogDesk, clock: Clock, who: str, planned_for: str = "", scenario: str = "") -> RealAsk:
    """Plan a real ask; UsageError for an empty name, a day that is none, a scenario that nobody knows."""
    name = " ".join(who.split())
    if not name:
        raise UsageError("Whom will you ask?", "Give a name.")
    if planned_for:
        _checked_day(planned_for)
    if scenario and all(known.id != scenario for known in desk.scenarios):
        raise UsageError(f"There is no scenario {scenario}.", "See: refcoach scenarios")
    ask = RealAsk(clock.new_id(), name, clock.now(), planned_for, scenario)
    desk.put(REAL_ASK, ask)
    return ask


def finish_ask(desk: LogDesk, clock: Clock, ask: RealAsk, outcome: Mapping[str, int], note: str = "", asked_at: str = "") -> RealAsk:
    """The ask was made, or more came of it later: counts that are given replace those before; an empty note keeps the one before."""
    if any(number < 0 for number in outcome.values()):
        raise UsageError("An outcome cannot be below 0.", "Give the number in all, not the change.")
    done = replace(
        ask,
        asked_at=ask.asked_at or asked_at or clock.now(),
        outcome=Outcome(**{**asdict(ask.outcome), **outcome}),
        note=note.strip() or ask.note,
    )
    if done != ask:
        desk.put(REAL_ASK, done)
    return done


def find_ask(desk: LogDesk, which: str = "") -> RealAsk:
    """The ask whose id or name begins with `which`; without one the next to be made. UsageError when there is none or several."""
    asks = desk.entries(REAL_ASK)
    waiting = in_turn(asks)
    if not which:
        if not waiting:
            raise UsageError("No real ask is planned.", 'Plan one: refcoach ask next "Priya Nair" --on 2026-11-26')
        return waiting[0]
    found = [ask for ask in asks if ask.ask_id.startswith(which) or ask.who.lower().startswith(which.lower())]
    still = [ask for ask in found if not ask.asked]
    found = still if len(found) > 1 and len(still) == 1 else found
    if len(found) != 1:
        raise UsageError(f"{len(found) or 'No'} real asks fit {which!r}.", "See the ids with: refcoach ask list")
    return found[0]


def _checked_day(day: str) -> None:
    try:
        fits = date.fromisoformat(day).isoformat() == day
    except ValueError:
        fits = False
    if not fits:
        raise UsageError(f"{day!r} is not a day.", "Days look like 2026-11-26.")


# --- the referral plan ----------------------------------------------------------------------------------------------


def plans(desk: LogDesk) -> list[ReferralPlan]:
    """Every plan that was written, the newest first."""
    return desk.entries(PLAN)


def plan_now(desk: LogDesk) -> ReferralPlan:
    """The newest plan; before the first one an empty one, begun from My script and not in the log yet."""
    written = plans(desk)
    return written[0] if written else prefilled(ReferralPlan("", ""), desk.profile)


def save_plan(desk: LogDesk, clock: Clock, words: Mapping[str, str]) -> ReferralPlan:
    """Change fields of the plan. Edits of one day are one plan; the plans of earlier days stay in the log."""
    before = plan_now(desk)
    cleaned = {field: words[field].strip() for field in PLAN_FIELDS if field in words}
    long = [field for field, text in cleaned.items() if len(text) > LONGEST_FIELD]
    if long:
        raise UsageError(
            f"{long[0].replace('_', ' ')} is longer than {LONGEST_FIELD} characters.", "The plan is one page: keep what matters."
        )
    plan = replace(before, **cleaned)
    if (before.plan_id and same_words(plan, before)) or (not before.plan_id and is_empty(plan)):
        return before
    now = clock.now()
    if not before.plan_id or before.at[:10] != now[:10]:
        plan = replace(plan, plan_id=clock.new_id(), at=now)
    desk.put(PLAN, plan)
    return plan
