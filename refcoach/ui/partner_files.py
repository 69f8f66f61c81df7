"""Files of the Partner page: shares that are taken in or forgotten, and the review that goes back; told on the page's message bar."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from refcoach.core.errors import RefCoachError
from refcoach.core.inbox import InboxItem
from refcoach.share.review_file import ENDING
from refcoach.ui.models.arrivals import opened_told
from refcoach.ui.partner_work import Opened, PartnerWork
from refcoach.ui.widgets.message_bar import MessageBar
from refcoach.ui.words import count


class PartnerFiles(QObject):
    """`opened` comes with the first of the shares that were taken in, `saved` with the one whose review is a file now."""

    opened = Signal(object)
    saved = Signal(object)
    forgotten = Signal()

    def __init__(self, work: PartnerWork, message: MessageBar, page: QWidget) -> None:
        super().__init__(page)
        self._work, self._message, self._page = work, message, page

    def tell(self, error: RefCoachError) -> None:
        self._message.say(error.message, error.hint, tone="trouble")

    def ask_shares(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._page, "Open shares", str(Path.home()), "Pages (*.html *.htm)")
        self.open_shares([Path(name) for name in names])

    def open_shares(self, paths: list[Path]) -> None:
        """Take in the pages that reps sent."""
        if paths:
            self._message.say(f"Reading {paths[0].name if len(paths) == 1 else count(len(paths), 'page')}\u2026")
            self._work.open(paths, partial(self._took_in, paths), self.tell)

    def _took_in(self, paths: list[Path], outcomes: Opened) -> None:
        told = opened_told(paths, outcomes)
        if told is None:
            self._message.hide()
        else:
            self._message.say(told.message, told.hint, tone=told.tone)
        first = next((item for item in outcomes if isinstance(item, InboxItem)), None)
        if first is not None:
            self.opened.emit(first)

    def ask_where(self, share_id: str) -> None:
        """Ask where the review of a share is to be saved, and save it there."""
        try:
            suggested = str(Path.home() / self._work.desk.file_name(share_id))
        except RefCoachError as error:
            self.tell(error)
            return
        name, _ = QFileDialog.getSaveFileName(self._page, "Save my review", suggested, f"Reviews (*{ENDING})")
        if name:
            self.save_review(share_id, Path(name if name.lower().endswith(ENDING) else f"{name}{ENDING}"))

    def save_review(self, share_id: str, path: Path) -> None:
        """Write the file that goes back to the rep."""
        try:
            item = self._work.desk.save_review(share_id, path)
        except RefCoachError as error:
            self.tell(error)
            return
        self.saved.emit(item)
        self._message.say(f"Your review is in {path.name}.", f"Send this file to {item.share.rep}: {path}")

    def ask_to_forget(self, item: InboxItem) -> None:
        words = f"Forget this share of {item.share.rep} and your review of it?"
        hint = "" if item.done else "Your review has not been saved as a file yet."
        self._message.say(words, hint, "Forget it", partial(self._forget, item.share.share_id), "warning", close="Keep it")

    def _forget(self, share_id: str) -> None:
        try:
            self._work.desk.remove(share_id)
        except RefCoachError as error:
            self.tell(error)
        else:
            self.forgotten.emit()
