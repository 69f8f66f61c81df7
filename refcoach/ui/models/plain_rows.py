"""Rows of a list that only shows and ticks: headers, and entries of two lines with symbols or a word at the right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal

from refcoach.core.finding import Verdict
from refcoach.ui.models.reviews import Sign
from refcoach.ui.models.row_model import AnyIndex, RowModel


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


class PlainModel(RowModel[PlainRow]):
    """`tick_wanted` tells a row's id and whether it should be ticked; whoever shows the rows answers with new ones."""

    tick_wanted = Signal(str, bool)

    def show_rows(self, rows: Sequence[PlainRow]) -> None:
        """Where only what the rows say has changed, selection and place stay."""
        same = [row.row_id for row in rows] == [row.row_id for row in self._rows]
        if same and rows:
            changed = [at for at, (row, before) in enumerate(zip(rows, self._rows, strict=True)) if row != before]
            self._rows = list(rows)
            for at in changed:
                self.dataChanged.emit(self.index(at, 0), self.index(at, 0))
            return
        super().show_rows(rows)

    def row_of(self, row_id: str) -> int:
        return self.find(lambda row: row.row_id == row_id and not row.header)

    def spoken(self, row: PlainRow) -> str:
        return row.spoken or ", ".join(part for part in (row.title, row.line, self.tip(row)) if part)

    def tip(self, row: PlainRow) -> str:
        return row.sign.words if row.sign is not None else ""

    def selectable(self, row: PlainRow) -> bool:
        return not row.header

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        ticked = self._rows[index.row()].ticked if index.isValid() and role == Qt.ItemDataRole.CheckStateRole else None
        if ticked is not None:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole or self._rows[index.row()].ticked is None:
            return False
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        row = self._rows[index.row()] = replace(self._rows[index.row()], ticked=ticked)
        self.dataChanged.emit(index, index)
        self.tick_wanted.emit(row.row_id, ticked)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        plain = super().flags(index)
        row = self._rows[index.row()] if index.isValid() else None
        return plain if row is None or row.header or row.ticked is None else plain | Qt.ItemFlag.ItemIsUserCheckable
