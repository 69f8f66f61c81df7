"""The Partner page on real shares: from a page that was dropped to a review that the rep imports."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from share.share_samples import Ticking, home_desk, practise, shared
from ui_desks import WAIT, click, drop, rep_desk, words
from ui_samples import OpenWindow, Stand, counting_clock

from refcoach.core.entries import PLEDGE
from refcoach.core.page_data import PageData
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.review import Answer, Comment, TakeVerdict
from refcoach.engine.desk import Desk
from refcoach.engine.reviewing import Arrival, import_review
from refcoach.share.share_file import read_share
from refcoach.ui.pages.partner import PartnerPage
from refcoach.ui.pages.partner_week import AFTER, promised_view
from refcoach.ui.theme import Theme


@pytest.fixture
def rep(tmp_path: Path) -> Iterator[Desk]:
    with rep_desk(tmp_path / "rep", takes=2) as opened:
        yield opened


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Desk]:
    desk = home_desk(tmp_path / "mine")
    desk.logged = []
    yield desk
    desk.close()


def open_partner(qtbot: QtBot, open_window: OpenWindow, desk: Desk) -> tuple[Stand, PartnerPage]:
    stand = open_window(desk=desk)
    with qtbot.waitActive(stand.window):
        stand.window.activateWindow()
    stand.window.show_page("partner")
    page = stand.window.partner
    qtbot.waitUntil(lambda: not page.work.background.busy, timeout=WAIT)
    return stand, page


def opened(qtbot: QtBot, page: PartnerPage, path: Path) -> PageData:
    """Drop a share and wait for its first take."""
    data = read_share(path)
    assert drop(page, [path])
    qtbot.waitUntil(lambda: page.take.isVisible() and page._data is not None and page._data.share_id == data.share_id, timeout=WAIT)
    return data


def shown(page: PartnerPage) -> str:
    return page.take.take.attempt_id if page.take.take is not None else ""


def answer_all(qtbot: QtBot, page: PartnerPage, values: dict[str, str]) -> None:
    for key, value in values.items():
        click(qtbot, page.take, f"answer_{key}_{value}")


def promised_words(data: PageData, revealed: Sequence[str]) -> list[str]:
    """What is told about each goal of the pledge."""
    view = promised_view(Theme("light"), data, revealed)
    return [label.text() for label in view.findChildren(QLabel, "partnerGoal")]


ALL = {"ideal_client": "yes", "business_reason": "no", "introduction_request": "unsure"}


def test_an_empty_page_says_what_it_is_for_and_that_a_browser_does_as_well(qtbot: QtBot, open_window: OpenWindow, mine: Desk) -> None:
    _, page = open_partner(qtbot, open_window, mine)
    assert words(page, "logNotice") == ["Nothing to listen to yet"]
    assert any("in a browser" in label.text() for label in page.notice.findChildren(type(page.notice._words)))


def test_what_the_app_found_is_not_to_be_seen_before_every_question_is_answered(
    qtbot: QtBot, open_window: OpenWindow, rep: Desk, mine: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "share.html"
    rep.put(PLEDGE, Pledge("pledge-1", "2026-11-02", Goals(days=1, elements=(("ideal_client", 1),)), "2026-11-02T08:00:00+01:00"))
    shared(rep, path, Ticking(), partner="Sam")
    _, page = open_partner(qtbot, open_window, mine)
    data = opened(qtbot, page, path)
    assert data.pledge is not None
    assert [promised_words(data, revealed) for revealed in ((), (data.takes[0].attempt_id,))] == [["2 of 1", AFTER]] * 2
    assert AFTER not in promised_words(data, [take.attempt_id for take in data.takes])
    assert words(page, "partnerWaiting") == ["Two takes of Dana wait for you."]
    assert shown(page) == data.takes[0].attempt_id
    assert page.take.words.toPlainText() == data.takes[0].text  # no mark with the name of a check in it
    assert not page.take.show_button.isEnabled()
    page.take.reveal()
    assert words(page, "partnerFinding") == []
    answer_all(qtbot, page, dict(list(ALL.items())[:2]))
    assert not page.take.show_button.isEnabled()
    answer_all(qtbot, page, dict(list(ALL.items())[2:]))
    click(qtbot, page, "showFindings")
    qtbot.waitUntil(lambda: len(words(page, "partnerFinding")) == 3, timeout=WAIT)
    assert words(page, "partnerFinding")[0] == "You: yes; the app did not hear it."
    assert "Introduction" in page.take.words.toPlainText()
    assert not page.take.findChildren(type(page.take.next_button), "answer_ideal_client_no")  # from now on the answers stand
    item = page.work.desk.item(data.share_id)
    assert item.revealed == (shown(page),)
    assert dict(item.review.takes[0].answers) == {key: Answer(value) for key, value in ALL.items()}


def test_a_take_is_heard_from_a_file_of_the_owners_that_does_not_stay(
    qtbot: QtBot, open_window: OpenWindow, rep: Desk, mine: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "share.html"
    shared(rep, path, Ticking())
    stand, page = open_partner(qtbot, open_window, mine)
    opened(qtbot, page, path)
    click(qtbot, page, "playButton")
    qtbot.waitUntil(lambda: bool(stand.named("play")), timeout=WAIT)
    sound = mine.places.shared_sounds / stand.named("play")[0]["file"]
    assert sound.stat().st_size > 10_000
    if sys.platform != "win32":
        assert sound.stat().st_mode & 0o077 == 0
    qtbot.waitUntil(lambda: page.take.comments.add.text() == "Add a comment at 0:01", timeout=WAIT)  # the worker says: 1.0 s
    qtbot.mouseClick(page.take.words.viewport(), Qt.MouseButton.LeftButton, pos=page.take.words.viewport().rect().center())
    qtbot.waitUntil(lambda: len(stand.named("play")) == 2, timeout=WAIT)
    assert stand.named("play")[1]["from_s"] > 0
    page.close_down()
    assert not sound.exists()


def test_everything_said_is_kept_at_once_and_the_saved_review_is_imported_by_the_rep(
    qtbot: QtBot, open_window: OpenWindow, rep: Desk, mine: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, file = tmp_path / "share.html", tmp_path / "to Dana.refreview"
    shared(rep, path, Ticking(), partner="Sam")
    _, page = open_partner(qtbot, open_window, mine)
    data = opened(qtbot, page, path)
    answer_all(qtbot, page, ALL)
    page.take.said_back.setFocus()
    qtbot.keyClicks(page.take.said_back.focusProxy(), "plant managers")
    click(qtbot, page, "commentAdd")
    qtbot.keyClicks(page.take.findChild(QLineEdit, "commentWords"), "Slower here")
    click(qtbot, page, "partnerVerdict_great")
    first = page.work.desk.item(data.share_id).review.takes[0]  # on disk
    assert (first.said_back, first.comments, first.verdict) == ("plant managers", (Comment(0.0, "Slower here"),), TakeVerdict.GREAT)
    click(qtbot, page, "nextTake")
    assert shown(page) == data.takes[1].attempt_id
    answer_all(qtbot, page, dict.fromkeys(ALL, "yes"))
    click(qtbot, page, "partnerVerdict_another")
    click(qtbot, page, "nextTake")
    qtbot.waitUntil(page.week.isVisible, timeout=WAIT)
    assert any("first page from Dana" in line for line in words(page, "trustLine"))
    page.week.note.setFocus()
    qtbot.keyClicks(page.week.note.focusProxy(), "A good week")
    page.week.goals._fields["days"]._spin.setValue(5)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    click(qtbot, page, "saveReview")
    assert "to Dana.refreview" in page.message.message.text()
    imported = import_review(rep, file, counting_clock())
    assert imported.arrival is Arrival.NEW
    review = imported.review
    assert (review.partner, review.note, review.proposed.days) == ("Sam", "A good week", 5)
    assert [take.verdict for take in review.takes] == [TakeVerdict.GREAT, TakeVerdict.ANOTHER]
    assert words(page, "partnerWaiting") == ["Everything is reviewed and saved."]


def test_a_draft_is_there_again_in_the_next_window(qtbot: QtBot, open_window: OpenWindow, rep: Desk, mine: Desk, tmp_path: Path) -> None:
    path = tmp_path / "share.html"
    shared(rep, path, Ticking())
    stand, page = open_partner(qtbot, open_window, mine)
    opened(qtbot, page, path)
    click(qtbot, page, "answer_ideal_client_no")
    page.take.said_back.setFocus()
    qtbot.keyClicks(page.take.said_back.focusProxy(), "bakers")
    stand.window.show_page("log")  # leaving the page keeps what was typed last
    stand.window.close()
    again = PartnerPage(stand.theme, mine, stand.engine, Ticking().clock)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.take.isVisible(), timeout=WAIT)
    assert again.take.said_back.value == "bakers"
    assert again.take.said.answers == (("ideal_client", Answer.NO),)


def test_the_next_share_tells_whether_the_log_goes_on_from_the_last_one(
    qtbot: QtBot, open_window: OpenWindow, rep: Desk, mine: Desk, tmp_path: Path
) -> None:
    ticking = Ticking()
    first, second = tmp_path / "first.html", tmp_path / "second.html"
    shared(rep, first, ticking)
    practise(rep, 2)
    shared(rep, second, ticking)
    _, page = open_partner(qtbot, open_window, mine)
    opened(qtbot, page, first)
    data = opened(qtbot, page, second)
    page.list.choose(f"{data.share_id}/")
    qtbot.waitUntil(page.week.isVisible, timeout=WAIT)
    assert any("The log goes on from what you saw" in line for line in words(page, "trustLine"))


def test_a_file_that_is_no_share_is_refused_with_a_reason_and_the_others_are_opened(
    qtbot: QtBot, open_window: OpenWindow, rep: Desk, mine: Desk, tmp_path: Path
) -> None:
    path, other = tmp_path / "share.html", tmp_path / "other.html"
    shared(rep, path, Ticking())
    other.write_text("<html>Nothing of ours</html>")
    _, page = open_partner(qtbot, open_window, mine)
    assert not drop(page, [tmp_path / "notes.txt"])
    assert drop(page.notice, [other, path])
    qtbot.waitUntil(lambda: page.take.isVisible(), timeout=WAIT)
    assert page.message.message.text() == "1 page of 2 could not be opened."
    assert "other.html" in page.message._hint.text()


def test_a_share_can_be_forgotten(qtbot: QtBot, open_window: OpenWindow, rep: Desk, mine: Desk, tmp_path: Path) -> None:
    path = tmp_path / "share.html"
    shared(rep, path, Ticking())
    _, page = open_partner(qtbot, open_window, mine)
    data = opened(qtbot, page, path)
    page.list.choose(f"{data.share_id}/")
    qtbot.waitUntil(page.week.isVisible, timeout=WAIT)
    click(qtbot, page, "forgetShare")
    click(qtbot, page, "messageAct")
    qtbot.waitUntil(lambda: words(page, "logNotice") == ["Nothing to listen to yet"], timeout=WAIT)
    assert page.work.desk.inbox() == []
