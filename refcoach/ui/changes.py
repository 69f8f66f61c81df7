"""The rep's say on a result: contest a check, correct a word, take the last change back. The engine looks again."""

from PySide6.QtCore import QObject, Signal

from refcoach.core.attempt import Attempt
from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined
from refcoach.core.rubric import PITFALL_KEYS
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.engine_trouble import Trouble
from refcoach.ui.takes import last_changed, takes_of

COMMANDS = ("correct", "contest", "take_back")


class Changes(QObject):
    """One change at a time; its result comes as `attempt_logged`. `changed` follows every step of the way."""

    changed = Signal()

    def __init__(self, engine: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._under_way = ""
        self.trouble: Trouble | None = None
        engine.attempt_logged.connect(self._logged)
        engine.failed.connect(self._failed)
        engine.died.connect(self._died)

    @property
    def busy(self) -> bool:
        """Whether the engine is looking again."""
        return bool(self._under_way)

    def contest(self, whole: Joined, looked_at: Attempt, key: str, quote: str) -> None:
        """I did say that, or of a pitfall: I did not. A quote belongs to the take looked at, else the take that counts is meant."""
        owner = whole.finding(key)[0]
        fits = quote and (not looked_at.only or key in looked_at.only)
        target = looked_at if fits else owner
        if self._begin(target):
            self._engine.contest(target.attempt_id, key, key not in PITFALL_KEYS, quote if fits else "")

    def correct(self, attempt: Attempt, first: int, last: int, said: str) -> None:
        if said.split() and self._begin(attempt):
            self._engine.correct(attempt.attempt_id, first, last, said)

    def take_back(self, whole: Joined) -> None:
        """Undo the last change in any take of the attempt."""
        attempt = last_changed(whole)
        if attempt is not None and self._begin(attempt):
            self._engine.take_back(attempt.attempt_id)

    def forget_trouble(self) -> None:
        self.trouble = None

    def _begin(self, attempt: Attempt) -> bool:
        if self.busy or not self._engine.serving:
            return False
        self._under_way, self.trouble = attempt.attempt_id, None
        self.changed.emit()
        return True

    def _end(self, trouble: Trouble | None = None) -> None:
        self._under_way, self.trouble = "", trouble
        self.changed.emit()

    def _logged(self, attempt: Attempt) -> None:
        if attempt.attempt_id == self._under_way:
            self._end()

    def _failed(self, trouble: Trouble) -> None:
        if self.busy and trouble.during in COMMANDS:
            self._end(trouble)

    def _died(self) -> None:
        if self.busy:
            self._end(Trouble("contest", "", "The speech engine stopped before it looked again.", "Nothing was changed; try once more."))


def can_contest(whole: Joined, key: str) -> bool:
    """Of a check what was not heard, of a pitfall what was heard; nothing that the take was never checked for."""
    if not any(take.judgement.get(key) for take in takes_of(whole)):
        return False
    verdict = whole.finding(key)[1].verdict
    return verdict is Verdict.PRESENT if key in PITFALL_KEYS else verdict is not Verdict.PRESENT
