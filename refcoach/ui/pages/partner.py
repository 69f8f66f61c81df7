"""Partner: shares of other reps, one take at a time, and the review that goes back as a file."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from refcoach.core.errors import RefCoachError
from refcoach.core.inbox import InboxItem
from refcoach.core.moments import moment
from refcoach.core.page_data import PageData, PageTake
from refcoach.core.review import Review, TakeReview
from refcoach.core.trust import Seen, trust_lines
from refcoach.engine.attempts import Clock
from refcoach.ui.desk import DeskLike
from refcoach.ui.drops import dropped_files, take_drops
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.models.partner_rows import left_words, next_open, partner_rows, parts_of, row_id, waiting_words
from refcoach.ui.pages.partner_take import TakeView
from refcoach.ui.pages.partner_week import WeekView
from refcoach.ui.partner_files import PartnerFiles
from refcoach.ui.partner_work import PartnerWork
from refcoach.ui.review_draft import ReviewDraft
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, set_words, text
from refcoach.ui.widgets.message_bar import MessageBar, MessageSpace
from refcoach.ui.widgets.page_notice import PageNotice
from refcoach.ui.widgets.plain_list import PlainList
from refcoach.ui.widgets.two_panes import Shares, TwoPanes

ENDINGS = (".html", ".htm")
WIDEST_PX = 760
EMPTY = (
    "Nothing to listen to yet",
    "Here you are somebody\u2019s accountability partner: open the page that they sent you, listen, answer, and save a review that you "
    "send back. A partner without RefCoach does the same in a browser, just by opening the file.",
)


class PartnerPage(QWidget):
    """Everything that the partner says is kept at once."""

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, clock: Clock) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("partnerPage")
        self._items: dict[str, InboxItem] = {}
        self._data: PageData | None = None
        self._wanted = ""
        self._read, self._failed = False, False
        self.message = MessageBar(theme)
        self.work = PartnerWork(desk, clock, self)
        self.draft = ReviewDraft(self.work, self)
        self.files = PartnerFiles(self.work, self.message, self)
        self.notice = PageNotice(theme)
        self.open_button = Button(theme, "Open shares\u2026", name="openShares")
        self._waiting = text("", "soft", "partnerWaiting")
        self.list = PlainList(theme, "partnerList", "Takes to review")
        self.take = TakeView(theme, engine)
        self.week = WeekView(theme)
        self._side = QStackedWidget()
        self._pages = QStackedWidget()
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        left = QWidget()
        inside = column(left, (24, 32, 8, 16), 8)
        top = row()
        top.addWidget(text("Partner", "title", wrap=False), 1)
        top.addWidget(self.open_button)
        inside.addLayout(top)
        inside.addWidget(self._waiting)
        inside.addWidget(self.list, 1)
        self._scrolls = tuple(_scrolling(view) for view in (self.take, self.week))
        for scroll in (QWidget(), *self._scrolls):
            self._side.addWidget(scroll)
        self._pages.addWidget(self.notice)
        self._pages.addWidget(TwoPanes(theme, left, self._side, Shares(below=(2, 3), first_px=(300, 420))))
        outside = column(self, spacing=0)
        outside.addWidget(MessageSpace(self.message))
        outside.addWidget(self._pages, 1)
        take_drops(self)

    def _connect(self) -> None:
        self.draft.kept.connect(self._kept)
        self.draft.failed.connect(self.files.tell)
        self.open_button.clicked.connect(self.files.ask_shares)
        self.notice.acted.connect(self._act)
        self.list.row_chosen.connect(self._choose)
        self.list.opened.connect(lambda chosen: self.take.player.toggle())
        self.take.changed.connect(self._take_changed)
        self.take.revealed.connect(self._revealed)
        self.take.next_wanted.connect(self._go_on)
        self.week.changed.connect(self._week_changed)
        self.week.save_wanted.connect(self._ask_where)
        self.week.remove_wanted.connect(lambda: self.files.ask_to_forget(self._items[parts_of(self.list.chosen)[0]]))
        self.files.opened.connect(self._opened)
        self.files.saved.connect(self._kept)
        self.files.forgotten.connect(self._forgotten)

    # --- reading ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._read:
            self.load()

    def load(self) -> None:
        """Read which shares are here."""
        self._read = True
        if not self._items:
            self.notice.say("Partner", "Reading\u2026")
            self._pages.setCurrentIndex(0)
        self.work.read(self._show_items, self._cannot_read)

    def _cannot_read(self, error: RefCoachError) -> None:
        self._failed = True
        self.notice.say(error.message, error.hint, "Try again")
        self._pages.setCurrentIndex(0)

    def _show_items(self, items: list[InboxItem]) -> None:
        self._failed = False
        self._items = {item.share.share_id: item for item in items}
        if not items:
            self.notice.say(*EMPTY, "Open shares\u2026")
            self._pages.setCurrentIndex(0)
            self._data = None
            return
        self._pages.setCurrentIndex(1)
        self._fill()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.list.choose(wanted)
        if self.isVisible():
            self.take_focus()

    def _fill(self) -> None:
        items = list(self._items.values())
        set_words(self._waiting, waiting_words(items))
        self.list.show_rows(partner_rows(items))

    def _act(self) -> None:
        if self._failed:
            self.load()
        else:
            self.files.ask_shares()

    def _put(self, item: InboxItem) -> None:
        self._items[item.share.share_id] = item
        self._fill()

    # --- one take, or the week ----------------------------------------------------------------------------------------

    def _choose(self, chosen: str) -> None:
        self.draft.save()
        share_id, _ = parts_of(chosen)
        if self._data is not None and self._data.share_id == share_id:
            self._show(chosen, self._data)
        else:
            self.take.stop()
            self._side.setCurrentIndex(0)
            self.work.read_share(share_id, partial(self._show, chosen), self.files.tell)

    def _show(self, chosen: str, data: PageData) -> None:
        if chosen != self.list.chosen:
            return  # another row was chosen meanwhile
        self._data = data
        share_id, attempt_id = parts_of(chosen)
        item = self._items[share_id]
        take = next((take for take in data.takes if take.attempt_id == attempt_id), None)
        self.take.stop()
        if take is None:
            self._show_week(item, data)
        else:
            self._show_take(item, data, take)

    def _show_take(self, item: InboxItem, data: PageData, take: PageTake) -> None:
        sound, missing = "", ""
        try:
            sound = self.work.sound(take)
        except RefCoachError as error:
            missing = f"{error.message} {error.hint}".strip()
        said = item.review.take(take.attempt_id) or TakeReview(take.attempt_id)
        self.take.show_take(data.rep, take, said, take.attempt_id in item.revealed, sound, missing)
        self._show_next(item)
        self._side.setCurrentIndex(1)
        self._scrolls[0].verticalScrollBar().setValue(0)

    def _show_next(self, item: InboxItem) -> None:
        take = self.take.take
        if take is not None:
            self.take.show_next("Next take" if next_open(item, take.attempt_id) else "On to the week as a whole")

    def _show_week(self, item: InboxItem, data: PageData) -> None:
        seen = [
            Seen(other.share.share_id, other.share.added_at, other.review.head)
            for other in self._items.values()
            if other.share.rep == data.rep and moment(other.share.written_at) <= moment(data.written_at)
        ]
        self.week.show_week(data, item.review, trust_lines(data, seen), left_words(item), item.revealed)
        self._side.setCurrentIndex(2)
        self._scrolls[1].verticalScrollBar().setValue(0)

    def _go_on(self) -> None:
        self.draft.save()
        share_id, attempt_id = parts_of(self.list.chosen)
        if share_id in self._items:
            self.list.choose(row_id(share_id, next_open(self._items[share_id], attempt_id)))
            self.list.setFocus()

    # --- what the partner says ----------------------------------------------------------------------------------------

    def _take_changed(self, said: TakeReview) -> None:
        share_id = parts_of(self.list.chosen)[0]
        before = self._items[share_id].review.take(said.attempt_id) or TakeReview(said.attempt_id)
        self.draft.keep_take(share_id, before, said)

    def _week_changed(self, now: Review) -> None:
        self.draft.keep_week(self._items[now.share_id].review, now)

    def _kept(self, item: InboxItem) -> None:
        self._put(item)
        self._show_next(item)
        self.week.show_left(left_words(item))

    def _revealed(self, attempt_id: str) -> None:
        self.draft.save()
        share_id = parts_of(self.list.chosen)[0]
        try:
            self._put(self.work.desk.reveal(share_id, attempt_id))
        except RefCoachError as error:
            self.files.tell(error)

    # --- in and out -------------------------------------------------------------------------------------------------

    def _opened(self, first: InboxItem) -> None:
        self._wanted = row_id(first.share.share_id, next_open(first, ""))
        self.load()

    def _ask_where(self) -> None:
        self.draft.save()
        self.files.ask_where(parts_of(self.list.chosen)[0])

    def _forgotten(self) -> None:
        self._data = None
        self.load()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event, ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event, ENDINGS)
        if paths:
            event.acceptProposedAction()
            self.files.open_shares(paths)

    # --- page -------------------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        if self._pages.currentIndex() == 1:
            self.list.setFocus()

    def hush(self) -> None:
        """The page is left."""
        self.take.stop()
        self.draft.save()

    def close_down(self) -> None:
        """The window closes: what was typed is kept, nobody's voice stays behind."""
        self.hush()
        self.work.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._side.currentIndex() == 1:
            self.take.player.toggle()
        elif event.key() == Qt.Key.Key_Escape:
            self.take.stop()
            self.message.hide()
        else:
            super().keyPressEvent(event)


def _scrolling(view: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    view.setMaximumWidth(WIDEST_PX)
    scroll.setWidget(view)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll
