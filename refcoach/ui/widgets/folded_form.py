"""A form on a card that stays folded away behind a button until it is wanted."""

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from refcoach.ui.widgets.basics import Button, at_left, column, frame


class FoldedForm:
    """Puts the button and the card of `form` into a page. `put_away` and `done` are the form's own signals; it takes the focus when it
    opens, and the button gets it back."""

    def __init__(self, form: QWidget, button: Button, put_away: SignalInstance, done: SignalInstance, edge: int = 20) -> None:
        self._form, self._button = form, button
        self._card: QFrame = frame("card")
        column(self._card, (24, edge, 24, edge)).addWidget(form)
        self._card.hide()
        button.clicked.connect(self._open)
        put_away.connect(self._close)
        done.connect(self._close)

    def place(self, page: QVBoxLayout) -> None:
        page.addLayout(at_left(self._button))
        page.addWidget(self._card)

    @property
    def unfolded(self) -> bool:
        return not self._card.isHidden()

    def unfold(self) -> None:
        """Open the form and leave the focus where it is."""
        self._show(True)

    def take_focus(self) -> None:
        """To the form where it is open, else to its button."""
        place: QWidget = self._form if self._form.isVisible() else self._button
        getattr(place, "take_focus", place.setFocus)()

    def _open(self) -> None:
        self._show(True)
        self.take_focus()

    def _close(self) -> None:
        self._show(False)
        self._button.setFocus()

    def _show(self, shown: bool) -> None:
        self._card.setVisible(shown)
        self._button.setVisible(not shown)
