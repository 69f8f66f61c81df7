"""When to remind the rep of today's practice, and with which words."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from refcoach.core.pledge import Pledge, monday_of

OFF = "off"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SETTING = re.compile(rf"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?P<days>( ({'|'.join(WEEKDAYS)}))*)")
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven")
_ENOUGH = "Five minutes are enough for today."


@dataclass(frozen=True, slots=True)
class Reminder:
    """At `at` on the `weekdays` (0 = Monday); at least one."""

    at: time
    weekdays: tuple[int, ...]

    def __str__(self) -> str:
        days = "" if len(self.weekdays) == len(WEEKDAYS) else " " + " ".join(WEEKDAYS[day] for day in self.weekdays)
        return f"{self.at:%H:%M}{days}"


def reminder_from(words: str) -> Reminder | None:
    """The reminder of the setting: "off" is None, "17:00" every day, "17:00 mon wed fri" on these. Raises ValueError for anything else."""
    if words == OFF:
        return None
    found = _SETTING.fullmatch(words)
    if found is None:
        raise ValueError(f"{words!r} is not a reminder")
    days = found["days"].split()
    numbers = sorted({WEEKDAYS.index(day) for day in days}) if days else range(len(WEEKDAYS))
    return Reminder(time(int(found["hour"]), int(found["minute"])), tuple(numbers))


def reminder_due(
    now: datetime, last_reminded: date | None, setting: Reminder | None, pledge: Pledge | None, kept: Collection[date]
) -> str | None:
    """The words of a reminder that is due now, or None.

    `last_reminded` is the day of the last reminder, `pledge` that of this week where there is one, `kept` are the days on which was
    practised. Once a day; not after practice, nor once the days that the pledge promises are kept.
    """
    today = now.date()
    if setting is None or today.weekday() not in setting.weekdays or now.time() < setting.at:
        return None
    if last_reminded == today or today in kept:
        return None
    promised = pledge.goals.days if pledge is not None and pledge.week == monday_of(today).isoformat() else 0
    if not promised:
        return f"You have not practised yet today. {_ENOUGH}"
    done = len({day for day in kept if monday_of(day) == monday_of(today)})
    if done >= promised:
        return None
    said = f"{_NUMBERS[done].capitalize()} of {_NUMBERS[min(promised, 7)]} day{'' if promised == 1 else 's'} kept."
    return f"{said} {_ENOUGH}"
