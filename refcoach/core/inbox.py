"""What an accountability partner has to listen to: shares of several reps, each with the review so far."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from refcoach.core.moments import moment
from refcoach.core.page_data import PageData
from refcoach.core.review import Review, TakeReview
from refcoach.core.shaped import shaped


@dataclass(frozen=True, slots=True)
class InboxTake:
    """A take of a share: which checks the partner is asked about, and whether it can be heard."""

    attempt_id: str
    title: str
    at: str
    duration_s: float
    questions: tuple[str, ...] = ()
    heard: bool = False
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class InboxShare:
    """What a list needs of a share, without its page. `added_at` is when it was opened here first."""

    share_id: str
    rep: str
    partner: str
    written_at: str
    since: str
    until: str
    added_at: str
    takes: tuple[InboxTake, ...] = ()


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A share with the review so far. `revealed` are the takes whose findings were looked at; `changed` says that something was changed
    since the review was last saved as a file, or that it never was (`review.saved_at` is then empty)."""

    share: InboxShare
    review: Review
    revealed: tuple[str, ...] = ()
    changed: bool = True

    @property
    def open_takes(self) -> tuple[InboxTake, ...]:
        """The takes with a question or a verdict still open; a part that was said again needs no verdict of its own."""
        return tuple(take for take in self.share.takes if _is_open(take, self.review.take(take.attempt_id)))

    @property
    def done(self) -> bool:
        """Nothing is open, and the file that goes back has all of it."""
        return not self.open_takes and not self.changed


def inbox_share(data: PageData, added_at: str) -> InboxShare:
    takes = tuple(
        InboxTake(
            take.attempt_id,
            take.title,
            take.at,
            take.duration_s,
            tuple(check.key for check in take.checks if check.required),
            bool(take.audio),
            take.part_of,
        )
        for take in data.takes
    )
    return InboxShare(data.share_id, data.rep, data.partner, data.written_at, data.since, data.until, added_at, takes)


def inbox_record(share: InboxShare) -> dict[str, Any]:
    return asdict(share)


def inbox_from(record: Mapping[str, Any]) -> InboxShare:
    """The reverse of `inbox_record`; raises ValueError on a record of another shape."""
    return shaped(InboxShare, record)


def queue(items: Iterable[InboxItem]) -> list[tuple[InboxItem, InboxTake]]:
    """The takes that wait for the partner, those that were shared first at the top."""
    return [(item, take) for item in sorted(items, key=lambda item: moment(item.share.written_at)) for take in item.open_takes]


def _is_open(take: InboxTake, mine: TakeReview | None) -> bool:
    answered = {key for key, _ in mine.answers} if mine else set()
    return not answered.issuperset(take.questions) or (not take.part_of and (mine is None or mine.verdict is None))
