"""The list of packs and scenarios: title and what it is about at the left, the last result at the right."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle

from refcoach.core.attempt import AttemptState
from refcoach.engine.own_packs import DRAFT
from refcoach.ui.models.library_rows import LibraryModel, PackRow, ScenarioRow, about, about_pack
from refcoach.ui.models.row_model import ROW_ROLE, AnyIndex
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.row_list import BOTTOM, PAD, TOP, RowDelegate, RowList, paint_ground
from refcoach.ui.widgets.row_signs import paint_checks, paint_word
from refcoach.ui.words import count

INDENT = 16  # scenarios stand under their pack


class _Delegate(RowDelegate):
    def height_px(self, row: PackRow | ScenarioRow) -> int:
        return self._theme.scaled(60 if isinstance(row, PackRow) else 64)

    def paint_row(self, painter: QPainter, row: PackRow | ScenarioRow, area: QRect, state: QStyle.StateFlag) -> None:
        area = area.adjusted(2 if isinstance(row, PackRow) else 2 + INDENT, 2, -2, -2)
        paint_ground(painter, self._theme, self._view, area, state)
        if isinstance(row, PackRow):
            self._paint_pack(painter, row, area)
        else:
            self._paint_scenario(painter, row, area)

    def _paint_pack(self, painter: QPainter, row: PackRow, area: QRect) -> None:
        inner = area.adjusted(PAD, 8, -PAD, -6)
        self.write(painter, inner, row.view.title, "body", QFont.Weight.DemiBold, "text", TOP)
        colour = self._theme.ink("pitfall") if row.view.problems else self._theme.colour("soft")
        self.write(painter, inner, about_pack(row), "label", QFont.Weight.Normal, colour, BOTTOM)

    def _paint_scenario(self, painter: QPainter, row: ScenarioRow, area: QRect) -> None:
        left = self._paint_result(painter, row, area)
        inner = QRect(area.left() + PAD, area.top() + 8, left - area.left() - 2 * PAD, area.height() - 16)
        self.write(painter, inner, row.entry.title, "body", QFont.Weight.Medium, "text", TOP)
        words = about(row.entry)
        colour = self._theme.colour("soft")
        if row.entry.problems:
            words, colour = f"{count(len(row.entry.problems), 'problem')}  \u00b7  {words}", self._theme.ink("pitfall")
        self.write(painter, inner, words, "label", QFont.Weight.Normal, colour, BOTTOM)

    def _paint_result(self, painter: QPainter, row: ScenarioRow, area: QRect) -> int:
        """The last result, or that the scenario is a draft; gives the left edge."""
        whole, inner = row.result, area.adjusted(0, 0, -PAD, 0)
        if whole is None or whole.first.state is AttemptState.KEPT:
            words = "draft" if row.view.state == DRAFT else "not checked yet" if whole is not None else ""
            return paint_word(painter, self._theme, words, inner)
        return paint_checks(painter, self._theme, whole, inner)


class LibraryList(RowList):
    """`row_chosen` follows each new current row; `opened` a double click or Enter on one."""

    row_chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "libraryList", "Packs and scenarios")
        self.library = LibraryModel(self)
        self.setModel(self.library)
        self.setItemDelegate(_Delegate(theme, self))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))

    @property
    def chosen(self) -> PackRow | ScenarioRow | None:
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.row_chosen.emit(current.data(ROW_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen is not None:
                self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)
