"""Real asks: which comes next, how often it was rehearsed, and what came of all of them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from refcoach.core.joined import Joined
from refcoach.core.real_ask import Outcome, RealAsk
from refcoach.core.week import practised

OUTCOME_LABELS = {
    "introductions": "Introductions",
    "meetings": "Meetings",
    "opportunities": "Opportunities",
    "customers": "Customers",
    "revenue": "Revenue",
}


class AskState(StrEnum):
    """`OPEN` = still to be made; `ASKED` = made, nothing written down of what came of it; `DONE` = made, and that is written down."""

    OPEN = "open"
    ASKED = "asked"
    DONE = "done"


class Totals(NamedTuple):
    """Over all asks that were made: how many, and the sum of what came of them."""

    asks: int
    outcome: Outcome


def state_of(ask: RealAsk) -> AskState:
    if not ask.asked:
        return AskState.OPEN
    return AskState.DONE if ask.outcome != Outcome() or ask.note.strip() else AskState.ASKED


def in_turn(asks: Iterable[RealAsk]) -> list[RealAsk]:
    """The asks that are still to be made: by their day, those without a day last, then by when they were written down."""
    waiting = [ask for ask in asks if not ask.asked]
    return sorted(waiting, key=lambda ask: (ask.planned_for or "9999", ask.made_at))


def rehearsals(ask: RealAsk, attempts: Iterable[Joined]) -> int:
    """How many attempts of its scenario were made since the ask was written down and before it was made."""
    if not ask.scenario:
        return 0
    since = datetime.fromisoformat(ask.made_at)
    until = datetime.fromisoformat(ask.asked_at) if ask.asked else None
    return sum(whole.first.scenario == ask.scenario and _between(since, whole.first.at, until) for whole in practised(attempts))


def rehearsed_words(times: int) -> str:
    return ("Not rehearsed yet", "Rehearsed once")[times] if times < 2 else f"Rehearsed {times} times"


def _between(since: datetime, at: str, until: datetime | None) -> bool:
    moment = datetime.fromisoformat(at)
    return since.timestamp() <= moment.timestamp() and (until is None or moment.timestamp() < until.timestamp())


def totals(asks: Iterable[RealAsk]) -> Totals:
    made = [ask for ask in asks if ask.asked]
    return Totals(len(made), Outcome(**{name: sum(getattr(ask.outcome, name) for ask in made) for name in OUTCOME_LABELS}))


def outcome_words(outcome: Outcome) -> str:
    """What came of it in one line: "2 introductions, 1 meeting, revenue 1,200"; empty when nothing did."""
    parts = []
    for name, number in asdict(outcome).items():
        if not number:
            continue
        word = OUTCOME_LABELS[name].lower()
        one = {"opportunities": "opportunity"}.get(name, word.removesuffix("s"))
        parts.append(f"revenue {number:,}" if name == "revenue" else f"{number} {one if number == 1 else word}")
    return ", ".join(parts)
