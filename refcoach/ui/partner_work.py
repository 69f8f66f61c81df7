"""What the Partner page does on disk: shares opened and kept, every answer at once, and the file that goes back."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject

from refcoach.core.errors import LogError, RefCoachError
from refcoach.core.inbox import InboxItem
from refcoach.core.page_data import PageData, PageTake
from refcoach.core.pledge import Goals
from refcoach.core.review import Review, TakeReview
from refcoach.engine.attempts import Clock
from refcoach.engine.desk import Desk
from refcoach.engine.partner_desk import PartnerDesk, open_partner_desk
from refcoach.share.audio import sound_of
from refcoach.store.atomic import write_atomic
from refcoach.ui.background import Background
from refcoach.ui.desk import DeskLike

Opened = list[InboxItem | RefCoachError]


class PartnerWork(QObject):
    """Reading is done in the background; what the partner says is on disk when a call returns."""

    def __init__(self, desk: DeskLike, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._partner: PartnerDesk | None = None
        self._heard = False
        self.background = Background(self)

    @property
    def desk(self) -> PartnerDesk:
        """Opened when first used."""
        if self._partner is None:
            self._partner = open_partner_desk(cast(Desk, self._desk), self._clock)
        return self._partner

    def read(self, done: Callable[[list[InboxItem]], None], failed: Callable[[RefCoachError], None]) -> None:
        self.background.run(lambda: self.desk.inbox(), done, failed)

    def read_share(self, share_id: str, done: Callable[[PageData], None], failed: Callable[[RefCoachError], None]) -> None:
        self.background.run(lambda: self.desk.share(share_id), done, failed)

    def open(self, paths: Sequence[Path], done: Callable[[Opened], None], failed: Callable[[RefCoachError], None]) -> None:
        """Take in pages; what is wrong with one of them stands in its place."""

        def job() -> Opened:
            found: Opened = []
            for path in paths:
                try:
                    found.append(self.desk.add_share(path))
                except RefCoachError as error:
                    found.append(error)
            return found

        self.background.run(job, done, failed)

    # --- what the partner says ----------------------------------------------------------------------------------------

    def keep_take(self, share_id: str, before: TakeReview, now: TakeReview) -> InboxItem:
        """Keep what has changed about a take; raises RefCoachError."""
        item = self.desk.item(share_id)
        given, asked = dict(now.answers), dict(before.answers)
        for key in dict.fromkeys((*asked, *given)):
            if asked.get(key) is not given.get(key):
                item = self.desk.answer(share_id, now.attempt_id, key, given.get(key))
        if before.comments != now.comments:
            item = self.desk.comment(share_id, now.attempt_id, now.comments)
        if before.said_back != now.said_back:
            item = self.desk.say_back(share_id, now.attempt_id, now.said_back)
        if before.verdict is not now.verdict:
            item = self.desk.judge(share_id, now.attempt_id, now.verdict)
        return item

    def keep_week(self, now: Review) -> InboxItem:
        """Keep note, proposal, countersign and name; raises RefCoachError."""
        proposed = now.proposed or Goals()
        return self.desk.close(now.share_id, partner=now.partner, note=now.note, proposed=proposed, countersigned=now.countersigned)

    # --- hearing ------------------------------------------------------------------------------------------------------

    def sound(self, take: PageTake) -> str:
        """The take's sound as a file in the cache, for its owner alone: its name, or nothing. Raises LogError when the disk refuses."""
        if not take.audio:
            return ""
        try:
            mp3 = sound_of(take.audio)
        except ValueError as error:
            raise LogError("The sound of this take is damaged.", "Ask the rep to share it again.") from error
        self._heard = True
        path = self._desk.places.shared_sounds / f"{hashlib.sha256(mp3).hexdigest()[:32]}.mp3"
        if not path.is_file():
            write_atomic(path, mp3, keep_previous=False)
        return path.name

    def finish(self) -> None:
        """For closing: nobody's voice stays in the cache."""
        self.background.finish()
        if self._heard:
            shutil.rmtree(self._desk.places.shared_sounds, ignore_errors=True)
