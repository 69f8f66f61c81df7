"""Several small numbers to choose: the goals of a week."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.count_field import CountField

MOST, DAYS = 99, 7
COLUMNS = 3


class CountGrid(QWidget):
    """A number for each label. `changed` follows every change by hand."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._fields: dict[str, CountField] = {}
        self._labels: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(COLUMNS, 1)

    @property
    def values(self) -> dict[str, int]:
        return {key: field.value for key, field in self._fields.items()}

    def show_fields(self, labels: Sequence[tuple[str, str]], values: Mapping[str, int]) -> None:
        """`labels` are (key, label)."""
        if tuple(labels) != self._labels:
            self._labels = tuple(labels)
            self._rebuild()
        for key, field in self._fields.items():
            field.show_value(values.get(key, 0))

    def _rebuild(self) -> None:
        for old in self._fields.values():
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._fields = {}
        for at, (key, label) in enumerate(self._labels):
            field = CountField(self._theme, label, f"{self._name}_{key}", DAYS if key == "days" else MOST)
            field.changed.connect(self.changed)
            self._fields[key] = field
            self._grid.addWidget(field, at // COLUMNS, at % COLUMNS)
