"""Times of entries in their order. They are written as the clock on the wall showed them, with its offset, which changes: what comes first
cannot be told from the text."""

from datetime import datetime


def moment(at: str) -> float:
    """An ISO 8601 time as seconds since 1970; 0 when it cannot be read. Times without offset are local."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def local_minute(at: str) -> str:
    """The minute (2026-11-25 21:19) on the clock here: a partner's times come in UTC. What is no time is given back as it is."""
    try:
        when = datetime.fromisoformat(at)
        return f"{when.astimezone() if when.tzinfo else when:%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return at


def local_day(at: str) -> str:
    """The day (2026-11-25) of `local_minute`."""
    return local_minute(at)[:10]
