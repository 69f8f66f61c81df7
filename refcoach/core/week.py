"""What a week held, what was kept of its pledge, and the streak. How each is counted stands in docs/pledges.md."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypeVar

from refcoach.core.agreement import Answers, as_partner_heard
from refcoach.core.attempt import TakeProblem
from refcoach.core.joined import Joined
from refcoach.core.live import LivePractice
from refcoach.core.pledge import Goals, Pledge, monday_of
from refcoach.core.real_ask import RealAsk
from refcoach.core.rubric import BY_KEY

UNHEARD = frozenset({TakeProblem.DIGITAL_ZERO, TakeProblem.SILENT})  # nobody spoke in such a take, so nothing was practised
WEEK = timedelta(days=7)
FORGIVEN = 1  # days in each week, Monday to Sunday, that may be missed without ending a streak


class CountedDay(Protocol):
    """A day with its number of attempts in which somebody spoke, and of live practices that keep the rules."""

    @property
    def attempts(self) -> int: ...
    @property
    def live(self) -> int: ...


Day = TypeVar("Day", bound=CountedDay)


class Kept(NamedTuple):
    """One goal: its name, what was promised and how much of it was done; both are counts."""

    label: str
    promised: int
    kept: int

    @property
    def done(self) -> bool:
        return self.kept >= self.promised


def day_of(at: str) -> date:
    """The day as the clock on the wall showed it; raises ValueError for what is no ISO 8601 time."""
    return date.fromisoformat(at[:10])


def practised(attempts: Iterable[Joined]) -> list[Joined]:
    """The attempts in which somebody spoke, or typed; those that wait to be checked are practice too."""
    return [whole for whole in attempts if whole.first.take is None or not UNHEARD.intersection(whole.first.take.problems)]


def practice_days(attempts: Iterable[Joined], lives: Iterable[LivePractice]) -> set[date]:
    """The days with an attempt, or with a live practice that keeps the rules."""
    return {
        *(day_of(whole.first.at) for whole in practised(attempts)),
        *(day_of(live.at) for live in lives if live.counts),
    }


def days_practised(days: Iterable[Day]) -> list[Day]:
    """The same rule for days that are counted already; a real ask alone is no practice."""
    return [day for day in days if day.attempts or day.live]


def heard_in(whole: Joined, key: str, answers: Answers) -> bool:
    """Whether the check counts as heard in the attempt, as `as_partner_heard` has it."""
    return as_partner_heard(whole, answers).finding(key)[1].present


def held(
    week: date,
    attempts: Iterable[Joined],
    lives: Iterable[LivePractice],
    asks: Iterable[RealAsk],
    keys: Sequence[str] = (),
    answers: Answers | None = None,
) -> Goals:
    """What the week that begins on the Monday `week` held, in the terms of a pledge; `keys` are the checks to count.

    A drill is one run through a scenario (a session) with at least one attempt in the week, however many takes it had. A part that was
    said again belongs to the week of its attempt: one that stands alone, because only this week was read, is left out.
    """
    mine = [whole for whole in practised(attempts) if _within(week, whole.first.at) and not whole.first.part_of]
    lived = [live for live in lives if _within(week, live.at)]
    return Goals(
        days=len(practice_days(mine, lived)),
        drills=len({whole.first.session_id or whole.first.attempt_id for whole in mine}),
        live_practices=sum(live.counts for live in lived),
        real_asks=sum(ask.asked and _within(week, ask.asked_at) for ask in asks),
        elements=tuple((key, sum(heard_in(whole, key, answers or {}) for whole in mine)) for key in keys),
    )


def kept(
    pledge: Pledge,
    attempts: Iterable[Joined],
    lives: Iterable[LivePractice],
    asks: Iterable[RealAsk],
    answers: Answers | None = None,
) -> tuple[Kept, ...]:
    """For each goal of the pledge: its label, what was promised and what its week held."""
    goals = pledge.goals
    done = held(date.fromisoformat(pledge.week), attempts, lives, asks, [key for key, _ in goals.elements], answers)
    promised = [*_counts(goals), *goals.elements]
    return tuple(
        Kept(goal_label(name), wanted, has)
        for (name, wanted), (_, has) in zip(promised, [*_counts(done), *done.elements], strict=True)
        if wanted
    )


def _counts(goals: Goals) -> list[tuple[str, int]]:
    return [(name, getattr(goals, name)) for name in COUNT_LABELS]


COUNT_LABELS = {
    "days": ("Days of practice", "day", "days"),
    "drills": ("Drills", "drill", "drills"),
    "live_practices": ("Live practices", "live practice", "live practices"),
    "real_asks": ("Real asks", "real ask", "real asks"),
}


def goal_label(name: str) -> str:
    """The name of a goal: a field of Goals, or the key of a check that is to be heard."""
    return COUNT_LABELS[name][0] if name in COUNT_LABELS else f"{check_label(name)} heard"


def check_label(key: str) -> str:
    """The rubric's name of a check; that of a trainer's own check is made from its key."""
    return BY_KEY[key].label if key in BY_KEY else key.replace("_", " ").capitalize()


def goals_words(goals: Goals) -> str:
    """A pledge in one line: "5 days, 8 drills, 1 live practice, business reason heard in 4 attempts"."""
    parts = [f"{number} {COUNT_LABELS[name][1 if number == 1 else 2]}" for name, number in _counts(goals) if number]
    parts += [f"{check_label(key).lower()} heard in {times} attempt{'' if times == 1 else 's'}" for key, times in goals.elements if times]
    return ", ".join(parts)


def _within(week: date, at: str) -> bool:
    return week <= day_of(at) < week + WEEK


def streak(days: Iterable[date], today: date) -> int:
    """How many days were practised in a row, up to today.

    One missed day in each week from Monday to Sunday does not end the row, and is not counted in it. Today is missed only once it is over.
    """
    practice = set(days)
    day = today if today in practice else today - timedelta(days=1)
    missed, found = {monday_of(day): 0}, 0
    oldest = min(practice, default=today)
    while day >= oldest:
        monday = monday_of(day)
        if day in practice:
            found += 1
        else:
            missed[monday] = missed.get(monday, 0) + 1
            if missed[monday] > FORGIVEN:
                break
        day -= timedelta(days=1)
    return found
