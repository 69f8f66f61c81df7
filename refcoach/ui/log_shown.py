"""What the Log page lists: the attempts of a month, and of the months before it while they are few."""

from refcoach.core.attempt import Attempt
from refcoach.ui.desk import DeskLike

FEW = 60  # attempts that fill a list; a month with fewer shows the one before it too


class LogShown:
    """`months` are all that hold attempts or anything else, the newest first; `attempts` those between `newest` and `oldest`.

    Attempts that the log has are listed as outlines (core/outline.py).
    """

    def __init__(self, desk: DeskLike) -> None:
        self._desk = desk
        self.months: tuple[str, ...] = ()
        self.newest, self.oldest = "", ""
        self.attempts: list[Attempt] = []
        self.titles: dict[str, str] = {}
        self.scenarios: dict[str, None] = {}
        self._fresh: dict[str, Attempt] = {}  # logged while the list was on show, whole

    def load(self) -> None:
        """Read the months shown again; with the newest one on show, a newer one is shown when it is there. Raises RefCoachError."""
        at_the_top = not self.newest or self.newest == self.months[0]
        self._fresh.clear()
        self.months = tuple(reversed(self._desk.months()))
        self.titles = {scenario.id: scenario.title for scenario in self._desk.scenarios}
        if self.months:
            self.go_to(self.months[0] if at_the_top or self.newest not in self.months else self.newest)

    def go_to(self, month: str) -> None:
        """Show this month, and those before it until the list is full. Raises RefCoachError."""
        attempts: list[Attempt] = []
        oldest = month
        for name in self.months[self.months.index(month) :]:
            oldest = name
            attempts += self._desk.outlines(month=name)
            if len(attempts) >= FEW:
                break
        self.newest, self.oldest, self.attempts = month, oldest, attempts
        self.scenarios |= dict.fromkeys(attempt.scenario for attempt in attempts)

    def add(self, attempt: Attempt) -> bool:
        """Something was logged; whether it changes the list."""
        month = attempt.at[:7]
        self._fresh[attempt.attempt_id] = attempt
        at_the_top = not self.months or self.newest == self.months[0]
        if month not in self.months:
            self.months = tuple(sorted({*self.months, month}, reverse=True))
        if at_the_top and month >= self.newest:
            self.newest, self.oldest = month, self.oldest or month
        if not self.oldest <= month <= self.newest:
            return False
        self.attempts = [attempt, *(known for known in self.attempts if known.attempt_id != attempt.attempt_id)]
        self.scenarios[attempt.scenario] = None
        return True

    def whole(self, outline: Attempt) -> list[Attempt]:
        """All takes of an attempt with their words, the first one first; what was said again in another month is left out. Raises
        RefCoachError."""
        month, first = outline.at[:7], outline.part_of or outline.attempt_id
        of_session = (*self._desk.outlines(month=month, session_id=outline.session_id), *self._fresh.values())
        ids = [first, *(each.attempt_id for each in of_session if each.part_of == first), outline.attempt_id]
        found = (self._fresh.get(each) or self._desk.attempt(each, month) for each in dict.fromkeys(ids))
        return [attempt for attempt in found if attempt is not None]
