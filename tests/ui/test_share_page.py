"""The Share page on a real log: choosing, ticking, writing, stopping; reviews dropped on it."""

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from share.share_samples import WEEK, practise, review_json
from ui_desks import WAIT, click, drop, rep_desk, words
from ui_samples import MemoryDesk, OpenWindow, Stand

from refcoach.core.entries import REVIEW, SHARE
from refcoach.core.errors import LogError
from refcoach.core.review import Head, Review, Share
from refcoach.core.verification import Verification
from refcoach.engine.desk import Desk
from refcoach.share.share_file import read_share
from refcoach.store.log import PracticeLog
from refcoach.store.survey import OnProgress, Stop
from refcoach.ui.models.share_rows import Period, days_of, period_words, share_state


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with rep_desk(tmp_path / "home") as opened:
        yield opened


def open_share(qtbot: QtBot, open_window: OpenWindow, desk: Desk) -> Stand:
    """The page with the takes of the week in which was practised."""
    stand = open_window(desk=desk)
    with qtbot.waitActive(stand.window):
        stand.window.activateWindow()
    page = stand.window.share
    stand.window.show_page("share")
    qtbot.waitUntil(lambda: page.pages.currentWidget() is page.choosing, timeout=WAIT)
    page.side.period.setCurrentIndex(page.side.period.findData(Period.OWN))
    page.side.since.show_day(WEEK[0])
    page.side.until.show_day(WEEK[1])
    page.side.days_changed.emit()
    qtbot.waitUntil(lambda: len(page.takes.takes) == 3, timeout=WAIT)
    return stand


def write(qtbot: QtBot, stand: Stand, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    click(qtbot, stand.window.share, "writeShare")
    qtbot.waitUntil(lambda: stand.window.share.pages.currentWidget() is stand.window.share.done, timeout=WAIT)


def settled(qtbot: QtBot, stand: Stand, message: str) -> None:
    page = stand.window.share
    qtbot.waitUntil(lambda: message in page.message.message.text() and not page.work.background.busy, timeout=WAIT)


def test_takes_are_private_until_ticked_and_the_page_is_written_told_and_remembered(
    qtbot: QtBot, open_window: OpenWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand = open_share(qtbot, open_window, desk)
    page = stand.window.share
    assert page.takes.with_sound == frozenset()
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(stand.named("play")), timeout=WAIT)
    newest = stand.named("play")[0]["attempt_id"]
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Space)
    assert page.takes.with_sound == {newest}
    assert words(page, "shareSums") == ["3 takes, 1 with sound"]
    small = words(page, "shareSize")
    click(qtbot, page, "shareAll")
    assert len(page.takes.with_sound) == 3
    assert words(page, "shareSize") != small
    click(qtbot, page, "shareNone")
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Space)
    page.side.partner.show_value("Sam")
    written = tmp_path / "for Sam.html"
    write(qtbot, stand, written, monkeypatch)
    data = read_share(written)
    assert [take.attempt_id for take in data.takes if take.audio] == [newest]
    assert len(data.takes) == 3
    (share,) = desk.entries(SHARE)
    assert (share.partner, share.with_audio) == ("Sam", (newest,))
    assert str(written) in words(page, "shareWhere")[0]
    assert "Hello Sam" in words(page, "shareTell")[0]
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    click(qtbot, page, "openShare")
    click(qtbot, page, "showShare")
    assert [Path(url.toLocalFile()) for url in opened] == [written, tmp_path]
    click(qtbot, page, "copyTell")
    assert QGuiApplication.clipboard().text() == words(page, "shareTell")[0]
    click(qtbot, page, "shareAgain")
    qtbot.waitUntil(lambda: words(page, "earlierState") == ["No review yet."], timeout=WAIT)


def test_a_take_is_left_out_and_put_in_again_by_keyboard_and_stays_out_of_the_next_page(
    qtbot: QtBot, open_window: OpenWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand = open_share(qtbot, open_window, desk)
    page = stand.window.share
    kept, newest = page.takes.takes[0].attempt_id, page.takes.list.chosen
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Space)
    size = words(page, "shareSize")
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Delete)
    assert (page.takes.left_out, page.takes.with_sound) == ({newest}, frozenset())
    assert words(page, "shareSums") == ["2 takes, none with sound, 1 left out"]
    assert words(page, "shareLeaveOut") == ["Put this take in again"]
    assert "left out of the page" in page.takes.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Space)  # nothing to tick
    click(qtbot, page, "shareAll")
    assert newest not in page.takes.with_sound
    click(qtbot, page, "shareNone")
    assert words(page, "shareSize") != size
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Delete)
    assert page.takes.left_out == frozenset()
    assert page.takes.with_sound == frozenset()  # its sound is ticked anew, or stays private
    click(qtbot, page, "shareLeaveOut")
    assert page.takes.left_out == {newest}
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Down)  # the name of the next day; the take below the list stays
    assert words(page, "shareLeaveOut") == ["Put this take in again"]
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Delete)
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Delete)
    assert page.takes.left_out == {newest}
    for _ in range(2):
        qtbot.keyClick(page.takes.list, Qt.Key.Key_Down)
    assert words(page, "shareLeaveOut") == ["Leave this take out"]
    write(qtbot, stand, tmp_path / "page.html", monkeypatch)
    data = read_share(tmp_path / "page.html")
    assert (newest in {take.attempt_id for take in data.takes}, data.left_out) == (False, 1)
    assert "1 left out" in words(page, "shareWhere")[0]
    click(qtbot, page, "shareAgain")
    qtbot.waitUntil(lambda: not page.work.background.busy, timeout=WAIT)
    assert page.takes.left_out == {newest}
    assert words(page, "earlierShare")[0].endswith("2 takes, 1 left out")
    page.takes.list.choose(newest)
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Delete)
    stand.engine.attempt_logged.emit(practise(desk, 4))  # the page reads the log again; what was chosen stays
    qtbot.waitUntil(lambda: len(page.takes.takes) == 4, timeout=WAIT)
    assert page.takes.left_out == frozenset()
    page.takes.list.choose(kept)
    qtbot.keyClick(page.takes.list, Qt.Key.Key_Delete)
    write(qtbot, stand, tmp_path / "page.html", monkeypatch)
    assert desk.entries(SHARE)[0].left_out == (kept,)


def test_a_review_that_is_dropped_comes_into_the_log_once_and_what_does_not_fit_is_told(
    qtbot: QtBot, open_window: OpenWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand = open_share(qtbot, open_window, desk)
    page, written, file = stand.window.share, tmp_path / "page.html", tmp_path / "review.refreview"
    page.side.partner.show_value("Sam")
    write(qtbot, stand, written, monkeypatch)
    data = read_share(written)
    review = review_json(data)
    file.write_text(json.dumps(review))
    assert not drop(page, [written])
    assert drop(page.side.partner._edit, [file])  # anywhere on the page
    settled(qtbot, stand, "is in the log.")
    assert page.side.partner.value == "Sam"
    (logged,) = desk.entries(REVIEW)
    assert logged.share_id == data.share_id
    assert drop(page, [file])
    settled(qtbot, stand, "in the log already")
    file.write_text(json.dumps({**review, "note": "One more thing.", "saved_at": later(review["saved_at"])}))
    assert drop(page, [file])
    settled(qtbot, stand, "takes the place of the one before")
    assert [known.note for known in desk.entries(REVIEW)] == ["One more thing."]
    QGuiApplication.clipboard().setText(json.dumps({**review, "saved_at": review["saved_at"]}))
    qtbot.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, stand, "A newer review by Sam")
    stranger, torn = tmp_path / "stranger.refreview", tmp_path / "torn.refreview"
    stranger.write_text(json.dumps({**review, "review_id": "other", "share_id": "other"}))
    torn.write_text(json.dumps(review)[:100])
    assert drop(page, [stranger, torn])
    settled(qtbot, stand, "0 reviews of 2 files came into the log.")
    assert "did not write" in page.message._hint.text()
    assert len(desk.entries(REVIEW)) == 1
    assert drop(page, [file])
    settled(qtbot, stand, "in the log already")
    page.review_wanted.emit(data.takes[0].attempt_id)
    log = stand.window.log
    qtbot.waitUntil(lambda: log.details.attempt is not None and log.details.review.isVisible(), timeout=WAIT)
    assert log.details.attempt.attempt_id == data.takes[0].attempt_id
    assert words(log, "reviewVerdict") == ["Counts"]


def later(at: str) -> str:
    return f"{at[:17]}59.999Z"


def test_writing_can_be_stopped_and_leaves_nothing_behind(qtbot: QtBot, open_window: OpenWindow, desk: Desk, tmp_path: Path) -> None:
    stand = open_share(qtbot, open_window, desk)
    page = stand.window.share
    page.work.progressed.connect(lambda *_: page.work.stop(), Qt.ConnectionType.DirectConnection)
    page.write(tmp_path / "page.html")
    settled(qtbot, stand, "stopped")
    assert page.pages.currentWidget() is page.choosing
    assert not list(tmp_path.glob("*.html*"))
    assert not desk.entries(SHARE)


def test_a_page_that_cannot_be_written_says_why(qtbot: QtBot, open_window: OpenWindow, desk: Desk, tmp_path: Path) -> None:
    stand = open_share(qtbot, open_window, desk)
    stand.window.share.write(tmp_path / "no such folder" / "page.html")
    settled(qtbot, stand, "There is no folder")
    assert not desk.entries(SHARE)


def test_a_take_that_comes_meanwhile_is_offered_too(qtbot: QtBot, open_window: OpenWindow, desk: Desk) -> None:
    stand = open_share(qtbot, open_window, desk)
    attempt = practise(desk, 4)
    stand.engine.attempt_logged.emit(attempt)
    qtbot.waitUntil(lambda: len(stand.window.share.takes.takes) == 4, timeout=WAIT)


def test_before_anything_was_practised_the_page_says_what_it_is_for(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    with rep_desk(tmp_path / "home", takes=0) as desk:
        stand = open_window(desk=desk)
        stand.window.show_page("share")
        qtbot.waitUntil(lambda: words(stand.window.share, "logNotice") == ["Nothing to share yet"], timeout=WAIT)
        stand.window.share.notice.acted.emit()
        assert stand.window.practise.isVisible()


def test_a_log_that_cannot_be_read_is_told_and_tried_again(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk(failure=LogError("The log cannot be read.", "Try again.")))
    stand.window.show_page("share")
    qtbot.waitUntil(lambda: words(stand.window.share, "logNotice") == ["The log cannot be read."], timeout=WAIT)
    stand.desk.failure = None
    stand.window.share.notice.acted.emit()
    qtbot.waitUntil(lambda: words(stand.window.share, "logNotice") == ["Nothing to share yet"], timeout=WAIT)


def share(until: str) -> Share:
    return Share("s1", f"{until}T17:00:00+01:00", "2026-11-16", until, ("a", "b"), ("a",), Head(3, "ff"), "Sam")


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Period.THIS_WEEK, ("2026-11-23", "2026-11-25")),
        (Period.LAST_WEEK, ("2026-11-16", "2026-11-22")),
        (Period.SINCE_SHARE, ("2026-11-20", "2026-11-25")),
    ],
)
def test_the_days_of_a_period(period: Period, days: tuple[str, str]) -> None:
    found = days_of(period, date(2026, 11, 25), share("2026-11-20"))
    assert (found[0].isoformat(), found[1].isoformat()) == days


def test_an_earlier_share_says_whether_a_review_came_back() -> None:
    review = Review("r1", "s1", "Sam", "2026-11-21T08:00:00.000Z", "2026-11-21T10:00:00+01:00", Head(3, "ff"))
    what, state = share_state(share("2026-11-20"), [])
    assert (what, state) == ("16 to 20 November, for Sam: 2 takes, 1 with sound", "No review yet.")
    assert share_state(share("2026-11-20"), [review])[1] == "Reviewed by Sam on 21 November."
    assert period_words("2026-11-30", "2026-12-06") == "30 November to 6 December"


def test_comparing_a_long_log_is_told_and_can_be_ended_and_the_review_stays(
    qtbot: QtBot, open_window: OpenWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand = open_share(qtbot, open_window, desk)
    page, file = stand.window.share, tmp_path / "review.refreview"
    write(qtbot, stand, tmp_path / "page.html", monkeypatch)
    file.write_text(json.dumps(review_json(read_share(tmp_path / "page.html"))))
    original = PracticeLog.verify

    def verify(log: PracticeLog, *, on_progress: OnProgress, stop: Stop) -> Verification:
        """As in a log of ten years, which goes on for a minute."""
        on_progress(3, 120)
        ended = time.monotonic() + WAIT / 1000
        while not stop() and time.monotonic() < ended:
            time.sleep(0.01)
        return original(log, on_progress=on_progress, stop=stop)

    monkeypatch.setattr(PracticeLog, "verify", verify)
    assert drop(page, [file])
    qtbot.waitUntil(lambda: "3 of 120 months" in page.message.message.text(), timeout=WAIT)
    assert len(desk.entries(REVIEW)) == 1
    click(qtbot, page, "messageAct")
    qtbot.waitUntil(lambda: not page.work.background.busy, timeout=WAIT)
    qtbot.waitUntil(lambda: "months" not in page.message.message.text(), timeout=WAIT)
    told = page.message.message.text() + page.message._hint.text()
    assert "is in the log." in told
    assert "could not be looked at" in told
