"""The checked takes of a drill and which of them a result shows. Pages read it and keep no copy."""

from PySide6.QtCore import QObject, Signal

from refcoach.core.attempt import Attempt
from refcoach.core.joined import Joined, joined
from refcoach.ui.changes import Changes
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.takes import Shown, tries_of


class Results(QObject):
    """`changed` follows every change; `changes` carries what the rep says against a result."""

    changed = Signal()

    def __init__(self, engine: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changes = Changes(engine, self)
        self._checked: list[Attempt] = []
        self._looked_at = ""
        self._beside = ""
        self.changes.changed.connect(self.changed)

    @property
    def done(self) -> list[Joined]:
        """The checked attempts of this session with their parts."""
        return joined(self._checked)

    @property
    def attempt(self) -> Attempt | None:
        """The take that is looked at; None while no result is on the page."""
        return self._known(self._looked_at)

    @property
    def shown(self) -> Shown | None:
        attempt = self.attempt
        return Shown(tries_of(self._checked, attempt.beat), attempt, self._known(self._beside)) if attempt is not None else None

    def _known(self, attempt_id: str) -> Attempt | None:
        return next((attempt for attempt in self._checked if attempt.attempt_id == attempt_id), None)

    def knows(self, attempt_id: str) -> bool:
        return self._known(attempt_id) is not None

    # --- moved by the drill -------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Another session: nothing was checked in it yet."""
        self._checked = []
        self.leave()

    def leave(self) -> None:
        """Show no result; what was checked stays known."""
        self._looked_at = self._beside = ""
        self.changes.trouble = None

    def add(self, attempt: Attempt) -> None:
        """A take was checked, or changed by the rep."""
        for at, known in enumerate(self._checked):
            if known.attempt_id == attempt.attempt_id:
                self._checked[at] = attempt
                return
        self._checked.append(attempt)

    def show(self, attempt_id: str) -> None:
        self.leave()
        self._looked_at = attempt_id

    # --- what the rep does --------------------------------------------------------------------------------------------

    def look_at(self, attempt_id: str) -> None:
        """Show another take of the same beat."""
        if self._looked_at not in ("", attempt_id) and self.knows(attempt_id):
            if attempt_id == self._beside:
                self._beside = self._looked_at
            self._looked_at, self.changes.trouble = attempt_id, None
            self.changed.emit()

    def look_beside(self, attempt_id: str) -> None:
        """Show this take beside the one looked at; empty for none."""
        if attempt_id and attempt_id == self._looked_at:
            self.look_at(self._beside)
        else:
            self._beside = attempt_id
            self.changed.emit()

    def contest(self, key: str, quote: str) -> None:
        """I did say that (of a pitfall: I did not); `quote` are the words chosen in the take looked at."""
        if self.shown is not None:
            self.changes.contest(self.shown.whole, self.shown.attempt, key, quote)

    def take_back(self) -> None:
        """Undo the last change of the attempt shown."""
        if self.shown is not None:
            self.changes.take_back(self.shown.whole)
