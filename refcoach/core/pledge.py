"""The weekly pledge: what the rep promises to practise, and the partner's countersign."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Goals:
    """What a week is to hold; 0 and nothing mean that it was not promised.

    `days` on which was practised, `drills` in all, `live_practices` that keep the rules, `real_asks` that were made; `elements` are
    (key of a check, how many attempts it is to be heard in).
    """

    days: int = 0
    drills: int = 0
    live_practices: int = 0
    real_asks: int = 0
    elements: tuple[tuple[str, int], ...] = ()

    def __bool__(self) -> bool:
        return self != Goals()


@dataclass(frozen=True, slots=True)
class Pledge:
    """The goals of one week. `week` is its Monday (2026-11-23), `made_at` an ISO 8601 time with offset.

    `proposed_by` names the partner whose review proposed the goals, or nothing. `countersigned_by` and `countersigned_at` are taken
    from the partner's review `review_id`; all three are empty until then.
    """

    pledge_id: str
    week: str
    goals: Goals
    made_at: str
    words: str = ""
    proposed_by: str = ""
    countersigned_by: str = ""
    countersigned_at: str = ""
    review_id: str = ""


def monday_of(day: date) -> date:
    """The first day of the week in which `day` lies."""
    return day - timedelta(days=day.weekday())


def goals_record(goals: Goals) -> dict[str, Any]:
    return {**asdict(goals), "elements": [list(item) for item in goals.elements]}


def goals_from(record: Mapping[str, Any]) -> Goals:
    """The reverse of `goals_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    counts = {name: int(record.get(name, 0)) for name in ("days", "drills", "live_practices", "real_asks")}
    if min(counts.values()) < 0:
        raise ValueError("a goal below 0")
    return Goals(**counts, elements=tuple((str(key), int(times)) for key, times in record.get("elements", ())))


def pledge_record(pledge: Pledge) -> dict[str, Any]:
    return {**asdict(pledge), "goals": goals_record(pledge.goals)}


def pledge_from(record: Mapping[str, Any]) -> Pledge:
    """The reverse of `pledge_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    more = ("words", "proposed_by", "countersigned_by", "countersigned_at", "review_id")
    return Pledge(
        pledge_id=str(record["pledge_id"]),
        week=date.fromisoformat(record["week"]).isoformat(),
        goals=goals_from(record["goals"]),
        made_at=str(record["made_at"]),
        **{name: str(record.get(name, "")) for name in more},
    )
