"""Say again, alone, what was missing in an attempt, without a window."""

from collections.abc import Sequence

from refcoach.core.attempt import Attempt
from refcoach.core.errors import LogError, UsageError
from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined, joined
from refcoach.engine.asked import asked_of
from refcoach.engine.attempts import Clock, kept_attempt, part_frame
from refcoach.engine.coach import Checked, Coach
from refcoach.engine.desk import Desk
from refcoach.engine.drill import Answer, log_answer


def retried(
    desk: Desk, coach: Coach, attempt_id: str, keys: Sequence[str], answer: Answer, clock: Clock
) -> tuple[Attempt, Checked, Joined]:
    """The part, what was found in it, and the whole attempt; without `keys`, everything required that was not heard is said again.

    Raises UsageError, AudioError, ModelError and LogError.
    """
    whole = whole_attempt(desk, attempt_id)
    only = tuple(keys) or missed(whole)
    if not only:
        raise UsageError("Everything asked for was heard in this attempt.", "Name what to say again: --check KEY")
    known = [finding.key for finding in whole.first.judgement.findings]
    for key in only:
        if key not in known:
            raise UsageError(f"This attempt was not checked for {key}.", f"Its checks are: {', '.join(known)}.")
    frame = part_frame(whole.first, only, clock)
    part, checked = log_answer(desk, coach, frame, answer, asked_of(kept_attempt(frame, None), desk.scenarios))
    return part, checked, whole_attempt(desk, part.part_of)


def missed(whole: Joined) -> tuple[str, ...]:
    """The required checks that no take of the attempt has met."""
    return tuple(key for key in whole.first.required if whole.finding(key)[1].verdict is not Verdict.PRESENT)


def whole_attempt(desk: Desk, attempt_id: str) -> Joined:
    """An attempt with all its parts, by its own id or that of a part. Raises LogError when it is not in the log."""
    found = desk.log.attempt(attempt_id)
    if found is None:
        raise LogError(f"There is no attempt {attempt_id} in the practice log.", "See: refcoach log list")
    first = desk.log.attempt(found.part_of) if found.part_of else found
    session = desk.attempts(session_id=found.session_id)
    first = first or found
    return next(whole for whole in joined(session) if whole.first.attempt_id == first.attempt_id)
