"""The library of packs: filters, practising, importing, copying, publishing, removing with a way back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from test_log_page import attempt
from ui_desks import drop
from ui_packs import open_library, settle, write_pack
from ui_samples import OpenWindow, Stand

from refcoach.engine.library import built_in_folders, scenarios
from refcoach.engine.own_packs import DRAFT, PUBLISHED
from refcoach.engine.packs import export_pack, import_pack
from refcoach.packs.load import load_pack
from refcoach.store.pack_shelf import PackShelf
from refcoach.ui.drill import Phase
from refcoach.ui.models.library_rows import PackRow, ScenarioRow, latest_results
from refcoach.ui.widgets.rail import PAGES


def titles(stand: Stand) -> list[str]:
    return [row.entry.title for row in stand.window.scenarios.library.list.library.rows if isinstance(row, ScenarioRow)]


def packs(stand: Stand) -> dict[str, str]:
    return {row.view.id: row.view.state for row in stand.window.scenarios.library.list.library.rows if isinstance(row, PackRow)}


def press(qtbot: QtBot, stand: Stand, name: str) -> None:
    button = stand.window.scenarios.library.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, stand)


def wait_for_words(qtbot: QtBot, stand: Stand, words: str) -> None:
    bar = stand.window.scenarios.library.message
    qtbot.waitUntil(lambda: words in bar.message.text(), timeout=60_000)
    settle(qtbot, stand)


def test_the_library_is_reached_by_key_and_filtered_by_words_skill_difficulty_and_pack(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    stand.window.show_page("practise")
    qtbot.keyClick(stand.window, Qt.Key(Qt.Key.Key_1 + [page[0] for page in PAGES].index("scenarios")), Qt.KeyboardModifier.ControlModifier)
    library = stand.window.scenarios.library
    assert library.isVisible()
    assert set(packs(stand)) == {folder.name for folder in built_in_folders()}
    every = titles(stand)
    assert len(every) == len(stand.desk.scenarios)
    library.search.setText("priya COO")
    qtbot.waitUntil(lambda: len(titles(stand)) < len(every), timeout=60_000)
    library.search.setText("")
    qtbot.waitUntil(lambda: titles(stand) == every, timeout=60_000)
    library.difficulty.setCurrentIndex(3)
    hard = [scenario.title for scenario in stand.desk.scenarios if scenario.difficulty == 3]
    assert sorted(titles(stand)) == sorted(hard)
    library.difficulty.setCurrentIndex(0)
    library.pack.setCurrentIndex(library.pack.findData("objections"))
    assert set(packs(stand)) == {"objections"}
    skill = library.skill.itemText(1)
    library.pack.setCurrentIndex(0)
    library.skill.setCurrentIndex(1)
    assert sorted(titles(stand)) == sorted(scenario.title for scenario in stand.desk.scenarios if scenario.skill == skill)


def test_enter_on_a_scenario_opens_its_drill(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    library = stand.window.scenarios.library
    at = library.list.library.first_scenario() + 2
    library.list.choose_row(at)
    library.list.setFocus()
    row = library.list.chosen
    assert isinstance(row, ScenarioRow)
    qtbot.keyClick(library.list, Qt.Key.Key_Return)
    assert stand.window.practise.isVisible()
    assert stand.window.drill.scenario == row.entry.scenario
    assert stand.window.drill.phase is Phase.READY


def test_a_dropped_pack_is_installed_and_can_be_practised_at_once(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    target = tmp_path / "spring.refpack"
    export_pack(write_pack(tmp_path / "spring", 2), target)
    assert not drop(stand.window.scenarios.library, [Path(__file__)])
    assert drop(stand.window.scenarios.library, [target])
    wait_for_words(qtbot, stand, "Spring 1.0.0 is installed: 2 scenarios.")
    assert packs(stand)["spring"] == PUBLISHED
    listed = stand.window.practise.scenarios
    assert "At the gate 0" in [scenario.title for scenario in listed.scenarios.rows]
    qtbot.waitUntil(lambda: bool(stand.named("settings_changed")), timeout=60_000)  # the engine reads the packs anew


def test_a_pack_with_problems_is_refused_with_every_place_and_hint(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    folder = write_pack(tmp_path / "spring")
    file = folder / "scenarios" / "gate-0.yaml"
    file.write_text(file.read_text().replace("ideal_client", "ideal_clint").replace("skill", "skil"))
    before = packs(stand)
    assert drop(stand.window.scenarios.library, [folder])
    wait_for_words(qtbot, stand, "spring was not imported: 2 problems.")
    problems = stand.window.scenarios.library.message.problems
    shown = [problems.item(at).text() for at in range(problems.count())]
    assert shown == [
        "scenarios/gate-0.yaml:3:1: skil is not a known key (did you mean skill?)",
        "scenarios/gate-0.yaml:12:16: required: ideal_clint is not known (did you mean ideal_client?)",
    ]
    assert packs(stand) == before
    assert stand.desk.packs.ids() == ()


def test_a_pack_that_is_there_is_replaced_only_when_wanted_and_comes_back_with_undo(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    library = stand.window.scenarios.library
    library.work.bring_in(write_pack(tmp_path / "one"))
    wait_for_words(qtbot, stand, "is installed")
    library.work.bring_in(write_pack(tmp_path / "two", 3, version="0.9.0"))
    wait_for_words(qtbot, stand, "You have Spring already, version 1.0.0.")
    assert titles(stand).count("At the gate 2") == 0
    press(qtbot, stand, "messageAct")
    wait_for_words(qtbot, stand, "Spring 0.9.0 is installed: 3 scenarios.")
    assert "At the gate 2" in titles(stand)
    library.list.setFocus()
    qtbot.keyClick(library.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "At the gate 2" not in titles(stand), timeout=60_000)
    assert "At the gate 0" in titles(stand)


def test_a_built_in_pack_is_duplicated_published_removed_and_put_back(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    library = stand.window.scenarios.library
    library.list.choose_row(library.list.library.row_of("first-call"))
    assert not stand.window.findChild(QPushButton, "packRemove").isVisible()
    press(qtbot, stand, "packCopy")
    wait_for_words(qtbot, stand, "is now also a pack of your own")
    assert packs(stand)["first-call-copy"] == DRAFT
    chosen = library.list.chosen
    assert chosen is not None
    assert chosen.view.title == "The first call (my copy)"
    assert chosen.view.usable
    press(qtbot, stand, "packPublish")
    qtbot.waitUntil(lambda: packs(stand).get("first-call-copy") == PUBLISHED, timeout=60_000)
    press(qtbot, stand, "packRemove")
    wait_for_words(qtbot, stand, "is removed")
    qtbot.waitUntil(lambda: "first-call-copy" not in packs(stand), timeout=60_000)
    press(qtbot, stand, "messageAct")
    qtbot.waitUntil(lambda: packs(stand).get("first-call-copy") == PUBLISHED, timeout=60_000)


def test_an_exported_pack_comes_back_whole(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    library = stand.window.scenarios.library
    view = library.view_of("first-call")
    assert view is not None
    library.work.export(view, tmp_path / "out.refpack")
    wait_for_words(qtbot, stand, "is in out.refpack")
    assert load_pack(tmp_path / "out.refpack")[0] == view.pack


def test_a_thousand_scenarios_are_rows_of_a_model_and_no_widgets(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    write_pack(tmp_path / "packs" / "spring", 1_000)
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    library = stand.window.scenarios.library
    assert len(titles(stand)) == 1_000 + len(scenarios())
    assert len(library.findChildren(QWidget)) < 120
    library.search.setText("gate 777")
    qtbot.waitUntil(lambda: titles(stand) == ["At the gate 777"], timeout=60_000)


def test_the_last_result_of_a_scenario_is_that_of_its_latest_attempt() -> None:
    attempts = [attempt(1, "2026-11-22T08:00:00+01:00"), attempt(2, "2026-11-20T08:00:00+01:00")]
    assert latest_results(attempts)[("example", "first")].first.attempt_id == "id1"


def test_a_pack_that_the_command_installs_is_seen_by_an_open_window(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    import_pack(PackShelf(tmp_path / "packs"), write_pack(tmp_path / "from-elsewhere"))
    library = stand.window.scenarios.library
    qtbot.waitUntil(lambda: library.view_of("spring") is not None, timeout=10_000)
    settle(qtbot, stand)
    qtbot.waitUntil(lambda: any(scenario.pack == "spring" for scenario in stand.desk.scenarios), timeout=10_000)


def test_in_a_narrow_window_what_is_chosen_stands_below_the_list(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    library = stand.window.scenarios.library
    stand.window.resize(1280, 800)
    qtbot.waitUntil(lambda: library.side.x() > library.list.width(), timeout=5_000)
    stand.window.resize(720, 560)
    qtbot.waitUntil(lambda: library.side.y() > library.list.geometry().bottom(), timeout=5_000)
    assert library.side.width() == library.width()
    assert library.side.horizontalScrollBar().maximum() == 0
    assert library.list.height() >= 60
    for button in (library.import_folder, library.import_file, library.new_pack):
        assert button.width() >= button.sizeHint().width()
    stand.window.resize(1280, 800)
    qtbot.waitUntil(lambda: library.side.x() > library.list.width(), timeout=5_000)
    assert library.side.height() == library.height()
