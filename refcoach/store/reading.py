"""What reading many entries at once needs."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from refcoach.core.moments import moment
from refcoach.core.records import Record


@contextmanager
def collector_paused() -> Iterator[None]:
    """A long log is hundreds of thousands of small values, none of them garbage; looking for it doubles the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def in_order(records: Iterable[Record], time_key: str, newest_first: bool) -> list[Record]:
    """By the moment in time, then by the order of arrival."""
    ordered = sorted(records, key=lambda record: moment(str(record.get(time_key, ""))))
    return ordered[::-1] if newest_first else ordered
