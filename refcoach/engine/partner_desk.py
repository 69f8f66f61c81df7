"""The desk of an accountability partner who has the app: shares of several reps, a queue of takes, and the review that goes back.

Every change is on disk when the call returns. All of it raises LogError when the disk refuses.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from refcoach.core.errors import UsageError
from refcoach.core.inbox import InboxItem, InboxShare, InboxTake, inbox_from, inbox_record, inbox_share, queue
from refcoach.core.moments import moment
from refcoach.core.page_data import PageData
from refcoach.core.pledge import Goals
from refcoach.core.review import Answer, Comment, Head, Review, TakeReview, TakeVerdict, review_from, review_record
from refcoach.engine.attempts import Clock
from refcoach.engine.desk import Desk
from refcoach.share.foreign import read_limited
from refcoach.share.review_file import ENDING, review_bytes, review_name, review_of, utc
from refcoach.share.share_file import MOST_BYTES, read_share
from refcoach.store.atomic import write_atomic
from refcoach.store.inbox import InboxShelf
from refcoach.store.notices import Notice, OnNotice, ignore


class PartnerDesk:
    """`items` and `take`s are named by their ids. Raises UsageError for those that are not there."""

    def __init__(self, folder: Path, clock: Clock, on_notice: OnNotice | None = None) -> None:
        self._shelf = InboxShelf(folder, on_notice)
        self._clock = clock
        self._tell = on_notice or ignore

    def add_share(self, path: Path) -> InboxItem:
        """Take in a page that a rep sent. The same page again changes nothing. Raises UsageError for a file that is none."""
        data = read_share(path)
        if self._shelf.has(data.share_id):
            if self.share(data.share_id) != data:
                raise UsageError(
                    f"{path.name} has the number of a page that is here already, and says something else.", "Ask the rep to share again."
                )
            return self.item(data.share_id)
        about = inbox_share(data, self._clock.now())
        head = {"number": data.head.number, "hash": data.head.hash}
        self._shelf.keep(data.share_id, read_limited(path, MOST_BYTES, "share"), {**inbox_record(about), "head": head})
        item = self.item(data.share_id)
        return self._keep(item, changed=item.changed)  # from now on the review has its id

    def inbox(self) -> list[InboxItem]:
        """All shares, the one written last first."""
        found = [item for share_id in self._shelf.ids() if (item := self._item(share_id)) is not None]
        return sorted(found, key=lambda item: moment(item.share.written_at), reverse=True)

    def queue(self) -> list[tuple[InboxItem, InboxTake]]:
        """The takes that wait for an answer, those of the oldest share first."""
        return queue(self.inbox())

    def item(self, share_id: str) -> InboxItem:
        found = self._item(share_id) if self._shelf.has(share_id) else None
        if found is None:
            raise UsageError("This share is not here any more.", "Open the page that you got once more.")
        return found

    def share(self, share_id: str) -> PageData:
        """Everything that is in the page."""
        return read_share(self._shelf.page(share_id))

    def answer(self, share_id: str, attempt_id: str, key: str, answer: Answer | None) -> InboxItem:
        """The partner's own answer to a check, or none any more. Raises UsageError for a check that the page does not ask about."""

        def change(take: TakeReview) -> TakeReview:
            others = tuple((known, given) for known, given in take.answers if known != key)
            return replace(take, answers=(*others, (key, answer)) if answer else others)

        asked = next((take.questions for take in self.item(share_id).share.takes if take.attempt_id == attempt_id), ())
        if key not in asked:
            raise UsageError(f"This take was not asked about {key}.", "Answer one of its questions.")
        return self._change_take(share_id, attempt_id, change)

    def say_back(self, share_id: str, attempt_id: str, words: str) -> InboxItem:
        """Whom the partner thinks the rep wants to meet."""
        return self._change_take(share_id, attempt_id, lambda take: replace(take, said_back=words))

    def judge(self, share_id: str, attempt_id: str, verdict: TakeVerdict | None) -> InboxItem:
        """Great, counts, do another; or none any more."""
        return self._change_take(share_id, attempt_id, lambda take: replace(take, verdict=verdict))

    def comment(self, share_id: str, attempt_id: str, comments: Sequence[Comment]) -> InboxItem:
        """All comments on a take, in place of those before."""
        ordered = tuple(sorted(comments, key=lambda comment: comment.at_s))
        return self._change_take(share_id, attempt_id, lambda take: replace(take, comments=ordered))

    def reveal(self, share_id: str, attempt_id: str) -> InboxItem:
        """What the app found in this take was looked at."""
        item = self.item(share_id)
        self._take(item, attempt_id)
        revealed = tuple(dict.fromkeys((*item.revealed, attempt_id)))
        return self._keep(replace(item, revealed=revealed), changed=item.changed)

    def close(
        self,
        share_id: str,
        *,
        partner: str | None = None,
        note: str | None = None,
        proposed: Goals | None = None,
        countersigned: bool | None = None,
    ) -> InboxItem:
        """The end of the review: name, note, goals for the next week (empty ones = none any more), countersign. None leaves as it is."""
        item = self.item(share_id)
        review = item.review
        changed = replace(
            review,
            partner=review.partner if partner is None else " ".join(partner.split()),
            note=review.note if note is None else note,
            proposed=review.proposed if proposed is None else (proposed or None),
            countersigned=review.countersigned if countersigned is None else countersigned,
        )
        return self._keep(replace(item, review=changed), changed=True)

    def save_review(self, share_id: str, path: Path) -> InboxItem:
        """Write the file that goes back to the rep; the same review again has the same id and a later time.

        Raises UsageError for a text that is too long.
        """
        item = self.item(share_id)
        review = replace(item.review, saved_at=_later(utc(self._clock.now()), item.review.saved_at))
        data = review_bytes(review)
        review_of(data, path.name)  # what we could not read, the rep cannot either
        write_atomic(path, data, keep_previous=False)
        return self._keep(replace(item, review=review), changed=False)

    def file_name(self, share_id: str) -> str:
        """What the file that goes back is best called."""
        return review_name(self.item(share_id).share.rep, self._clock.now())

    def remove(self, share_id: str) -> None:
        """Forget a share with its review."""
        self._shelf.remove(share_id)

    def _item(self, share_id: str) -> InboxItem | None:
        about = self._shelf.about(share_id)
        try:
            share, head = inbox_from(about), Head(int(about["head"]["number"]), str(about["head"]["hash"]))
        except (KeyError, TypeError, ValueError):
            return None
        stored = self._shelf.draft(share_id)
        try:
            review = review_from(stored["review"]) if "review" in stored else self._begun(share, head)
        except (KeyError, TypeError, ValueError, AttributeError):
            self._tell(Notice(f"The review of {share.rep}'s share cannot be read.", "It stays in the file until you answer anew."))
            review = self._begun(share, head)
        revealed = tuple(str(item) for item in stored.get("revealed", ()))
        return InboxItem(share, review, revealed, stored.get("changed", True) is not False)

    def _begun(self, share: InboxShare, head: Head) -> Review:
        return Review(self._clock.new_id(), share.share_id, share.partner, "", "", head)

    def _change_take(self, share_id: str, attempt_id: str, change: Callable[[TakeReview], TakeReview]) -> InboxItem:
        item = self.item(share_id)
        now = change(self._take(item, attempt_id))
        known = {take.attempt_id: take for take in item.review.takes} | {attempt_id: now}
        takes = tuple(known[take.attempt_id] for take in item.share.takes if take.attempt_id in known)
        return self._keep(replace(item, review=replace(item.review, takes=takes)), changed=True)

    def _take(self, item: InboxItem, attempt_id: str) -> TakeReview:
        if all(take.attempt_id != attempt_id for take in item.share.takes):
            raise UsageError("This take is not in the share.", "Choose one of its takes.")
        return item.review.take(attempt_id) or TakeReview(attempt_id)

    def _keep(self, item: InboxItem, *, changed: bool) -> InboxItem:
        self._shelf.keep_draft(item.share.share_id, _draft(item, changed))
        return replace(item, changed=changed)


def open_partner_desk(desk: Desk, clock: Clock, on_notice: OnNotice | None = None) -> PartnerDesk:
    """The partner's desk of this user."""
    return PartnerDesk(desk.places.partner, clock, on_notice)


def is_review(path: Path) -> bool:
    """Whether a file that was dropped goes by its name as a review."""
    return path.suffix.lower() == ENDING


def _draft(item: InboxItem, changed: bool) -> Mapping[str, Any]:
    return {"review": review_record(item.review), "revealed": list(item.revealed), "changed": changed}


def _later(now: str, before: str) -> str:
    """`now`, or a moment after `before` where the clock was set back: of two files the one saved later must count."""
    if now > before:
        return now
    return utc((datetime.fromisoformat(before).astimezone(UTC) + timedelta(milliseconds=1)).isoformat())
