"""Several small numbers to choose: the goals of a week."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import column
from refcoach.ui.widgets.count_field import CountField, CountFields

MOST, DAYS = 99, 7
COLUMNS = 4


class CountGrid(QWidget):
    """A number for each label. `changed` follows every change by hand."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._fields: dict[str, CountField] = {}
        self._labels: tuple[tuple[str, str], ...] = ()
        self._inside = QWidget()
        self._whole = column(self, spacing=0)
        self._whole.addWidget(self._inside)

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
        self._fields = {
            key: CountField(self._theme, label, f"{self._name}_{key}", DAYS if key == "days" else MOST) for key, label in self._labels
        }
        for field in self._fields.values():
            field.changed.connect(self.changed)
        old, self._inside = self._inside, CountFields(list(self._fields.values()), COLUMNS) if self._fields else QWidget()
        self._whole.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()
