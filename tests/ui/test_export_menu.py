"""Export from the Log page: a real log, in the background, with a way to stop."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from export_samples import whole_log
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui_samples import MemoryDesk, OpenWindow

from refcoach.core.entries import ATTEMPT, KINDS, Kind
from refcoach.engine.desk import Desk, open_desk
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.export_menu import ExportMenu, Questions


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")})
    for name, entry in whole_log():
        opened.put(KINDS[name], entry)
    yield opened
    opened.close()


@dataclass
class Answers:
    """What the dialogs would answer."""

    name: str
    address: str = "dana@example.com"
    asked: list[str] = field(default_factory=list)

    def questions(self) -> Questions:
        def file(parent: QWidget, title: str, suggested: str, kinds: str) -> str:
            self.asked.append(suggested)
            return self.name

        return Questions(file, lambda parent: self.address, lambda: datetime(2024, 1, 9, 10, tzinfo=UTC))


def menu_of(qtbot: QtBot, source: Any, answers: Answers) -> ExportMenu:
    menu = ExportMenu(Theme("light"), source, answers.questions())
    qtbot.addWidget(menu)
    menu.show()
    return menu


def finished(qtbot: QtBot, menu: ExportMenu) -> str:
    qtbot.waitUntil(menu.button.isEnabled, timeout=60_000)
    assert not menu.bar.isVisible()
    return menu.said.text()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("csv", "Written: 6 attempts, 3 entries, in out.csv and out-pledges-and-asks.csv."),
        ("jsonl", "Written: 14 entries, in out.jsonl."),
        ("xapi", "Written: 13 statements, in out.json."),
        ("pdf", "Written: 5 attempts, "),
    ],
)
def test_each_format_is_written_in_the_background_and_told(qtbot: QtBot, tmp_path: Path, desk: Desk, kind: str, told: str) -> None:
    answers = Answers(str(tmp_path / "out"))
    menu = menu_of(qtbot, desk, answers)
    menu.begin(kind)
    assert not menu.button.isEnabled()
    assert menu.stop_button.isVisible()
    assert finished(qtbot, menu).startswith(told)
    assert answers.asked[0].startswith("refcoach-log-2024-01-09.")


def test_the_menu_offers_formats_and_periods(qtbot: QtBot, tmp_path: Path, desk: Desk) -> None:
    menu = menu_of(qtbot, desk, Answers(str(tmp_path / "out.jsonl")))
    actions = {action.text(): action for action in menu.button.menu().actions()}
    assert actions["The whole log"].isChecked()
    actions["The last 7 days"].trigger()
    actions["Everything, for programs (JSON Lines)…"].trigger()
    assert finished(qtbot, menu) == "Written: 0 entries, in out.jsonl."


def test_who_gives_no_name_or_no_address_changes_nothing(qtbot: QtBot, tmp_path: Path, desk: Desk) -> None:
    menu = menu_of(qtbot, desk, Answers(""))
    menu.begin("csv")
    assert menu.button.isEnabled()
    for address, told in (("", ""), ("dana", "'dana' is not an e-mail address.")):
        menu = menu_of(qtbot, desk, Answers(str(tmp_path / "out.json"), address))
        menu.begin("xapi")
        assert menu.said.text().startswith(told)
        assert menu.button.isEnabled()
    assert not (tmp_path / "out.json").exists()


def test_a_file_whose_ending_was_added_is_not_replaced(qtbot: QtBot, tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "out.jsonl").write_text("mine")
    menu = menu_of(qtbot, desk, Answers(str(tmp_path / "out")))
    menu.begin("jsonl")
    assert "is there already" in finished(qtbot, menu)
    assert (tmp_path / "out.jsonl").read_text() == "mine"
    menu = menu_of(qtbot, desk, Answers(str(tmp_path / "out.jsonl")))  # the dialog has asked
    menu.begin("jsonl")
    assert finished(qtbot, menu).startswith("Written")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])["kind"] == "attempt"


class Waiting:
    """A desk whose months can be held up, to stop in the middle."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.go_on = threading.Event()
        self.reading = threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def months(self) -> tuple[str, ...]:
        return (*self._desk.months(), "2024-02")

    def entries(self, kind: Kind[Any], **wanted: Any) -> list[Any]:
        if kind is ATTEMPT:
            self.reading.set()
            assert self.go_on.wait(30)
        return self._desk.entries(kind, **wanted)


def test_an_export_can_be_stopped_and_leaves_nothing(qtbot: QtBot, tmp_path: Path, desk: Desk) -> None:
    waiting = Waiting(desk)
    menu = menu_of(qtbot, waiting, Answers(str(tmp_path / "out.jsonl")))
    menu.begin("jsonl")
    qtbot.waitUntil(waiting.reading.is_set, timeout=20_000)
    menu.stop_button.click()
    waiting.go_on.set()
    assert finished(qtbot, menu) == "The export was stopped before its end."
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_closing_ends_an_export_under_way(qtbot: QtBot, tmp_path: Path, desk: Desk) -> None:
    waiting = Waiting(desk)
    menu = menu_of(qtbot, waiting, Answers(str(tmp_path / "out.jsonl")))
    menu.begin("jsonl")
    qtbot.waitUntil(waiting.reading.is_set, timeout=20_000)
    threading.Timer(0.2, waiting.go_on.set).start()
    menu.finish()
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_the_log_page_offers_it(open_window: OpenWindow) -> None:
    stand = open_window(desk=MemoryDesk())
    menu = stand.window.log.findChild(ExportMenu)
    assert menu is not None
    assert menu.button.text() == "Export"
