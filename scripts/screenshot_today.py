"""States of the page Today for scripts/screenshots.py."""

from collections.abc import Callable
from time import sleep
from typing import Any

from screenshot_pledge import GOALS, WEEK

from refcoach.core.entries import PLEDGE, REAL_ASK, REVIEW
from refcoach.core.pledge import Pledge
from refcoach.core.profile import Profile
from refcoach.core.real_ask import RealAsk
from refcoach.core.review import Head, Review, TakeReview


def _open(scene: Any) -> None:
    from PySide6.QtWidgets import QApplication

    scene.ready()
    scene.window.show_page("today")
    QApplication.processEvents()
    while scene.window.today.reading:
        sleep(0.02)  # the reader has the processor meanwhile
        QApplication.processEvents()


def _first_start(scene: Any) -> None:
    scene.desk.profile = Profile()
    _open(scene)


def _filled(scene: Any) -> None:
    desk = scene.desk
    desk.put(PLEDGE, Pledge("p1", WEEK, GOALS, "2026-11-22T20:00:00+01:00"))
    desk.put(REAL_ASK, RealAsk("a2", "Priya Nair", "2026-11-17T09:00:00+01:00", "2026-11-26", desk.scenarios[0].id))
    words = "You were clearer on whom you want to meet. Now say why they should take the call, before you ask."
    saved = ("2026-11-22T21:30:00Z", "2026-11-23T07:30:00+01:00")
    desk.put(REVIEW, Review("r1", "s1", "Sam", *saved, Head(), (TakeReview("b4"),), words))
    _open(scene)


def _reading(scene: Any) -> None:
    scene.ready()
    scene.window.show_page("today")


TODAY: dict[str, Callable[[Any], object]] = {
    "today-first-start": _first_start,
    "today-reading": _reading,
    "today-failed": _open,
    "today": _filled,
    "today-large-text": _filled,
}
