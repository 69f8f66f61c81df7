"""What the partner says, on its way to disk: a choice goes at once, typing shortly after the last key."""

from PySide6.QtCore import QObject, QTimer, Signal

from refcoach.core.errors import RefCoachError
from refcoach.core.review import Review, TakeReview
from refcoach.ui.partner_work import PartnerWork

SAVE_AFTER_MS = 500


class ReviewDraft(QObject):
    """`kept` comes with the share as it is on disk now, `failed` with the reason why it is not."""

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, work: PartnerWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._unsaved: tuple[str, TakeReview, TakeReview] | Review | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def keep_take(self, share_id: str, before: TakeReview, now: TakeReview) -> None:
        """`before` is what is on disk about the take."""
        self._unsaved = (share_id, before, now)
        self._begin((now.answers, now.verdict) != (before.answers, before.verdict))

    def keep_week(self, before: Review, now: Review) -> None:
        self._unsaved = now
        self._begin(now.countersigned != before.countersigned)

    def _begin(self, at_once: bool) -> None:
        if at_once:
            self.save()
        else:
            self._timer.start()

    def save(self) -> None:
        """Keep what was typed last."""
        unsaved, self._unsaved = self._unsaved, None
        self._timer.stop()
        if unsaved is None:
            return
        try:
            item = self._work.keep_week(unsaved) if isinstance(unsaved, Review) else self._work.keep_take(*unsaved)
        except RefCoachError as error:
            self.failed.emit(error)
        else:
            self.kept.emit(item)
