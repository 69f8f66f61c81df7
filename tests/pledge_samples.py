"""Attempts and entries by day, for the tests of pledges."""

from dataclasses import replace
from datetime import date

from samples import sample_attempt

from refcoach.core.attempt import Attempt
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.joined import Joined, joined
from refcoach.core.live import Listener, LivePractice, Relation
from refcoach.core.real_ask import RealAsk

MONDAY = date(2026, 11, 23)
PEOPLE = (Listener("Jo", Relation.PEER), Listener("Ann", Relation.NEIGHBOUR))


def attempt_on(day: date, number: int = 1, heard: tuple[str, ...] = (), **values: object) -> Attempt:
    findings = tuple(Finding(key, Verdict.PRESENT, 0.9) for key in heard)
    made = replace(
        sample_attempt(number, f"session-{day}"),
        at=f"{day}T08:0{number % 10}:00+01:00",
        attempt_id=f"a{day}{number}",
        judgement=Judgement(findings),
    )
    return replace(made, **values)


def whole_on(day: date, number: int = 1, heard: tuple[str, ...] = (), **values: object) -> Joined:
    return joined([attempt_on(day, number, heard, **values)])[0]


def live_on(day: date, people: tuple[Listener, ...] = PEOPLE) -> LivePractice:
    return LivePractice(f"l{day}", f"{day}T18:00:00+01:00", people)


def ask_on(day: date | None, ask_id: str = "ask", **values: object) -> RealAsk:
    asked_at = f"{day}T15:00:00+01:00" if day else ""
    return replace(RealAsk(ask_id, "Priya Nair", "2026-11-20T09:00:00+01:00", asked_at=asked_at), **values)
