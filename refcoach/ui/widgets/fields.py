"""Form fields with their label above and an example inside."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from refcoach.ui.widgets.basics import column, text

TEXT_LINES_PX = 24


class LineField(QWidget):
    """One line of text. `changed` follows every key."""

    changed = Signal()

    def __init__(self, label: str, example: str, name: str) -> None:
        super().__init__()
        self._edit = QLineEdit()
        self._edit.setObjectName(name)
        self._edit.setPlaceholderText(example)
        self._edit.setAccessibleName(label)
        self._edit.setMaxLength(200)
        inside = column(self, spacing=4)
        inside.addWidget(text(label, "label"))
        inside.addWidget(self._edit)
        self._edit.textEdited.connect(self.changed)
        self.setFocusProxy(self._edit)

    @property
    def value(self) -> str:
        return self._edit.text().strip()

    def show_value(self, value: str) -> None:
        if value != self.value:
            self._edit.setText(value)
            self._edit.setCursorPosition(0)  # the beginning of a long text is what it is known by


class _Plain(QPlainTextEdit):
    """Tab goes on to the next field, as it does everywhere else on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()


class TextField(QWidget):
    """Several lines of text. `changed` follows every key."""

    changed = Signal()

    def __init__(self, label: str, example: str, name: str, lines: int, spoken: str = "") -> None:
        """`spoken` is what a screen reader says where the page has the label elsewhere."""
        super().__init__()
        self._edit = _Plain()
        self._edit.setObjectName(name)
        self._edit.setPlaceholderText(example)
        self._edit.setAccessibleName(label or spoken)
        self._edit.setFixedHeight(lines * TEXT_LINES_PX + 20)
        inside = column(self, spacing=4)
        if label:
            inside.addWidget(text(label, "label"))
        inside.addWidget(self._edit)
        self._edit.textChanged.connect(self.changed)
        self.setFocusProxy(self._edit)

    @property
    def value(self) -> str:
        return self._edit.toPlainText()

    def show_value(self, value: str) -> None:
        if value != self.value:
            self._edit.setPlainText(value)
