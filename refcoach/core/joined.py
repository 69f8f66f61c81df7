"""An attempt and the parts of it that were said again, read as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.finding import Finding, Judgement, Verdict


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
        """The finding that counts for `key`, and the take whose words it quotes. A part can only mend what was asked for in it."""
        best = (self.first, self.first.judgement.get(key) or Finding(key, Verdict.UNCLEAR, 0.0))
        for part in self.parts:
            found = part.judgement.get(key)
            if key in part.only and found is not None and part.state is AttemptState.CHECKED and not best[1].present and found.present:
                best = (part, found)
        return best


def joined(attempts: Iterable[Attempt]) -> list[Joined]:
    """Attempts with their parts, in the order of the first takes; a part whose first take is not among them stands for itself."""
    known: Sequence[Attempt] = list(attempts)
    ids = {attempt.attempt_id for attempt in known}
    parts: dict[str, list[Attempt]] = {}
    for attempt in known:
        if attempt.part_of in ids:
            parts.setdefault(attempt.part_of, []).append(attempt)
    return [
        Joined(attempt, tuple(sorted(parts.get(attempt.attempt_id, ()), key=lambda part: part.at)))
        for attempt in known
        if attempt.part_of not in ids
    ]
