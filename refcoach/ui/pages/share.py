"""Share: one page for the partner, made of what the rep chooses; and the partner's reviews, which come back here."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from refcoach.core.errors import RefCoachError
from refcoach.core.review import left_out_before
from refcoach.engine.attempts import Clock
from refcoach.engine.reviewing import Imported
from refcoach.engine.sharing import Shared, ShareOrder, estimated_bytes
from refcoach.ui.desk import DeskLike
from refcoach.ui.drops import dropped_files, take_drops
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.models.arrivals import told_of
from refcoach.ui.models.share_rows import Shareable
from refcoach.ui.pages.share_done import Done, Writing, size_words
from refcoach.ui.pages.share_list import ShareList
from refcoach.ui.pages.share_side import ShareSide
from refcoach.ui.share_work import Earlier, ShareWork, was_stopped
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, text
from refcoach.ui.widgets.message_bar import MessageBar, MessageSpace
from refcoach.ui.widgets.page_notice import PageNotice
from refcoach.ui.widgets.two_panes import Shares, TwoPanes
from refcoach.ui.words import count

SIDE_PX = 344
LONG_LOG = 24  # months from which comparing them takes long enough to be told
PAGE_ENDING, REVIEW_ENDING = ".html", ".refreview"


class SharePage(QWidget):
    """`review_imported` follows every review that came into the log; `review_wanted` tells a take that one is about."""

    practise_wanted = Signal()
    review_imported = Signal()
    review_wanted = Signal(str)

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, clock: Clock, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("sharePage")
        self._desk, self._today = desk, today
        self._stale, self._failed = True, False
        self._read_for: tuple[date, date] | None = None
        self.message = MessageBar(theme)
        self.work = ShareWork(desk, clock, self)
        self.import_review = Button(theme, "Import a review\u2026", name="importReview")
        self.takes = ShareList(theme, engine)
        self.side = ShareSide(theme, today)
        self.notice = PageNotice(theme)
        self.writing = Writing(theme)
        self.done = Done(theme)
        self.pages = QStackedWidget()
        self._build(theme)
        self._connect(engine)

    def _build(self, theme: Theme) -> None:
        left = QWidget()
        inside = column(left, (24, 32, 8, 16), 8)
        top = row()
        top.addWidget(text("Share", "title", wrap=False), 1)
        top.addWidget(self.import_review)
        inside.addLayout(top)
        inside.addWidget(
            text("One page that your partner opens in any browser: they listen, answer, and send you a small file back.", "soft")
        )
        inside.addSpacing(8)
        inside.addWidget(self.takes, 1)
        self.choosing = TwoPanes(theme, left, self.side, Shares((1, 0), (3, 2), second_px=SIDE_PX))
        for page in (self.notice, self.choosing, self.writing, self.done):
            self.pages.addWidget(page)
        whole = column(self, spacing=0)
        whole.addWidget(MessageSpace(self.message))
        whole.addWidget(self.pages, 1)
        take_drops(self)

    def _connect(self, engine: EngineLink) -> None:
        self.takes.ticked_changed.connect(self._sums)
        self.side.days_changed.connect(self._read_takes)
        self.side.write_wanted.connect(self._ask_where)
        self.work.progressed.connect(self.writing.show_progress)
        self.work.compared.connect(self._comparing)
        self.writing.stop_wanted.connect(self.work.stop)
        self.done.back_wanted.connect(self._choose_again)
        self.notice.acted.connect(self._act)
        self.import_review.clicked.connect(self._ask_review)
        engine.attempt_logged.connect(self._logged)
        engine.take_recovered.connect(self._logged)

    # --- reading ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.load()

    def load(self) -> None:
        """Read shares, reviews and takes again."""
        if self._read_for is None:
            self._say("Share", "Reading the practice log\u2026")
        self._stale = False
        self.work.read_earlier(self._show_earlier, self._cannot_read)

    def _show_earlier(self, earlier: Earlier) -> None:
        self.side.blockSignals(True)
        self.side.show_earlier(earlier)
        self.side.blockSignals(False)
        self.takes.show_left_out(left_out_before(earlier.shares))
        if earlier.shares or earlier.practised:
            self._read_takes()
        else:
            words = (
                "Once you have practised, you choose here which days your accountability partner sees and which takes they may hear. "
                "It becomes one page that opens in any browser. A review that they sent can be dropped here at any time."
            )
            self._say("Nothing to share yet", words, "Practise")

    def _read_takes(self) -> None:
        days = self.side.days
        self._read_for = days
        self.work.read_takes(*days, lambda shareable: self._show_takes(days, shareable), self._cannot_read)

    def _show_takes(self, days: tuple[date, date], shareable: Shareable) -> None:
        if days != self.side.days:
            return  # other days were chosen meanwhile
        self._failed = False
        titles = {scenario.id: scenario.title for scenario in self._desk.scenarios}
        self.takes.show_takes(shareable, titles, self._today())
        if self.pages.currentWidget() is self.notice:
            self.pages.setCurrentWidget(self.choosing)
            if self.isVisible():
                self.take_focus()

    def _cannot_read(self, error: RefCoachError) -> None:
        self._failed = True
        self._say(error.message, error.hint, "Try again")

    def _say(self, title: str, words: str, action: str = "") -> None:
        self.notice.say(title, words, action)
        self.pages.setCurrentWidget(self.notice)

    def _act(self) -> None:
        if self._failed:
            self.load()
        else:
            self.practise_wanted.emit()

    def _logged(self) -> None:
        self._stale = True
        if self.isVisible():
            self.load()

    # --- writing ----------------------------------------------------------------------------------------------------

    def _sums(self) -> None:
        size = size_words(estimated_bytes(self.takes.takes, self.takes.with_sound))
        self.side.show_sums(f"About {size}.", True, bool(self._rep))

    @property
    def _rep(self) -> str:
        try:
            return self._desk.profile.name
        except RefCoachError:
            return ""  # My script tells it

    def _ask_where(self) -> None:
        until = self.side.days[1]
        rep = "-".join(self._rep.lower().split()) or "my"
        suggested = str(Path.home() / f"{rep}-practice-{until.isoformat()}{PAGE_ENDING}")
        name, _ = QFileDialog.getSaveFileName(self, "Write the page", suggested, f"Pages (*{PAGE_ENDING})")
        if name:
            self.write(Path(name if name.lower().endswith((PAGE_ENDING, ".htm")) else f"{name}{PAGE_ENDING}"))

    def write(self, path: Path) -> None:
        """Write the page that is chosen now."""
        self.takes.player.stop()
        self.message.hide()
        since, until = self.side.days
        order = ShareOrder(since, until, self.takes.with_sound, self.side.partner.value, self.takes.left_out)
        self.writing.show_progress(0, 1, "Reading the practice log")
        self.pages.setCurrentWidget(self.writing)
        self.writing.cancel.setFocus()
        self.work.write(order, path, self._written, self._not_written)

    def _written(self, shared: Shared) -> None:
        self.done.show_shared(shared, self._rep)
        self.pages.setCurrentWidget(self.done)
        self.done.browse.setFocus()
        self.work.read_earlier(self.side.show_earlier, self._cannot_read)

    def _not_written(self, error: RefCoachError) -> None:
        self.pages.setCurrentWidget(self.choosing)
        self.message.say(error.message, error.hint, tone="info" if was_stopped(error) else "trouble")
        self.side.write.setFocus()

    def _choose_again(self) -> None:
        self.pages.setCurrentWidget(self.choosing)
        self.load()
        self.take_focus()

    # --- reviews that come back ---------------------------------------------------------------------------------------

    def _ask_review(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Import a review", str(Path.home()), f"Reviews (*{REVIEW_ENDING})")
        self.bring_in([Path(name) for name in names])

    def bring_in(self, paths: list[Path]) -> None:
        """Import reviews; what became of each is told."""
        if paths:
            self.message.say(f"Reading {paths[0].name if len(paths) == 1 else f'{len(paths)} files'}\u2026")
            self.work.bring_in(paths, partial(self._brought, paths), self._not_brought)

    def paste(self) -> None:
        """Import a review that was copied from a message."""
        words = QGuiApplication.clipboard().text().strip()
        if words.startswith("{"):
            self.message.say("Reading the text\u2026")
            self.work.bring_in_text(words, lambda taken: self._brought([Path("the text")], [taken]), self._not_brought)

    def _comparing(self, done: int, total: int) -> None:
        if total >= LONG_LOG:
            words = f"{done} of {total} months of the log are compared with what your partner saw\u2026"
            self.message.say(words, "The review is in the log already.", "Stop comparing", self.work.stop_comparing)

    def _brought(self, paths: list[Path], outcomes: list[Imported | RefCoachError]) -> None:
        told = [told_of(outcome) for outcome in outcomes]
        taken = [outcome for outcome in outcomes if isinstance(outcome, Imported) and outcome.taken]
        tone = next((tone for tone in ("trouble", "warning") if any(one.tone == tone for one in told)), "info")
        seen = next((take.attempt_id for outcome in taken for take in outcome.review.takes), "")
        act, action = ("See it in the log", partial(self.review_wanted.emit, seen)) if seen else ("", None)
        if len(told) == 1:
            self.message.say(told[0].message, told[0].hint, act, action or (lambda: None), tone)
        else:
            lines = [f"{path.name}: {one.message} {one.hint}".strip() for path, one in zip(paths, told, strict=True)]
            words = f"{count(len(taken), 'review')} of {count(len(paths), 'file')} came into the log."
            self.message.say(words, "\n".join(lines), act, action or (lambda: None), tone)
        if taken:
            self.review_imported.emit()
            self.work.read_earlier(self.side.show_earlier, self._cannot_read)

    def _not_brought(self, error: RefCoachError) -> None:
        self.message.say(error.message, error.hint, tone="trouble")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event, (REVIEW_ENDING,)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event, (REVIEW_ENDING,))
        if paths:
            event.acceptProposedAction()
            self.bring_in(paths)

    # --- page -------------------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        if self.pages.currentWidget() is self.choosing:
            self.takes.list.setFocus()

    def hush(self) -> None:
        self.takes.player.stop()

    def close_down(self) -> None:
        """The window closes: a page half written is given up."""
        self.work.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Escape:
            if self.pages.currentWidget() is self.writing:
                self.work.stop()
            self.hush()
            self.message.hide()
        else:
            super().keyPressEvent(event)
