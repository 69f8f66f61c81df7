"""The library: all packs with their scenarios, filters above, the chosen one beside."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QLineEdit, QWidget

from refcoach.core.errors import RefCoachError
from refcoach.core.joined import Joined
from refcoach.engine.own_packs import DRAFT, PackView, usable_scenarios
from refcoach.packs.files import ENDING
from refcoach.packs.names import MANIFEST
from refcoach.ui.desk import DeskLike
from refcoach.ui.models.library_rows import LEVEL_WORDS, PackRow, ScenarioRow, Wanted, latest_results, rows_of
from refcoach.ui.pack_work import PackWork, dropped_pack
from refcoach.ui.pages.library_side import LibrarySide
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, Choice, at_left, column, row, set_words, text
from refcoach.ui.widgets.library_list import LibraryList
from refcoach.ui.widgets.message_bar import MessageBar
from refcoach.ui.widgets.two_panes import Shares, TwoPanes

RECENT = 500  # attempts that are read for the last results
FILTER_MS = 150
SHARES = Shares((1, 0), (3, 2), second_px=328, widest_px=420)


class LibraryView(QWidget):
    """`practise_wanted` comes with a scenario, `edit_wanted` with a pack's view and the file, and the line to go to."""

    practise_wanted = Signal(object)
    edit_wanted = Signal(object, str, int)
    packs_changed = Signal(object)  # all scenarios that can be practised now

    def __init__(self, theme: Theme, desk: DeskLike) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._views: Sequence[PackView] = ()
        self._wanted_row: tuple[str, str] | None = None
        self._to_edit: tuple[str, str] | None = None
        self._dirty = False
        self.message = MessageBar(theme)
        self.work = PackWork(desk.packs, self.message, self)
        self.list = LibraryList(theme)
        self.side = LibrarySide(theme)
        self.search = QLineEdit()
        self.skill = Choice(theme, "librarySkill")
        self.difficulty = Choice(theme, "libraryDifficulty")
        self.pack = Choice(theme, "libraryPackChoice")
        self.import_file = Button(theme, "Import\u2026", name="importButton")
        self.import_folder = Button(theme, "Import a folder\u2026", "plain", "importFolderButton")
        self.new_pack = Button(theme, "New pack", name="newPackButton")
        self._nothing = text("Reading the packs\u2026", "soft", "libraryNothing")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_MS)
        self._timer.timeout.connect(self._fill)
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def _dress(self) -> None:
        """What the filters say and offer."""
        self.search.setPlaceholderText("Search titles, people, situations")
        self.search.setObjectName("librarySearch")
        self.search.setAccessibleName("Search the scenarios")
        self.search.setClearButtonEnabled(True)
        for choice, name in ((self.skill, "Only this skill"), (self.difficulty, "Only this difficulty"), (self.pack, "Only this pack")):
            choice.setAccessibleName(name)
            choice.setMinimumWidth(96)
        self.difficulty.addItem("Any difficulty", 0)
        for level, words in LEVEL_WORDS.items():
            self.difficulty.addItem(words, level)

    def _build(self) -> None:
        self._dress()
        left = QWidget()
        whole = column(left, (24, 32, 8, 16), 8)
        top = row()
        top.addWidget(text("Scenarios", "title", wrap=False), 1)
        top.addLayout(at_left(self.import_folder, self.import_file, self.new_pack))
        whole.addLayout(top)
        whole.addWidget(self.message)
        whole.addWidget(self.search)
        filters = row()
        for choice in (self.skill, self.difficulty, self.pack):
            filters.addWidget(choice, 1)
        whole.addLayout(filters)
        whole.addWidget(self._nothing)
        whole.addWidget(self.list, 1)
        panes = TwoPanes(self._theme, left, self.side, SHARES, lined=True)
        flow = QBoxLayout.Direction
        panes.arranged.connect(lambda beside: top.setDirection(flow.LeftToRight if beside else flow.TopToBottom))
        row(self, spacing=0).addWidget(panes)

    def _connect(self) -> None:
        side, work = self.side, self.work
        self.search.textChanged.connect(self._timer.start)
        for choice in (self.skill, self.difficulty, self.pack):
            choice.currentIndexChanged.connect(self._fill)
        self.list.row_chosen.connect(side.show_row)
        self.list.opened.connect(self._open)
        side.practise_wanted.connect(self._practise)
        side.edit_wanted.connect(self.edit)
        side.copy_wanted.connect(self.copy)
        side.add_wanted.connect(lambda: self._with_view(work.add))
        side.export_wanted.connect(lambda: self._with_view(self._ask_export))
        side.pack_copy_wanted.connect(lambda: self._with_view(work.copy))
        side.publish_wanted.connect(lambda: self._with_view(lambda view: work.publish(view, view.state != DRAFT)))
        side.pack_edit_wanted.connect(lambda: self._with_view(lambda view: self.edit_wanted.emit(view, MANIFEST, 0)))
        side.delete_wanted.connect(self._delete)
        side.remove_wanted.connect(lambda: self._with_view(work.remove))
        side.problem_chosen.connect(self._to_problem)
        self.import_file.clicked.connect(self._ask_file)
        self.import_folder.clicked.connect(self._ask_folder)
        self.new_pack.clicked.connect(work.begin)
        work.changed.connect(self._changed)
        work.edit_wanted.connect(self._edit_soon)

    # --- reading ----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the packs again; what is shown stays until they are there."""
        self.work.read(self._show, self._failed)

    def load_results(self) -> None:
        """Only the last results."""
        self.list.library.show_results(self._results())

    def _results(self) -> dict[tuple[str, str], Joined]:
        try:
            return latest_results(self._desk.outlines(limit=RECENT))
        except RefCoachError:
            return {}  # the Log page tells it

    def _failed(self, error: RefCoachError) -> None:
        set_words(self._nothing, f"{error.message} {error.hint}")

    def _show(self, views: Sequence[PackView]) -> None:
        self._views = views
        self._offer_filters()
        self._fill()
        if self._dirty:
            self._dirty = False
            self.packs_changed.emit(usable_scenarios(views))
        if self._to_edit is not None:
            (pack, file), self._to_edit = self._to_edit, None
            view = self.view_of(pack)
            if view is not None:
                self.edit_wanted.emit(view, file, 0)

    def view_of(self, pack: str) -> PackView | None:
        return next((view for view in self._views if view.id == pack), None)

    def _offer_filters(self) -> None:
        skills = sorted({entry.scenario.skill for view in self._views for entry in view.entries if entry.scenario and entry.scenario.skill})
        self.skill.offer([("Any skill", ""), *((skill, skill) for skill in skills)])
        self.pack.offer([("All packs", ""), *((view.title, view.id) for view in self._views)])

    def _changed(self, pack: str, file: str) -> None:
        if pack:
            self._wanted_row = (pack, file)
            if self.pack.currentData() not in ("", pack):
                self.pack.setCurrentIndex(0)
        self._dirty = True
        self.load()

    def look_again(self, pack: str, file: str) -> None:
        """A file was changed elsewhere."""
        self._changed(pack, file)

    def _edit_soon(self, pack: str, file: str) -> None:
        self._to_edit = (pack, file)

    # --- showing ----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        wanted = Wanted(
            self.search.text(), self.skill.currentData() or "", self.difficulty.currentData() or 0, self.pack.currentData() or ""
        )
        chosen = self.list.chosen
        before = (chosen.view.id, chosen.entry.file if isinstance(chosen, ScenarioRow) else "") if chosen is not None else None
        self.list.library.show_rows(rows_of(self._views, self._results(), wanted))
        at = -1
        for place in (self._wanted_row, before):
            at = self.list.library.row_of(*place) if place is not None and at < 0 else at
        self._wanted_row = None
        at = at if at >= 0 else self.list.library.first_scenario()
        if at >= 0:
            self.list.choose_row(at)
        else:
            self.side.show_row(None)
        set_words(self._nothing, "" if self.list.library.rows else "No scenario fits. Clear the search or choose all packs.")

    # --- acting -----------------------------------------------------------------------------------------------------

    def _with_view(self, action: object) -> None:
        chosen = self.list.chosen
        if chosen is not None and callable(action):
            action(chosen.view)

    def _open(self, shown: PackRow | ScenarioRow) -> None:
        if isinstance(shown, ScenarioRow):
            if shown.view.usable:
                self._practise()
            elif shown.view.own:
                self.edit()

    def _practise(self) -> None:
        chosen = self.list.chosen
        if isinstance(chosen, ScenarioRow) and chosen.view.usable and chosen.entry.scenario is not None:
            self.practise_wanted.emit(chosen.entry.scenario)

    def edit(self) -> None:
        """Open the chosen scenario in the editor; one that comes with RefCoach is copied first."""
        chosen = self.list.chosen
        if isinstance(chosen, ScenarioRow):
            if chosen.view.own:
                self.edit_wanted.emit(chosen.view, chosen.entry.file, 0)
            else:
                self.work.copy(chosen.view, chosen.entry.file)

    def copy(self) -> None:
        """Duplicate the chosen scenario within its pack; one that comes with RefCoach as a pack of the user's own."""
        chosen = self.list.chosen
        if isinstance(chosen, ScenarioRow) and chosen.view.own:
            self.work.add(chosen.view, chosen.entry)
        elif chosen is not None:
            self.work.copy(chosen.view, chosen.entry.file if isinstance(chosen, ScenarioRow) else "")

    def _delete(self) -> None:
        chosen = self.list.chosen
        if isinstance(chosen, ScenarioRow) and chosen.view.own:
            self.work.delete(chosen.view, chosen.entry)

    def _to_problem(self, problem: object) -> None:
        chosen = self.list.chosen
        file, line = getattr(problem, "file", ""), getattr(problem, "line", 1)
        if chosen is not None and chosen.view.own and file in (MANIFEST, *(entry.file for entry in chosen.view.entries)):
            self.edit_wanted.emit(chosen.view, file, line)

    # --- in and out -------------------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Import a pack", "", f"Packs (*{ENDING})")
        if name:
            self.work.bring_in(Path(name))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Import a pack's folder")
        if name:
            self.work.bring_in(Path(name))

    def _ask_export(self, view: PackView) -> None:
        suggested = f"{view.id}-{view.pack.version if view.pack else '1'}{ENDING}"
        name, _ = QFileDialog.getSaveFileName(self, "Export the pack", suggested, f"Packs (*{ENDING})")
        if name:
            self.work.export(view, Path(name) if name.endswith(ENDING) else Path(f"{name}{ENDING}"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_pack(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_pack(event)
        if path is not None:
            event.acceptProposedAction()
            self.work.bring_in(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.work.undo()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_F2:
            self.edit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy()
        elif event.key() == Qt.Key.Key_Escape:
            self.message.hide()
        else:
            super().keyPressEvent(event)
