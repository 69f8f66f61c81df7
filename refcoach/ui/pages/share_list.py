"""The takes of a period on the Share page: what goes in, what with its sound, and the chosen one to be heard before that is decided."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.joined import Joined
from refcoach.engine.sharing import is_among
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.models.share_rows import Chosen, Shareable, share_rows
from refcoach.ui.pages.details import GONE
from refcoach.ui.takes import takes_of
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, announce, at_left, column, divider, row, set_words, text
from refcoach.ui.widgets.plain_list import PlainList
from refcoach.ui.widgets.player import Player
from refcoach.ui.widgets.take_tabs import TakeTabs
from refcoach.ui.words import count

LONGEST_QUOTE = 150
PRIVATE = "Your sound stays private unless you tick a take. What should not be read either can be left out."
LEAVE_OUT, PUT_IN = "Leave this take out", "Put this take in again"
SAYS = "Takes to share; Space ticks one with its sound, Enter plays it, Delete leaves it out or puts it in again"


class ShareList(QWidget):
    """`ticked_changed` follows every choice. What an earlier share left out stays out until the rep puts it in again."""

    ticked_changed = Signal()

    def __init__(self, theme: Theme, engine: EngineLink) -> None:
        super().__init__()
        self._shareable = Shareable()
        self._shown = ""  # the attempt below the list
        self._titles: Mapping[str, str] = {}
        self._today = date.min
        self._ticked: frozenset[str] = frozenset()
        self._left_before: frozenset[str] = frozenset()
        self._in_or_out: dict[str, bool] = {}  # what the rep chose since: whether an attempt is left out
        self._sums = text("", "strong", "shareSums")
        self.all = Button(theme, "All with sound", "plain", "shareAll")
        self.none = Button(theme, "None", "plain", "shareNone")
        self._nothing = text("", "soft", "shareNothing")
        self.list = PlainList(theme, "shareList", SAYS, ticks=True)
        self._heard = QWidget()
        self._tabs = TakeTabs()
        self._quote = text("", "soft", "shareQuote")
        self.leave_out = Button(theme, LEAVE_OUT, "plain", "shareLeaveOut", "minus")
        self.player = Player(theme, engine)
        self._build()
        self.list.plain.tick_wanted.connect(self._tick)
        self.list.row_chosen.connect(self._show)
        self.list.opened.connect(lambda row_id: self.player.toggle())
        self._tabs.chosen.connect(self._show_take)
        self.all.clicked.connect(lambda: self._choose(frozenset(self._shareable.with_sound)))
        self.none.clicked.connect(lambda: self._choose(frozenset()))
        self.leave_out.clicked.connect(self._turn)
        QShortcut(QKeySequence("Delete"), self.list, self._turn, context=Qt.ShortcutContext.WidgetShortcut)

    def _build(self) -> None:
        top = row()
        top.addWidget(self._sums, 1)
        top.addWidget(self.all)
        top.addWidget(self.none)
        heard = column(self._heard, (12, 8, 12, 0), 6)
        heard.addWidget(divider())
        for part in (self._tabs, self._quote, self.player):
            heard.addWidget(part)
        heard.addLayout(at_left(self.leave_out))
        whole = column(self, spacing=4)
        whole.addLayout(top)
        whole.addWidget(text(PRIVATE, "label"))
        whole.addWidget(self._nothing)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._heard)

    # --- what is ticked ---------------------------------------------------------------------------------------------

    @property
    def takes(self) -> list[Attempt]:
        """The takes that go in, parts that were said again included."""
        return [take for whole in self._shareable.wholes if not self._is_out(whole) for take in takes_of(whole)]

    @property
    def left_out(self) -> frozenset[str]:
        """The attempts of the period that do not go in."""
        return frozenset(whole.first.attempt_id for whole in self._shareable.wholes if self._is_out(whole))

    def _is_out(self, whole: Joined) -> bool:
        before = any(is_among(take, self._left_before) for take in takes_of(whole))
        return self._in_or_out.get(whole.first.attempt_id, before)

    @property
    def with_sound(self) -> frozenset[str]:
        """The takes whose sound goes along: those that are ticked, with their parts."""
        chosen = [whole for whole in self._shareable.wholes if whole.first.attempt_id in self._ticked and not self._is_out(whole)]
        return frozenset[str]().union(*(self._shareable.sounds_of(whole) for whole in chosen))

    def show_takes(self, shareable: Shareable, titles: Mapping[str, str], today: date) -> None:
        """Ticks stay with the takes that are still there."""
        self._shareable, self._titles, self._today = shareable, titles, today
        self._choose(self._ticked & frozenset(shareable.with_sound))

    def _choose(self, ticked: frozenset[str]) -> None:
        self._ticked = ticked
        self._fill()

    def show_left_out(self, takes: AbstractSet[str]) -> None:
        """The takes that the shares so far left out. Where that is news, what was chosen since is in it."""
        if takes != self._left_before:
            self._left_before = frozenset(takes)
            self._in_or_out.clear()

    def _turn(self) -> None:
        """Leave the chosen attempt out, or put it in again; its sound stays private until it is ticked anew."""
        whole = self._shareable.find(self._shown)
        if whole is None:
            return
        out = self._in_or_out[whole.first.attempt_id] = not self._is_out(whole)
        self._choose(self._ticked - {whole.first.attempt_id})
        self._say_turn()
        announce(self.list, f"{'Left out of' if out else 'In'} the page")

    def _say_turn(self) -> None:
        out = self._shown in self.left_out
        self.leave_out.setText(PUT_IN if out else LEAVE_OUT)
        self.leave_out.set_icon("plus" if out else "minus")

    def _tick(self, attempt_id: str, wanted: bool) -> None:
        self._choose(self._ticked | {attempt_id} if wanted else self._ticked - {attempt_id})

    def _fill(self) -> None:
        self.list.show_rows(share_rows(self._shareable, Chosen(self._ticked, self.left_out), self._titles, self._today))
        takes, sounds, out = len(self.takes), len(self.with_sound), len(self.left_out)
        there = bool(self._shareable.wholes)
        more = f", {out} left out" if out else ""
        self._sums.setText(f"{count(takes, 'take')}, {sounds or 'none'} with sound{more}" if there else "Takes")
        set_words(
            self._nothing, "" if there else "You did not practise in these days. Choose others; the page can be written all the same."
        )
        for button in (self.all, self.none):
            button.setVisible(bool(self._shareable.with_sound))
        self.list.setVisible(there)
        self._heard.setVisible(there)
        if not there:
            self.player.show_attempt(None)
        self.ticked_changed.emit()

    # --- the chosen one ---------------------------------------------------------------------------------------------

    def _show(self, attempt_id: str) -> None:
        whole = self._shareable.find(attempt_id)
        if whole is not None:
            self._shown = attempt_id
            self._show_one(whole, whole.first)
            self._say_turn()

    def _show_take(self, attempt_id: str) -> None:
        for whole in self._shareable.wholes:
            for take in takes_of(whole):
                if take.attempt_id == attempt_id:
                    self._show_one(whole, take)

    def _show_one(self, whole: Joined, take: Attempt) -> None:
        self._tabs.show_takes(list(takes_of(whole)), take)
        words = take.transcript.text
        short = words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "\u2026"
        set_words(self._quote, f"\u201c{short}\u201d" if short else "")
        audible = take.attempt_id in self._shareable.audible
        self.player.show_attempt(replace(take, delivery=None), "" if audible or take.take is None else GONE)
        self.player.setVisible(take.take is not None)
