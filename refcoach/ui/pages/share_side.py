"""The side of the Share page: for whom, which days, what goes in, how large it gets; and what was shared before."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QFrame, QListView, QScrollArea, QWidget

from refcoach.core.review import Share
from refcoach.ui.models.share_rows import PERIOD_WORDS, Period, days_of, period_words, share_state
from refcoach.ui.share_work import Earlier
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, Choice, at_left, column, divider, row, set_words, text
from refcoach.ui.widgets.fields import LineField

SHOWN_SHARES = 6
GOES_IN = (
    "The page also holds your pledge and what you kept of it, a calendar of your practice, how each element has gone over the weeks, "
    "and the words and findings of every take in the list that you do not leave out. Sound goes in only where you tick it. "
    "How many takes you left out stands on the page; calendar, pledge, progress and streak count them all the same."
)
NO_NAME = "Your partner reads your name on it: write it in My script."


class DayField(QDateEdit):
    """A day of the calendar, not after today."""

    def __init__(self, label: str, name: str, today: date) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setCalendarPopup(False)
        # The style sheet hides Qt's own buttons; with NoButtons Qt leaves the figures one pixel of room.
        self.setButtonSymbols(QDateEdit.ButtonSymbols.PlusMinus)
        self.setDisplayFormat("d MMM yyyy")
        self.setMaximumDate(_qdate(today))

    @property
    def day(self) -> date:
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def show_day(self, day: date) -> None:
        self.blockSignals(True)
        self.setDate(_qdate(day))
        self.blockSignals(False)


class EarlierShares(QWidget):
    """What was shared before, each with what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = QWidget()
        self._whole = column(self, spacing=8)
        self._whole.addWidget(text("Earlier shares", "strong"))
        self._whole.addWidget(self._inside)

    def show_earlier(self, earlier: Earlier) -> None:
        old, self._inside = self._inside, QWidget()
        self._whole.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()
        inside = column(self._inside, spacing=10)
        for share in earlier.shares[:SHOWN_SHARES]:
            what, state = share_state(share, earlier.reviews)
            lines = column(spacing=1)
            lines.addWidget(text(what, "label", "earlierShare"))
            lines.addWidget(text(state, "strong-label" if state.startswith("Reviewed") else "small", "earlierState"))
            inside.addLayout(lines)
        left = len(earlier.shares) - SHOWN_SHARES
        if left > 0:
            inside.addWidget(text(f"and {left} before", "small"))
        self.setVisible(bool(earlier.shares))


class ShareSide(QScrollArea):
    """`days_changed` follows another choice of days; `write_wanted` the primary button."""

    days_changed = Signal()
    write_wanted = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._last: Share | None = None
        self.partner = LineField("For whom", "Sam", "sharePartner")
        self.period = Choice(theme, "sharePeriod")
        self.since = DayField("First day", "shareSince", today())
        self.until = DayField("Last day", "shareUntil", today())
        self._own = QWidget()
        self._days = text("", "label", "shareDays")
        self._name = text(NO_NAME, "small", "shareNoName")
        self._size = text("", "soft", "shareSize")
        self.write = Button(theme, "Write the page\u2026", "primary", "writeShare", "share")
        self.earlier = EarlierShares()
        self._build()
        self.period.currentIndexChanged.connect(self._chosen)
        self.since.dateChanged.connect(self._own_days)
        self.until.dateChanged.connect(self._own_days)
        self.write.clicked.connect(self.write_wanted)
        self.show_earlier(Earlier())

    def _build(self) -> None:
        for period, words in PERIOD_WORDS.items():
            self.period.addItem(words, period)
        self.period.setAccessibleName("Which days")
        own = row(self._own, spacing=8)
        for part in (self.since, text("to", "label", wrap=False), self.until):
            own.addWidget(part)
        own.addStretch(1)
        self._own.hide()
        inside = QWidget()
        whole = column(inside, (24, 32, 24, 24), 10)
        whole.addWidget(self.partner)
        days = column(spacing=4)
        days.addWidget(text("Which days", "label"))
        days.addWidget(self.period)
        days.addWidget(self._own)
        days.addWidget(self._days)
        whole.addLayout(days)
        whole.addSpacing(4)
        whole.addWidget(text(GOES_IN, "label", "shareGoesIn"))
        whole.addWidget(self._name)
        whole.addSpacing(4)
        whole.addWidget(self._size)
        whole.addLayout(at_left(self.write))
        whole.addSpacing(12)
        whole.addWidget(divider())
        whole.addWidget(self.earlier)
        whole.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    # --- which days -------------------------------------------------------------------------------------------------

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        if self.chosen is Period.OWN:
            return min(self.since.day, self.until.day), max(self.since.day, self.until.day)
        return days_of(self.chosen, self._today(), self._last)

    @property
    def chosen(self) -> Period:
        return Period(self.period.currentData())

    def _chosen(self) -> None:
        own = self.chosen is Period.OWN
        for field in (self.since, self.until):
            field.setMaximumDate(_qdate(self._today()))  # the window may stay open over midnight
        if own:
            since, until = days_of(Period.THIS_WEEK, self._today(), None)
            if self.until.day < since or self.since.day > until or self.since.day.year < 2001:
                self.since.show_day(since)
                self.until.show_day(until)
        self._own.setVisible(own)
        self._show_days()
        self.days_changed.emit()

    def _own_days(self) -> None:
        self._show_days()
        self.days_changed.emit()

    def _show_days(self) -> None:
        since, until = self.days
        set_words(self._days, "" if self.chosen is Period.OWN else period_words(since.isoformat(), until.isoformat()))

    # --- what is known ----------------------------------------------------------------------------------------------

    def show_earlier(self, earlier: Earlier) -> None:
        """The partner and the days are those of the latest share, unless something was chosen already."""
        first, self._last = self._last is None and earlier.last is not None, earlier.last
        self.earlier.show_earlier(earlier)
        item = self.period.findData(Period.SINCE_SHARE)
        self._offer_since(item, earlier.last is not None)
        if first and earlier.last is not None:
            if not self.partner.value:
                self.partner.show_value(earlier.last.partner)
            if self.chosen is Period.THIS_WEEK:
                self.period.setCurrentIndex(item)
        self._show_days()

    def _offer_since(self, item: int, offered: bool) -> None:
        shown = self.period.view()
        if isinstance(shown, QListView):
            shown.setRowHidden(item, not offered)

    def show_sums(self, size: str, ready: bool, named: bool) -> None:
        """`size` says how large the page gets; `ready` whether it can be written, `named` whether the rep has given a name."""
        set_words(self._size, size)
        self.write.setEnabled(ready)
        self._name.setVisible(not named)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
