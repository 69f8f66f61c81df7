"""What the Progress page shows of a period: charts or table, days, the partner's ears, real asks."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from refcoach.core.agreement import agreement, by_check
from refcoach.core.series import CheckSeries, DayCount
from refcoach.engine.progress import Practice, weeks_before
from refcoach.ui.models.progress_words import (
    KAPPA_NOTE,
    RECENT_WEEKS,
    agreement_summary,
    agreement_words,
    day_sentence,
    days_summary,
    in_calendar,
    in_order,
    of_words,
    outcome_figures,
)
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import IconLabel, QuietButton, announce, column, divider, set_words, text
from refcoach.ui.widgets.day_grid import DayGrid
from refcoach.ui.widgets.tiles import Tiles
from refcoach.ui.widgets.week_chart import WeekChart
from refcoach.ui.widgets.week_table import WeekTable
from refcoach.ui.words import count, look

CHART_PX, FIGURE_PX = 300, 112


def section(whole: QVBoxLayout, title: str) -> None:
    whole.addSpacing(16)
    whole.addWidget(divider())
    whole.addSpacing(8)
    whole.addWidget(text(title, "heading"))


class Charts(QWidget):
    """The first charts, the others under "More", or all of it as a table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._others: Sequence[CheckSeries] = ()
        self._today = date.min
        self.first, self.rest = Tiles(theme, CHART_PX, 2), Tiles(theme, CHART_PX, 2)
        self.table = WeekTable(theme)
        self.more = QuietButton(theme, "", "down", "moreCharts")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_more)
        self._nothing = text("Nothing yet that could be told. A take that was clear enough shows here.", "soft")
        self._as_table = False
        whole = column(self, spacing=16)
        for part in (self._nothing, self.first, self.table, self.more, self.rest):
            whole.addWidget(part)

    def show_series(self, series: Sequence[CheckSeries], today: date) -> None:
        first, self._others = in_order(series)
        self._today = today
        self._fill(self.first, first)
        if self.rest.parts:
            self._fill(self.rest, self._others)
        self.table.show_series([*first, *self._others], today)
        self._nothing.setVisible(not series)
        self._show_more(self.more.isChecked())

    def _fill(self, tiles: Tiles, series: Sequence[CheckSeries]) -> None:
        """Charts of these checks; one that stands there already gets the new numbers."""
        standing = {chart.series.key: chart for chart in tiles.parts if isinstance(chart, WeekChart)}
        charts = []
        for one in series:
            chart = standing.get(one.key)
            if chart is None:
                chart = WeekChart(self._theme, one, self._today)
            else:
                chart.show_series(one)
            charts.append(chart)
        if charts != tiles.parts:
            tiles.show_parts(charts)

    def show_as_table(self, on: bool) -> None:
        self._as_table = on
        self._show_more(self.more.isChecked())

    def _show_more(self, on: bool) -> None:
        charts, others = not self._as_table, bool(self._others)
        if on and charts and others and not self.rest.parts:
            self._fill(self.rest, self._others)
        self.first.setVisible(charts and bool(self.first.parts))
        self.table.setVisible(self._as_table and bool(self.first.parts))
        self.more.setVisible(charts and others)
        self.more.setText("Fewer" if on else f"More: {count(len(self._others), 'other check')}")
        self.rest.setVisible(charts and on and others)


class Days(QWidget):
    """The calendar, and the chosen day or the sum in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._days: Sequence[DayCount] = ()
        self._all: Sequence[DayCount] = ()
        self._today = date.min
        self.words = text("", "", "dayWords")
        self.grid = DayGrid(theme)
        self._legend = text("", "small", "dayLegend")
        whole = column(self, spacing=12)
        for part in (self.words, self.grid, self._legend):
            whole.addWidget(part)
        self.grid.chosen.connect(self._say)

    def show_days(self, days: Sequence[DayCount], today: date) -> None:
        self._all, self._days, self._today = days, in_calendar(days), today
        self.grid.show_days(self._days)
        self._say(-1)
        self._explain()

    def _say(self, at: int) -> None:
        words = day_sentence(self._days[at], self._today) if at >= 0 else days_summary(self._all, self._today)
        set_words(self.words, words)
        if at >= 0 and self.grid.hasFocus():
            self.grid.setAccessibleDescription(words)
            announce(self.grid, words)

    def _explain(self) -> None:
        signs = "A figure counts" if self.grid.with_numbers else "The larger a square, the more was done: it counts"
        shown = " The calendar shows the last year." if len(self._days) < len(self._all) else ""
        set_words(self._legend, f"{signs} a day's attempts, live practices and real asks.{shown}")

    def resizeEvent(self, event: object) -> None:
        self._explain()


class Ears(QWidget):
    """How far the partner and the app agree, check by check."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._inside = QWidget()
        self.summary = text("", "", "agreementWords")
        self._column = column(self, spacing=12)
        self._column.addWidget(self.summary)
        self._column.addWidget(self._inside)

    def show_practice(self, practice: Practice) -> None:
        old, self._inside = self._inside, QWidget()
        self._column.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()
        pairs = by_check(practice.pairs)
        self._inside.setVisible(bool(pairs))
        if not pairs:
            set_words(
                self.summary, "No review has come back about these weeks. Your partner's answers stand here beside what RefCoach heard."
            )
            return
        set_words(self.summary, agreement_summary(practice.pairs, weeks_before(practice.until, RECENT_WEEKS)))
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(3, 1)
        order = [key for key in practice.labels if key in pairs]
        for line, key in enumerate([*order, *(key for key in pairs if key not in order)]):
            found, shape = agreement(pairs[key]), look(key)
            share = of_words((found.agreed, found.answers)) if found.answers else "\u2013"
            name = practice.labels.get(key, key)
            label = text(name, "strong", wrap=False)
            words = text(agreement_words(found), "label", f"agreement_{key}")
            words.setAccessibleName(f"{name}: the same answer in {share}. {words.text()}")
            icon = IconLabel(self._theme, shape.icon, shape.hue, 20, hue=True)
            cells = (icon, label, text(share, "", f"agreed_{key}", wrap=False), words)
            for place, cell in enumerate(cells):
                grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)
        if any(agreement(found).kappa is not None for found in pairs.values()):
            grid.addWidget(text(KAPPA_NOTE, "small", "kappaNote"), grid.rowCount(), 1, 1, 3)


class Outcomes(QWidget):
    """What came of real asks: figures with what they count."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._nothing = text("No real ask was made in this time.", "soft", "noAsks")
        self.figures = Tiles(theme, FIGURE_PX, 6)
        whole = column(self, spacing=0)
        whole.addWidget(self._nothing)
        whole.addWidget(self.figures)

    def show_practice(self, practice: Practice) -> None:
        some = bool(practice.totals)
        self._nothing.setVisible(not some)
        self.figures.setVisible(some)
        self.figures.show_parts([self._figure(*one) for one in outcome_figures(practice.totals)] if some else [])

    @staticmethod
    def _figure(number: str, words: str) -> QWidget:
        made = QWidget()
        made.setAccessibleName(f"{number} {words}")
        whole = column(made, spacing=0)
        whole.addWidget(text(number, "heading", wrap=False))
        whole.addWidget(text(words, "label", wrap=False))
        return made


class ProgressView(QWidget):
    """All sections one under the other, for one period."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.charts, self.days, self.ears, self.outcomes = Charts(theme), Days(theme), Ears(theme), Outcomes(theme)
        whole = column(self, spacing=8)
        whole.addWidget(self.charts)
        for title, part in (("Days of practice", self.days), ("Your partner's ears", self.ears), ("Real asks", self.outcomes)):
            section(whole, title)
            whole.addWidget(part)

    def show_practice(self, practice: Practice, today: date) -> None:
        self.charts.show_series(practice.series, today)
        self.days.show_days(practice.days, today)
        self.ears.show_practice(practice)
        self.outcomes.show_practice(practice)
