"""The engine worker's commands for a trainer's trials: an answer tried, a check tested on examples. Nothing of them is logged."""

from collections.abc import Callable, Mapping

from refcoach.core.records import judgement_record
from refcoach.engine.coach import Coach
from refcoach.engine.protocol import Message
from refcoach.engine.trial import checks_from, tested, tried


class Trials:
    """`in_turn` has work done where takes are judged, one after another, and tells its failures."""

    def __init__(self, coach: Coach, in_turn: Callable[[str, Callable[[], None]], None], emit: Callable[[Message], None]) -> None:
        self._coach, self._in_turn, self._emit = coach, in_turn, emit

    @property
    def commands(self) -> Mapping[str, Callable[[Message], None]]:
        """What is done for each command."""
        return {
            "try_answer": lambda command: self._in_turn("try_answer", lambda: self._try_answer(command)),
            "test_check": lambda command: self._in_turn("test_check", lambda: self._test_check(command)),
        }

    def _try_answer(self, command: Message) -> None:
        judgement = tried(self._coach, str(command["text"]), checks_from(command.get("checks", [])))
        self._emit({"event": "answer_tried", "token": command["token"], "judgement": judgement_record(judgement)})

    def _test_check(self, command: Message) -> None:
        outcome = tested(self._coach, str(command["key"]), checks_from(command.get("checks", [])), str(command["lines"]))
        self._emit({"event": "check_tested", "token": command["token"], "outcome": outcome.record()})
