"""Beside the list: what the chosen scenario or pack is, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from refcoach.engine.own_packs import DRAFT, PackView
from refcoach.ui.models.library_rows import PackRow, ScenarioRow, about, about_pack
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, divider, prose, row, set_words, text
from refcoach.ui.widgets.problem_list import ProblemList
from refcoach.ui.words import day_key


class LibrarySide(QScrollArea):
    """Each signal says what is wanted of the row that is shown."""

    practise_wanted = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()
    add_wanted = Signal()
    export_wanted = Signal()
    pack_copy_wanted = Signal()
    publish_wanted = Signal()
    remove_wanted = Signal()
    delete_wanted = Signal()
    pack_edit_wanted = Signal()
    problem_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = text("", "heading", "libraryTitle")
        self._about = text("", "label")
        self._who = text("", "strong-label")
        self._situation = prose("", "", "librarySituation")
        self._goal = text("", "soft")
        self._last = text("", "label", "libraryLast")
        self.practise = Button(theme, "Practise", "primary", "libraryPractise")
        self.edit = Button(theme, "Edit", name="libraryEdit")
        self.copy = Button(theme, "Duplicate", name="libraryCopy")
        self.delete = Button(theme, "Remove", name="libraryRemove")
        self._pack = text("", "strong", "libraryPack")
        self._pack_about = text("", "label", "libraryPackAbout")
        self.problems = ProblemList("packProblems", True)
        self.add = Button(theme, "New scenario", name="packAdd")
        self.publish = Button(theme, "Publish", name="packPublish")
        self.export = Button(theme, "Export\u2026", name="packExport")
        self.copy_pack = Button(theme, "Duplicate pack", name="packCopy")
        self.edit_pack = Button(theme, "Edit pack", name="packEdit")
        self.remove = Button(theme, "Remove pack", name="packRemove")
        self._scenario = QWidget()
        self._inside = QWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        parts = column(self._scenario, spacing=8)
        for part in (self.title, self._about, self._who, self._situation, self._goal, self._last):
            parts.addWidget(part)
        parts.addSpacing(4)
        parts.addWidget(self.practise)
        buttons = row()
        buttons.addWidget(self.edit)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.delete)
        parts.addLayout(buttons)
        parts.addSpacing(8)
        parts.addWidget(divider())
        whole = column(self._inside, (16, 32, 24, 16), 8)
        whole.addWidget(self._scenario)
        whole.addWidget(text("Pack", "over"))
        whole.addWidget(self._pack)
        whole.addWidget(self._pack_about)
        self.problems.setMinimumHeight(120)
        whole.addWidget(self.problems)
        for pair in ((self.add, self.publish), (self.export, self.copy_pack), (self.edit_pack, self.remove)):
            line = row()
            for button in pair:
                line.addWidget(button)
            whole.addLayout(line)
        whole.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)

    def _connect(self) -> None:
        self.practise.clicked.connect(self.practise_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.add.clicked.connect(self.add_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.copy_pack.clicked.connect(self.pack_copy_wanted)
        self.publish.clicked.connect(self.publish_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        self.edit_pack.clicked.connect(self.pack_edit_wanted)
        self.problems.chosen.connect(self.problem_chosen)

    def show_row(self, shown: PackRow | ScenarioRow | None) -> None:
        self._inside.setVisible(shown is not None)
        if shown is None:
            return
        self._scenario.setVisible(isinstance(shown, ScenarioRow))
        if isinstance(shown, ScenarioRow):
            self._show_scenario(shown)
        self._show_pack(shown)

    def _show_scenario(self, shown: ScenarioRow) -> None:
        scenario, view = shown.entry.scenario, shown.view
        set_words(self.title, shown.entry.title)
        set_words(self._about, about(shown.entry))
        persona = scenario.persona if scenario else None
        set_words(self._who, ", ".join(part for part in (persona.name, persona.role) if part) if persona else "")
        self._situation.setText(scenario.situation if scenario else "")
        self._situation.setVisible(bool(scenario and scenario.situation))
        set_words(self._goal, f"Goal: {scenario.goal}" if scenario and scenario.goal else "")
        set_words(self._last, f"Last practised on {day_key(shown.result.first.at)}" if shown.result else "")
        self.practise.setVisible(view.usable)
        self.edit.setVisible(view.own)
        self.delete.setVisible(view.own)
        self.delete.setEnabled(len(view.entries) > 1)
        self.delete.setToolTip("" if len(view.entries) > 1 else "A pack needs one scenario; remove the pack instead")
        self.copy.setText("Duplicate" if view.own else "Duplicate to edit")
        self.copy.setToolTip("" if view.own else "The whole pack becomes one of your own, and this scenario opens in the editor")

    def _show_pack(self, shown: PackRow | ScenarioRow) -> None:
        view: PackView = shown.view
        own, draft = view.own, view.state == DRAFT
        version = f" {view.pack.version}" if view.pack else ""
        set_words(self._pack, view.title + version)
        words = about_pack(PackRow(view, len(view.entries)))
        set_words(self._pack_about, f"{words}  \u00b7  {view.pack.author}" if view.pack and view.pack.author else words)
        self.problems.show_problems(view.problems)
        self.problems.setVisible(bool(view.problems))
        self.add.setVisible(own)
        self.publish.setVisible(own)
        self.publish.setText("Publish" if draft else "Make it a draft")
        self.publish.setEnabled(not draft or view.usable)
        self.publish.setToolTip("" if not draft or view.usable else "A pack with problems cannot be published")
        self.export.setEnabled(view.usable)
        self.export.setToolTip("" if view.usable else "A pack with problems cannot be handed over")
        self.edit_pack.setVisible(own)
        self.edit_pack.setToolTip("Title, version and the pack's own checks")
        self.remove.setVisible(own)
