"""The log page: rows by day, filters, details, empty and failed."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui_samples import MemoryDesk, OpenWindow, Stand

from refcoach.core.attempt import Attempt, AttemptState, Take
from refcoach.core.errors import LogError
from refcoach.core.finding import Finding, Judgement, Verdict, evidence_at
from refcoach.core.transcript import HeardWord, transcript_from_words
from refcoach.ui.models.log_rows import AttemptRow, DayRow, rows_of
from refcoach.ui.models.marks import marks_of, pieces
from refcoach.ui.models.row_model import ROW_ROLE

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


class WaitingDesk(MemoryDesk):
    """Reads no month until it may."""

    def __init__(self, logged: list[Attempt]) -> None:
        super().__init__(logged=logged)
        self.may_go_on = threading.Event()

    def said(self, month: str, phrases: Sequence[str]) -> list[Attempt]:
        self.may_go_on.wait(10)
        return super().said(month, phrases)


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
    assert log.details.found.quote() == "altogether."
    log.search.setText("nothing of the kind")
    qtbot.waitUntil(lambda: log.list.model().rowCount() == 0, timeout=5_000)
    assert not log.details.isVisible()
    log.search.clear()
    qtbot.waitUntil(lambda: log.list.model().rowCount() == 7, timeout=5_000)
    log.side.scenario.setCurrentIndex(log.side.scenario.findData("second"))
    qtbot.waitUntil(lambda: log.list.model().rowCount() == 2, timeout=5_000)


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
    qtbot.waitUntil(details.check.isEnabled, timeout=5_000)


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


def long_practice() -> list[Attempt]:
    """70 attempts in each of three months, 3 in a fourth; `rare` was said in the oldest alone."""
    made = []
    for month in (8, 9, 10):
        made += [attempt(100 * month + at, f"2026-{month:02d}-{1 + at // 4:02d}T10:{at % 60:02d}:00+01:00") for at in range(70)]
    made[0] = replace(made[0], transcript=transcript_from_words([HeardWord("rare", 0, 0.3, 0.9)], "example"))
    return made + [attempt(at, f"2026-11-0{at}T10:00:00+01:00") for at in (1, 2, 3)]


def months_listed(stand: Stand) -> set[str]:
    rows = [stand.window.log.list.rows.index(at, 0).data(ROW_ROLE) for at in range(stand.window.log.list.model().rowCount())]
    return {row.attempt.at[:7] for row in rows if isinstance(row, AttemptRow)}


def test_a_month_at_a_time_and_a_short_one_with_the_one_before(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk(logged=long_practice()))
    log, months = stand.window.log, stand.window.log.side.months
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: months_listed(stand) == {"2026-11", "2026-10"}, timeout=5_000)
    assert not months.newer.isEnabled()
    with qtbot.waitActive(stand.window):
        stand.window.activateWindow()
    qtbot.keyClick(log.list, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert months_listed(stand) == {"2026-09"}
    assert log.details.attempt is not None
    assert log.details.attempt.at.startswith("2026-09")
    months.older.click()
    assert months_listed(stand) == {"2026-08"}
    assert not months.older.isEnabled()
    qtbot.keyClick(log.list, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert months_listed(stand) == {"2026-09"}
    months.choice.setCurrentIndex(0)
    months.choice.activated.emit(0)
    assert months_listed(stand) == {"2026-11", "2026-10"}


def test_a_new_attempt_shows_in_its_month_and_leaves_another_month_alone(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk(logged=long_practice()))
    log = stand.window.log
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: bool(months_listed(stand)), timeout=5_000)
    before = log.list.model().rowCount()
    log.add(attempt(900, "2026-11-03T11:00:00+01:00"))
    assert log.list.model().rowCount() == before + 1
    log.side.months.go_older()
    before = log.list.model().rowCount()
    log.add(attempt(901, "2026-11-03T12:00:00+01:00"))
    assert log.list.model().rowCount() == before


def test_a_search_goes_through_all_months_and_can_be_stopped(qtbot: QtBot, open_window: OpenWindow) -> None:
    desk = WaitingDesk(logged=long_practice())
    stand = open_window(desk=desk)
    log = stand.window.log
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: bool(months_listed(stand)), timeout=5_000)
    log.search.setText("rare")
    qtbot.waitUntil(lambda: "Searching November 2026" in log.findChild(QLabel, "logProgress").text(), timeout=5_000)
    assert log.side.stop.isVisible()
    log.side.stop.click()
    desk.may_go_on.set()
    assert log.findChild(QLabel, "logProgress").text() == "0 attempts found; November 2026 and before are not searched yet"
    assert not log.side.stop.isVisible()
    log.side.go_on.click()
    qtbot.waitUntil(lambda: log.findChild(QLabel, "logProgress").text() == "1 attempt found", timeout=5_000)
    assert not log.side.go_on.isVisible()
    log.search.setText("RARE")
    qtbot.waitUntil(lambda: months_listed(stand) == {"2026-08"}, timeout=5_000)
    qtbot.waitUntil(lambda: log.findChild(QLabel, "logProgress").text() == "1 attempt found", timeout=5_000)
    assert log.details.attempt is not None
    assert log.details.attempt.attempt_id == "id800"
    with qtbot.waitActive(stand.window):
        stand.window.activateWindow()
    log.search.setFocus()
    qtbot.keyClick(log.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: months_listed(stand) == {"2026-11", "2026-10"}, timeout=5_000)


class SlowDesk(MemoryDesk):
    """Gives no month to the background until it may; the window's own thread never waits."""

    def __init__(self, logged: list[Attempt], kept: dict[str, list[Any]] | None = None) -> None:
        super().__init__(logged=logged, kept=kept or {})
        self.may_go_on = threading.Event()

    def outlines(self, **wanted: Any) -> list[Attempt]:
        if threading.current_thread() is not threading.main_thread():
            self.may_go_on.wait(10)
        return super().outlines(**wanted)


def progress(stand: Stand) -> str:
    return str(stand.window.log.findChild(QLabel, "logProgress").text())


def test_a_scenario_of_long_ago_is_offered_and_found_beside_the_window(qtbot: QtBot, open_window: OpenWindow) -> None:
    logged = long_practice()
    logged[0] = replace(logged[0], scenario="second")
    part = replace(logged[1], attempt_id="part", scenario="second", part_of=logged[0].attempt_id, only=("ideal_client",))
    desk = SlowDesk([*logged, part])
    stand = open_window(desk=desk)
    log = stand.window.log
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: bool(months_listed(stand)), timeout=5_000)
    assert log.side.scenario.findData("second") == -1
    desk.may_go_on.set()
    qtbot.waitUntil(lambda: log.side.scenario.findData("second") > 0, timeout=5_000)
    desk.may_go_on.clear()
    log.side.scenario.setCurrentIndex(log.side.scenario.findData("second"))
    qtbot.waitUntil(lambda: "Searching November 2026" in progress(stand), timeout=5_000)  # said while the first month is still read
    assert log.side.stop.isVisible()
    assert not log.side.months.isVisible()
    desk.may_go_on.set()
    qtbot.waitUntil(lambda: progress(stand) == "1 attempt found", timeout=5_000)
    assert months_listed(stand) == {"2026-08"}
    assert log.list.rows.row_of("part") == 1
    new = attempt(950, "2026-11-23T12:00:00+01:00", "second")
    desk.logged.append(new)
    log.add(new)
    assert progress(stand) == "2 attempts found"
    log.add(attempt(951, "2026-11-23T12:05:00+01:00", "first"))
    assert progress(stand) == "2 attempts found"
    log.show_attempt("id3")  # from elsewhere: what is asked for makes room
    qtbot.waitUntil(lambda: log.details.attempt is not None and log.details.attempt.attempt_id == "id3", timeout=5_000)
    assert log.side.scenario.currentData() == ""
    assert log.side.months.isVisible()


def test_a_search_that_has_enough_waits_and_goes_on_to_the_end(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcoach.ui.log_search.ENOUGH", 100)
    stand = open_window(desk=MemoryDesk(logged=[replace(each, scenario="second") for each in long_practice()]))
    log = stand.window.log
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: bool(months_listed(stand)), timeout=5_000)
    log.side.scenario.setCurrentIndex(log.side.scenario.findData("second"))
    waits = "143 attempts found; August 2026 and before are not searched yet"
    qtbot.waitUntil(lambda: progress(stand) == waits, timeout=5_000)
    assert log.side.go_on.isVisible()
    log.side.go_on.click()
    qtbot.waitUntil(lambda: progress(stand) == "213 attempts found", timeout=5_000)
    assert months_listed(stand) == {"2026-08", "2026-09", "2026-10", "2026-11"}
    assert not log.side.go_on.isVisible()


def test_the_room_that_practice_takes_and_how_long_sound_is_kept(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk(logged=some()))
    stand.window.show_page("log")
    line = stand.window.log.side.space
    qtbot.waitUntil(lambda: line.text() == "36 MB used, sound kept for ever", timeout=5_000)
    line.menu().aboutToShow.emit()
    offered = {action.text(): action for action in line.menu().actions()}
    assert offered["for ever"].isChecked()
    offered["for 90 days"].trigger()
    assert stand.desk.settings.keep_audio_days == 90
    assert line.text() == "36 MB used, sound kept for 90 days"
    offered["Compress checked takes, without losing anything"].trigger()
    assert not stand.desk.settings.compress_takes
    qtbot.waitUntil(lambda: bool(stand.named("settings_changed")), timeout=5_000)


class SilentDesk(MemoryDesk):
    def take_path(self, attempt: Attempt) -> None:
        return None


def test_a_take_whose_sound_was_deleted_says_so_and_keeps_its_words(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window(desk=SilentDesk(logged=some()))
    stand.window.show_page("log")
    details = stand.window.log.details
    qtbot.waitUntil(lambda: details.attempt is not None, timeout=5_000)
    assert "Sound deleted" in details.findChild(QLabel, "logPlayTrouble").text()
    assert "plant managers in Ohio" in details.found.transcript.toPlainText()
