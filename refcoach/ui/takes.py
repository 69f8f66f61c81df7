"""The takes that a result can show: the tries of one beat, each with the parts that were said again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from refcoach.core.attempt import Attempt
from refcoach.core.feedback import NextStep, check_name
from refcoach.core.joined import Joined, joined


@dataclass(frozen=True, slots=True)
class Shown:
    """`tries` of the same beat, the oldest first; `attempt` is the take that is looked at, `other` the one beside it."""

    tries: tuple[Joined, ...]
    attempt: Attempt
    other: Attempt | None = None

    @property
    def whole(self) -> Joined:
        """The attempt that the take looked at belongs to."""
        return self.whole_of(self.attempt)

    def whole_of(self, attempt: Attempt) -> Joined:
        known = (whole for whole in self.tries if attempt.attempt_id in (take.attempt_id for take in takes_of(whole)))
        return next(known, Joined(attempt))

    @property
    def takes(self) -> tuple[Attempt, ...]:
        return tuple(take for whole in self.tries for take in takes_of(whole))


@dataclass(frozen=True, slots=True)
class Part:
    """One check of an attempt that is said again alone, and the step that says how."""

    first: Attempt
    step: NextStep

    @property
    def name(self) -> str:
        return check_name(self.first.judgement, self.step.key)


def part_of(whole: Joined, key: str) -> Part:
    return Part(whole.first, next((step for step in whole.next_steps if step.key == key), NextStep(key, "")))


def takes_of(whole: Joined) -> Iterator[Attempt]:
    """All takes of an attempt, the first one first."""
    yield whole.first
    yield from whole.parts


def take_name(attempt: Attempt) -> str:
    """Take 2, or for a part what was said again in it."""
    if not attempt.only:
        return f"Take {attempt.number}"
    return "Again: " + ", ".join(check_name(attempt.judgement, key) for key in attempt.only)


def tries_of(attempts: Iterable[Attempt], beat: str) -> tuple[Joined, ...]:
    """The tries of a beat among the attempts of a session, the oldest first."""
    return tuple(joined(attempt for attempt in attempts if attempt.beat == beat))


def shown_alone(attempts: Iterable[Attempt], attempt: Attempt) -> Shown:
    """One attempt of the log with its own parts."""
    first = attempt.part_of or attempt.attempt_id
    mine = joined(known for known in attempts if first in (known.attempt_id, known.part_of))
    return Shown(tuple(mine) or (Joined(attempt),), attempt)


def last_changed(whole: Joined) -> Attempt | None:
    """The take in which the rep has changed something last; None when nothing was changed."""
    changed = [take for take in takes_of(whole) if take.revisions]
    return max(changed, key=lambda take: take.revisions[-1].at, default=None)
