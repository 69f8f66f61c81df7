"""How often each check was heard, over attempts."""

from collections.abc import Iterable
from dataclasses import dataclass

from refcoach.core.attempt import AttemptState
from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one check over attempts in which it was asked for. `contested` says in how many of them the rep contested it: such an
    attempt is counted by the verdict after the judge looked again (heard, or could not tell), never as missed."""

    heard: int = 0
    missed: int = 0
    could_not_tell: int = 0
    contested: int = 0

    @property
    def share(self) -> float | None:
        """Heard over heard and missed; None when neither occurred. What could not be told counts on neither side."""
        told = self.heard + self.missed
        return self.heard / told if told else None


def tallies(attempts: Iterable[Joined]) -> dict[str, Tally]:
    """For each check that an attempt required, how it went; takes that wait to be checked are left out."""
    counts: dict[str, list[int]] = {}
    for attempt in attempts:
        if attempt.first.state is not AttemptState.CHECKED:
            continue
        contested = {key for take in (attempt.first, *attempt.parts) for key in take.contested}
        for key in attempt.first.required:
            count = counts.setdefault(key, [0, 0, 0, 0])
            verdict = attempt.finding(key)[1].verdict
            count[(Verdict.PRESENT, Verdict.MISSING, Verdict.UNCLEAR).index(verdict)] += 1
            count[3] += key in contested
    return {key: Tally(*count) for key, count in counts.items()}
