"""The small file that a partner sends back: read strictly, written in one form."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from refcoach.core.errors import UsageError
from refcoach.core.review import Review, review_from, review_record
from refcoach.share.foreign import or_refused, plain_texts, read_limited, shown, strict_json, text_of

ENDING = ".refreview"
FORMAT = "refcoach-review"
VERSION = 1
MOST_BYTES = 1_000_000
# What pydantic calls a fault, in plain words; others stand as it words them.
_SAID = {
    "missing": "it is missing",
    "extra_forbidden": "it is not known",
    "string_pattern_mismatch": "it has characters that do not belong there",
    "string_type": "a text is expected",
    "string_too_long": "it is too long",
    "too_long": "there are too many",
    "bool_type": "true or false is expected",
    "int_type": "a whole number is expected",
    "float_type": "a number is expected",
    "finite_number": "it is not a number",
    "greater_than_equal": "it is too small",
    "less_than_equal": "it is too large",
    "literal_error": "it is none of the words that can stand there",
    "list_type": "a list is expected",
    "dict_type": "named values are expected",
    "model_type": "named values are expected",
}
_SAVE_AGAIN = "Ask your partner to save the review again on the page, and to send you that file."


def read_review(path: Path) -> Review:
    """The review in a file, `imported_at` empty. Raises UsageError that says what is wrong with the file.

    Texts come without characters that cannot be seen. That its share, takes and checks are known is for the caller to see to.
    """
    return review_of(read_limited(path, MOST_BYTES, "review"), path.name)


def review_of(data: bytes, name: str) -> Review:
    """The same from the bytes of a file; `name` is told where something is wrong."""
    not_one = f"{shown(name)} is not a review that can be read"
    record = or_refused(lambda: plain_texts(strict_json(text_of(data))), not_one, _SAVE_AGAIN)
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise UsageError(
            f"{shown(name)} is not a review of RefCoach.", f"Choose the file that your partner sent, its name ends in {ENDING}."
        )
    version = record.get("version")
    if type(version) is int and version > VERSION:
        raise UsageError(
            f"{shown(name)} was saved by a newer RefCoach (format {min(version, 10**6)}).", "Update RefCoach, then import it again."
        )
    fault = _fault(record)
    if fault:
        raise UsageError(f"{not_one}: {fault}.", _SAVE_AGAIN)
    record = {**record, "saved_at": utc(record["saved_at"]), "imported_at": ""}
    review: Review = or_refused(lambda: review_from(record), not_one, _SAVE_AGAIN)
    return review


def utc(at: str) -> str:
    """A time with its offset as reviews have it: in UTC, so that the later of two is the greater text."""
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def review_bytes(review: Review) -> bytes:
    """What the file of a review holds."""
    record = review_record(review)
    del record["imported_at"]
    text = json.dumps({"format": FORMAT, "version": VERSION, **record}, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "replace") + b"\n"


def review_name(rep: str, day: str) -> str:
    """How such a file is called: review-<rep>-<day>.refreview, of letters that every system takes."""
    kept = "".join(character if character.isalnum() else "-" for character in rep.lower())
    called = "-".join(part for part in kept.split("-") if part)[:60] or "rep"
    return f"review-{called}-{day[:10]}{ENDING}"


def _fault(record: dict[str, Any]) -> str:
    """The first thing that is wrong with a record, with its place, or nothing."""
    from pydantic import ValidationError

    from refcoach.share.review_shape import ReviewShape

    try:
        ReviewShape.model_validate_json(json.dumps(record))  # from JSON a pair may be a list
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        said = _SAID.get(first["type"], str(first["msg"]).removeprefix("Value error, "))
        return f"{shown(place, 80)}: {shown(said[:1].lower() + said[1:])}"
    return ""
