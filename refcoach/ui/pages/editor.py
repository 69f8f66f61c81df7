"""The editor of one scenario: a form and its YAML on the same text, problems live below, saved as a whole."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from refcoach.core.errors import RefCoachError
from refcoach.core.scenario import Scenario
from refcoach.engine.own_packs import (
    NEW_CHECK_NAME,
    PackView,
    check_pack_file,
    check_scenario,
    head_of,
    read_text,
    save_text,
    with_new_check,
)
from refcoach.packs.names import MANIFEST
from refcoach.packs.problems import Problem
from refcoach.packs.scenario_file import PackHead
from refcoach.packs.yaml_edit import NotEditableError, Path, Value, data_of, with_item, with_value, without_item
from refcoach.ui.desk import DeskLike
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.pages.editor_sides import WRITTEN, EditorSides
from refcoach.ui.pages.scenario_form import ScenarioForm
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, announce, column, row, scrolled, set_words, text
from refcoach.ui.widgets.message_bar import MessageBar
from refcoach.ui.widgets.pack_notes import PackNotes
from refcoach.ui.words import count

CHECK_AFTER_MS = 200
BESIDE_PX = 780  # from this width on form and YAML stand side by side
NEW_TURN = "id: {id}\nlines:\n  - And then?\nrequired: [introduction_request]"


class EditorView(QWidget):
    """`saved` follows every save with the pack and the file; `left` when the library is wanted again."""

    saved = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink) -> None:
        super().__init__()
        self._theme, self._shelf = theme, desk.packs
        self.view: PackView | None = None
        self.file = ""
        self.scenario: Scenario | None = None
        self.problems: tuple[Problem, ...] = ()
        self._head: PackHead | None = None
        self._taken: dict[str, str] = {}
        self._kept = ""
        self.message = MessageBar(theme)
        self.form = ScenarioForm(theme)
        self.notes = PackNotes(theme)
        self._lefts = QStackedWidget()
        self.sides = EditorSides(theme, desk, engine)
        self.yaml, self.list, self.trial, self.bench = self.sides.yaml, self.sides.list, self.sides.trial, self.sides.bench
        self._title = text("", "heading", "editorTitle", wrap=False)
        self._state = text("", "label", "editorState", wrap=False)
        self._form_note = text("", "label", "formNote")
        self.back = Button(theme, "Library", "plain", "editorBack")
        self.save_button = Button(theme, "Save", "primary", "editorSave")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(self.check)
        self._build()
        self._connect()

    def _build(self) -> None:
        top = row(spacing=12)
        top.addWidget(self.back)
        top.addWidget(self._title, 1)
        top.addWidget(self._state)
        top.addWidget(self.save_button)
        self._left = QWidget()
        left = column(self._left, spacing=8)
        left.addWidget(self._form_note)
        self._lefts.addWidget(self.form)
        self._lefts.addWidget(scrolled(self.notes))
        left.addWidget(self._lefts, 1)
        self._both = row(spacing=16)
        self._both.addWidget(self._left, 4)
        self._both.addWidget(self.sides, 5)
        whole = column(self, (24, 24, 24, 16), 12)
        whole.addLayout(top)
        whole.addWidget(self.message)
        whole.addLayout(self._both, 1)

    def _connect(self) -> None:
        self.yaml.textChanged.connect(self._typed)
        self.form.edited.connect(lambda path, value: self._change(lambda text: self._put(text, path, value)))
        self.form.turn_added.connect(lambda: self._change(self._with_turn))
        self.form.turn_removed.connect(lambda at: self._change(lambda text: without_item(text, ("beats", at))))
        self.notes.check_wanted.connect(self._add_check)
        self.list.chosen.connect(self._to_problem)
        self.sides.trial_chosen.connect(self.check)
        self.back.clicked.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        self._theme.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side where there is room for both, else the form is a tab before the YAML."""
        beside = self.width() >= self._theme.scaled(BESIDE_PX)
        if beside == (self._both.indexOf(self._left) >= 0):
            return
        if beside:
            self.sides.let_out()
            self._both.insertWidget(0, self._left, 4)
        else:
            self.sides.take_in(self._left)
        self._left.show()

    # --- opening ----------------------------------------------------------------------------------------------------

    def open(self, view: PackView, file: str, line: int = 0) -> bool:
        """Show a file of an own pack, a scenario or its pack.yaml; what was not saved of another is saved first. False when it cannot be
        read."""
        if self.unsaved and not self.save():
            return False
        try:
            words = read_text(view, file)
        except RefCoachError as error:
            self.message.say(error.message, error.hint, tone="trouble")
            return False
        self.view, self.file, self._head = view, file, head_of(view)
        self._taken = {entry.scenario.id: entry.file for entry in view.entries if entry.scenario and entry.file != file}
        self._kept = words
        self.message.hide()
        self._lefts.setCurrentIndex(1 if self.of_pack else 0)
        self.sides.let_try(not self.of_pack)
        self.yaml.setPlainText(words)
        set_words(self._state, "")
        self.check()
        self.sides.choose(WRITTEN)
        if line:
            self.yaml.go_to(line)
        return True

    def take_focus(self) -> None:
        if self.of_pack:
            self.yaml.setFocus()
        elif not self.yaml.hasFocus():
            place = self.form.title if self.form.title.isVisible() else self.yaml
            place.setFocus()

    @property
    def of_pack(self) -> bool:
        """Whether the file is the pack's own, not a scenario."""
        return self.file == MANIFEST

    @property
    def unsaved(self) -> bool:
        return self.view is not None and self.yaml.toPlainText() != self._kept

    # --- both sides of one text -------------------------------------------------------------------------------------

    def _typed(self) -> None:
        set_words(self._state, "Not saved yet" if self.unsaved else "")
        self._timer.start()

    @staticmethod
    def _put(text: str, path: Path, value: Value) -> str:
        return with_value(text, path, value)

    def _with_turn(self, text: str) -> str:
        taken = {beat.get("id") for beat in data_of(text).get("beats") or () if isinstance(beat, dict)}
        number = len(taken) + 1
        while f"turn-{number}" in taken:
            number += 1
        return with_item(text, ("beats",), NEW_TURN.format(id=f"turn-{number}"))

    def _change(self, change: Callable[[str], str]) -> None:
        """A change from the form; one that would touch anything else is refused and said so."""
        try:
            self.yaml.change_to(change(self.yaml.toPlainText()))
        except NotEditableError as error:
            set_words(self._form_note, f"{error.message} {error.hint}")
        else:
            set_words(self._form_note, "")

    def _add_check(self) -> None:
        self._change(with_new_check)
        self.check()
        line = self.yaml.toPlainText().rfind(NEW_CHECK_NAME)
        if line >= 0:
            self.sides.choose(WRITTEN)
            self.yaml.go_to(self.yaml.toPlainText().count("\n", 0, line) + 1)
            self.yaml.setFocus()

    def _to_problem(self, problem: Problem) -> None:
        """To the place; a fault of another file, which the pack.yaml brings about, is told by its name alone."""
        if problem.file == self.file:
            self.sides.choose(WRITTEN)
            self.yaml.go_to(problem.line, problem.column)

    def check(self) -> None:
        """Read the text as it stands now: problems, form, title."""
        self._timer.stop()
        if self._head is None or self.view is None:
            return
        words = self.yaml.toPlainText()
        if self.of_pack:
            pack, self.problems = check_pack_file(words, self.view)
            self.scenario = None
            checks = pack.checks if pack else ()
        else:
            self.scenario, self.problems = check_scenario(words, self.file, self._head, self._taken)
            checks = self.view.pack.checks if self.view.pack else ()
        self.sides.show_checked(self.file, self.problems, self.scenario, checks)
        self._show_data(words)

    def _show_data(self, words: str) -> None:
        try:
            data = data_of(words)
        except NotEditableError:
            data = None
            set_words(self._form_note, "" if self.of_pack else "The form waits until the YAML can be read.")
        else:
            set_words(self._form_note, "")
        if not self.of_pack:
            self.form.show_data(data)
        title = str(data.get("title") or "") if isinstance(data, dict) else ""
        shown = f"Pack: {title}" if self.of_pack and title else title
        set_words(self._title, shown or self.file.rpartition("/")[2], hide_empty=False)

    # --- saving -----------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save as it stands; with problems the pack becomes a draft. False when the disk refuses."""
        if self.view is None:
            return True
        self.check()
        words = self.yaml.toPlainText()
        try:
            save_text(self._shelf, self.view.id, self.file, words, bool(self.problems))
        except RefCoachError as error:
            self.message.say(f"Not saved. {error.message}", error.hint, tone="trouble")
            return False
        self._kept = words
        said = f"Saved as a draft, with {count(len(self.problems), 'problem')}" if self.problems else "Saved"
        set_words(self._state, said)
        announce(self._state, said)
        self.saved.emit(self.view.id, self.file)
        return True

    def leave(self) -> None:
        """Back to the library; what is not saved is asked about."""
        if self.unsaved:
            self.message.say(
                "There are changes that are not saved.",
                "",
                "Save and go",
                self._save_and_go,
                close="Throw them away",
                other=self._throw_away,
            )
            self.message.act.setFocus()
        else:
            self.left.emit()

    def _save_and_go(self) -> None:
        if self.save():
            self.left.emit()

    def _throw_away(self) -> None:
        self.yaml.setPlainText(self._kept)
        self.left.emit()

    def next_problem(self) -> None:
        """Go to the problem after the cursor, or to the first one."""
        here = self.yaml.textCursor().blockNumber() + 1
        after = [problem for problem in self.problems if problem.line > here] or list(self.problems)
        if after:
            self.sides.choose(WRITTEN)
            self.yaml.go_to(after[0].line, after[0].column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.key() == Qt.Key.Key_F8:
            self.next_problem()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
