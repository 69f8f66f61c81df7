"""Whether the sound of the takes is still what was recorded: each recording against the fingerprint in its entry of the log."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from refcoach.core.attempt import Attempt
from refcoach.core.entries import ATTEMPT
from refcoach.core.errors import AudioError
from refcoach.engine.desk import Desk

_SHOWN = 5  # takes in one sentence


@dataclass(frozen=True, slots=True)
class SoundMatch:
    """Counts of takes, and the ids of the attempts whose sound is another or cannot be read. `deleted`: the sound is gone, as it may
    be; `unmarked`: from before takes had a fingerprint."""

    same: int = 0
    deleted: int = 0
    unmarked: int = 0
    other: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not (self.other or self.unreadable)

    @property
    def trouble(self) -> tuple[str, ...]:
        """What is wrong, in sentences."""
        said = (
            (self.other, "is not what was recorded: the file was changed or replaced outside RefCoach"),
            (self.unreadable, "cannot be read: the file is damaged"),
        )
        return tuple(f"The sound of {_named(ids)} {what}." for ids, what in said if ids)

    @property
    def summary(self) -> str:
        """What fits and what cannot be told, in a sentence or two."""
        rest = [f"{self.deleted} deleted"] if self.deleted else []
        rest += [f"{self.unmarked} from before recordings had a fingerprint"] if self.unmarked else []
        return f"Sound: {self.same} {'take' if self.same == 1 else 'takes'} as recorded{''.join(f', {words}' for words in rest)}."


def match_sounds(desk: Desk, on_progress: Callable[[int, int], None] = lambda done, total: None) -> SoundMatch:
    """Read every recording of the log, months counted by `on_progress`. Raises LogError."""
    found: dict[str, list[str]] = {"same": [], "deleted": [], "unmarked": [], "other": [], "unreadable": []}
    months = desk.months()
    for done, month in enumerate(months):
        on_progress(done, len(months))
        for attempt in desk.entries(ATTEMPT, month=month):
            if attempt.take is not None:
                found[_matched(attempt, desk.take_path(attempt))].append(attempt.attempt_id)
    on_progress(len(months), len(months))
    counts = {name: len(found[name]) for name in ("same", "deleted", "unmarked")}
    return SoundMatch(**counts, other=tuple(found["other"]), unreadable=tuple(found["unreadable"]))


def match_record(match: SoundMatch) -> dict[str, Any]:
    return {"ok": match.ok, "trouble": list(match.trouble), **asdict(match)}


def _matched(attempt: Attempt, path: Path | None) -> str:
    from refcoach.speech.wav import fingerprint, read_speech

    if path is None:
        return "deleted"
    if attempt.take is None or not attempt.take.sound_sha256:
        return "unmarked"
    try:
        return "same" if fingerprint(read_speech(path)) == attempt.take.sound_sha256 else "other"
    except AudioError:
        return "unreadable"


def _named(ids: tuple[str, ...]) -> str:
    shown = ", ".join(each[:8] for each in ids[:_SHOWN])
    return f"{shown} and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else shown
