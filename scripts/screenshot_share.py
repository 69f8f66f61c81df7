"""States of the Share and Partner pages, and of the log with a review, for scripts/screenshots.py."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import Any

from review_example import AUDIO, example, mp3_uri

from refcoach.core.chain import Link, next_link
from refcoach.core.page_data import PageHistory
from refcoach.core.pledge import Goals
from refcoach.core.review import Answer, Comment, Head, Review, Share, TakeReview, TakeVerdict
from refcoach.ui.models.partner_rows import parts_of, row_id

SHARES = [
    Share("s2", "2026-11-20T17:00:00+01:00", "2026-11-16", "2026-11-20", ("b6", "b1x", "b2x"), ("b1x",), Head(90, "aa"), "Sam Rivera"),
    Share("s1", "2026-11-13T17:00:00+01:00", "2026-11-09", "2026-11-13", ("c1", "c2", "c3"), ("c2", "c3"), Head(61, "bb"), "Sam Rivera"),
]
REVIEW = Review(
    "r1",
    "s1",
    "Sam Rivera",
    "2026-11-23T18:30:00.000Z",
    "2026-11-23T20:00:00+01:00",
    Head(61, "bb"),
    (
        TakeReview(
            "b2",
            (("ideal_client", Answer.YES), ("business_reason", Answer.YES), ("introduction_request", Answer.NO)),
            (Comment(4.2, "Here you have me: I saw one plant at once."), Comment(9.8, "This is where you take it back.")),
            "plant managers around Ohio who plan shifts on paper",
            TakeVerdict.ANOTHER,
        ),
        TakeReview("b1", (("ideal_client", Answer.YES),), (), "", TakeVerdict.GREAT),
        TakeReview("b5", (("ideal_client", Answer.YES),), (), "", TakeVerdict.COUNTS),
    ),
    "Clearer on who than last week. Say why before you ask.",
    Goals(days=4, drills=8),
    True,
)


def settle(*backgrounds: Any) -> None:
    """Let what works in the background come to its end."""
    from PySide6.QtWidgets import QApplication

    for _ in range(4):
        while any(background.busy for background in backgrounds):
            sleep(0.02)
            QApplication.processEvents()
        QApplication.processEvents()


def _share(scene: Any) -> None:
    scene.ready()
    scene.desk.logged = {"share": SHARES, "review": [REVIEW]}
    scene.window.show_page("share")
    settle(scene.window.share.work.background)
    page = scene.window.share
    for attempt_id in ("b1", "b5"):
        page.takes._tick(attempt_id, True)
    page.takes.list.choose("b1")
    shown = page.takes._shareable.find("b1")
    if shown is not None:
        scene.draw(shown.first)


def _share_left_out(scene: Any) -> None:
    _share(scene)
    page = scene.window.share
    page.takes.list.choose("b5")
    page.takes.leave_out.click()
    shown = page.takes._shareable.find("b5")
    if shown is not None:
        scene.draw(shown.first)


def _share_done(scene: Any) -> None:
    from refcoach.engine.sharing import Shared

    _share(scene)
    page = scene.window.share
    since, until = (day.isoformat() for day in page.side.days)
    share = Share("s3", "2026-11-23T17:00:00+01:00", since, until, ("b1",), ("b1",), Head(99, "cc"), "Sam Rivera")
    page._written(Shared(share, Path("Documents") / "dana-okafor-practice-2026-11-23.html", 1_432_000, True))
    settle(page.work.background)


def _share_writing(scene: Any) -> None:
    _share(scene)
    page = scene.window.share
    page.pages.setCurrentWidget(page.writing)
    page.writing.show_progress(3, 11, "Take 4 of 10")


def _share_empty(scene: Any) -> None:
    scene.ready()
    scene.window.show_page("share")
    settle(scene.window.share.work.background)


def _log_reviewed(scene: Any) -> None:
    scene.ready()
    scene.desk.logged = {"review": [REVIEW]}
    scene.window.show_page("log")
    scene.window.log.load()
    settle(scene.window.log.reviewed._background)
    scene.window.log.show_attempt("b2")
    shown = scene.window.log.details.attempt
    if shown is not None:
        scene.draw(shown)


def _log_only_reviewed(scene: Any) -> None:
    """Stopped on the way, as somebody does who has seen enough."""
    _log_reviewed(scene)
    log = scene.window.log
    settle(log.reviewed._background)
    log.reviewed.setChecked(True)
    settle(log.side._looking._background)
    log.side._looking.rest = "2026-09"
    log.side.say_what(log.side._listed)


def _partner_empty(scene: Any) -> None:
    scene.ready()
    scene.window.show_page("partner")
    settle(scene.window.partner.work.background)


def _partner(scene: Any) -> None:
    """Two reps' shares, the first take of one begun."""
    from refcoach.share.page import render

    scene.ready()
    page, folder = scene.window.partner, scene.desk.places.home
    folder.mkdir(parents=True, exist_ok=True)
    links: list[Link] = []
    for number in range(40):
        links.append(next_link(links[-1] if links else None, "attempt", f"take{number}", "2026-11-16T08:00:00+01:00", {"n": number}))
    history = PageHistory(links=tuple(links[10:]))
    dana = replace(example(mp3_uri(AUDIO)), history=history, head=Head(40, links[-1].hash), left_out=2)
    tomasz = replace(dana, share_id="wilk", rep="Tomasz Wilk", written_at="2026-11-20T09:00:00+01:00", takes=dana.takes[:1], pledge=None)
    pages = [folder / f"{data.rep.split()[0]}.html" for data in (dana, tomasz)]
    for path, data in zip(pages, (dana, tomasz), strict=True):
        path.write_text(render(data), encoding="utf-8")
    scene.window.show_page("partner")
    page.files.open_shares(pages)
    settle(page.work.background)
    page.list.choose(row_id(dana.share_id, dana.takes[0].attempt_id))
    settle(page.work.background)
    peaks = [0.1 + 0.6 * abs(((at * 37) % 100) / 100 - 0.5) for at in range(400)]
    scene.engine.play_event("waveform", attempt_id=dana.takes[0].attempt_id, peaks=peaks, duration_s=dana.takes[0].duration_s)
    _answer(page, "ideal_client", "yes")


def _answer(page: Any, key: str, value: str) -> None:
    from PySide6.QtWidgets import QPushButton

    page.take.findChild(QPushButton, f"answer_{key}_{value}").click()


def _partner_found(scene: Any) -> None:
    _partner(scene)
    page = scene.window.partner
    for key in list(page.take._questions)[1:]:
        _answer(page, key, "yes" if key != "introduction_request" else "no")
    page.take.reveal()


def _partner_week(scene: Any) -> None:
    _partner(scene)
    page = scene.window.partner
    share_id = parts_of(page.list.chosen)[0]
    page.work.desk.close(share_id, note="Clearer on who than last week. Say why before you ask.", proposed=Goals(days=5, real_asks=2))
    page.load()
    settle(page.work.background)
    page.list.choose(row_id(share_id))
    settle(page.work.background)


SHARE: dict[str, Callable[[Any], object]] = {
    "share": _share,
    "share-left-out": _share_left_out,
    "share-writing": _share_writing,
    "share-done": _share_done,
    "share-empty": _share_empty,
    "log-reviewed": _log_reviewed,
    "log-only-reviewed": _log_only_reviewed,
    "partner-empty": _partner_empty,
    "partner": _partner,
    "partner-found": _partner_found,
    "partner-week": _partner_week,
}
