"""A card of the Settings page: heading, a sentence or two, controls, and a quiet word when something was saved."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Choice, IconLabel, announce, column, prose, row, text
from refcoach.ui.widgets.tick_box import TickBox

SHOWN_MS = 2500
FIELD_PX = 440


class SettingCard(QFrame):
    """`body` takes the controls."""

    def __init__(self, theme: Theme, title: str, words: str, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._theme = theme
        self._fields: list[QWidget] = []
        theme.changed.connect(self._fit)
        self._told = QWidget()
        mark = row(self._told, spacing=4)
        mark.addWidget(IconLabel(theme, "check", "soft", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        mark.addWidget(text("Saved", "label", f"{name}Saved", wrap=False))
        policy = self._told.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when it comes and goes
        self._told.setSizePolicy(policy)
        self._told.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._told.hide)
        self.body: QVBoxLayout = column(self, (24, 20, 24, 24), 16)
        top = row(spacing=12)
        top.addWidget(text(title, "heading", wrap=False), 1)
        top.addWidget(self._told)
        self.body.addLayout(top)
        if words:
            self.body.addWidget(prose(words, "soft"))

    def tell_saved(self) -> None:
        self._told.show()
        self._timer.start()
        announce(self, "Saved")

    def add_field(self, label: str, control: QWidget, words: QWidget | None = None) -> None:
        """A control under its label, and what there is to say about it."""
        part = column(spacing=4)
        if label:
            part.addWidget(text(label, "label"))
        self._fields.append(control)
        self._fit()
        part.addWidget(control)
        if words is not None:
            part.addWidget(words)
        self.body.addLayout(part)

    def add_tick(self, box: TickBox, words: str = "") -> None:
        """A tick, and what it means."""
        part = column(spacing=2)
        part.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        if words:
            part.addWidget(text(words, "label"))
        self.body.addLayout(part)

    def _fit(self) -> None:
        for control in self._fields:
            control.setMaximumWidth(self._theme.scaled(FIELD_PX))


def choice(theme: Theme, label: str, name: str) -> Choice:
    """A choice that gets narrow where the page is."""
    made = Choice(theme, name)
    made.setAccessibleName(label)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(14)
    return made


def show_choice(made: Choice, items: Sequence[tuple[str, object]], chosen: object) -> None:
    """Offer (words, value) pairs with one of them chosen; nothing is signalled."""
    made.blockSignals(True)
    wanted = [(words, value) for words, value in items]
    if [(made.itemText(at), made.itemData(at)) for at in range(made.count())] != wanted:
        made.clear()
        for words, value in wanted:
            made.addItem(words, value)
    made.setCurrentIndex(next((at for at, (_, value) in enumerate(wanted) if value == chosen), -1))
    made.blockSignals(False)
