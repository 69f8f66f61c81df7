"""Takes in what the partner sent back. The person's word outranks the app's; it is kept whatever else is wrong with the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from refcoach.core.entries import PLEDGE, REVIEW, SHARE
from refcoach.core.errors import RefCoachError, UsageError
from refcoach.core.moments import local_day
from refcoach.core.pledge import Pledge
from refcoach.core.pledging import countersigned
from refcoach.core.review import Review, Share, TakeReview, take_review_record
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.core.verification import Verification
from refcoach.engine.attempts import Clock
from refcoach.engine.desk import Desk
from refcoach.share.foreign import shown
from refcoach.share.review_file import MOST_BYTES, read_review, review_of
from refcoach.store.survey import OnProgress, Stop, never, unheard

CLOCKS_APART = timedelta(days=2)  # a partner's clock may go wrong, and time zones are set wrongly


class Arrival(StrEnum):
    """What became of a review file."""

    NEW = "new"
    NEWER = "newer"  # it replaced the one of the same id
    SAME = "same"  # it is in the log already
    OLDER = "older"  # a newer one of the same id is in the log


@dataclass(frozen=True, slots=True)
class Imported:
    """A review that is in the log now, or was already. `review` is the one that counts, `share` the page that it answers.

    `countersigned` is the pledge that got its countersign by it; `trouble` are sentences about entries that are not as the partner saw
    them; `remarks` say what else is worth knowing.
    """

    arrival: Arrival
    review: Review
    share: Share
    countersigned: Pledge | None = None
    trouble: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether something was put into the log."""
        return self.arrival in (Arrival.NEW, Arrival.NEWER)

    @property
    def words(self) -> str:
        """What happened, in one sentence."""
        who = self.review.partner or "your partner"
        return {
            Arrival.NEW: f"The review by {who} is in the log.",
            Arrival.NEWER: f"The newer review by {who} is in the log; it takes the place of the one before.",
            Arrival.SAME: f"This review by {who} is in the log already; nothing was changed.",
            Arrival.OLDER: f"A newer review by {who} for the same page is in the log already; nothing was changed.",
        }[self.arrival]


def import_review(desk: Desk, path: Path, clock: Clock) -> Imported:
    """Read a review file and log it; it is on disk on return. Raises UsageError for a file that cannot be used, LogError.

    A pledge that it countersigns is logged too. Importing the same file again mends what a crash between the two left out.
    """
    return _compared_one(desk, _taken_in(desk, read_review(path), shown(path.name), clock))


def import_review_text(desk: Desk, text: str, clock: Clock, on_progress: OnProgress = unheard, stop: Stop = never) -> Imported:
    """The same for a review that came as text in a message."""
    data = text.encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        raise UsageError("This text is too long for a review.", "Copy the whole text of the review, and nothing else.")
    return _compared_one(desk, _taken_in(desk, review_of(data, "The text"), "The text", clock), on_progress, stop)


def _taken_in(desk: Desk, review: Review, name: str, clock: Clock) -> Imported:
    review = without_empty_takes(review)
    share = _share_of(desk, review, name)
    _refuse_unfit(desk, review, share, name, clock)
    before = next((known for known in desk.entries(REVIEW) if known.review_id == review.review_id), None)
    if before is not None and before.share_id != review.share_id:
        raise UsageError(f"{name} has the number of a review of another page.", "Ask your partner to save it again on the page you sent.")
    arrival = _arrival(review, before)
    # What replaces an entry keeps its time: the log files it by that.
    review = replace(review, imported_at=before.imported_at if before else clock.now())
    if arrival in (Arrival.SAME, Arrival.OLDER):
        review = before or review
    else:
        desk.put(REVIEW, review)
    signed = _countersign(desk, share, review)
    taken = arrival in (Arrival.NEW, Arrival.NEWER)
    return Imported(arrival, review, share, signed, (), _remarks(review, share) if taken else ())


def import_reviews(
    desk: Desk, paths: Sequence[Path], clock: Clock, on_progress: OnProgress = unheard, stop: Stop = never
) -> list[Imported | RefCoachError]:
    """Each file by itself: what one of them lacks keeps none of the others out. Then the log is compared with all that came, once:
    `on_progress` is told how far that is, and `stop` may end it; the reviews are in the log all the same."""
    found: list[Imported | RefCoachError] = []
    for path in paths:
        try:
            found.append(_taken_in(desk, read_review(path), shown(path.name), clock))
        except RefCoachError as error:
            found.append(error)
    return _compared(desk, found, on_progress, stop)


def _compared(desk: Desk, found: Sequence[Imported | RefCoachError], on_progress: OnProgress, stop: Stop) -> list[Imported | RefCoachError]:
    """The outcomes with what is not as a partner saw it."""
    if not any(isinstance(item, Imported) and item.taken for item in found):
        return list(found)
    trouble = _trouble(desk, on_progress, stop)
    return [replace(item, trouble=trouble) if isinstance(item, Imported) and item.taken else item for item in found]


def _compared_one(desk: Desk, imported: Imported, on_progress: OnProgress = unheard, stop: Stop = never) -> Imported:
    return replace(imported, trouble=_trouble(desk, on_progress, stop)) if imported.taken else imported


def reviews_of(desk: Desk, attempt_ids: Sequence[str]) -> dict[str, list[tuple[Review, TakeReview]]]:
    """For each of these takes what partners said about it, the review saved last first."""
    wanted = set(attempt_ids)
    found: dict[str, list[tuple[Review, TakeReview]]] = {}
    for review in sorted(desk.entries(REVIEW), key=lambda review: _moment(review.saved_at), reverse=True):
        for take in review.takes:
            if take.attempt_id in wanted:
                found.setdefault(take.attempt_id, []).append((review, take))
    return found


def said_records(said: Mapping[str, Sequence[tuple[Review, TakeReview]]]) -> list[dict[str, Any]]:
    """What `reviews_of` found as plain values: each take's review with whose it is."""
    return [
        {"review_id": review.review_id, "partner": review.partner, "saved_at": review.saved_at, **take_review_record(take)}
        for found in said.values()
        for review, take in found
    ]


def without_empty_takes(review: Review) -> Review:
    """The review without the takes that the partner said nothing about; the page lists all."""
    return replace(review, takes=tuple(take for take in review.takes if take != TakeReview(take.attempt_id)))


def _share_of(desk: Desk, review: Review, name: str) -> Share:
    share = next((share for share in desk.entries(SHARE) if share.share_id == review.share_id), None)
    if share is None:
        raise UsageError(
            f"{name} answers a page that this practice log did not write.",
            "It may be for another rep, or for a page from another computer or from before the log was lost. Nothing was changed.",
        )
    return share


def _refuse_unfit(desk: Desk, review: Review, share: Share, name: str, clock: Clock) -> None:
    """Raise UsageError where the review does not fit the share that it names."""
    for take in review.takes:
        if take.attempt_id not in share.attempts:
            raise UsageError(
                f"{name} speaks of a take that was not in that page: {take.attempt_id[:8]}.",
                "Ask your partner to save it again on the page you sent.",
            )
        _refuse_unknown_checks(desk, take, name)
    if _moment(review.saved_at) > _moment(clock.now()) + CLOCKS_APART:
        raise UsageError(
            f"{name} says that it was saved on {local_day(review.saved_at)}, which is still to come.",
            "Check the clock here; if it is right, ask your partner to set theirs and to save the review again.",
        )


def _refuse_unknown_checks(desk: Desk, take: TakeReview, name: str) -> None:
    attempt = desk.log.attempt(take.attempt_id)
    if attempt is None:
        return  # gone from the log, which the head tells; the partner's word stays
    known = {finding.key for finding in attempt.judgement.findings} | set(attempt.required) | set(REQUIRED_KEYS)
    for key, _ in take.answers:
        if key not in known:
            raise UsageError(
                f"{name} answers a check that the take was not asked for: {key}.", "Ask your partner to save it again on the page you sent."
            )


def _arrival(review: Review, before: Review | None) -> Arrival:
    if before is None:
        return Arrival.NEW
    new, old = _moment(review.saved_at), _moment(before.saved_at)
    if new > old:
        return Arrival.NEWER
    return Arrival.OLDER if new < old else Arrival.SAME


def _countersign(desk: Desk, share: Share, review: Review) -> Pledge | None:
    """Put the countersign on the pledge that the page showed; None where there is none to put."""
    pledge = next((pledge for pledge in desk.entries(PLEDGE) if pledge.pledge_id == share.pledge_id), None) if share.pledge_id else None
    if pledge is None:
        return None
    signed = countersigned(pledge, review)
    if signed == pledge:
        return None
    desk.put(PLEDGE, signed)
    return signed


def _trouble(desk: Desk, on_progress: OnProgress, stop: Stop) -> tuple[str, ...]:
    """What is not as a partner saw it, in sentences. The review is in the log whatever comes of this."""
    try:
        found: Verification = desk.log.verify(on_progress=on_progress, stop=stop)
    except RefCoachError as error:
        return (f"Whether the log is as your partner saw it could not be looked at: {error.message}",)
    return found.countersigned_trouble


def _remarks(review: Review, share: Share) -> tuple[str, ...]:
    remarks = []
    if review.head != share.head:
        remarks.append("The page that your partner saw named another state of the log than the one RefCoach had written into it.")
    if review.countersigned and not share.pledge_id:
        remarks.append("Your partner countersigned, but the page showed no pledge.")
    return tuple(remarks)


def _moment(at: str) -> datetime:
    """Times in the log and in reviews have their offset."""
    return datetime.fromisoformat(at).astimezone()
