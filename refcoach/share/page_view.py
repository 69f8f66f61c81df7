"""What the review page says at its head, in words and in the cells of a calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from refcoach.core.moments import local_day
from refcoach.core.page_data import PageData, PageDay
from refcoach.core.pledge import monday_of
from refcoach.core.week import days_practised

WEEKDAYS = (
    ("Monday", "Mo"), ("Tuesday", "Tu"), ("Wednesday", "We"), ("Thursday", "Th"), ("Friday", "Fr"), ("Saturday", "Sa"), ("Sunday", "Su")
)  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
REVIEW_PACE = 2.5  # minutes of a partner for a minute of sound: to listen, to answer, to listen again


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar: `name` as it is written there, `counts` what was done, as (how often, of what)."""

    name: str
    counts: tuple[tuple[int, str], ...] = ()

    @property
    def done(self) -> bool:
        return bool(self.counts)


def day_words(iso: str) -> str:
    """The day of an ISO date or time as 3 Nov 2026; what is no date is given back as it is."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_here(at: str) -> str:
    """The rep's day of a moment, as `day_words`: a review that came back has its time in UTC."""
    return day_words(local_day(at))


def several(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def title(data: PageData) -> str:
    since, until = date.fromisoformat(data.since), date.fromisoformat(data.until)
    if since == until:
        return f"{data.rep}'s practice, {day_words(data.until)}"
    begin = str(since.day)
    if (since.year, since.month) != (until.year, until.month):
        begin += f" {MONTHS[since.month - 1]}" + (f" {since.year}" if since.year != until.year else "")
    return f"{data.rep}'s practice, {begin} to {day_words(data.until)}"


def summary(data: PageData) -> str:
    """The period in one line: days, takes, live practices, asks."""
    days = (date.fromisoformat(data.until) - date.fromisoformat(data.since)).days + 1
    practised = len(days_practised(data.days))
    parts = [
        f"practised on {practised} of {several(days, 'day', 'days')}",
        several(sum(day.attempts for day in data.days), "take", "takes"),
    ]
    parts += [several(live, "live practice", "live practices")] if (live := sum(day.live for day in data.days)) else []
    parts += [several(asks, "real ask", "real asks")] if (asks := sum(day.asks for day in data.days)) else []
    text = ", ".join(parts)
    return text[0].upper() + text[1:] + "."


def asking(data: PageData) -> str:
    """What the partner is asked to do, and about how long it takes."""
    if not data.takes:
        return f"{data.rep} asks for your word on this week."
    ids = {take.attempt_id for take in data.takes}
    takes = sum(take.part_of not in ids for take in data.takes) or len(data.takes)
    minutes = max(1, round(sum(take.duration_s for take in data.takes) / 60 * REVIEW_PACE + 0.5 * takes))
    about = several(minutes, "minute", "minutes")
    return f"{data.rep} asks you to listen to {several(takes, 'take', 'takes')} and to say what you heard: about {about}."


def weeks(data: PageData) -> list[list[Cell | None]]:
    """The period as rows from Monday to Sunday; None are days outside it."""
    since, until = date.fromisoformat(data.since), date.fromisoformat(data.until)
    done = {day.day: day for day in data.days}
    rows: list[list[Cell | None]] = []
    monday = monday_of(since)
    while monday <= until:
        days = [monday + timedelta(days=number) for number in range(7)]
        rows.append([_cell(day, done.get(day.isoformat()), day == since) if since <= day <= until else None for day in days])
        monday += timedelta(days=7)
    return rows


def _cell(day: date, done: PageDay | None, first: bool) -> Cell:
    name = f"{day.day} {MONTHS[day.month - 1]}" if first or day.day == 1 else str(day.day)
    counts = ((done.attempts, "take", "takes"), (done.live, "live", "live"), (done.asks, "ask", "asks")) if done else ()
    return Cell(name, tuple((count, one if count == 1 else many) for count, one, many in counts if count))
