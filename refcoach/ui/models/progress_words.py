"""The sentences of the Progress page: a week, a day, a check, the partner's agreement, what came of asks."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from refcoach.core.agreement import KAPPA_FROM, Agreement, Pair, agreement
from refcoach.core.outcomes import OutcomeTotals
from refcoach.core.reminder import Reminder
from refcoach.core.rubric import PITFALL_KEYS, REQUIRED_KEYS
from refcoach.core.series import CheckSeries, DayCount, WeekCount
from refcoach.core.week import days_practised
from refcoach.ui.words import count, day_words

RECENT_WEEKS = 4
FIRST_CHARTS = 4
LONGEST_CALENDAR_WEEKS = 53
KAPPA_NOTE = "Kappa takes out of the agreement what chance alone would give: 0 is no better than chance, 1 is always the same answer."
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def per_cent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %"


def of_words(sums: tuple[int, int]) -> str:
    """4 of 6."""
    return f"{sums[0]} of {sums[1]}"


def monday_words(monday: str, today: date) -> str:
    """5 October, with the year when it is another one."""
    day = date.fromisoformat(monday)
    return f"{day.day} {day:%B}" + ("" if day.year == today.year else f" {day.year}")


def week_words(key: str, point: WeekCount, today: date) -> str:
    """Week of 5 October: heard in 4 of 6 (67 %)."""
    week = f"Week of {monday_words(point.monday, today)}"
    if not point.told:
        return f"{week}: nothing to count"
    how = "said" if key in PITFALL_KEYS else "heard"
    return f"{week}: {how} in {of_words((point.heard, point.told))} ({per_cent(point.heard, point.told)})"


def recent_words(series: CheckSeries) -> str:
    """How it went in the last four weeks, beside the four before."""
    now, before = series.sums(RECENT_WEEKS), series.sums(RECENT_WEEKS, before=RECENT_WEEKS)
    said = f"{of_words(now)} in the last four weeks" if now[1] else "Not practised in the last four weeks"
    return said + (f", {of_words(before)} in the four before" if before[1] else "")


def in_order(series: Sequence[CheckSeries]) -> tuple[list[CheckSeries], list[CheckSeries]]:
    """The charts to begin with, the required checks and what was practised most, and the others."""
    required = [one for one in series if one.key in REQUIRED_KEYS]
    others = sorted((one for one in series if one.key not in REQUIRED_KEYS), key=lambda one: -one.sums()[1])
    free = max(0, FIRST_CHARTS - len(required))
    return [*required, *others[:free]], others[free:]


# --- days -----------------------------------------------------------------------------------------------------------


def day_sentence(day: DayCount, today: date) -> str:
    """Thursday 5 November: 4 attempts, 1 live practice."""
    did = [(day.attempts, "attempt"), (day.live, "live practice"), (day.asks, "real ask")]
    said = ", ".join(count(number, one) for number, one in did if number)
    return f"{day_words(day.day, today)}: {said or 'no practice'}"


def days_summary(days: Sequence[DayCount], today: date) -> str:
    """You practised on 31 of 84 days, 118 attempts in all; last on Friday 20 November."""
    on = days_practised(days)
    if not on:
        return f"No practice in these {count(len(days), 'day')}."
    attempts, last = sum(day.attempts for day in days), day_words(on[-1].day, today)
    when = f"last on {last}" if last[0].isalpha() and last not in ("Today", "Yesterday") else f"last {last.lower()}"
    return f"You practised on {len(on)} of {count(len(days), 'day')}, {count(attempts, 'attempt')} in all; {when}."


def in_calendar(days: Sequence[DayCount]) -> Sequence[DayCount]:
    """The days that the calendar has room for, the newest."""
    until = date.fromisoformat(days[-1].day) if days else date.min
    since = until - timedelta(weeks=LONGEST_CALENDAR_WEEKS - 1, days=until.weekday()) if days else date.min
    return [day for day in days if day.day >= since.isoformat()]


# --- agreement and outcomes -----------------------------------------------------------------------------------------


def agreement_summary(pairs: Sequence[Pair], recent_since: date) -> str:
    """One sentence over all checks; before the rep's changes and in the last weeks only where that says something else."""
    now, first = agreement(pairs), agreement(pairs, first=True)
    if not now.answers:
        return "Your partner has answered, but there is no answer yet that both of you could give."
    said = f"Your partner and RefCoach gave the same answer in {of_words((now.agreed, now.answers))} ({per_cent(now.agreed, now.answers)})."
    recent = agreement(pair for pair in pairs if pair.day >= recent_since.isoformat())
    if 0 < recent.answers < now.answers:
        said += f" In the last four weeks in {of_words((recent.agreed, recent.answers))}."
    if first.answers and (first.agreed, first.answers) != (now.agreed, now.answers):
        said += f" Before you changed anything it was {of_words((first.agreed, first.answers))}."
    return said


def agreement_words(found: Agreement) -> str:
    """What lies behind a check's share, without the share itself."""
    if not found.answers:
        return f"{count(found.unsure + found.could_not_tell, 'answer')} left out: one of you could not tell."
    parts = []
    if found.yes_no:
        parts.append(f"Your partner alone heard it {_times(found.yes_no)}.")
    if found.no_yes:
        parts.append(f"RefCoach alone heard it {_times(found.no_yes)}.")
    if found.unsure or found.could_not_tell:
        parts.append(f"{found.unsure + found.could_not_tell} left out: one of you could not tell.")
    if found.kappa is not None:
        parts.append(f"Kappa {found.kappa:.2f}.")
    elif found.answers < KAPPA_FROM:
        parts.append(f"Kappa comes with {KAPPA_FROM} answers.")
    else:
        parts.append("No kappa: always one and the same answer.")
    return " ".join(parts)


def _times(number: int) -> str:
    return ("once", "twice")[number - 1] if number < 3 else f"{number} times"


def outcome_figures(totals: OutcomeTotals) -> list[tuple[str, str]]:
    """(figure, what it counts) in the order in which one follows from the other."""
    named = [
        (totals.asks, "real ask", ""),
        (totals.introductions, "introduction", ""),
        (totals.meetings, "meeting", ""),
        (totals.opportunities, "opportunity", "opportunities"),
        (totals.customers, "customer", ""),
    ]
    figures = [(f"{number:,}", one if number == 1 else many or one + "s") for number, one, many in named]
    return [*figures, (f"{totals.revenue:,}", "revenue")]


# --- reminders ------------------------------------------------------------------------------------------------------


def reminder_words(reminder: Reminder | None, available: bool) -> str:
    if not available:
        return "This desktop has no tray that could show a notification, so RefCoach cannot remind you here."
    if reminder is None:
        return "A notification on days on which you have not practised yet. It is off."
    days = reminder.weekdays
    on = {5: "Monday to Friday", 7: "every day"}.get(len(days), "") if days in ((0, 1, 2, 3, 4), tuple(range(7))) else ""
    on = on or ", ".join(DAY_NAMES[day] for day in days)
    return f"At {reminder.at:%H:%M}, {on}, when you have not practised that day. RefCoach has to be open; it may be minimised."


def table_of(series: Sequence[CheckSeries], today: date) -> tuple[list[str], list[str], list[list[str]]]:
    """Column names, row names and cells of the same numbers, the newest week first."""
    weeks = [point.monday for point in series[0].points] if series else []
    cells: Mapping[str, list[str]] = {}
    cells = {
        week: [of_words((one.points[at].heard, one.points[at].told)) if one.points[at].told else "\u2013" for one in series]
        for at, week in enumerate(weeks)
    }
    rows = list(reversed(weeks))
    return [one.label for one in series], [monday_words(week, today) for week in rows], [cells[week] for week in rows]
