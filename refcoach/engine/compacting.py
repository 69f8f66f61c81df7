"""Tidies up the user's own things in one go; the engine does the same bit by bit (housekeeping.py)."""

from dataclasses import dataclass

from refcoach.core.errors import RefCoachError
from refcoach.engine.desk import Desk
from refcoach.engine.keeping import Keeping
from refcoach.speech.flac import compress
from refcoach.store.atomic import remove_stale_temps


@dataclass(frozen=True, slots=True)
class Compacted:
    """How many takes were compressed, lost their sound as wished, and how many leftovers went; `trouble` ended it early."""

    compressed: int
    deleted: int
    leftovers: int
    trouble: str = ""


def compacted(desk: Desk, keeping: Keeping) -> Compacted:
    """Fold the journal, delete the sound that is due, remove what crashes left, compress checked takes. What was done stays done."""
    compressed = deleted = leftovers = 0
    try:
        for path in keeping.due():
            desk.shelf.remove(path)
            deleted += 1
        leftovers = desk.shelf.remove_leftovers()
        remove_stale_temps(desk.places.log)
        desk.log.fold()
        desk.log.refresh_digests(desk.months())
        if desk.settings.compress_takes:
            for path in keeping.compressible():
                compressed += compress(path) is not None
    except RefCoachError as error:
        return Compacted(compressed, deleted, leftovers, f"{error.message} {error.hint}")
    return Compacted(compressed, deleted, leftovers)
