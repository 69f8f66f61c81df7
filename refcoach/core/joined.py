"""An attempt and the parts of it that were said again, read as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.feedback import NextStep
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.moments import moment


@dataclass(frozen=True, slots=True)
class Joined:
    """One attempt of one or more takes: `first`, then the takes in which single checks were said again, the oldest first."""

    first: Attempt
    parts: tuple[Attempt, ...] = ()

    @property
    def takes(self) -> int:
        return 1 + len(self.parts)

    @property
    def judgement(self) -> Judgement:
        """For each check the finding that counts: the best take in which it was asked for."""
        return Judgement(tuple(self.finding(found.key)[1] for found in self.first.judgement.findings))

    def finding(self, key: str) -> tuple[Attempt, Finding]:
        """The finding that counts for `key`, and the take whose words it quotes. A part can only mend what was asked for in it.

        What the rep contests in a part is as little a miss as what is contested in the first take.
        """
        best = (self.first, self.first.judgement.get(key) or Finding(key, Verdict.UNCLEAR, 0.0))
        for part in self.parts:
            found = part.judgement.get(key)
            if key not in part.only or found is None or part.state is not AttemptState.CHECKED or best[1].present:
                continue
            open_again = found.verdict is Verdict.UNCLEAR and key in part.contested and best[1].verdict is Verdict.MISSING
            if found.present or open_again:
                best = (part, found)
        return best

    @property
    def next_steps(self) -> tuple[NextStep, ...]:
        """The steps of the first take that are still to be done, each as the last take in which it was asked for puts it."""
        left = []
        for step in self.first.next_steps:
            now = self.finding(step.key)
            if now[0] is not self.first:
                continue  # heard, or contested, in a part
            later = [told for part in self.parts if step.key in part.only for told in part.next_steps if told.key == step.key]
            left.append(later[-1] if later else step)
        return tuple(left)


def joined(attempts: Iterable[Attempt]) -> list[Joined]:
    """Attempts with their parts, in the order of the first takes; a part whose first take is not among them stands for itself."""
    known: Sequence[Attempt] = list(attempts)
    ids = {attempt.attempt_id for attempt in known}
    parts: dict[str, list[Attempt]] = {}
    for attempt in known:
        if attempt.part_of in ids:
            parts.setdefault(attempt.part_of, []).append(attempt)
    return [
        Joined(attempt, tuple(sorted(parts.get(attempt.attempt_id, ()), key=lambda part: moment(part.at))))
        for attempt in known
        if attempt.part_of not in ids
    ]
