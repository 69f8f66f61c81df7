"""The editor: form and YAML on one text, problems live, saving, trial run and test bench."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from ui_packs import open_library, settle, write_pack
from ui_samples import OpenWindow, Stand

from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.records import judgement_record
from refcoach.ui.pages.editor_sides import BENCH, TRIAL, WRITTEN

FILE = "scenarios/gate-0.yaml"


def open_editor(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> Stand:
    """A window whose editor holds the only scenario of the user's own pack, opened with F2."""
    write_pack(tmp_path / "packs" / "spring")
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    library = stand.window.scenarios.library
    library.list.choose_row(library.list.library.row_of("spring", FILE))
    library.list.setFocus()
    qtbot.keyClick(library.list, Qt.Key.Key_F2)
    qtbot.waitUntil(stand.window.scenarios.editor.isVisible, timeout=10_000)
    return stand


def saved(stand: Stand) -> str:
    return (stand.desk.packs.path("spring") / FILE).read_text(encoding="utf-8")


def test_form_and_yaml_are_two_sides_of_one_text(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_editor(qtbot, open_window, tmp_path)
    editor = stand.window.scenarios.editor
    title = stand.window.findChild(QLineEdit, "formTitle")
    assert title.text() == "At the gate 0"
    assert title.hasFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Late: again")
    assert 'title: "Late: again"' in editor.yaml.toPlainText()
    assert "# where the day begins" in editor.yaml.toPlainText()
    editor.yaml.change_to(editor.yaml.toPlainText().replace("Ann Marsh", "Bo Lind").replace("Well, here we are.", "So."))
    name = stand.window.findChild(QLineEdit, "formPersona_name")
    qtbot.waitUntil(lambda: name.text() == "Bo Lind", timeout=5_000)
    assert stand.window.findChild(QPlainTextEdit, "turnLines0").toPlainText() == "So."
    qtbot.mouseClick(stand.window.findChild(QPushButton, "addTurn"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stand.window.findChild(QPlainTextEdit, "turnLines1") is not None, timeout=5_000)
    assert not editor.problems
    editor.yaml.undo()
    editor.check()
    assert "turn-2" not in editor.yaml.toPlainText()


def test_problems_are_listed_live_and_lead_to_their_line_and_a_faulty_file_is_saved_as_a_draft(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    stand = open_editor(qtbot, open_window, tmp_path)
    editor = stand.window.scenarios.editor
    assert not stand.desk.packs.is_draft("spring")
    editor.yaml.go_to(11, 17)
    required = stand.window.findChild(QLineEdit, "turnRequired0")
    required.selectAll()
    qtbot.keyClicks(required, "ideal_clint")
    qtbot.waitUntil(lambda: editor.list.count() == 1, timeout=5_000)
    assert editor.list.item(0).text() == "Line 12, column 16: required: ideal_clint is not known (did you mean ideal_client?)"
    editor.yaml.go_to(1)
    editor.list.setFocus()
    qtbot.keyClick(editor.list, Qt.Key.Key_Return)
    assert editor.yaml.hasFocus()
    assert editor.yaml.textCursor().blockNumber() + 1 == 12
    qtbot.keyClick(editor.yaml, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "ideal_clint]" in saved(stand)
    assert stand.desk.packs.is_draft("spring")
    assert sorted(path.name for path in (stand.desk.packs.path("spring") / "scenarios").iterdir()) == ["gate-0.yaml"]
    settle(qtbot, stand)
    qtbot.waitUntil(lambda: all(scenario.pack != "spring" for scenario in stand.desk.scenarios), timeout=10_000)


def test_changes_are_asked_about_on_leaving_and_saved_on_closing(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_editor(qtbot, open_window, tmp_path)
    editor = stand.window.scenarios.editor
    before = saved(stand)
    qtbot.keyClicks(stand.window.findChild(QLineEdit, "formGoal"), "An introduction.")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.message.isVisible()
    assert editor.isVisible()
    qtbot.mouseClick(editor.message.close_button, Qt.MouseButton.LeftButton)
    assert stand.window.scenarios.library.isVisible()
    assert saved(stand) == before
    qtbot.keyClick(stand.window.scenarios.library, Qt.Key.Key_F2)
    qtbot.keyClicks(stand.window.findChild(QLineEdit, "formGoal"), "Another one.")
    stand.window.close()
    qtbot.waitUntil(lambda: "goal: Another one." in saved(stand), timeout=10_000)


def test_yaml_that_cannot_be_read_stops_the_form_and_keeps_every_word(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_editor(qtbot, open_window, tmp_path)
    editor = stand.window.scenarios.editor
    broken = editor.yaml.toPlainText().replace("[ideal_client]", "[ideal_client")
    editor.yaml.change_to(broken)
    editor.check()
    assert not editor.form.title.isEnabled()
    assert "bracket" in editor.list.item(0).text()
    assert editor.save()
    assert saved(stand) == broken


def test_in_a_narrow_window_the_form_is_a_tab_with_all_that_was_typed(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_editor(qtbot, open_window, tmp_path)
    editor = stand.window.scenarios.editor
    tab = editor.findChild(QToolButton, "editorTabForm")
    assert tab.isHidden()
    stand.window.resize(1280, 800)
    qtbot.waitUntil(lambda: editor.form.isVisible() and tab.isHidden(), timeout=5_000)
    qtbot.keyClicks(editor.form.title, " late")
    typed = editor.form.title.value
    stand.window.resize(720, 560)
    qtbot.waitUntil(lambda: tab.isVisible() and not editor.form.isVisible(), timeout=5_000)
    assert editor.yaml.isVisible()
    qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert editor.form.isVisible()
    assert editor.form.title.value == typed
    assert editor.form.horizontalScrollBar().maximum() == 0
    assert editor.form.title.width() > editor.width() * 0.7
    stand.window.resize(1280, 800)
    qtbot.waitUntil(lambda: tab.isHidden() and editor.form.isVisible() and editor.yaml.isVisible(), timeout=5_000)
    assert editor.sides.current == WRITTEN


def test_own_checks_are_written_and_tested_in_the_pack_s_own_file(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    write_pack(tmp_path / "packs" / "spring")
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    library = stand.window.scenarios.library
    library.list.choose_row(library.list.library.row_of("spring", FILE))
    qtbot.mouseClick(library.side.edit_pack, Qt.MouseButton.LeftButton)
    editor = stand.window.scenarios.editor
    qtbot.waitUntil(editor.isVisible, timeout=10_000)
    assert not editor.form.isVisible()
    assert editor.notes.isVisible()
    tab = editor.findChild(QToolButton, "editorTab0")
    tab.setFocus()
    qtbot.keyClick(tab, Qt.Key.Key_Right)
    assert editor.bench.isVisible()  # there is no trial run of a pack, so the tab after the YAML is the bench
    editor.sides.choose(WRITTEN)
    qtbot.mouseClick(editor.notes.add, Qt.MouseButton.LeftButton)
    assert editor.problems == ()
    assert editor.yaml.textCursor().block().text() == "    name: What you listen for"
    assert [editor.bench.check.itemData(at) for at in range(2)] == ["check_1", "ideal_client"]
    editor.yaml.change_to(editor.yaml.toPlainText().replace("id: check_1", "id: ideal_client"))
    editor.check()
    assert [problem.message for problem in editor.problems] == ["id: ideal_client is a check of the rubric"]
    editor.yaml.change_to(editor.yaml.toPlainText().replace("id: ideal_client", "id: named_a_gate"))
    qtbot.mouseClick(editor.notes.add, Qt.MouseButton.LeftButton)
    assert editor.save()
    settle(qtbot, stand)
    view = library.view_of("spring")
    assert view is not None
    assert view.usable
    assert [check.key for check in view.pack.checks] == ["named_a_gate", "check_2"]


def test_a_scenario_is_removed_and_brought_back(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    write_pack(tmp_path / "packs" / "spring", scenarios=2)
    stand = open_library(qtbot, open_window, tmp_path / "packs")
    library = stand.window.scenarios.library
    library.list.choose_row(library.list.library.row_of("spring", FILE))
    before = saved(stand)
    qtbot.mouseClick(library.side.delete, Qt.MouseButton.LeftButton)
    settle(qtbot, stand)
    qtbot.waitUntil(lambda: library.list.library.row_of("spring", FILE) < 0, timeout=10_000)
    assert not (stand.desk.packs.path("spring") / FILE).exists()
    qtbot.keyClick(library, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: library.list.library.row_of("spring", FILE) >= 0, timeout=10_000)
    assert saved(stand) == before


def test_a_trial_run_by_typing_shows_checks_and_the_client_s_reaction(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_editor(qtbot, open_window, tmp_path)
    editor = stand.window.scenarios.editor
    editor.sides.choose(TRIAL)
    qtbot.keyClicks(editor.trial.answer, "Plant managers in Ohio.")
    qtbot.keyClick(editor.trial.answer, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(stand.named("try_answer")), timeout=10_000)
    command = stand.named("try_answer")[0]
    assert command["text"] == "Plant managers in Ohio."
    found = Judgement((Finding("ideal_client", Verdict.PRESENT, 0.9),))
    stand.engine.receive({"event": "answer_tried", "token": command["token"], "judgement": judgement_record(found)})
    assert editor.trial.said[:3] == ["Ann Marsh: Well, here we are.", "You: Plant managers in Ohio.", "Ideal client: I heard it"]
    assert not editor.trial.answer.isEnabled()
    qtbot.mouseClick(editor.trial.over, Qt.MouseButton.LeftButton)
    assert editor.trial.said == ["Ann Marsh: Well, here we are."]


def test_a_trial_run_by_speaking_goes_on_with_what_was_heard(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_editor(qtbot, open_window, tmp_path)
    trial = stand.window.scenarios.editor.trial
    stand.window.scenarios.editor.sides.choose(TRIAL)
    trial.speak.setFocus()
    qtbot.keyClick(trial.speak, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: trial.speak.text() == "I'm done", timeout=10_000)
    assert not trial.answer.isEnabled()
    qtbot.keyClick(trial.speak, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(stand.named("try_answer")), timeout=10_000)
    assert stand.named("try_answer")[0]["text"] == "Plant managers in Ohio."
    assert trial.said[1] == "You: Plant managers in Ohio."
    assert trial.speak.text() == "Speak"


def test_leaving_the_page_in_mid_sentence_ends_the_recording_and_judges_nothing(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    stand = open_editor(qtbot, open_window, tmp_path)
    trial = stand.window.scenarios.editor.trial
    stand.window.scenarios.editor.sides.choose(TRIAL)
    qtbot.mouseClick(trial.speak, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: trial.speak.text() == "I'm done", timeout=10_000)
    stand.window.show_page("log")
    qtbot.waitUntil(lambda: trial.speak.text() == "Speak", timeout=10_000)
    assert trial.answer.text() == "Plant managers in Ohio."
    assert not stand.named("try_answer")


def test_the_test_bench_shows_precision_recall_and_wrong_lines(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    stand = open_editor(qtbot, open_window, tmp_path)
    bench = stand.window.scenarios.editor.bench
    stand.window.scenarios.editor.sides.choose(BENCH)
    bench.lines.setPlainText("+ Plant managers.\n- Anyone.")
    qtbot.mouseClick(bench.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(stand.named("test_check")), timeout=10_000)
    command = stand.named("test_check")[0]
    assert (command["key"], command["lines"]) == ("ideal_client", "+ Plant managers.\n- Anyone.")
    wrong = [{"line": 2, "text": "Anyone.", "wanted": False, "verdict": "present", "score": 0.8, "evidence": []}]
    outcome = {"lines": 2, "precision": 0.5, "recall": 1.0, "unclear": 0, "wrong": wrong}
    stand.engine.receive({"event": "check_tested", "token": command["token"], "outcome": outcome})
    assert bench.result.text() == "Precision 50%, recall 100%, on 2 lines; 0 on the fence."
    assert bench.wrong.text() == "Line 2, found wrongly: Anyone."
