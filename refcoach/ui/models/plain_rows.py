"""Rows of a list that only shows and ticks: headers, and entries of two lines with symbols or a word at the right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from refcoach.core.finding import Verdict
from refcoach.ui.models.reviews import Sign

ROW_ROLE = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PlainRow:
    """`header` rows cannot be selected; `line` is the second line (of a header: what stands at its right).

    `ticked` is None where there is nothing to tick. `symbols` are (key of a check, verdict), `spoken` what a screen reader says.
    """

    row_id: str
    title: str
    line: str = ""
    header: bool = False
    ticked: bool | None = None
    symbols: tuple[tuple[str, Verdict], ...] = ()
    sign: Sign | None = None
    spoken: str = ""


class PlainModel(QAbstractListModel):
    """`tick_wanted` tells a row's id and whether it should be ticked; whoever shows the rows answers with new ones."""

    tick_wanted = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PlainRow] = []

    @property
    def rows(self) -> Sequence[PlainRow]:
        return self._rows

    def show_rows(self, rows: Sequence[PlainRow]) -> None:
        """Where only what the rows say has changed, selection and place stay."""
        same = [row.row_id for row in rows] == [row.row_id for row in self._rows]
        if same and rows:
            changed = [at for at, (row, before) in enumerate(zip(rows, self._rows, strict=True)) if row != before]
            self._rows = list(rows)
            for at in changed:
                self.dataChanged.emit(self.index(at, 0), self.index(at, 0))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, row_id: str) -> int:
        return next((at for at, row in enumerate(self._rows) if row.row_id == row_id and not row.header), -1)

    def first(self) -> int:
        """The first row that can be selected, or -1."""
        return next((at for at, row in enumerate(self._rows) if not row.header), -1)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken or ", ".join(part for part in (row.title, row.line, row.sign.words if row.sign else "") if part)
        if role == Qt.ItemDataRole.CheckStateRole and row.ticked is not None:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and row.sign is not None:
            return row.sign.words
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole or self._rows[index.row()].ticked is None:
            return False
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        row = self._rows[index.row()] = replace(self._rows[index.row()], ticked=ticked)
        self.dataChanged.emit(index, index)
        self.tick_wanted.emit(row.row_id, ticked)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].header:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return plain if self._rows[index.row()].ticked is None else plain | Qt.ItemFlag.ItemIsUserCheckable
