"""The log page: rows by day, filters, details, empty and failed."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui_samples import MemoryDesk, OpenWindow

from refcoach.core.attempt import Attempt, AttemptState, Take
from refcoach.core.errors import LogError
from refcoach.core.finding import Finding, Judgement, Verdict, evidence_at
from refcoach.core.transcript import HeardWord, transcript_from_words
from refcoach.ui.models.log_rows import AttemptRow, DayRow, matching, rows_of
from refcoach.ui.models.marks import marks_of, pieces

TEXT = "We help plant managers in Ohio. If you know anyone, please pass my name along."
TITLES = {"first": "The first scenario", "second": "The second scenario"}


def attempt(number: int = 1, at: str = "2026-11-23T09:14:00+01:00", scenario: str = "first", text: str = TEXT) -> Attempt:
    quote = "plant managers in Ohio"
    start = max(0, text.find(quote))
    found = Finding("ideal_client", Verdict.PRESENT, 0.9, (evidence_at(text, start, start + len(quote)),))
    words = (HeardWord(word, place * 0.3, place * 0.3 + 0.2, 0.2 if word == "anyone," else 0.9) for place, word in enumerate(text.split()))
    return Attempt(
        attempt_id=f"id{number}",
        session_id=f"s{number // 3}",
        scenario=scenario,
        scenario_version="1",
        pack="example",
        beat="praise",
        client="That went well.",
        number=number,
        at=at,
        state=AttemptState.CHECKED,
        transcript=transcript_from_words(words, "example"),
        judgement=Judgement((found, Finding("business_reason", Verdict.MISSING, 0.1))),
        next_steps=(),
        take=Take("take.wav", 6.0, 16_000, -6.0, -20.0),
        required=("ideal_client", "business_reason"),
    )


def some() -> list[Attempt]:
    return [
        attempt(1),
        attempt(2, "2026-11-23T09:20:00+01:00"),
        attempt(3, "2026-11-22T18:00:00+01:00", "second", "Another answer altogether."),
        attempt(4, "2026-11-02T08:00:00+01:00"),
    ]


def test_rows_stand_by_day_with_the_newest_first() -> None:
    rows = rows_of(some(), TITLES, date(2026, 11, 23))
    days = [row.words for row in rows if isinstance(row, DayRow)]
    assert days == ["Today", "Yesterday", "Monday 2 November"]
    assert [row.attempt.attempt_id for row in rows if isinstance(row, AttemptRow)] == ["id2", "id1", "id3", "id4"]
    assert isinstance(rows[0], DayRow)
    assert rows[0].sums == "1 session, 2 takes"


def test_filters_are_by_scenario_and_by_every_word() -> None:
    assert [found.attempt_id for found in matching(some(), "second", "", TITLES)] == ["id3"]
    assert [found.attempt_id for found in matching(some(), "", "OHIO pass", TITLES)] == ["id1", "id2", "id4"]
    assert [found.attempt_id for found in matching(some(), "", "second scenario", TITLES)] == ["id3"]


def test_the_log_shows_rows_details_and_filters(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk(logged=some()))
    log = stand.window.log
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: log.list.model().rowCount() == 7, timeout=5_000)
    shown = log.details.attempt
    assert shown is not None
    assert shown.attempt_id == "id2"
    assert "plant managers in Ohio Ideal client" in log.details.found.transcript.toPlainText()
    log.search.setText("altogether")
    qtbot.waitUntil(lambda: log.list.model().rowCount() == 2, timeout=5_000)
    log.search.setText("nothing of the kind")
    qtbot.waitUntil(lambda: log.list.model().rowCount() == 0, timeout=5_000)
    assert not log.details.isVisible()


def test_an_empty_log_says_what_it_is_for(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: stand.window.log.findChild(QLabel, "logNotice").text() == "No practice yet", timeout=5_000)
    stand.window.log.notice.acted.emit()
    assert stand.window.practise.isVisible()


def test_a_log_that_cannot_be_read_says_so_and_can_be_tried_again(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk(logged=some(), failure=LogError("The log cannot be read.", "Try again.")))
    stand.window.show_page("log")
    notice = stand.window.log.notice
    qtbot.waitUntil(lambda: notice.findChild(QLabel, "logNotice").text() == "The log cannot be read.", timeout=5_000)
    stand.desk.failure = None
    notice.acted.emit()
    assert stand.window.log.list.model().rowCount() == 7


def test_a_kept_take_can_be_checked_from_the_log(qtbot: QtBot, open_window: OpenWindow) -> None:
    kept = replace(attempt(1), state=AttemptState.KEPT)
    stand = open_window(desk=MemoryDesk(logged=[kept]))
    stand.window.show_page("log")
    details = stand.window.log.details
    qtbot.waitUntil(lambda: details.attempt is not None, timeout=5_000)
    assert details.check.isVisible()
    details.check.click()
    qtbot.waitUntil(lambda: bool(stand.named("check_kept")), timeout=5_000)
    stand.engine.receive({"event": "error", "during": "check_kept", "message": "The file is gone.", "hint": ""})
    assert details.check.isEnabled()


def test_evidence_and_uncertain_words_are_cut_out_of_the_text_without_loss() -> None:
    made = attempt()
    cut = pieces(made.transcript, marks_of(made))
    assert "".join(made.transcript.text[piece.start : piece.end] for piece in cut) == made.transcript.text
    marked = [made.transcript.text[piece.start : piece.end] for piece in cut if piece.keys]
    assert marked == ["plant managers in Ohio"]
    assert [made.transcript.text[piece.start : piece.end] for piece in cut if piece.doubtful] == ["anyone,"]


@pytest.mark.parametrize("offset", [0, 10, 31, 40, 70])
def test_a_place_in_the_shown_text_leads_back_to_the_same_word(qtbot: QtBot, open_window: OpenWindow, offset: int) -> None:
    stand = open_window()
    view = stand.window.log.details.found.transcript
    view.show_attempt(attempt())
    assert view._offset(view._position(offset)) == offset
