"""The referral plan as a sheet: seven headings, filled in by the rep, saved by itself."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.real_ask import PLAN_FIELDS, ReferralPlan
from refcoach.core.referral_plan import PLAN_WORDS
from refcoach.ui.widgets.basics import announce, column, frame, set_words, text
from refcoach.ui.widgets.fields import TextField

SAVE_AFTER_MS = 4_000  # after the last key: each save is an entry of the log; leaving the page saves at once


class PlanSheet(QWidget):
    """`save` writes the fields and answers what stood in the way, or nothing."""

    saved = Signal()

    def __init__(self, save: Callable[[Mapping[str, str]], str]) -> None:
        super().__init__()
        self.setObjectName("planSheet")
        self._save = save
        self._loading, self._typed = False, False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self._fields: dict[str, TextField] = {}
        self._state = text("", "label", "planState")
        self._sheet = frame("card")
        inside = column(self._sheet, (32, 28, 32, 28), 4)
        for field in PLAN_FIELDS:
            heading, question, example = PLAN_WORDS[field]
            edit = TextField("", example, f"plan_{field}", 3 if field == "sources" else 2, f"{heading}. {question}")
            inside.addWidget(text(heading, "strong"))
            inside.addWidget(text(question, "label"))
            inside.addWidget(edit)
            inside.addSpacing(12)
            edit.changed.connect(self._edited)
            self._fields[field] = edit
        whole = column(self, spacing=12)
        whole.addWidget(text("One page in your own words. It saves by itself; the plans of earlier days stay in the log.", "soft"))
        whole.addWidget(self._sheet)
        whole.addWidget(self._state)
        whole.addStretch(1)

    def show_plan(self, plan: ReferralPlan) -> None:
        """The plan as the log has it; what is typed and not saved yet stays."""
        if self._typed:
            return
        self._loading = True
        for field, edit in self._fields.items():
            edit.show_value(getattr(plan, field))
        self._loading = False

    def _edited(self) -> None:
        if not self._loading:
            self._typed = True
            set_words(self._state, "\u2026")
            self._timer.start()

    def save(self) -> None:
        """Save now what was typed; what cannot be saved stays on the page and is tried again with the next key."""
        self._timer.stop()
        if not self._typed:
            return
        message = self._save({field: edit.value for field, edit in self._fields.items()})
        self._typed = bool(message)
        words = f"Not saved. {message}" if message else "Saved."
        set_words(self._state, words)
        announce(self._state, words)
        if not message:
            self.saved.emit()

    def take_focus(self) -> None:
        self._fields[PLAN_FIELDS[0]].setFocus()
