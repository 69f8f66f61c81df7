"""What the Share page does on disk: reading what can be shared, writing the page, bringing reviews in. In the background."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal

from refcoach.core.entries import REVIEW, SHARE
from refcoach.core.errors import RefCoachError
from refcoach.core.review import Review, Share
from refcoach.engine.attempts import Clock
from refcoach.engine.desk import Desk
from refcoach.engine.reviewing import Imported, import_review_text, import_reviews
from refcoach.engine.sharing import Shared, ShareOrder, ShareStopped, share_page, takes_between
from refcoach.ui.background import Background
from refcoach.ui.desk import DeskLike
from refcoach.ui.models.share_rows import Shareable
from refcoach.ui.takes import takes_of


@dataclass(frozen=True, slots=True)
class Earlier:
    """Shares and reviews of the log, the newest first; `practised` says whether there is any attempt."""

    shares: tuple[Share, ...] = ()
    reviews: tuple[Review, ...] = ()
    practised: bool = False

    @property
    def last(self) -> Share | None:
        return self.shares[0] if self.shares else None


class ShareWork(QObject):
    """`progressed` tells what is done of how much and what comes now, while a page is written; `compared` how many months of how many
    are compared with their fingerprints, after reviews came in."""

    progressed = Signal(int, int, str)
    compared = Signal(int, int)

    def __init__(self, desk: DeskLike, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self.background = Background(self)
        self._stop, self._enough = threading.Event(), threading.Event()

    def read_earlier(self, done: Callable[[Earlier], None], failed: Callable[[RefCoachError], None]) -> None:
        def read() -> Earlier:
            shares, reviews = tuple(self._desk.entries(SHARE)), tuple(self._desk.entries(REVIEW))
            return Earlier(shares, reviews, bool(self._desk.outlines(limit=1)))

        self.background.run(read, done, failed)

    def read_takes(self, since: date, until: date, done: Callable[[Shareable], None], failed: Callable[[RefCoachError], None]) -> None:
        def read() -> Shareable:
            wholes = tuple(takes_between(self._whole_desk, since, until))
            takes = [take for whole in wholes for take in takes_of(whole)]
            return Shareable(wholes, frozenset(take.attempt_id for take in takes if self._desk.take_path(take) is not None))

        self.background.run(read, done, failed)

    def write(self, order: ShareOrder, path: Path, done: Callable[[Shared], None], failed: Callable[[RefCoachError], None]) -> None:
        """Write the page; a stop comes to `failed` as ShareStopped."""
        stop = self._stop = threading.Event()
        self.background.run(lambda: share_page(self._whole_desk, order, path, self._clock, self.progressed.emit, stop.is_set), done, failed)

    def stop(self) -> None:
        """End the writing that is under way; nothing is left of it."""
        self._stop.set()

    def bring_in(
        self, paths: Sequence[Path], done: Callable[[list[Imported | RefCoachError]], None], failed: Callable[[RefCoachError], None]
    ) -> None:
        """Import reviews; what is wrong with one file stands in its place among the outcomes."""
        enough = self._enough = threading.Event()
        self.background.run(
            lambda: import_reviews(self._whole_desk, list(paths), self._clock, self.compared.emit, enough.is_set), done, failed
        )

    def bring_in_text(self, text: str, done: Callable[[Imported], None], failed: Callable[[RefCoachError], None]) -> None:
        """The same for a review that came as text in a message."""
        enough = self._enough = threading.Event()
        self.background.run(
            lambda: import_review_text(self._whole_desk, text, self._clock, self.compared.emit, enough.is_set), done, failed
        )

    def stop_comparing(self) -> None:
        """End the comparison after an import; the reviews are in the log."""
        self._enough.set()

    def finish(self) -> None:
        """For closing: a page half written is given up, and a comparison."""
        self.stop()
        self.stop_comparing()
        self.background.finish()

    @property
    def _whole_desk(self) -> Desk:
        """The use cases take the user's desk as the engine has it; what stands in for it elsewhere brings what they use."""
        return cast(Desk, self._desk)


def was_stopped(error: RefCoachError) -> bool:
    return isinstance(error, ShareStopped)
