"""My script is filled in by keyboard, saves by itself and never loses or overwrites what it could not read."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from ui_samples import MemoryDesk, OpenWindow

from refcoach.core.errors import LogError
from refcoach.core.profile import BusinessReason, IdealClient, Profile
from refcoach.engine.desk import open_desk
from refcoach.ui.pages.my_script import MyScriptPage
from refcoach.ui.theme import Theme


def named(stand: object, kind: type, name: str) -> object:
    found = stand.window.findChild(kind, name)  # type: ignore[attr-defined]
    assert found is not None, name
    return found


def fill(qtbot: QtBot, stand: object, name: str, words: str) -> None:
    field = named(stand, QLineEdit, name)
    field.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, words)


def test_what_is_typed_is_previewed_saved_by_itself_and_the_engine_is_told(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    stand.window.show_page("script")
    assert stand.window.focusWidget() is named(stand, QLineEdit, "scriptName")
    fill(qtbot, stand, "facet_function", "plant managers")
    fill(qtbot, stand, "facet_geography", "Ohio")
    fill(qtbot, stand, "reasonResult1", "cut unplanned stops by a third")
    assert named(stand, QLabel, "idealClientPreview").text() == "plant managers in Ohio"  # type: ignore[attr-defined]
    assert "We cut unplanned stops by a third." in named(stand, QLabel, "reasonPreview").text()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(stand.desk.profile), timeout=5_000)
    assert stand.desk.profile == Profile(
        ideal_client=IdealClient(function="plant managers", geography="Ohio"), reasons=(BusinessReason("cut unplanned stops by a third"),)
    )
    assert named(stand, QLabel, "scriptState").text() == "Saved."  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(stand.named("settings_changed")), timeout=5_000)


def test_leaving_the_page_saves_at_once_and_names_are_one_a_line(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    stand.window.show_page("script")
    field = named(stand, QPlainTextEdit, "scriptNames")
    for line in ("Priya Nair", "", "  Brightwell   Foods ", "Priya Nair"):
        qtbot.keyClicks(field, line)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert "\t" not in field.toPlainText()  # type: ignore[attr-defined]
    stand.window.show_page("practise")
    assert stand.desk.profile.names == ("Priya Nair", "Brightwell Foods")


def test_results_can_be_added_and_removed(qtbot: QtBot, open_window: OpenWindow) -> None:
    reasons = (BusinessReason("halved the queue", "a bakery"), BusinessReason("gave the planners their Fridays back"))
    stand = open_window(desk=MemoryDesk(profile=Profile(reasons=reasons)))
    stand.window.show_page("script")
    assert named(stand, QLineEdit, "reasonResult2").text() == reasons[1].result  # type: ignore[attr-defined]
    qtbot.mouseClick(named(stand, QPushButton, "removeReason1"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(named(stand, QPushButton, "addReasonButton"), Qt.MouseButton.LeftButton)
    assert stand.window.focusWidget() is named(stand, QLineEdit, "reasonResult3")
    qtbot.keyClicks(named(stand, QLineEdit, "reasonResult3"), "sold the house in nine days")
    stand.window.show_page("log")
    assert [reason.result for reason in stand.desk.profile.reasons] == [reasons[1].result, "sold the house in nine days"]


def test_a_refused_save_says_so_and_keeps_what_was_typed(qtbot: QtBot, open_window: OpenWindow) -> None:
    stand = open_window()
    stand.window.show_page("script")
    stand.desk.failure = LogError("The disk is full.", "Free some space.")
    fill(qtbot, stand, "scriptCompany", "Brightline")
    stand.window.script.save()
    assert "Not saved. The disk is full." in named(stand, QLabel, "scriptState").text()  # type: ignore[attr-defined]
    assert named(stand, QLineEdit, "scriptCompany").text() == "Brightline"  # type: ignore[attr-defined]
    stand.desk.failure = None
    fill(qtbot, stand, "scriptCompany", "Brightline Ltd")
    stand.window.close()
    qtbot.waitUntil(lambda: stand.desk.profile.company == "Brightline Ltd", timeout=5_000)


def test_a_script_that_cannot_be_read_is_not_overwritten(qtbot: QtBot, tmp_path: Path) -> None:
    desk = open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")})
    newer = '{"schema": 99, "name": "Dana"}'
    desk.places.profile_file.write_text(newer, encoding="utf-8")
    page = MyScriptPage(Theme("light"), desk)
    qtbot.addWidget(page)
    page.show()
    state = page.findChild(QLabel, "scriptState")
    assert state is not None
    assert "newer RefCoach" in state.text()
    assert not page.isEnabled()
    page.save()
    assert desk.places.profile_file.read_text(encoding="utf-8") == newer
    desk.close()
