"""The Progress page on a real log: charts, table, days, agreement, real asks."""

from pathlib import Path

import pytest
from practice_samples import reviewed, tried
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from ui_practice import FAR, TODAY, OpenPage, RealDesk, some_months, words
from ui_samples import OpenWindow

from refcoach.core.agreement import agreement, by_check
from refcoach.core.entries import REVIEW
from refcoach.engine.progress import Practice, read_practice, weeks_before
from refcoach.ui.models.progress_words import agreement_words, day_sentence, in_order, week_words


@pytest.fixture
def desk(tmp_path: Path) -> RealDesk:
    made = RealDesk(tmp_path / "home")
    made.fill(some_months(TODAY))
    return made


def hover(widget: QWidget, place: QPoint) -> None:
    """The mouse comes from somewhere else in the window and goes to a place of the widget."""
    window = widget.window()
    QTest.mouseMove(window.windowHandle(), QPoint(2, 2))
    QTest.mouseMove(window.windowHandle(), widget.mapTo(window, place))


def recent(desk: RealDesk) -> Practice:
    return read_practice(desk, weeks_before(TODAY, 12), TODAY)


def test_nothing_is_read_and_no_chart_is_made_before_the_page_is_shown(desk: RealDesk, open_window: OpenWindow) -> None:
    page = open_window(desk=desk, wait=False).window.progress
    assert page.view is None
    assert not page.background.busy


def test_the_required_checks_come_first_and_the_others_under_more(qtbot: QtBot, desk: RealDesk, open_page: OpenPage) -> None:
    _, page = open_page(desk)
    first, others = in_order(recent(desk).series)
    charts = page.view.charts
    assert [chart.series for chart in charts.first.parts] == first
    assert [one.key for one in first[:3]] == ["ideal_client", "business_reason", "introduction_request"]
    assert len(first) == 4
    assert not charts.rest.isVisible()
    charts.more.click()
    assert [chart.series for chart in charts.rest.parts] == others
    assert charts.rest.parts[0].isVisible()
    charts.more.click()
    assert not charts.rest.isVisible()


def test_the_arrow_keys_go_through_the_weeks_and_say_them(qtbot: QtBot, desk: RealDesk, open_page: OpenPage) -> None:
    _, page = open_page(desk)
    chart = page.view.charts.first.parts[0]
    before = chart.words.text()
    chart.plot.setFocus(Qt.FocusReason.TabFocusReason)
    last = len(chart.series.points) - 1
    assert chart.plot.at == last
    for key, at in ((Qt.Key.Key_Left, last - 1), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_End, last)):
        qtbot.keyClick(chart.plot, key)
        assert chart.plot.at == at
        said = week_words("ideal_client", chart.series.points[at], TODAY)
        assert chart.words.text() == chart.plot.accessibleDescription() == said
    page.view.charts.first.parts[1].plot.setFocus()
    assert chart.words.text() == before


def test_a_point_under_the_mouse_is_told_and_a_week_without_practice_has_none(qtbot: QtBot, desk: RealDesk, open_page: OpenPage) -> None:
    _, page = open_page(desk)
    chart = page.view.charts.first.parts[0]
    points, plot = chart.series.points, chart.plot
    gap = next(at for at, point in enumerate(points) if not point.told)
    view, box = plot._view, plot._view.getViewBox()

    def told(at: int) -> bool:
        hover(plot, view.mapTo(plot, view.mapFromScene(box.mapViewToScene(QPointF(at, 50)))))
        return plot.at == at

    for at in (gap - 1, gap):
        qtbot.waitUntil(lambda at=at: told(at), timeout=FAR)  # until the chart has its place on the page
        assert chart.words.text() == week_words("ideal_client", points[at], TODAY)
    assert "nothing to count" in chart.words.text()
    assert len(plot._marker.data) == 0
    drawn = [round(x) for x in plot._dots.getData()[0]]
    assert drawn == [at for at, point in enumerate(points) if point.told]
    assert gap not in drawn


def test_the_table_holds_the_same_numbers(qtbot: QtBot, desk: RealDesk, open_page: OpenPage) -> None:
    _, page = open_page(desk)
    page.as_table.click()
    table, charts = page.view.charts.table, page.view.charts
    assert table.isVisible()
    assert not charts.first.isVisible()
    practice = recent(desk)
    assert table.columnCount() == len(practice.series)
    assert table.rowCount() == len(practice.series[0].points)
    series = {one.label: one for one in practice.series}
    for column in range(table.columnCount()):
        one = series[table.horizontalHeaderItem(column).text()]
        cells = [table.item(line, column).text() for line in range(table.rowCount())]
        assert cells == [f"{point.heard} of {point.told}" if point.told else "–" for point in reversed(one.points)]
    table.setFocus()
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert (table.currentRow(), table.currentColumn()) == (1, 0)
    page.as_table.click()
    assert charts.first.isVisible()
    assert not table.isVisible()


def test_the_calendar_says_its_sum_and_each_day_by_arrow_keys(qtbot: QtBot, desk: RealDesk, open_page: OpenPage) -> None:
    _, page = open_page(desk)
    days, shown = recent(desk).days, page.view.days
    on = sum(1 for day in days if day.attempts or day.live)
    attempts = sum(day.attempts for day in days)
    assert words(page, "dayWords") == f"You practised on {on} of {len(days)} days, {attempts} attempts in all; last yesterday."
    shown.grid.setFocus(Qt.FocusReason.TabFocusReason)
    last = len(days) - 1
    assert words(page, "dayWords") == day_sentence(days[last], TODAY)
    for key, step in ((Qt.Key.Key_Left, 7), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Up, 1)):
        qtbot.keyClick(shown.grid, key)
        last -= step
        assert words(page, "dayWords") == day_sentence(days[last], TODAY) == shown.grid.accessibleDescription()

    def told(at: int) -> bool:
        page._scroll.ensureWidgetVisible(shown.grid)
        hover(shown.grid, shown.grid.square(at).center().toPoint())
        return words(page, "dayWords") == day_sentence(days[at], TODAY)

    qtbot.waitUntil(lambda: told(3), timeout=FAR)


def test_agreement_stands_in_words_and_kappa_only_from_twenty_answers_on(tmp_path: Path, qtbot: QtBot, open_page: OpenPage) -> None:
    desk = RealDesk(tmp_path / "home")
    for at in range(21):
        sign = "+" if at % 2 else "-"
        desk.log.put_attempt(tried(f"take{at}", "2026-11-18", ideal_client=sign, permission=sign))
    answers = {f"take{at}": {"ideal_client": "yes" if at % 2 else "no"} | ({"permission": "yes"} if at < 19 else {}) for at in range(21)}
    desk.put(REVIEW, reviewed("2026-11-20T08:00:00Z", answers))
    _, page = open_page(desk)
    found = {key: agreement(pairs) for key, pairs in by_check(recent(desk).pairs).items()}
    assert (found["ideal_client"].kappa, found["permission"].kappa) == (1.0, None)
    for key in found:
        assert words(page, f"agreement_{key}") == agreement_words(found[key])
        assert words(page, f"agreed_{key}") == f"{found[key].agreed} of {found[key].answers}"
    assert "Kappa 1.00." in words(page, "agreement_ideal_client")
    assert "Kappa comes with 20 answers." in words(page, "agreement_permission")
    assert "0 is no better than chance" in words(page, "kappaNote")
    assert words(page, "agreementWords").startswith("Your partner and RefCoach gave the same answer in 30 of 40 (75 %).")


def test_without_a_review_and_without_an_ask_the_page_says_so(tmp_path: Path, open_page: OpenPage) -> None:
    desk = RealDesk(tmp_path / "home")
    desk.log.put_attempt(tried("take", "2026-11-18", ideal_client="+"))
    _, page = open_page(desk)
    assert words(page, "agreementWords").startswith("No review has come back")
    assert page.findChild(QLabel, "kappaNote") is None
    assert page.findChild(QLabel, "noAsks").isVisible()
    assert not page.view.charts.more.isVisible()


def test_outcomes_are_figures_with_what_they_count(desk: RealDesk, open_page: OpenPage) -> None:
    _, page = open_page(desk)
    figures = [part.accessibleName() for part in page.view.outcomes.figures.parts]
    assert figures == ["4 real asks", "6 introductions", "4 meetings", "2 opportunities", "1 customer", "4,200 revenue"]


def _pixels(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}


def test_a_change_of_theme_repaints_the_charts_and_the_calendar(qtbot: QtBot, desk: RealDesk, open_page: OpenPage) -> None:
    stand, page = open_page(desk)
    chart = page.view.charts.first.parts[0]
    for name in ("light", "dark", "light"):
        stand.window.rail.theme_chosen.emit(name)
        qtbot.wait(50)
        theme = stand.theme
        assert {theme.ink("ideal_client").name(), theme.colour("surface").name()} <= _pixels(chart.plot)
        assert theme.colour("accent_soft").name() in _pixels(page.view.days.grid)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_narrow_window_puts_the_charts_one_below_the_other_and_cuts_nothing_off(
    qtbot: QtBot, desk: RealDesk, open_page: OpenPage, scale: float
) -> None:
    stand, page = open_page(desk)
    assert page.view.charts.first._columns == 2
    stand.theme.set_scale(scale)
    stand.window.resize(720, 700)
    qtbot.waitUntil(lambda: page.view.charts.first._columns == 1, timeout=2_000)
    qtbot.wait(50)
    room = page._scroll.viewport().width()
    for part in (*page.view.charts.first.parts, page.view.days.grid, page.view.ears, page.view.outcomes.figures, page.remind):
        left = part.mapTo(page, QPoint(0, 0)).x()
        assert left >= 0
        assert left + part.width() <= room
    grid = page.view.days.grid
    assert grid.square(len(recent(desk).days) - 1).right() <= grid.width()
