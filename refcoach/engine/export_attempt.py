"""Writes one attempt of the log as a file: its transcript as text or JSON, its sound as WAV or FLAC."""

from pathlib import Path

from refcoach.core.entries import REVIEW
from refcoach.core.errors import AudioError, LogError
from refcoach.core.records import attempt_record
from refcoach.core.review import take_review_record
from refcoach.core.reviewed import by_take
from refcoach.engine.desk import Desk
from refcoach.engine.exporting import Exported, refuse
from refcoach.engine.retry import whole_attempt
from refcoach.store.atomic import replacing

ATTEMPT_ENDINGS = {"txt": ".txt", "json": ".json", "wav": ".wav", "flac": ".flac"}


def export_attempt(desk: Desk, attempt_id: str, kind: str, path: Path, force: bool = False) -> Exported:
    """Write the attempt of that id (or its only beginning) to `path`; `kind` is a key of ATTEMPT_ENDINGS.

    Raises UsageError for a file that is there already, LogError when there is no such attempt, AudioError when it has no sound.
    """
    refuse(path, force)
    attempt = desk.log.attempt(attempt_id)
    if attempt is None:
        raise LogError(f"There is no attempt {attempt_id} in the practice log.", "See: refcoach log list")
    if kind in ("wav", "flac"):
        from refcoach.speech.sound_file import take_bytes

        take = desk.take_path(attempt)
        if take is None:
            reason = "was typed" if attempt.take is None else "has lost its sound, or it was deleted"
            raise AudioError(f"The attempt {attempt.attempt_id[:8]} {reason}.", "Export its transcript: --format txt")
        data = take_bytes(take, kind)
    else:
        data = _transcript(desk, attempt_id, kind).encode("utf-8")
    with replacing(path) as file:
        file.write(data)
    return Exported((path,), {"attempt": 1})


def _transcript(desk: Desk, attempt_id: str, kind: str) -> str:
    from refcoach.share.plain_text import json_text
    from refcoach.share.transcript_text import transcript_text

    attempt = desk.log.attempt(attempt_id)
    assert attempt is not None  # it was found a moment ago, and the log forgets nothing
    parts = () if attempt.part_of else whole_attempt(desk, attempt.attempt_id).parts
    reviews = by_take(desk.entries(REVIEW))
    if kind == "txt":
        title = next((scenario.title for scenario in desk.scenarios if scenario.id == attempt.scenario), attempt.scenario)
        return transcript_text(attempt, parts, title, reviews)
    said = {
        take.attempt_id: {"partner": found.partner, "saved_at": found.at, **take_review_record(found.take)}
        for take in (attempt, *parts)
        if (found := reviews.get(take.attempt_id)) is not None
    }
    return json_text({"attempt": attempt_record(attempt), "parts": [attempt_record(part) for part in parts], "reviews": said}) + "\n"
