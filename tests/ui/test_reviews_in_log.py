"""What partners said, in the log: the sign in the row, the answers beside the app's findings, comments that can be heard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from test_log_page import attempt, long_practice, months_listed, progress, some
from ui_samples import MemoryDesk, OpenWindow

from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined
from refcoach.core.pledge import Goals
from refcoach.core.review import Answer, Comment, Head, Review, TakeReview, TakeVerdict
from refcoach.ui.models.reviews import compared, reviews_of

SAM = Review(
    "r1",
    "s1",
    "Sam",
    "2026-11-25T18:00:00+00:00",
    "2026-11-25T20:00:00+01:00",
    Head(4, "ff"),
    (
        TakeReview(
            "id2",
            (("ideal_client", Answer.NO), ("business_reason", Answer.YES)),
            (Comment(2.5, "Slower here."),),
            "plant managers",
            TakeVerdict.GREAT,
        ),
        TakeReview("id3"),
    ),
    "A good week.",
    Goals(days=4),
)


@pytest.mark.parametrize(
    ("answer", "found", "words"),
    [
        (Answer.YES, Verdict.PRESENT, "Sam and the app heard it"),
        (Answer.YES, Verdict.MISSING, "Sam heard it; the app did not"),
        (Answer.YES, Verdict.UNCLEAR, "Sam heard it; the app could not tell"),
        (Answer.NO, Verdict.PRESENT, "Sam did not hear it; the app did"),
        (Answer.NO, Verdict.MISSING, "Neither Sam nor the app heard it"),
        (Answer.UNSURE, Verdict.MISSING, "Sam was not sure; the app did not hear it"),
    ],
)
def test_the_person_comes_first_and_the_app_beside(answer: Answer, found: Verdict, words: str) -> None:
    assert compared("Sam", answer, found) == words


def test_the_newest_verdict_is_the_sign_and_a_take_about_which_nothing_was_said_has_none() -> None:
    later = replace(
        SAM, review_id="r2", partner="Ann", saved_at="2026-11-26T08:00:00+00:00", takes=(TakeReview("id2", said_back="bakers"),)
    )
    reviews = reviews_of([SAM, later])
    assert [said.who for said in reviews.of("id2")] == ["Ann", "Sam"]
    sign = reviews.sign(Joined(attempt(2)))
    assert sign is not None
    assert (sign.icon, sign.words) == ("star", "Sam: great")
    assert reviews.sign(Joined(attempt(3))) is None
    listened = reviews_of([later]).sign(Joined(attempt(2)))
    assert listened is not None
    assert listened.words == "Ann listened"
    again = Joined(attempt(7), (replace(attempt(2), part_of="id7"),))
    assert reviews.sign(again) == sign  # a part that was said again belongs to its attempt


def test_a_review_stands_in_the_log_with_its_answers_and_its_comments_play(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk(logged=some(), kept={"review": [SAM]}))
    log = stand.window.log
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: log.list.model().rowCount() == 7 and log.reviewed.isVisible(), timeout=5_000)
    row = log.list.rows.index(log.list.rows.row_of("id2"), 0)
    assert "Sam: great" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert row.data(Qt.ItemDataRole.ToolTipRole) == "Sam: great"
    log.show_attempt("id2")
    review = log.details.review
    assert review.isVisible()
    told = [label.text() for label in review.findChildren(QLabel, "reviewAnswer")]
    assert told == ["Ideal client: Sam did not hear it; the app did", "Business reason: Sam heard it; the app did not"]
    assert review.findChild(QLabel, "reviewVerdict").text() == "Great"
    assert review.findChild(QLabel, "reviewNote").text() == "A good week."
    qtbot.mouseClick(review.findChild(QPushButton, "reviewCommentPlay"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [play["from_s"] for play in stand.named("play")] == [2.5], timeout=5_000)
    log.show_attempt("id1")
    assert not review.isVisible()


def test_only_reviewed_takes_can_be_shown_and_a_review_that_comes_in_appears_at_once(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk(logged=some()))
    log = stand.window.log
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: log.list.model().rowCount() == 7, timeout=5_000)
    assert not log.reviewed.isVisible()
    stand.desk.kept["review"] = [SAM]
    log.reviews_changed()
    qtbot.waitUntil(log.reviewed.isVisible, timeout=5_000)
    qtbot.mouseClick(log.reviewed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [row.attempt.attempt_id for row in log.list.rows._rows[1:]] == ["id2"], timeout=5_000)
    stand.desk.kept["review"] = [replace(SAM, takes=(*SAM.takes, TakeReview("id4", verdict=TakeVerdict.COUNTS)))]
    log.reviews_changed()
    qtbot.waitUntil(lambda: log.list.rows.row_of("id4") > 0, timeout=5_000)
    qtbot.mouseClick(log.reviewed, Qt.MouseButton.LeftButton)
    assert log.list.model().rowCount() == 7


def test_reviewed_takes_of_the_whole_log_are_found_also_with_words_and_a_part_said_again(qtbot: QtBot, open_window: OpenWindow) -> None:
    logged = long_practice()
    part = replace(logged[1], attempt_id="part", part_of=logged[0].attempt_id, only=("ideal_client",))
    said = tuple(TakeReview(each, verdict=TakeVerdict.COUNTS) for each in ("part", logged[5].attempt_id, logged[-1].attempt_id))
    stand = open_window(desk=MemoryDesk(logged=[*logged, part], kept={"review": [replace(SAM, takes=said)]}))
    log = stand.window.log
    stand.window.show_page("log")
    qtbot.waitUntil(log.reviewed.isVisible, timeout=5_000)
    qtbot.keyClick(log.reviewed, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: progress(stand) == "3 attempts found", timeout=5_000)
    assert months_listed(stand) == {"2026-08", "2026-11"}
    log.search.setText("rare")  # in the first take of the attempt whose part was reviewed
    qtbot.waitUntil(lambda: progress(stand) == "1 attempt found", timeout=5_000)
    assert log.list.rows.row_of(logged[0].attempt_id) == 1
    log.search.clear()
    qtbot.waitUntil(lambda: progress(stand) == "3 attempts found", timeout=5_000)
