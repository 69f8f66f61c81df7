"""Problems of a pack, one a line, with their place and hint; choosing one leads to its line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from refcoach.packs.problems import Problem

_ROLE = Qt.ItemDataRole.UserRole


class ProblemList(QListWidget):
    """`chosen` follows a click, or Enter, with the problem. `with_file` names the file in each line too."""

    chosen = Signal(object)

    def __init__(self, name: str, with_file: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "problems")
        self.setAccessibleName("Problems")
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._with_file = with_file
        self.itemClicked.connect(self._choose)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        at = self.currentRow()
        self.clear()
        for problem in problems:
            hint = f" ({problem.hint})" if problem.hint else ""
            words = str(problem) if self._with_file else f"Line {problem.line}, column {problem.column}: {problem.message}{hint}"
            item = QListWidgetItem(words, self)
            item.setData(_ROLE, problem)
        if 0 <= at < self.count():
            self.setCurrentRow(at)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem() or self.item(0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._choose(item)
        else:
            super().keyPressEvent(event)
