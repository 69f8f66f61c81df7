"""Whether a share's log goes on from what the partner saw before, told in sentences. The review page in a browser tells the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from refcoach.core.moments import local_day, moment
from refcoach.core.page_data import PageData
from refcoach.core.review import Head

TORN = "The entries listed in this page do not hang together: the page was changed, or not written by the app."
LOOKED_THROUGH = (
    "The app looked through the log when it wrote this page, and names no earlier entry that was changed, removed or put in later."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """An earlier share of the same rep that the partner has opened: when (ISO 8601), and the head that it carried."""

    share_id: str
    looked_at: str
    head: Head


@dataclass(frozen=True, slots=True)
class TrustLine:
    """`holds` is True for what was seen to hold, False for trouble, None for what cannot be told."""

    holds: bool | None
    sentence: str


def trust_lines(data: PageData, seen: Iterable[Seen]) -> tuple[TrustLine, ...]:
    """What can be said about the log behind a share; of the earlier ones only trouble and the latest are told."""
    before = sorted((one for one in seen if one.share_id != data.share_id), key=lambda one: moment(one.looked_at))
    lines = [TrustLine(False, sentence) for sentence in data.history.trouble]
    hashes = hashes_of(data)
    if hashes is None:
        lines.append(TrustLine(False, TORN))
    elif not before:
        words = f"This is the first page from {data.rep} here. How far the log went is remembered from now on: {_place(data.head)}."
        lines.append(TrustLine(None, words))
    else:
        told = [_word(data, one, standing(data, one, hashes), one is before[-1]) for one in before]
        lines += [line for line in told if line is not None]
    if data.reviews_before and not data.history.trouble and hashes is not None:
        lines.append(TrustLine(True, LOOKED_THROUGH))
    return tuple(lines)


def hashes_of(data: PageData) -> dict[int, str] | None:
    """The hashes of the chain that the share carries, by number; None where its links do not follow from one another up to its head."""
    hashes = {data.head.number: data.head.hash}
    if not data.history.links:
        return hashes
    number, known = data.history.links[0].number - 1, data.history.links[0].previous
    hashes[number] = known
    for link in data.history.links:
        if link.number != number + 1 or link.previous != known:
            return None
        number, known = link.number, link.hash
        hashes[number] = known
    return hashes if (number, known) == (data.head.number, data.head.hash) else None


def standing(data: PageData, seen: Seen, hashes: Mapping[int, str]) -> bool | None:
    """Whether the log goes on from what was seen; None where the share does not reach back so far."""
    if seen.head.number > data.head.number:
        return False
    if seen.head.number in hashes:
        return hashes[seen.head.number] == seen.head.hash
    listed = next((head for share_id, _, head in data.history.heads if share_id == seen.share_id), None)
    return False if listed is not None and listed != seen.head else None


def _word(data: PageData, seen: Seen, holds: bool | None, latest: bool) -> TrustLine | None:
    when = f"on {local_day(seen.looked_at)} ({_place(seen.head)})"
    if holds is False:
        words = f"The log no longer goes on from what you saw {when}: entries up to there were changed, removed or put in."
        return TrustLine(False, words)
    if not latest:
        return None
    if holds is None:
        return TrustLine(None, f"This page does not reach back to what you saw {when}, so it cannot be checked here.")
    added = data.head.number - seen.head.number
    were = "1 entry was" if added == 1 else f"{added} entries were"
    return TrustLine(True, f"Since you last looked {when}, {were} added. The log goes on from what you saw.")


def _place(head: Head) -> str:
    return f"entry {head.number}" + (f", fingerprint {head.hash[:12]}" if head.hash else "")
