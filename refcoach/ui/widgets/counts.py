"""Small numbers to choose: goals of a week."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from refcoach.ui.widgets.basics import text

MOST, DAYS = 99, 7
WIDTH_PX = 72


class CountField(QSpinBox):
    """0 stands as nothing. The wheel belongs to the page."""

    def __init__(self, label: str, name: str, most: int = MOST) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setRange(0, most)
        self.setSpecialValueText("\u2013")
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(WIDTH_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CountGrid(QWidget):
    """Labels with a number each, two in a row. `changed` follows every change by hand."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._fields: dict[str, CountField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(4, 1)
        self._labels: tuple[tuple[str, str], ...] = ()

    @property
    def values(self) -> dict[str, int]:
        return {key: field.value() for key, field in self._fields.items()}

    def show_fields(self, labels: Sequence[tuple[str, str]], values: dict[str, int]) -> None:
        """`labels` are (key, label)."""
        if tuple(labels) != self._labels:
            self._labels = tuple(labels)
            self._rebuild()
        for key, field in self._fields.items():
            field.blockSignals(True)
            field.setValue(values.get(key, 0))
            field.blockSignals(False)

    def _rebuild(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fields = {}
        for at, (key, label) in enumerate(self._labels):
            field = CountField(label, f"{self._name}_{key}", DAYS if key == "days" else MOST)
            field.valueChanged.connect(self.changed)
            self._fields[key] = field
            self._grid.addWidget(text(label, "", wrap=False), at // 2, at % 2 * 2)
            self._grid.addWidget(field, at // 2, at % 2 * 2 + 1)
