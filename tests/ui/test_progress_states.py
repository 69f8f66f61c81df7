"""States of the Progress page on a real log: empty, failed, still reading, stopped, changed meanwhile."""

import threading
from pathlib import Path
from typing import Any

import pytest
from practice_samples import tried
from pytestqt.qtbot import QtBot
from ui_practice import FAR, TODAY, OpenPage, RealDesk, settle, some_months, words

from refcoach.core.attempt import Attempt
from refcoach.ui.pages.progress import ProgressPage

ALL = 2  # of the periods to choose from


@pytest.fixture
def desk(tmp_path: Path) -> RealDesk:
    made = RealDesk(tmp_path / "home")
    made.fill(some_months(TODAY))
    return made


def test_an_empty_log_leads_to_practising(tmp_path: Path, open_page: OpenPage) -> None:
    stand, page = open_page(RealDesk(tmp_path / "home"))
    assert page.notice.isVisible()
    assert words(page.notice, "logNotice") == "No practice yet"
    page.notice.acted.emit()
    assert stand.window.practise.isVisible()


def test_practice_from_long_ago_is_offered_and_shown(tmp_path: Path, qtbot: QtBot, open_page: OpenPage) -> None:
    desk = RealDesk(tmp_path / "home")
    desk.log.put_attempt(tried("take", "2024-03-05", ideal_client="+"))
    _, page = open_page(desk)
    assert words(page.notice, "logNotice") == "Nothing in these weeks"
    page.notice.acted.emit()
    settle(qtbot, page)
    assert page.view.isVisible()
    assert page.period.currentText() == "All"
    assert page.view.charts.first.parts[0].series.sums() == (1, 1)
    assert len(page.view.days.grid._days) <= 53 * 7 < len(page.view.days._all)


def test_a_log_that_cannot_be_read_says_so_and_can_be_read_again(tmp_path: Path, qtbot: QtBot, desk: RealDesk, open_page: OpenPage) -> None:
    month = desk.places.log / "2026-11.json"
    kept = month.read_bytes()
    month.unlink()
    month.mkdir()
    fresh = RealDesk(tmp_path / "home")
    _, page = open_page(fresh)
    assert page.notice.isVisible()
    assert page.view is None
    assert words(page.notice, "logNotice")
    month.rmdir()
    month.write_bytes(kept)
    page.notice.acted.emit()
    settle(qtbot, page)
    assert page.view.isVisible()


def test_a_longer_period_shows_more_weeks(qtbot: QtBot, desk: RealDesk, open_page: OpenPage) -> None:
    _, page = open_page(desk)
    assert len(page.view.charts.first.parts[0].series.points) == 12
    for number, weeks in ((1, 53), (2, 20), (0, 12)):
        choose(page, number)
        settle(qtbot, page)
        assert len(page.view.charts.first.parts[0].series.points) == weeks


class GatedDesk(RealDesk):
    """Waits at each month until it is let through, as a slow disk would."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.gate = threading.Semaphore(0)
        self.gated = False

    def outlines(self, **wanted: Any) -> list[Attempt]:
        if self.gated:
            self.gate.acquire(timeout=FAR / 1000)
        return super().outlines(**wanted)


def gated(folder: Path, open_page: OpenPage) -> tuple[GatedDesk, ProgressPage]:
    """A page on half a year of practice, of which every month to come waits to be let through."""
    desk = GatedDesk(folder / "home")
    desk.fill(some_months(TODAY, 26))
    _, page = open_page(desk)
    desk.gated = True
    return desk, page


def choose(page: ProgressPage, period: int) -> None:
    page.period.setCurrentIndex(period)
    page.period.activated.emit(period)


def test_reading_all_shows_how_far_it_is_and_can_be_stopped(tmp_path: Path, qtbot: QtBot, open_page: OpenPage) -> None:
    desk, page = gated(tmp_path, open_page)
    choose(page, ALL)
    assert page.view.isVisible()  # what was shown before stays
    assert not page.cancel.isVisible()
    months = len(desk.months())
    for done in (1, 2):
        desk.gate.release()
        qtbot.waitUntil(lambda done=done: f"month {done} of {months}" in words(page, "progressState"), timeout=FAR)
    assert page.cancel.isVisible()
    page.cancel.click()
    desk.gate.release()
    settle(qtbot, page)
    assert not page.cancel.isVisible()
    assert words(page, "progressState") == "Read back to 7 September; what is older was left out."
    assert page.view.charts.first.parts[0].series.points[0].monday == "2026-09-07"


def test_a_period_that_was_left_meanwhile_is_not_shown(tmp_path: Path, qtbot: QtBot, open_page: OpenPage) -> None:
    desk, page = gated(tmp_path, open_page)
    for number in (ALL, 0):
        choose(page, number)
    for _ in range(30):
        desk.gate.release()
    settle(qtbot, page)
    assert len(page.view.charts.first.parts[0].series.points) == 12
    assert words(page, "progressState") == ""


def test_an_attempt_that_is_logged_changes_the_page_it_is_shown_on(qtbot: QtBot, desk: RealDesk, open_page: OpenPage) -> None:
    stand, page = open_page(desk)
    before = page.view.charts.first.parts[0].series.sums()
    attempt = tried("new", TODAY.isoformat(), ideal_client="+")
    stand.engine.attempt_logged.emit(attempt)
    qtbot.waitUntil(lambda: page.view.charts.first.parts[0].series.sums() == (before[0] + 1, before[1] + 1), timeout=FAR)
    stand.window.show_page("log")
    stand.engine.attempt_logged.emit(tried("newer", TODAY.isoformat(), ideal_client="+"))
    stand.window.show_page("progress")
    qtbot.waitUntil(lambda: page.view.charts.first.parts[0].series.sums() == (before[0] + 2, before[1] + 2), timeout=FAR)


def test_closing_while_reading_ends_the_reading(tmp_path: Path, qtbot: QtBot, open_page: OpenPage) -> None:
    desk, page = gated(tmp_path, open_page)
    choose(page, ALL)
    threading.Timer(0.2, desk.gate.release).start()
    page.close_down()
    assert page.background._thread is None or not page.background._thread.is_alive()
