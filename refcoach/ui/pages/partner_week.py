"""A shared week as a whole before the partner: pledge and what was kept, whether the log holds, note, proposal, countersign, saving."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from refcoach.core.page_data import PageData, PagePledge, left_out_words, tells_findings, weeks_waiting
from refcoach.core.pledge import Goals
from refcoach.core.review import Review
from refcoach.core.trust import TrustLine
from refcoach.core.week import days_practised
from refcoach.ui.models.reviews import day_of
from refcoach.ui.models.share_rows import period_words
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, column, divider, row, set_words, text
from refcoach.ui.widgets.counts import CountGrid
from refcoach.ui.widgets.fields import LineField, TextField
from refcoach.ui.widgets.tick_box import TickBox
from refcoach.ui.words import count

TRUST_SIGNS = {True: ("check", "accent"), False: ("warning", "record"), None: ("info", "soft")}
AFTER = "after your answers"  # it would tell what the app found
EMPTY_HINT = "Leave at 0 what you do not want to propose."


class LeftOut(QWidget):
    """Says that the rep left takes out; hidden where there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = text("", "", "partnerLeftOut")
        line = row(self)
        line.addWidget(IconLabel(theme, "minus", "soft"))
        line.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)

    def show_words(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words))


class Promised(QWidget):
    """The goals of a week, each with what was kept, but for those of which that is still to be `hidden`."""

    def __init__(self, theme: Theme, pledge: PagePledge, hidden: Collection[str]) -> None:
        super().__init__()
        whole = column(self, spacing=6)
        by = f", countersigned by {pledge.countersigned_by}" if pledge.countersigned_by else ""
        whole.addWidget(text(f"The week of {day_of(pledge.week)}{by}", "label"))
        if pledge.words:
            whole.addWidget(text(f"\u201c{pledge.words}\u201d"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(2, 1)
        for at, (label, promised, kept) in enumerate(pledge.goals):
            if label in hidden:
                for place, part in enumerate(
                    (IconLabel(theme, "question", "soft"), text(label, wrap=False), text(AFTER, "soft", "partnerGoal"))
                ):
                    grid.addWidget(part, at, place)
                continue
            reached = kept >= promised
            grid.addWidget(IconLabel(theme, "check" if reached else "minus", "accent" if reached else "soft"), at, 0)
            grid.addWidget(text(label, wrap=False), at, 1)
            words = f"{kept} of {promised}" + ("" if reached else ", not reached")
            grid.addWidget(text(words, "strong" if reached else "soft", "partnerGoal"), at, 2)
        whole.addLayout(grid)


def promised_view(theme: Theme, data: PageData, revealed: Iterable[str]) -> QWidget:
    """The pledge; what was heard in a week whose takes still wait for answers is not told before."""
    if data.pledge is None:
        return text("No pledge was made for this time.", "soft")
    waits = data.pledge.week in weeks_waiting(data, revealed)
    return Promised(theme, data.pledge, {label for label, *_ in data.pledge.goals if waits and tells_findings(data, label)})


class WeekView(QWidget):
    """`changed` comes with the draft as it is now; `save_wanted` when it is to become a file."""

    changed = Signal(object)
    save_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("partnerWeek")
        self._theme = theme
        self._data: PageData | None = None
        self._draft: Review | None = None
        self._filling = False
        self._title = text("", "heading", "partnerWeekTitle")
        self._sums = text("", "soft", "partnerWeekSums")
        self._left_out = LeftOut(theme)
        self._promised = QWidget()
        self._trust = QWidget()
        self.partner = LineField("Your name", "Sam", "partnerName")
        self.note = TextField("A note", "What you noticed over the whole week.", "partnerNote", 4)
        self.sign = TickBox(theme, "countersign")
        self._propose = text("", "strong", "proposeTitle")
        self.goals = CountGrid(theme, "propose")
        self.elements = CountGrid(theme, "proposeElement")
        self._elements_title = text("In how many attempts each should be heard", "label")
        self._open = text("", "soft", "stillOpen")
        self.save = Button(theme, "Save my review\u2026", "primary", "saveReview")
        self.remove = Button(theme, "Forget this share\u2026", "plain", "forgetShare")
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = column(self, (32, 32, 32, 32), 12)
        self._whole = whole
        for part in (
            self._title,
            self._sums,
            self._left_out,
            self._promised,
            divider(),
            text("Since you last looked", "strong"),
            self._trust,
        ):
            whole.addWidget(part)
        for part in (divider(), self.note, self.sign, self._propose, text(EMPTY_HINT, "label"), self.goals):
            whole.addWidget(part)
        for part in (self._elements_title, self.elements, divider(), self.partner, self._open):
            whole.addWidget(part)
        last = row()
        last.addWidget(self.save)
        last.addWidget(self.remove)
        last.addStretch(1)
        whole.addLayout(last)
        whole.addStretch(1)

    def _connect(self) -> None:
        for field in (self.partner, self.note, self.goals, self.elements):
            field.changed.connect(self._edited)
        self.sign.toggled.connect(self._edited)
        self.save.clicked.connect(self.save_wanted)
        self.remove.clicked.connect(self.remove_wanted)

    @property
    def draft(self) -> Review | None:
        return self._draft

    def show_week(self, data: PageData, draft: Review, trust: Sequence[TrustLine], left: str, revealed: Iterable[str] = ()) -> None:
        """`trust` is what can be said of the log behind it; `left` says what is still open; `revealed` are the takes whose findings were
        looked at."""
        self._filling = True
        self._data, self._draft = data, draft
        self._title.setText(f"{data.rep}\u2019s week as a whole")
        self._sums.setText(week_words(data))
        self._left_out.show_words(left_out_words(data))
        self._show_promised(data, revealed)
        self._show_trust(trust)
        self.partner.show_value(draft.partner)
        self.note.show_value(draft.note)
        self.sign.setVisible(data.pledge is not None)
        self.sign.setText(f"I countersign the pledge for the week of {day_of(data.pledge.week)}" if data.pledge else "")
        self.sign.setChecked(draft.countersigned)
        self._propose.setText(f"Proposal for the week of {day_of(data.next_week)}")
        goals = draft.proposed or Goals()
        self.goals.show_fields(data.goal_labels, {key: int(getattr(goals, key, 0)) for key, _ in data.goal_labels})
        labels = [(series.key, series.label) for series in data.series]
        self.elements.show_fields(labels, dict(goals.elements))
        self._elements_title.setVisible(bool(labels))
        self.elements.setVisible(bool(labels))
        self.show_left(left)
        self._filling = False

    def show_left(self, left: str) -> None:
        set_words(self._open, left)

    def _swap(self, old: QWidget, new: QWidget) -> QWidget:
        self._whole.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        return new

    def _show_promised(self, data: PageData, revealed: Iterable[str]) -> None:
        self._promised = self._swap(self._promised, promised_view(self._theme, data, revealed))

    def _show_trust(self, trust: Sequence[TrustLine]) -> None:
        made = QWidget()
        inside = column(made, spacing=6)
        for told in trust:
            sign, colour = TRUST_SIGNS[told.holds]
            line = row(spacing=8)
            line.addWidget(IconLabel(self._theme, sign, colour))
            line.addWidget(text(told.sentence, "strong" if told.holds is False else "", "trustLine"), 1, Qt.AlignmentFlag.AlignTop)
            inside.addLayout(line)
        self._trust = self._swap(self._trust, made)

    def _edited(self) -> None:
        if self._filling or self._draft is None:
            return
        counts = self.goals.values
        elements = tuple((key, times) for key, times in self.elements.values.items() if times)
        goals = Goals(**{key: counts.get(key, 0) for key in ("days", "drills", "live_practices", "real_asks")}, elements=elements)
        self._draft = replace(
            self._draft,
            partner=self.partner.value,
            note=self.note.value.strip(),
            proposed=goals if goals else None,
            countersigned=self.sign.isChecked(),
        )
        self.changed.emit(self._draft)


def week_words(data: PageData) -> str:
    """What was done in the period, in one line."""
    days = (date.fromisoformat(data.until) - date.fromisoformat(data.since)).days + 1
    practised = len(days_practised(data.days))
    parts = [f"{period_words(data.since, data.until)}: practised on {practised} of {count(days, 'day')}"]
    parts.append(count(sum(day.attempts for day in data.days), "take"))
    for name, word in (("live", "live practice"), ("asks", "real ask")):
        done = sum(getattr(day, name) for day in data.days)
        parts += [count(done, word)] if done else []
    streak = f" A streak of {count(data.streak_days, 'day')}." if data.streak_days > 1 else ""
    return ", ".join(parts) + "." + streak
