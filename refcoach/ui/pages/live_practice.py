"""Live practice: who listened, whether it counts, and what came across of whom the rep wants to meet."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from refcoach.core.finding import Judgement
from refcoach.core.live import RELATION_WORDS, Listener, LivePractice, why_not_counted
from refcoach.core.profile import IdealClient
from refcoach.core.say_back import OUTCOME_WORDS, FacetHeard, Understood, compare, summary
from refcoach.store.form_drafts import Drafts
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.pages.live_form import LiveForm
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, column, row, set_words, text
from refcoach.ui.widgets.folded_form import FoldedForm
from refcoach.ui.words import day_words

FIRST_SHOWN = 5
SIGNS = {Understood.YES: "check", Understood.NOT_MENTIONED: "minus", Understood.DIFFERENT: "flag", Understood.COULD_NOT_TELL: "question"}
TOKEN = "say-back "


class SayBacks(QObject):
    """Asks the engine which words of a say-back are about which facet. Until it answers, and without it, words alone are compared."""

    heard = Signal()

    def __init__(self, engine: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = engine
        self._texts: list[str] = []  # a token is the place of its text
        self._asked: set[str] = set()
        self._found: dict[str, Judgement] = {}
        engine.answer_tried.connect(self._answered)
        engine.state_changed.connect(self._ask)

    def want(self, said: str) -> Judgement | None:
        if said not in self._texts:
            self._texts.append(said)
            self._ask()
        return self._found.get(said)

    def _ask(self) -> None:
        if not self._engine.serving:
            self._asked.clear()  # an engine that stopped answers nothing more
            return
        for at, said in enumerate(self._texts):
            if said not in self._found and said not in self._asked:
                self._asked.add(said)
                self._engine.try_answer(f"{TOKEN}{at}", said, ())

    def _answered(self, token: str, judgement: Judgement) -> None:
        if token.startswith(TOKEN):
            self._found[self._texts[int(token.removeprefix(TOKEN))]] = judgement
            self.heard.emit()


class Comparison(QWidget):
    """What one listener said back, facet by facet."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._whole = column(self, (0, 4, 0, 0), 4)
        self._said = text("", "", f"saidBack_{name}")
        self._sum = text("", "strong-label", f"sayBackSum_{name}")
        self._found: tuple[FacetHeard, ...] = ()
        self._whole.addWidget(self._said)
        self._whole.addWidget(self._sum)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self._whole.addLayout(self._grid)

    def show_said(self, person: Listener, ideal: IdealClient, judgement: Judgement | None) -> None:
        found = compare(ideal, person.said_back, judgement)
        set_words(self._said, f"{person.name} said back: \u201c{person.said_back}\u201d")
        set_words(self._sum, summary(found))
        if found != self._found:
            self._found = found
            self._fill()

    def _fill(self) -> None:
        while (old := self._grid.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        for line, item in enumerate(self._found):
            sign = IconLabel(self._theme, SIGNS[item.outcome], "accent" if item.outcome is Understood.YES else "soft", 16)
            self._grid.addWidget(sign, line, 0)
            self._grid.addWidget(text(OUTCOME_WORDS[item.outcome], "label", f"sayBack_{self._name}_{item.facet}", wrap=False), line, 1)
            self._grid.addWidget(text(f"{item.label}: {item.meant}", "label"), line, 2)


class LiveCard(QFrame):
    def __init__(self, theme: Theme, live: LivePractice) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName(f"live_{live.live_id}")
        self._theme, self._live = theme, live
        self._comparisons: dict[int, Comparison] = {}
        self._when = text("", "label")
        whole = column(self, (24, 18, 24, 18), 6)
        whole.addWidget(self._when)
        names = ", ".join(f"{person.name} ({RELATION_WORDS[person.relation]})" for person in live.people)
        whole.addWidget(text(names, "strong"))
        if live.rehearsed:
            whole.addWidget(text(f"Rehearsed: {live.rehearsed}", "soft"))
        line = row(spacing=6)
        line.addWidget(IconLabel(theme, "check" if live.counts else "minus", "accent" if live.counts else "soft", 16))
        counts = "It counts." if live.counts else f"Kept, but it does not count. {why_not_counted(live)}"
        line.addWidget(text(counts, "label", f"liveCounts_{live.live_id}"), 1)
        whole.addLayout(line)
        for at, person in enumerate(live.people):
            if person.said_back:
                self._comparisons[at] = Comparison(theme, f"{live.live_id}_{at}")
                whole.addWidget(self._comparisons[at])
        if live.note:
            whole.addWidget(text(live.note, "soft"))

    def show_live(self, ideal: IdealClient, said: SayBacks, today: date) -> None:
        set_words(self._when, day_words(self._live.at[:10], today))
        for at, shown in self._comparisons.items():
            person = self._live.people[at]
            shown.show_said(person, ideal, said.want(person.said_back))


class LiveView(QWidget):
    """`log` does it and answers what stood in the way, or nothing."""

    changed = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, engine: EngineLink, log: Callable[[Sequence[Listener], str, str], str]) -> None:
        super().__init__()
        self._theme = theme
        self._said = SayBacks(engine, self)
        self._lives: Sequence[LivePractice] = ()
        self._ideal, self._today, self._all = IdealClient(), date.min, False
        self._cards: dict[LivePractice, LiveCard] = {}
        about = (
            "Ask two people aloud, then ask them: whom should you think of? They need to know nothing of your business. "
            "If they can say back whom you want to meet, the ask works."
        )
        self.open_form = Button(theme, "Log a live practice", name="liveOpen")
        self.form = LiveForm(theme, log)
        self._folded = FoldedForm(self.form, self.open_form, self.form.put_away, self.form.done)
        self._list = column(spacing=12)
        self._more = Button(theme, "Show all", "plain", "liveMore")
        whole = column(self, spacing=16)
        whole.addWidget(text(about, "soft", "liveAbout"))
        self._folded.place(whole)
        whole.addLayout(self._list)
        whole.addWidget(self._more)
        whole.addStretch(1)
        self.form.done.connect(self.changed)
        for signal in (self.form.edited, self.form.done, self.form.put_away, self.open_form.clicked):
            signal.connect(self.edited)
        self._more.clicked.connect(self._show_all)
        self._said.heard.connect(self._compare)

    def show_lives(self, lives: Sequence[LivePractice], ideal: IdealClient, today: date) -> None:
        """The newest first."""
        self._lives, self._ideal, self._today = lives, ideal, today
        self._place()

    @property
    def drafts(self) -> Drafts:
        """What was typed into the open form."""
        draft = self.form.draft if self._folded.unfolded else None
        return {"live": draft} if draft else {}

    def take_up(self, drafts: Drafts) -> None:
        """Go on with the draft, where there is one."""
        if "live" in drafts:
            self.form.take_up(drafts["live"])
            self._folded.unfold()

    def _place(self) -> None:
        for card in self._cards.values():
            self._list.removeWidget(card)
        shown = list(self._lives if self._all else self._lives[:FIRST_SHOWN])
        for live in shown:
            if live not in self._cards:
                self._cards[live] = LiveCard(self._theme, live)
            self._list.addWidget(self._cards[live])
        for live in set(self._cards) - set(shown):
            card = self._cards.pop(live)
            card.hide()
            card.deleteLater()
        self._more.setVisible(len(self._lives) > len(shown))
        self._compare()

    def _compare(self) -> None:
        for card in self._cards.values():
            card.show_live(self._ideal, self._said, self._today)

    def _show_all(self) -> None:
        self._all = True
        self._place()

    def take_focus(self) -> None:
        self._folded.take_focus()
