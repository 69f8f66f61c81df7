"""A number with its label above: typed, stepped with the arrow keys, or with the two buttons beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, text


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
