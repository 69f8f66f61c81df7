"""A number with its label above: typed, stepped with the arrow keys, or with the two buttons beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QGridLayout, QSpinBox, QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, text

GAP_PX = 16


class _Spin(QSpinBox):
    """Scrolling the page over it changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CountField(QWidget):
    """`changed` follows every change by the user, not by `show_value`."""

    changed = Signal()

    def __init__(self, theme: Theme, label: str, name: str, most: int, wide: bool = False) -> None:
        super().__init__()
        self._loading = False
        self._spin = _Spin()
        self._spin.setObjectName(name)
        self._spin.setRange(0, most)
        # The style sheet hides Qt's own buttons; with NoButtons Qt leaves the figures one pixel of room.
        self._spin.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.PlusMinus)
        self._spin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._spin.setAccessibleName(label)
        self._spin.setFixedWidth(120 if wide else 64)
        self._spin.valueChanged.connect(self._edited)
        fewer, more = self._step(theme, "minus", f"{label}: one less", -1), self._step(theme, "plus", f"{label}: one more", 1)
        whole = column(self, spacing=4)
        whole.addWidget(text(label, "label"))
        line = row(spacing=2)
        for part in (fewer, self._spin, more):
            line.addWidget(part)
        line.addStretch(1)
        whole.addLayout(line)
        self.setFocusProxy(self._spin)

    def _step(self, theme: Theme, icon_name: str, words: str, by: int) -> Button:
        button = Button(theme, "", "plain", icon_name=icon_name)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do the same in the field itself
        button.clicked.connect(lambda: self._spin.stepBy(by))
        return button

    @property
    def value(self) -> int:
        return self._spin.value()

    def show_value(self, value: int) -> None:
        self._loading = True
        self._spin.setValue(value)
        self._loading = False

    def _edited(self) -> None:
        if not self._loading:
            self.changed.emit()


class CountFields(QWidget):
    """Several numbers in rows of as many as there is room for."""

    def __init__(self, fields: Sequence[CountField], most_columns: int) -> None:
        super().__init__()
        self._fields, self._most, self._columns = list(fields), most_columns, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_PX)
        self._grid.setVerticalSpacing(12)
        self._place(most_columns)

    def minimumSizeHint(self) -> QSize:
        """One column is enough."""
        return QSize(self._widest, super().minimumSizeHint().height())

    @property
    def _widest(self) -> int:
        return max(field.sizeHint().width() for field in self._fields)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(max(1, min(self._most, (self.width() + GAP_PX) // (self._widest + GAP_PX))))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at, field in enumerate(self._fields):
            self._grid.addWidget(field, at // columns, at % columns)
        for at in range(self._most):  # free room goes to the columns in use
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._columns = columns
