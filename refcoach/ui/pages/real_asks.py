"""Real asks: the next one with its rehearsals, those that were made with what came of them, and the sum of it all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from refcoach.core.asks import AskState, Totals, outcome_words, rehearsed_words
from refcoach.core.real_ask import RealAsk
from refcoach.core.scenario import Scenario
from refcoach.engine.pledges import AskNow
from refcoach.store.form_drafts import Drafts
from refcoach.ui.models.ask_words import when_words
from refcoach.ui.pages.ask_forms import AskForm, OutcomeForm
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, at_left, column, set_words, text
from refcoach.ui.widgets.folded_form import FoldedForm
from refcoach.ui.words import count

FIRST_SHOWN = 8  # of the asks that were made; the others are shown when asked for


class AskCard(QFrame):
    """One ask. `rehearse` tells its scenario."""

    rehearse = Signal(str)
    changed = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, ask_id: str, note_down: Callable[[RealAsk, Mapping[str, int], str], str]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName(f"ask_{ask_id}")
        self._now: AskNow | None = None
        self._note_down = note_down
        self._who = text("", "heading", f"askWho_{ask_id}")
        self._when = text("", "soft", f"askWhen_{ask_id}")
        self._practice = text("", "soft", f"askPractice_{ask_id}")
        self._came = text("", "", f"askCame_{ask_id}")
        self._note = text("", "soft", f"askNote_{ask_id}")
        self.go = Button(theme, "Rehearse now", "", f"askRehearse_{ask_id}", "play")
        self.asked = Button(theme, "I asked", "", f"askAsked_{ask_id}")
        self.form = OutcomeForm(theme, ask_id, self._save)
        whole = column(self, (24, 18, 24, 18), 4)
        for part in (self._who, self._when, self._practice, self._came, self._note):
            whole.addWidget(part)
        whole.addSpacing(6)
        whole.addLayout(at_left(self.go, self.asked))
        whole.addWidget(self.form)
        self.form.hide()
        self.go.clicked.connect(self._rehearse)
        self.asked.clicked.connect(self._open)
        self.form.put_away.connect(self._close)
        self.form.done.connect(self._done)
        for signal in (self.form.edited, self.form.done, self.form.put_away, self.asked.clicked):
            signal.connect(self.edited)

    def show_ask(self, now: AskNow, title: str, today: date, first: bool) -> None:
        """`title` names the scenario, empty for none; `first` marks the ask that comes next."""
        self._now, ask = now, now.ask
        waiting = now.state is AskState.OPEN
        set_words(self._who, ask.who)
        set_words(self._when, when_words(ask, today))
        set_words(self._practice, f"{rehearsed_words(now.rehearsed)}: {title}" if title else "")
        came = outcome_words(ask.outcome)
        set_words(self._came, "" if waiting else f"What came of it: {came}." if came else "Nothing came of it so far.")
        set_words(self._note, ask.note)
        self.go.setVisible(waiting and bool(title))
        self.go.set_role("primary" if first else "")
        self.asked.setText("I asked" if waiting else "Note what came of it")
        self.asked.setVisible(self.form.isHidden())
        self.form.show_outcome(ask.outcome, ask.note)

    def _rehearse(self) -> None:
        if self._now is not None:
            self.rehearse.emit(self._now.ask.scenario)

    def _save(self, outcome: Mapping[str, int], note: str) -> str:
        return self._note_down(self._now.ask, outcome, note) if self._now is not None else ""

    @property
    def draft(self) -> Drafts | None:
        """What was typed into the open form."""
        return None if self.form.isHidden() else self.form.draft

    def take_up(self, draft: Drafts) -> None:
        """Go on with a draft."""
        self.form.take_up(draft)
        self._unfold()

    def _unfold(self) -> None:
        self.form.show()
        self.asked.hide()

    def _open(self) -> None:
        self._unfold()
        self.form.take_focus()

    def _close(self) -> None:
        self.form.hide()
        self.asked.show()
        self.asked.setFocus()

    def _done(self) -> None:
        self._close()
        self.changed.emit()


class AsksView(QWidget):
    """`plan` and `note_down` do it and answer what stood in the way, or nothing."""

    changed = Signal()
    edited = Signal()
    practise_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        plan: Callable[[str, str, str], str],
        note_down: Callable[[RealAsk, Mapping[str, int], str], str],
    ) -> None:
        super().__init__()
        self._theme, self._note_down = theme, note_down
        self._cards: dict[str, AskCard] = {}
        self._scenarios: dict[str, Scenario] = {}
        self._asks: Sequence[AskNow] = ()
        self._today, self._all = date.min, False
        self._empty = text("An ask that has a name and a day is made; one that has neither waits.", "soft", "asksEmpty")
        self.open_form = Button(theme, "Plan a real ask", name="askOpen")
        self.form = AskForm(theme, plan)
        self._folded = FoldedForm(self.form, self.open_form, self.form.put_away, self.form.done, edge=18)
        self._waiting, self._made = column(spacing=12), column(spacing=12)
        self._made_title = text("Asked", "heading")
        self._sum = text("", "soft", "asksTotals")
        self._more = Button(theme, "Show all", "plain", "asksMore")
        whole = column(self, spacing=16)
        whole.addWidget(self._empty)
        whole.addLayout(self._waiting)
        self._folded.place(whole)
        whole.addWidget(self._made_title)
        whole.addWidget(self._sum)
        whole.addLayout(self._made)
        whole.addWidget(self._more)
        whole.addStretch(1)
        self.form.done.connect(self.changed)
        for signal in (self.form.edited, self.form.done, self.form.put_away, self.open_form.clicked):
            signal.connect(self.edited)
        self._more.clicked.connect(self._show_all)

    def show_asks(self, asks: Sequence[AskNow], sums: Totals, scenarios: Sequence[Scenario], today: date) -> None:
        self._asks, self._today = asks, today
        self._scenarios = {scenario.id: scenario for scenario in scenarios}
        self.form.offer(today, scenarios)
        came = outcome_words(sums.outcome)
        set_words(
            self._sum, f"{count(sums.asks, 'ask')} in all. {'Of them came: ' + came + '.' if came else ''}".strip() if sums.asks else ""
        )
        self._made_title.setVisible(bool(sums.asks))
        self._place()

    @property
    def drafts(self) -> Drafts:
        """What was typed into the open forms: of the next ask, and of what came of others by their ids."""
        plan = self.form.draft if self._folded.unfolded else None
        outcomes = {ask_id: card.draft for ask_id, card in self._cards.items() if card.draft}
        return {**({"ask": plan} if plan else {}), **({"outcomes": outcomes} if outcomes else {})}

    def take_up(self, drafts: Drafts) -> None:
        """Go on with the drafts; of an ask that is gone there is nothing to go on with."""
        if "ask" in drafts:
            self.form.take_up(drafts["ask"])
            self._folded.unfold()
        ids = {now.ask.ask_id for now in self._asks}
        outcomes = {ask_id: draft for ask_id, draft in drafts.get("outcomes", {}).items() if ask_id in ids}
        if outcomes.keys() - self._cards.keys():
            self._show_all()
        for ask_id, draft in outcomes.items():
            self._cards[ask_id].take_up(draft)

    def _place(self) -> None:
        """The cards in their order; a card stays the same widget, with what is typed in it."""
        for card in self._cards.values():
            self._waiting.removeWidget(card)
            self._made.removeWidget(card)
        waiting = [now for now in self._asks if now.state is AskState.OPEN]
        made = [now for now in self._asks if now.state is not AskState.OPEN]
        shown = [*waiting, *(made if self._all else made[:FIRST_SHOWN])]
        for now in shown:
            card = self._cards.get(now.ask.ask_id) or self._new_card(now.ask.ask_id)
            scenario = self._scenarios.get(now.ask.scenario)
            card.show_ask(now, scenario.title if scenario else "", self._today, now is waiting[0] if waiting else False)
            (self._waiting if now.state is AskState.OPEN else self._made).addWidget(card)
            card.show()
        for ask_id in set(self._cards) - {now.ask.ask_id for now in shown}:
            self._cards[ask_id].hide()
        self._empty.setVisible(not waiting)
        self._more.setVisible(len(made) > FIRST_SHOWN and not self._all)

    def _new_card(self, ask_id: str) -> AskCard:
        card = AskCard(self._theme, ask_id, self._note_down)
        card.setParent(self)
        card.changed.connect(self.changed)
        card.edited.connect(self.edited)
        card.rehearse.connect(self._rehearse)
        self._cards[ask_id] = card
        return card

    def _rehearse(self, scenario: str) -> None:
        if scenario in self._scenarios:
            self.practise_wanted.emit(self._scenarios[scenario])

    def _show_all(self) -> None:
        self._all = True
        self._place()

    def take_focus(self) -> None:
        self._folded.take_focus()
