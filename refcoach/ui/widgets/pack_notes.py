"""Beside a pack.yaml in the editor: what it holds, and a way to add a check of one's own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.own_check import FEWEST_LINES, MOST_LINES
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, text

NOTES = (
    ("About the pack", "Its title, author, licence and language stand at the top. Raise the version whenever you hand the pack over."),
    (
        "Checks of your own",
        "A yes/no question about what the rep said, told by examples: lines in which it was done, and lines in which it was not. "
        f"{FEWEST_LINES} to {MOST_LINES} lines in all, as different from one another as real answers are.",
    ),
    ("Where they are asked", "A turn of a scenario names a check by its id, under required, optional or forbidden."),
    ("Before you publish", "Try each check on other lines in the test bench. It uses the text as it stands here, saved or not."),
)


class PackNotes(QWidget):
    """`check_wanted` asks for one more check in the text."""

    check_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("packNotes")
        self.add = Button(theme, "Add a check", name="addCheck")
        self.add.clicked.connect(self.check_wanted)
        whole = column(self, (0, 0, 16, 0), 6)
        for title, words in NOTES:
            whole.addWidget(text(title, "strong"))
            whole.addWidget(text(words, "soft"))
            whole.addSpacing(10)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
