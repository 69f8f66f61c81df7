"""Keeping: which sound may be compressed or deleted.

Only sound is ever deleted, never an entry of the log: statistics are for ever. What has not been checked yet is left alone, and so are
sound files that no entry names.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.entries import REVIEW, SHARE
from refcoach.engine.desk import Desk
from refcoach.store.takes import WAV

REVIEW_DAYS = 30  # the sound of a shared take waits so long for the partner's review


class Keeping:
    """`now` is a local time with its offset."""

    def __init__(self, desk: Desk, now: Callable[[], datetime]) -> None:
        self._desk, self._now = desk, now

    def compressible(self, before: datetime | None = None) -> Iterator[Path]:
        """The WAVs of checked takes (of those recorded before a moment), the oldest first. Raises LogError."""
        for path, attempt in self._checked(lambda folder: True):
            if path.suffix == WAV and (before is None or _moment(attempt.at, before) < before):
                yield path

    def due(self) -> Iterator[Path]:
        """The sound that is older than the settings keep it, the oldest first. Raises LogError."""
        days = self._desk.settings.keep_audio_days
        if not days:
            return
        first = self._now() - timedelta(days=days)
        waiting = self._awaiting_review()
        last_month = f"{first + timedelta(days=1):%Y-%m}"  # a time elsewhere on earth may be written a day off
        for path, attempt in self._checked(lambda folder: folder <= last_month):
            if _moment(attempt.at, first) < first and attempt.attempt_id not in waiting:
                yield path

    def _awaiting_review(self) -> set[str]:
        """The takes whose sound went to the partner, who may still answer."""
        since = self._now() - timedelta(days=REVIEW_DAYS)
        reviewed = {review.share_id for review in self._desk.entries(REVIEW)}
        open_shares = (share for share in self._desk.entries(SHARE) if share.share_id not in reviewed)
        return {each for share in open_shares if _moment(share.at, since) >= since for each in share.with_audio}

    def _checked(self, wanted: Callable[[str], bool]) -> Iterator[tuple[Path, Attempt]]:
        """Every sound file of a checked attempt in the wanted months' folders."""
        folder = ""
        known: Mapping[str, Attempt] = {}
        for path in self._desk.shelf.recordings():
            if not wanted(path.parent.name):
                continue
            if path.parent.name != folder:
                folder = path.parent.name
                known = self._by_file(folder)
            attempt = known.get(f"{folder}/{path.stem}{WAV}")
            if attempt is not None and attempt.state is AttemptState.CHECKED:
                yield path, attempt

    def _by_file(self, month: str) -> Mapping[str, Attempt]:
        return {attempt.take.file: attempt for attempt in self._desk.outlines(month=month) if attempt.take is not None}


def _moment(at: str, like: datetime) -> datetime:
    """The moment; one that cannot be read is as late as can be, so that nothing is deleted for it. Without offset it is local."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return datetime.max.replace(tzinfo=like.tzinfo)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=like.tzinfo)
