"""Times of entries in their order. They are written as the clock on the wall showed them, with its offset, which changes: what comes first
cannot be told from the text."""

from datetime import datetime


def moment(at: str) -> float:
    """An ISO 8601 time as seconds since 1970; 0 when it cannot be read. Times without offset are local."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
