"""Looks through all months of the log in the background, the newest first; what is found comes month by month."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from refcoach.core.attempt import Attempt
from refcoach.ui.background import Background
from refcoach.ui.desk import DeskLike

ENOUGH = 300  # attempts, after which the search waits to be asked for more
BREATH_S = 0.002  # between two months, so that the window gets at the log as soon as it wants something of it


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: attempts in which all the `phrases` were said, of a scenario, reviewed ones; an empty part asks for nothing.

    `reviewed` are the takes that a partner has said something about, or None where that does not matter.
    """

    phrases: tuple[str, ...] = ()
    scenario: str = ""
    reviewed: frozenset[str] | None = None

    def __bool__(self) -> bool:
        return bool(self.phrases or self.scenario or self.reviewed is not None)

    def fits_new(self, attempt: Attempt) -> bool:
        """Whether an attempt that was just logged is looked for, as far as can be told without searching it."""
        return not self.phrases and self.reviewed is None and self.scenario == attempt.scenario


class LogSearch(QObject):
    """One search at a time; a new one, or `stop`, ends the one before, which is then not heard of again.

    `found` tells attempts, `at_month` which month is being read, `ended` an error's words or nothing. Whoever stopped it, or has
    ENOUGH, may go on from `rest`, the newest month that was not read to its end.
    """

    found = Signal(object)
    at_month = Signal(str)
    ended = Signal(str)

    _came = Signal(int, object)
    _reached = Signal(int, str)

    def __init__(self, desk: DeskLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = Background(self)
        self._stopped = threading.Event()
        self._number = 0
        self._running = False
        self.rest = ""
        self._came.connect(self._pass_found)
        self._reached.connect(self._pass_month)

    @property
    def running(self) -> bool:
        return self._running

    def start(self, wanted: Wanted, newest: str = "") -> None:
        """Search from the month `newest` (empty = the last one) back."""
        self.stop()
        self._number += 1
        number, stopped = self._number, threading.Event()
        self._stopped, self._running = stopped, True
        self._background.run(
            lambda: self._look(number, stopped, wanted, newest),
            lambda whole: self._end(number, "", bool(whole)),
            lambda error: self._end(number, f"{error.message} {error.hint}".strip(), False),
        )

    def stop(self) -> None:
        self._stopped.set()
        self._number += 1
        self._running = False

    def finish(self) -> None:
        """Stop, and wait for the month under way; for closing."""
        self.stop()
        self._background.finish()

    def _look(self, number: int, stopped: threading.Event, wanted: Wanted, newest: str) -> bool:
        """Whether everything was looked through."""
        count, open_reviews = 0, set(wanted.reviewed or ())
        for month in reversed(self._desk.months()):
            if newest and month > newest:
                continue
            if wanted.reviewed is not None and not open_reviews:
                return True
            if not stopped.is_set():
                self._tell(lambda month=month: self._reached.emit(number, month))  # type: ignore[misc]
            if stopped.is_set() or count >= ENOUGH:
                return False
            stopped.wait(BREATH_S)
            fitting = self._of_month(wanted, month)
            open_reviews.difference_update(attempt.attempt_id for attempt in fitting)
            count += sum(not attempt.part_of for attempt in fitting)
            if fitting:
                self._tell(lambda fitting=fitting: self._came.emit(number, fitting))  # type: ignore[misc]
        return True

    def _of_month(self, wanted: Wanted, month: str) -> list[Attempt]:
        """The attempts of a month that are looked for, as outlines or whole, with their parts."""
        if wanted.phrases:
            said = [each for each in self._desk.said(month, wanted.phrases) if wanted.scenario in ("", each.scenario)]
            found = self._with_first(said, month) if said else []
        else:
            found = self._desk.outlines(month=month, scenario=wanted.scenario or None)
        if wanted.reviewed is None or not found:
            return found
        known = self._desk.outlines(month=month) if wanted.phrases else found
        reviewed = {each.part_of or each.attempt_id for each in known if each.attempt_id in wanted.reviewed}
        return [each for each in found if (each.part_of or each.attempt_id) in reviewed]

    def _with_first(self, said: Sequence[Attempt], month: str) -> list[Attempt]:
        """What was said again alone stands with its attempt."""
        known = {attempt.attempt_id: attempt for attempt in said}
        for part in said:
            if part.part_of and part.part_of not in known:
                first = self._desk.attempt(part.part_of, month)
                if first is not None:
                    known[first.attempt_id] = first
        return list(known.values())

    def _tell(self, emit: Callable[[], object]) -> None:
        try:
            emit()
        except RuntimeError:
            pass  # the window is gone

    def _pass_found(self, number: int, attempts: list[Attempt]) -> None:
        if number == self._number:
            self.found.emit(attempts)

    def _pass_month(self, number: int, month: str) -> None:
        if number == self._number:
            self.rest = month
            self.at_month.emit(month)

    def _end(self, number: int, trouble: str, whole: bool) -> None:
        if number == self._number:
            self._running = False
            self.rest = "" if whole else self.rest
            self.ended.emit(trouble)


LATER_S, EASILY_S = 1.0, 0.04  # nobody waits for the names: once the page is there, and most of the time is left to the window


class ScenarioNames(QObject):
    """Which scenarios there are attempts of in the whole log, read once in the background; `found` tells them, the latest first."""

    found = Signal(object)

    def __init__(self, desk: DeskLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = Background(self)
        self._stopped = threading.Event()
        self._begun = False

    def read(self) -> None:
        if not self._begun:
            self._begun = True
            self._background.run(self._look, self.found.emit, lambda error: None)  # the list itself tells what is wrong

    def _look(self) -> list[str]:
        names: dict[str, None] = {}
        self._stopped.wait(LATER_S)
        for month in reversed(self._desk.months()):
            if self._stopped.wait(EASILY_S):
                break
            names.update(dict.fromkeys(attempt.scenario for attempt in self._desk.outlines(month=month)))
        return list(names)

    def finish(self) -> None:
        self._stopped.set()
        self._background.finish()
