"""States of the Progress page for scripts/screenshots.py."""

from collections.abc import Callable, Sequence
from time import sleep
from typing import Any

from progress_examples import some_months
from screenshot_examples import TODAY

from refcoach.core.attempt import Attempt
from refcoach.core.errors import LogError

NARROW = (720, 700)


def _settle(scene: Any) -> None:
    from PySide6.QtWidgets import QApplication

    while scene.window.progress.background.busy:
        sleep(0.02)  # the reader has the processor meanwhile
        QApplication.processEvents()
    for _ in range(4):
        QApplication.processEvents()


def _open(scene: Any, attempts: Sequence[Attempt] | LogError | None, weeks: int = 20) -> None:
    months = some_months(TODAY, weeks)
    scene.desk._attempts = months.attempts if attempts is None else attempts
    scene.desk.logged = {"live": months.live, "ask": months.asks, "review": months.reviews} if attempts is None else {}
    scene.ready()
    scene.window.show_page("progress")
    _settle(scene)


def _progress(scene: Any) -> None:
    _open(scene, None)
    scene.window.progress.view.charts.first.parts[0].plot.choose(8)


def _lower(scene: Any) -> None:
    """The lower half of the page, with a reminder switched on."""
    _open(scene, None)
    page = scene.window.progress
    page.remind.show_setting("17:00 mon tue wed thu fri", True)
    _settle(scene)
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())


def _more(scene: Any) -> None:
    _open(scene, None)
    scene.window.progress.view.charts.more.click()
    _settle(scene)


def _table(scene: Any) -> None:
    _open(scene, None)
    scene.window.progress.as_table.click()


def _year(scene: Any) -> None:
    _open(scene, None, 60)
    page = scene.window.progress
    page.period.setCurrentIndex(1)
    page.load()
    _settle(scene)
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)


def _narrow(scene: Any) -> None:
    scene.window.resize(*NARROW)
    _open(scene, None)


def _narrow_lower(scene: Any) -> None:
    scene.window.resize(*NARROW)
    _lower(scene)


def _large(scene: Any) -> None:
    scene.theme.set_scale(1.5)
    _lower(scene)


PROGRESS: dict[str, Callable[[Any], object]] = {
    "progress": _progress,
    "progress-lower": _lower,
    "progress-more": _more,
    "progress-table": _table,
    "progress-year": _year,
    "progress-narrow": _narrow,
    "progress-narrow-lower": _narrow_lower,
    "progress-large": _large,
    "progress-empty": lambda scene: _open(scene, ()),
    "progress-failed": lambda scene: _open(scene, LogError("The practice log cannot be read.", "Free some disk space, then try again.")),
}
