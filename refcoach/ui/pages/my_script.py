"""My script: whom the rep wants to meet, what changed for clients, the intro script, and names to listen for."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from refcoach.core.errors import RefCoachError
from refcoach.core.lines import described, reason_line
from refcoach.core.profile import FACET_FIELDS, LONGEST_TEXT, MOST_NAMES, BusinessReason, IdealClient, Profile
from refcoach.ui.desk import DeskLike
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, announce, at_left, centred, column, divider, row, set_words, text
from refcoach.ui.widgets.fields import LineField, TextField

SAVE_AFTER_MS = 800  # after the last key; leaving the page and closing the window save at once
FACETS = {
    "function": ("Their job or department", "plant managers"),
    "industry": ("Their line of business", "food makers"),
    "geography": ("Where they are", "Ohio"),
    "company_size": ("How big they are", "50 to 200 people"),
    "person": ("What kind of person", "careful planners"),
    "situation": ("What is happening to them: people who \u2026", "have just lost a supervisor"),
    "named_person": ("Somebody in particular", "Ana Ruiz at Brightwell"),
}
MOST_REASONS = 6


class ReasonRow(QWidget):
    """One result, and for whom."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, number: int, reason: BusinessReason) -> None:
        super().__init__()
        self.result = LineField("What changed for a client", "cut unplanned stops by a third", f"reasonResult{number}")
        self.client = LineField("For whom", "a bottling plant in Akron", f"reasonClient{number}")
        self.result.show_value(reason.result)
        self.client.show_value(reason.client)
        remove = Button(theme, "Remove", "plain", f"removeReason{number}", "close")
        remove.setAccessibleName("Remove this result")
        remove.clicked.connect(self.removed)
        line = row(self, spacing=12)
        line.addWidget(self.result, 3)
        line.addWidget(self.client, 2)
        inside = column(spacing=0)
        inside.addStretch(1)
        inside.addWidget(remove)
        line.addLayout(inside)
        self.result.changed.connect(self.changed)
        self.client.changed.connect(self.changed)

    @property
    def reason(self) -> BusinessReason:
        return BusinessReason(self.result.value, self.client.value)


class MyScriptPage(QWidget):
    """Saves by itself. `saved` follows every save that the disk took, `failed` every one that it refused (message, hint)."""

    saved = Signal()
    failed = Signal(str, str)

    def __init__(self, theme: Theme, desk: DeskLike) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("myScriptPage")
        self._theme, self._desk = theme, desk
        self._shown = Profile()
        self._loading = False
        self._usable = True
        self._numbers = 0
        self._reasons: list[ReasonRow] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self._name = LineField("Your name", "Dana Okafor", "scriptName")
        self._company = LineField("Your company", "Brightline Scheduling", "scriptCompany")
        self._facets = {facet: LineField(label, example, f"facet_{facet}") for facet, (label, example) in FACETS.items()}
        self._ideal = text("", "strong", "idealClientPreview")
        self._ideal_space = text("", "label")
        self._add = Button(theme, "Add a result", name="addReasonButton")
        self._lines = text("", "label", "reasonPreview")
        self._intro = TextField("In your own words", "Who you help, what changed for them, whom you want to meet.", "scriptIntro", 6)
        self._names = TextField("One a line", "Priya Nair\nBrightwell Foods", "scriptNames", 4)
        self._state = text("", "label", "scriptState")
        self._build()
        self._connect()
        self.load()

    # --- the form ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        inside = QWidget()
        whole = column(inside, spacing=12)
        whole.addWidget(text("My script", "title"))
        whole.addWidget(
            text("The better lines after a take are made from these words, so write as you speak. It stays on this computer.", "soft")
        )
        who = row(spacing=16)
        who.addWidget(self._name, 1)
        who.addWidget(self._company, 1)
        whole.addSpacing(8)
        whole.addLayout(who)
        self._section(whole, "Whom do you want to meet?", "One or two are enough. Make one face come to mind.")
        whole.addLayout(self._facet_grid())
        whole.addWidget(self._ideal_space)
        whole.addWidget(self._ideal)
        self._section(whole, "Why is it worth meeting you?", "Results that clients got; not features, not your own plans.")
        self._reason_column = column(spacing=12)
        whole.addLayout(self._reason_column)
        whole.addLayout(at_left(self._add))
        whole.addWidget(self._lines)
        self._section(whole, "Your intro script", "Sentences of it come back to you when a take lacks what they say.")
        whole.addWidget(self._intro)
        self._section(whole, "Names and words to listen for", "Clients, firms and jargon that the recogniser should know.")
        whole.addWidget(self._names)
        whole.addWidget(self._state)
        whole.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(centred(inside, (24, 24, 24, 24)))
        column(self, spacing=0).addWidget(scroll)

    def _facet_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, facet in enumerate(FACETS):
            grid.addWidget(self._facets[facet], at // 2, at % 2)
        return grid

    @staticmethod
    def _section(whole: QVBoxLayout, title: str, why: str) -> None:
        whole.addSpacing(12)
        whole.addWidget(divider())
        whole.addSpacing(4)
        whole.addWidget(text(title, "heading"))
        whole.addWidget(text(why, "soft"))

    def _connect(self) -> None:
        lines: tuple[LineField | TextField, ...] = (self._name, self._company, *self._facets.values(), self._intro, self._names)
        for field in lines:
            field.changed.connect(self._edited)
        self._add.clicked.connect(self._add_empty)

    def take_focus(self) -> None:
        self._name.setFocus()

    def hush(self) -> None:
        """The page is left: what was typed is saved at once."""
        if self._timer.isActive():
            self.save()

    def close_down(self) -> None:
        """The window closes."""
        self.hush()

    # --- values -----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Show the saved script; while it cannot be read nothing can be typed, so that nothing is overwritten."""
        try:
            profile = self._desk.profile
        except RefCoachError as error:
            self._usable = False
            self.setEnabled(False)
            set_words(self._state, f"{error.message} {error.hint}")
            return
        self._loading = True
        self._shown = profile
        self._name.show_value(profile.name)
        self._company.show_value(profile.company)
        for facet, field in self._facets.items():
            field.show_value(getattr(profile.ideal_client, facet))
        for line in list(self._reasons):
            self._drop(line)
        for reason in profile.reasons or (BusinessReason(""),):
            self._add_row(reason)
        self._intro.show_value(profile.intro)
        self._names.show_value("\n".join(profile.names))
        self._loading = False
        self._preview(profile)

    def profile(self) -> Profile:
        """The script as it stands on the page."""
        names = (" ".join(line.split()) for line in self._names.value.splitlines())
        return Profile(
            name=self._name.value,
            company=self._company.value,
            ideal_client=IdealClient(**{facet: self._facets[facet].value for facet in FACET_FIELDS}),
            reasons=tuple(line.reason for line in self._reasons if line.reason.result),
            intro=" ".join(self._intro.value.split())[:LONGEST_TEXT],
            names=tuple(dict.fromkeys(name for name in names if name))[:MOST_NAMES],
        )

    def _add_empty(self) -> None:
        self._add_row(BusinessReason("")).result.setFocus()

    def _add_row(self, reason: BusinessReason) -> ReasonRow:
        self._numbers += 1
        line = ReasonRow(self._theme, self._numbers, reason)
        line.changed.connect(self._edited)
        line.removed.connect(partial(self._remove, line))
        self._reasons.append(line)
        self._reason_column.addWidget(line)
        self._add.setEnabled(len(self._reasons) < MOST_REASONS)
        return line

    def _remove(self, line: ReasonRow) -> None:
        self._drop(line)
        if not self._reasons:
            self._add_row(BusinessReason(""))
        self._edited()

    def _drop(self, line: ReasonRow) -> None:
        self._reasons.remove(line)
        self._reason_column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._add.setEnabled(len(self._reasons) < MOST_REASONS)

    def _edited(self) -> None:
        if self._loading:
            return
        self._preview(self.profile())
        set_words(self._state, "\u2026")
        self._timer.start()

    def _preview(self, profile: Profile) -> None:
        ideal = described(profile.ideal_client)
        set_words(self._ideal_space, "You want to meet" if ideal else "")
        set_words(self._ideal, ideal)
        lines = [reason_line(reason) for reason in profile.reasons]
        set_words(self._lines, "As a sentence: " + " ".join(f"\u201c{line}\u201d" for line in lines) if lines else "")

    def save(self) -> None:
        """Save now; what cannot be saved stays on the page and is tried again with the next key."""
        self._timer.stop()
        profile = self.profile()
        if not self._usable or profile == self._shown:
            set_words(self._state, "")
            return
        try:
            self._desk.save_profile(profile)
        except RefCoachError as error:
            set_words(self._state, f"Not saved. {error.message} {error.hint}")
            self.failed.emit(error.message, error.hint)
            return
        self._shown = profile
        set_words(self._state, "Saved.")
        announce(self._state, "Saved.")
        self.saved.emit()
