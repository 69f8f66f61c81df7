"""Reports for the tests."""

from datetime import date, timedelta

from refcoach.core.finding import Verdict
from refcoach.core.report_data import ReportAttempt, ReportCheck, ReportData, ReportNote, ReportPledge
from refcoach.core.series import CheckSeries, DayCount, WeekCount

SINCE, UNTIL = date(2026, 11, 2), date(2026, 11, 29)
SAID = (
    "I am glad the new planning helped, Priya. I would like to meet plant managers at food makers in Ohio who have just lost a "
    "supervisor. We cut unplanned stops by a third there. Could you write one e-mail to both of us, so that they expect my call?"
)


def attempt(number: int, **changed: object) -> ReportAttempt:
    values: dict[str, object] = {
        "attempt_id": f"{number:032x}",
        "at": f"2026-11-{1 + number % 28:02d}T18:05:00.000+01:00",
        "title": "The client has just praised your work",
        "turn": "praise",
        "number": 1 + number % 3,
        "takes": 1,
        "text": SAID,
        "duration_s": 31.4,
        "checks": (
            ReportCheck("Ideal client", Verdict.PRESENT, "yes"),
            ReportCheck("Business reason", Verdict.UNCLEAR, "no", Verdict.MISSING),
            ReportCheck("Introduction", Verdict.MISSING, "unsure"),
        ),
        "steps": (
            "Introduction: Ask them to bring you together.",
            "Channel: Say how it could happen: a call, an e-mail to both, a coffee.",
        ),
        "partner": "Sam: this take counts. “Plant managers, because their lines stop less.”",
    }
    return ReportAttempt(**{**values, **changed})  # type: ignore[arg-type]


def report(attempts: tuple[ReportAttempt, ...] = tuple(attempt(number) for number in range(6)), **changed: object) -> ReportData:
    mondays = [(SINCE + timedelta(weeks=week)).isoformat() for week in range(4)]
    days = [(SINCE + timedelta(days=day)).isoformat() for day in range((UNTIL - SINCE).days + 1)]
    values: dict[str, object] = {
        "rep": "Dana Kessler",
        "written_at": "2026-11-29T20:15:00.000+01:00",
        "since": SINCE.isoformat(),
        "until": UNTIL.isoformat(),
        "total": len(attempts),
        "pledges": (
            ReportPledge(
                "2026-11-23", "Every morning before nine.", (("Days of practice", 5, 4), ("Drills", 8, 9), ("Real asks", 2, 2)), "Sam"
            ),
            ReportPledge("2026-11-16", "", (("Drills", 4, 4),)),
        ),
        "days": tuple(DayCount(day, number % 4, int(number % 9 == 3), int(number % 11 == 5)) for number, day in enumerate(days)),
        "series": (
            CheckSeries("ideal_client", "Ideal client", tuple(WeekCount(monday, week, 4) for week, monday in enumerate(mondays))),
            CheckSeries(
                "business_reason", "Business reason", tuple(WeekCount(monday, 1, 3 * (week % 2)) for week, monday in enumerate(mondays))
            ),
        ),
        "attempts": attempts,
        "reviews": (
            ReportNote(
                "2026-11-22T12:00:00+01:00", "Sam", ("Say why it is worth meeting you.", "Proposes for next week: 5 days, 8 drills.")
            ),
        ),
        "lives": (
            ReportNote("2026-11-12T12:00:00+01:00", "With Jo (peer) and Ann (neighbour)", ("Counts.", "Jo thinks of: plant managers.")),
        ),
        "asks": (ReportNote("2026-11-24T12:00:00+01:00", "Priya Nair", ("Asked on 24 November 2026.", "1 introduction, 1 meeting.")),),
        "chain": ("All 214 entries are as they were written.",),
    }
    return ReportData(**{**values, **changed})  # type: ignore[arg-type]
