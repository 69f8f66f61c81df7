"""Which attempts are wanted, and how the log reads times."""

import re
from datetime import datetime, timedelta

from refcoach.core.errors import LogError, UsageError
from refcoach.core.moments import moment
from refcoach.core.records import Record

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def month_of(at: str) -> str:
    """The month in which `at` is written, such as "2026-11"; raises LogError when it is not an ISO 8601 time."""
    try:
        datetime.fromisoformat(at)
    except ValueError as error:
        raise LogError(f"The practice log cannot file the time {at!r}.", "Set the computer's clock and try again.") from error
    if at[4:5] != "-" or at[7:8] != "-":
        raise LogError(f"The practice log cannot file the time {at!r}.", "Times look like 2026-11-30T18:05:00+01:00.")
    return at[:7]


class Query:
    """What an attempt, or another entry with its time in `time_key`, must meet; raises UsageError when `since` is not a date."""

    def __init__(self, session_id: str | None = None, scenario: str | None = None, since: str | None = None, time_key: str = "at") -> None:
        self._time_key = time_key
        self.session_id = session_id
        self._scenario = scenario
        self._day = since if since and _DAY.fullmatch(since) else ""
        self._moment: datetime | None = None
        if since and not self._day:
            try:
                self._moment = datetime.fromisoformat(since)
            except ValueError as error:
                raise UsageError(f"{since!r} is not a date.", "Dates look like 2026-11-30.") from error

    def may_hold(self, month: str) -> bool:
        """Whether a month's file can hold what is wanted. A moment elsewhere on earth may be written a day off."""
        first = self._day or ((self._moment - timedelta(days=1)).date().isoformat() if self._moment else "")
        return month >= first[:7]

    def matches(self, record: Record) -> bool:
        """Whether the attempt's record is wanted."""
        return self.fits(record.get("session_id"), record.get("scenario"), str(record.get(self._time_key, "")))

    def fits(self, session_id: object, scenario: object, at: str) -> bool:
        """Whether an attempt with these values is wanted."""
        if self.session_id not in (None, session_id) or self._scenario not in (None, scenario):
            return False
        if self._moment is None:
            return at >= self._day
        if self._moment.tzinfo is None:
            return at >= self._moment.isoformat()  # as the clock on the wall showed it
        return moment(at) >= self._moment.timestamp()
