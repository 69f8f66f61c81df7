"""This week: what was promised, what was kept so far, the streak, the countersign, and what the partner proposes."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from refcoach.core.moments import local_day
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.week import goals_words
from refcoach.engine.pledges import WeekNow
from refcoach.store.form_drafts import Drafts
from refcoach.ui.pages.pledge_form import PledgeForm, span_words
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, announce, at_left, column, frame, row, set_words, text
from refcoach.ui.widgets.goal_rows import GoalRows
from refcoach.ui.words import count, on_day


class OfferCard(QFrame):
    """The partner's proposal, to be taken over with one action."""

    taken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", "info")
        self.setObjectName("offerCard")
        self._title = text("", "strong", "offerTitle")
        self._goals = text("", "", "offerGoals")
        self.take = Button(theme, "Take it over", "primary", "offerTake")
        self.take.clicked.connect(self.taken)
        words = column(spacing=2)
        words.addWidget(self._title)
        words.addWidget(self._goals)
        whole = row(self, (16, 12, 12, 12), 12)
        whole.addLayout(words, 1)
        whole.addWidget(self.take, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_offer(self, now: WeekNow) -> None:
        offer = now.proposal
        self.setVisible(offer is not None)
        if offer is not None:
            monday = date.fromisoformat(offer.week)
            which = "this week" if monday == now.monday else f"the week of {span_words(monday)}"
            set_words(self._title, f"{offer.partner or 'Your partner'} proposes for {which}")
            set_words(self._goals, goals_words(offer.goals))


class WeekView(QWidget):
    """`promise` and `take_over` do it and answer what stood in the way, or nothing."""

    changed = Signal()
    edited = Signal()
    ask_wanted = Signal()

    def __init__(self, theme: Theme, promise: Callable[[date, Goals, str], str], take_over: Callable[[], str]) -> None:
        super().__init__()
        self._take_over = take_over
        self._title = text("", "heading", "weekTitle")
        self._sign = IconLabel(theme, "clock", "soft", 18)
        self._signed = text("", "label", "weekSigned")
        self._words = text("", "soft", "weekWords")
        self._before = text("", "label", "weekBefore")
        self._streak = text("", "soft", "weekStreak")
        self._next = text("", "soft", "weekNext")
        self._trouble = text("", "label", "weekTrouble")
        self.goals = GoalRows(theme)
        self.offer = OfferCard(theme)
        self.open_form = Button(theme, "", name="pledgeOpen")
        self.form = PledgeForm(theme, promise)
        self.next_ask = Button(theme, "", "plain", "weekAsk", "person")
        self._form_title = text("", "heading")
        self._build()
        self.offer.taken.connect(self._take)
        self.open_form.clicked.connect(self._show_form)
        self.form.put_away.connect(self._hide_form)
        self.form.done.connect(self._promised)
        for signal in (self.form.edited, self.form.done, self.form.put_away, self.open_form.clicked):
            signal.connect(self.edited)
        self.next_ask.clicked.connect(self.ask_wanted)

    def _build(self) -> None:
        self._card = frame("card")
        inside = column(self._card, (24, 20, 24, 20), 8)
        inside.addWidget(self._title)
        inside.addWidget(self._words)
        inside.addWidget(self.goals)
        inside.addWidget(self._streak)
        self._sign_line = QWidget()
        line = row(self._sign_line, spacing=6)
        line.addWidget(self._sign)
        line.addWidget(self._signed, 1)
        inside.addWidget(self._sign_line)
        inside.addWidget(self._before)
        whole = column(self, spacing=16)
        whole.addWidget(self.offer)
        whole.addWidget(self._card)
        whole.addWidget(self._next)
        whole.addWidget(self._trouble)
        whole.addLayout(at_left(self.open_form, self.next_ask))
        whole.addWidget(self._form_title)
        whole.addWidget(self.form)
        whole.addStretch(1)
        for label in (self._trouble, self._next):
            label.hide()
        self._form_shown(False)

    def show_week(self, now: WeekNow, today: date, next_ask: str) -> None:
        """`next_ask` says in a line who is asked next, or nothing."""
        pledge = now.pledge
        set_words(self._title, f"This week, {span_words(now.monday)}")
        set_words(self._words, _about(now))
        self.goals.show_goals(now.goals)
        self.goals.setVisible(bool(now.goals))
        forgiven = " One missed day a week is forgiven." if now.streak_days else ""
        set_words(self._streak, f"Streak: {count(now.streak_days, 'day')} of practice.{forgiven}" if now.streak_days or pledge else "")
        self._sign_line.setVisible(pledge is not None)
        if pledge is not None:
            self._sign.show_icon("check" if pledge.countersigned_by else "clock", "accent" if pledge.countersigned_by else "soft")
            set_words(self._signed, _signed(pledge, today))
        before = now.earlier[0] if now.earlier else None
        set_words(
            self._before,
            f"Changed {on_day(pledge.made_at[:10], today)}; before: {goals_words(before.goals)}." if before and pledge else "",
        )
        coming = now.next_pledge
        set_words(self._next, f"Promised for next week: {goals_words(coming.goals)}." if coming else "")
        self.offer.show_offer(now)
        self.open_form.setText("Promise next week, or change this one" if pledge else "Make a pledge")
        self.open_form.set_role("" if pledge or now.proposal else "primary")
        self.next_ask.setText(next_ask)
        self.next_ask.setVisible(bool(next_ask))
        self.form.show_weeks(now.monday, pledge, coming)

    @property
    def drafts(self) -> Drafts:
        """What was typed into the open form."""
        draft = None if self.form.isHidden() else self.form.draft
        return {"pledge": draft} if draft else {}

    def take_up(self, drafts: Drafts) -> None:
        """Go on with the draft, where there is one."""
        if "pledge" in drafts:
            self.form.take_up(drafts["pledge"])
            self._form_shown(True)

    def _form_shown(self, shown: bool) -> None:
        self.form.setVisible(shown)
        self._form_title.setVisible(shown)
        self.open_form.setVisible(not shown)
        set_words(self._form_title, "What do you promise?", hide_empty=False)

    def _show_form(self) -> None:
        self._form_shown(True)
        self.form.take_focus()

    def _hide_form(self) -> None:
        self._form_shown(False)
        self.open_form.setFocus()

    def _promised(self) -> None:
        self._hide_form()
        self._say("")
        announce(self, "Promised.")
        self.changed.emit()

    def _take(self) -> None:
        self._say(self._take_over())
        self.changed.emit()

    def _say(self, words: str) -> None:
        set_words(self._trouble, words)
        announce(self._trouble, words)

    def take_focus(self) -> None:
        if self.form.isVisible():
            self.form.take_focus()
        else:
            self.open_form.setFocus()


def _about(now: WeekNow) -> str:
    """The rep's own words; without a pledge what it is for, and what was done all the same."""
    if now.pledge is not None:
        return f"\u201c{now.pledge.words}\u201d" if now.pledge.words else ""
    done = goals_words(now.held)
    lead = "Nothing is promised yet. Small goals are enough; those that somebody else sees are kept more often."
    return f"{lead} Done so far: {done}." if done else lead


def _signed(pledge: Pledge, today: date) -> str:
    if pledge.countersigned_by:
        return f"Countersigned by {pledge.countersigned_by}, {on_day(local_day(pledge.countersigned_at), today)}"
    proposed = f"Proposed by {pledge.proposed_by}. " if pledge.proposed_by else ""
    return f"{proposed}Not countersigned yet; the next page that you share shows it to your partner."
