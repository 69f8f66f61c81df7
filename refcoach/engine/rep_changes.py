"""The engine worker's commands for what the rep changes in a result: a word corrected, a finding contested, either taken back."""

from collections.abc import Callable, Mapping

from refcoach.core.attempt import Attempt
from refcoach.core.errors import RefCoachError
from refcoach.core.feedback import Asked
from refcoach.core.records import attempt_record
from refcoach.core.revision import Claim, quote_in, taken_back
from refcoach.engine.coach import Coach
from refcoach.engine.protocol import Message
from refcoach.engine.revise import contest, correct
from refcoach.engine.takes import TakeDesk


class RepChanges:
    """`in_turn` has work done where takes are judged, one after another; failures go to `fail` with the attempt's id."""

    def __init__(
        self,
        coach: Coach,
        takes: TakeDesk,
        in_turn: Callable[[str, Callable[[], None]], None],
        emit: Callable[[Message], None],
        fail: Callable[..., None],
        now: Callable[[], str],
    ) -> None:
        self._coach, self._takes, self._in_turn, self._emit, self._fail, self._now = coach, takes, in_turn, emit, fail, now

    @property
    def commands(self) -> Mapping[str, Callable[[Message], None]]:
        """What is done for each command."""
        return {"correct": self._correct, "contest": self._contest, "take_back": self._take_back}

    def _correct(self, command: Message) -> None:
        words = int(command["first"]), int(command["last"]), str(command["said"])
        self._change(command, lambda attempt, asked: correct(self._coach, attempt, asked, *words, self._now()))

    def _contest(self, command: Message) -> None:
        def changed(attempt: Attempt, asked: Asked) -> Attempt:
            quote = quote_in(attempt.transcript, str(command.get("quote") or ""))
            return contest(self._coach, attempt, asked, Claim(str(command["key"]), bool(command["said"]), quote), self._now())

        self._change(command, changed)

    def _take_back(self, command: Message) -> None:
        self._change(command, lambda attempt, asked: taken_back(attempt))

    def _change(self, command: Message, revise: Callable[[Attempt, Asked], Attempt]) -> None:
        """The result of a change is `attempt_logged`, as that of a take."""
        attempt_id, name = str(command["attempt_id"]), str(command["cmd"])

        def run() -> None:
            try:
                changed = self._takes.change(attempt_id, revise)
            except RefCoachError as error:
                self._fail(name, error, attempt_id=attempt_id)
            else:
                self._emit({"event": "attempt_logged", "attempt": attempt_record(changed)})

        self._in_turn(name, run)
