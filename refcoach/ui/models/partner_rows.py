"""The shares that a partner got as rows: a header for each share, its takes with what is still open, and the week as a whole."""

from collections.abc import Sequence

from refcoach.core.inbox import InboxItem, InboxTake
from refcoach.ui.models.plain_rows import PlainRow
from refcoach.ui.models.reviews import VERDICT_ICONS, VERDICT_SAYS, Sign, day_of
from refcoach.ui.models.share_rows import period_words
from refcoach.ui.result_words import figure
from refcoach.ui.words import count, length

WEEK = ""  # in place of a take's id
WEEK_TITLE = "The week as a whole"


def row_id(share_id: str, attempt_id: str = WEEK) -> str:
    return f"{share_id}/{attempt_id}"


def parts_of(chosen: str) -> tuple[str, str]:
    """Share and take of a row."""
    share_id, _, attempt_id = chosen.partition("/")
    return share_id, attempt_id


def partner_rows(items: Sequence[InboxItem]) -> list[PlainRow]:
    """The shares in the order given; a share's takes as the rep has them."""
    rows: list[PlainRow] = []
    for item in items:
        share, waiting = item.share, len(item.open_takes)
        state = f"{figure(waiting)} to review" if waiting else "reviewed"
        rows.append(PlainRow(row_id(share.share_id, "header"), share.rep, state, header=True))
        rows.extend(_take_row(item, take) for take in share.takes)
        saved = "saved" if item.done else "not saved yet"
        sign = Sign("check", "", "saved") if item.done else None
        rows.append(PlainRow(row_id(share.share_id), WEEK_TITLE, f"{period_words(share.since, share.until)}  \u00b7  {saved}", sign=sign))
    return rows


def _take_row(item: InboxItem, take: InboxTake) -> PlainRow:
    said = item.review.take(take.attempt_id)
    verdict = said.verdict if said is not None else None
    waits = take in item.open_takes
    parts = [day_of(take.at)]
    parts += [length(take.duration_s)] if take.duration_s else []
    parts += ["said again"] if take.part_of else []
    parts += ["words only"] if not take.heard else []
    parts += ["begun"] if waits and said is not None else []
    sign = None
    if not waits:
        sign = Sign(VERDICT_ICONS[verdict], "", VERDICT_SAYS[verdict].lower()) if verdict else Sign("check", "", "reviewed")
    words = [take.title, *parts, sign.words if sign else "to review"]
    return PlainRow(row_id(item.share.share_id, take.attempt_id), take.title, "  \u00b7  ".join(parts), sign=sign, spoken=", ".join(words))


def waiting_words(items: Sequence[InboxItem]) -> str:
    """Three takes of two reps wait for you."""
    waiting = {item.share.share_id: (item.share.rep, len(item.open_takes)) for item in items if item.open_takes}
    takes, reps = sum(number for _, number in waiting.values()), {rep for rep, _ in waiting.values()}
    if takes:
        whose = next(iter(reps)) if len(reps) == 1 else f"{figure(len(reps))} reps"
        many = "take" if takes == 1 else "takes"
        return f"{figure(takes).capitalize()} {many} of {whose} {'waits' if takes == 1 else 'wait'} for you."
    unsaved = sum(not item.done for item in items)
    if unsaved:
        return f"Everything is reviewed. {count(unsaved, 'review is', 'reviews are')} still to be saved and sent."
    return "Everything is reviewed and saved."


def left_words(item: InboxItem) -> str:
    """What is still open before a review is saved; it may be saved all the same."""
    left = [] if item.review.partner else ["your name"]
    waiting = len(item.open_takes)
    left += [count(waiting, "take")] if waiting else []
    if not left:
        return "Nothing is left open." if item.changed else f"Saved on {day_of(item.review.saved_at)}. Send the file to {item.share.rep}."
    return f"Still open: {' and '.join(left)}. You can save now and go on later."


def next_open(item: InboxItem, after: str) -> str:
    """The take to go on with after this one: the next open one, or one before it; nothing when none is open."""
    order = [take.attempt_id for take in item.share.takes]
    waiting = [take.attempt_id for take in item.open_takes if take.attempt_id != after]
    at = order.index(after) if after in order else -1
    later = [attempt_id for attempt_id in waiting if order.index(attempt_id) > at]
    return next(iter(later or waiting), "")
