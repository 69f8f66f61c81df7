"""What is typed into the forms of the Pledge page, on its way to disk and back: a window that closes, or a crash, loses none of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from refcoach.core.errors import RefCoachError
from refcoach.store.form_drafts import Drafts
from refcoach.ui.desk import DeskLike

SAVE_AFTER_MS = 500  # after the last key
AGAIN = "What you had begun to type is here again: {}."
NAMES = {"pledge": "a pledge", "ask": "a real ask", "outcomes": "what came of an ask", "live": "a live practice"}


class View(Protocol):
    """A part of the page with forms; `take_up` raises KeyError, TypeError or ValueError on drafts of another shape."""

    edited: SignalInstance

    @property
    def drafts(self) -> Drafts: ...
    def take_up(self, drafts: Drafts) -> None: ...


class PledgeDrafts(QObject):
    """`told` says what came back, or why nothing can be kept; nothing once that is over."""

    told = Signal(str)

    def __init__(self, desk: DeskLike, views: Sequence[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._views: Sequence[View] = views
        self._on_disk: Drafts | None = None  # not read yet
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        for view in self._views:
            view.edited.connect(self._edited)

    def take_up(self) -> None:
        """Once, after the page has shown what the log has: go on with what is on disk."""
        if self._on_disk is not None:
            return
        try:
            drafts = self._desk.form_drafts()
        except RefCoachError as error:
            self._on_disk = {}
            self.told.emit(f"{error.message} {error.hint}".strip())
            return
        for view in self._views:
            try:
                view.take_up(drafts)
            except (KeyError, TypeError, ValueError, AttributeError):
                continue  # of another version, or changed by hand
        self._on_disk = drafts  # only now: while forms are filled, what is on disk stays
        back = [NAMES[name] for name in NAMES if name in self._drafts]
        if back:
            self.told.emit(AGAIN.format(" and ".join([", ".join(back[:-1]), back[-1]] if back[1:] else back)))

    @property
    def _drafts(self) -> Drafts:
        return {name: draft for view in self._views for name, draft in view.drafts.items()}

    def _edited(self) -> None:
        """What was saved or put away goes at once, so that it does not come back; typing is kept shortly after the last key."""
        if self._on_disk is None:
            return
        if _forms(self._drafts) < _forms(self._on_disk):
            self.save()
        else:
            self._timer.start()

    def save(self) -> None:
        """Keep what is typed now."""
        self._timer.stop()
        now = self._drafts
        if self._on_disk is None or now == self._on_disk:
            return
        try:
            self._desk.keep_form_drafts(now)
        except RefCoachError as error:
            self.told.emit(f"What you type cannot be kept for later: {error.message} {error.hint}".strip())
            return
        self._on_disk = now
        self.told.emit("")


def _forms(drafts: Drafts) -> int:
    """How many forms are open with something in them."""
    outcomes = drafts.get("outcomes")
    return len(drafts) + (len(outcomes) if isinstance(outcomes, Mapping) else 0)
