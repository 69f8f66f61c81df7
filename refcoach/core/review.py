"""What goes to the accountability partner, and what comes back: shares and reviews."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from refcoach.core.moments import moment
from refcoach.core.pledge import Goals, goals_from, goals_record


class Answer(StrEnum):
    """The partner's own answer to a check, given before the app's finding is shown."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class TakeVerdict(StrEnum):
    """The partner's word on a take. It outranks what the app found."""

    GREAT = "great"
    COUNTS = "counts"
    ANOTHER = "another"  # please do another take


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log's chain of fingerprints goes: the number of its last entry, from 1, and that entry's hash; (0, "") when empty."""

    number: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A page that was written for the partner. `attempts` are the takes in it, `with_audio` those of them that can be heard.

    `since` and `until` are its first and last day; `head` is the chain as it stood; `pledge_id` the pledge shown in it, or empty.
    `left_out` are the takes of these days of which the rep let nothing go in.
    """

    share_id: str
    at: str
    since: str
    until: str
    attempts: tuple[str, ...]
    with_audio: tuple[str, ...]
    head: Head
    partner: str = ""
    pledge_id: str = ""
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """The partner's words at a moment of a take, in seconds from its beginning."""

    at_s: float
    text: str


@dataclass(frozen=True, slots=True)
class TakeReview:
    """One take through the partner's ears. `answers` are (key of a check, answer); `verdict` is None when none was given."""

    attempt_id: str
    answers: tuple[tuple[str, Answer], ...] = ()
    comments: tuple[Comment, ...] = ()
    said_back: str = ""
    verdict: TakeVerdict | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What the partner sent back for a share. `saved_at` is the partner's clock, in UTC, `imported_at` the rep's.

    `head` is the chain's head that the partner saw. `proposed` are goals for the next week, or None; `countersigned` says that the
    partner countersigns the share's pledge.
    """

    review_id: str
    share_id: str
    partner: str
    saved_at: str
    imported_at: str
    head: Head
    takes: tuple[TakeReview, ...] = ()
    note: str = ""
    proposed: Goals | None = None
    countersigned: bool = False

    def take(self, attempt_id: str) -> TakeReview | None:
        return next((take for take in self.takes if take.attempt_id == attempt_id), None)


def verdicts_by_take(reviews: Iterable[Review]) -> dict[str, TakeVerdict]:
    """The partner's verdict for each take that has one; of several the one that was saved last."""
    saved = sorted(reviews, key=lambda review: review.saved_at)
    return {take.attempt_id: take.verdict for review in saved for take in review.takes if take.verdict}


def left_out_before(shares: Iterable[Share]) -> frozenset[str]:
    """The takes that were left out of the latest share which could have held them: they stay out until the rep puts them in again."""
    out: set[str] = set()
    for share in sorted(shares, key=lambda share: moment(share.at)):
        out = (out - set(share.attempts)) | set(share.left_out)
    return frozenset(out)


def _head_from(record: Mapping[str, Any]) -> Head:
    return Head(int(record["number"]), str(record["hash"]))


def share_record(share: Share) -> dict[str, Any]:
    return {**asdict(share), **{name: list(getattr(share, name)) for name in ("attempts", "with_audio", "left_out")}}


def share_from(record: Mapping[str, Any]) -> Share:
    """The reverse of `share_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    return Share(
        **{name: str(record[name]) for name in ("share_id", "at", "since", "until")},
        attempts=tuple(str(item) for item in record["attempts"]),
        with_audio=tuple(str(item) for item in record["with_audio"]),
        head=_head_from(record["head"]),
        partner=str(record.get("partner", "")),
        pledge_id=str(record.get("pledge_id", "")),
        left_out=tuple(str(item) for item in record.get("left_out", ())),
    )


def take_review_record(take: TakeReview) -> dict[str, Any]:
    return {
        "attempt_id": take.attempt_id,
        "answers": {key: str(answer) for key, answer in take.answers},
        "comments": [asdict(comment) for comment in take.comments],
        "said_back": take.said_back,
        "verdict": str(take.verdict) if take.verdict else None,
    }


def take_review_from(record: Mapping[str, Any]) -> TakeReview:
    """The reverse of `take_review_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    return TakeReview(
        attempt_id=str(record["attempt_id"]),
        answers=tuple((str(key), Answer(value)) for key, value in record.get("answers", {}).items()),
        comments=tuple(Comment(float(item["at_s"]), str(item["text"])) for item in record.get("comments", ())),
        said_back=str(record.get("said_back", "")),
        verdict=TakeVerdict(record["verdict"]) if record.get("verdict") else None,
    )


def review_record(review: Review) -> dict[str, Any]:
    return {
        **{
            name: getattr(review, name) for name in ("review_id", "share_id", "partner", "saved_at", "imported_at", "note", "countersigned")
        },
        "head": asdict(review.head),
        "takes": [take_review_record(take) for take in review.takes],
        "proposed": goals_record(review.proposed) if review.proposed else None,
    }


def review_from(record: Mapping[str, Any]) -> Review:
    """The reverse of `review_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    return Review(
        **{name: str(record[name]) for name in ("review_id", "share_id", "partner", "saved_at", "imported_at")},
        head=_head_from(record["head"]),
        takes=tuple(take_review_from(item) for item in record.get("takes", ())),
        note=str(record.get("note", "")),
        proposed=goals_from(record["proposed"]) if record.get("proposed") else None,
        countersigned=record.get("countersigned") is True,
    )
