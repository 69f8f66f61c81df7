"""Writes the review page for the partner: a period of the log in one HTML file. Nothing is sent; the file is the rep's to give."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from refcoach.core.attempt import Attempt
from refcoach.core.entries import SHARE
from refcoach.core.errors import AudioError, LogError, UsageError
from refcoach.core.joined import Joined, joined
from refcoach.core.moments import moment
from refcoach.core.page_data import PageData, PageTake
from refcoach.core.page_takes import in_page_order, page_take
from refcoach.core.pledge import monday_of
from refcoach.core.review import Share
from refcoach.core.verification import Verification
from refcoach.engine.attempts import Clock
from refcoach.engine.desk import Desk
from refcoach.engine.share_data import (
    Logged,
    outlines_between,
    page_days,
    page_history,
    page_pledge,
    page_series,
    read_logged,
    streak_days,
    with_words,
    within,
)
from refcoach.share.audio import sound_uri
from refcoach.share.page import render
from refcoach.share.share_file import MOST_BYTES, MOST_TAKES
from refcoach.speech.encode_process import Encoder
from refcoach.store.atomic import retrying, sync_folder, write_atomic, write_error
from refcoach.store.notices import Notice

USUAL_DAYS = 7
PAGE_BYTES = 120_000  # about what a page weighs without any take
SOUND_BYTES_A_SECOND = 4_000 * 4 / 3  # 32 kbit/s as base64
TAKE_BYTES = 12_000  # a take's words, times and findings

Progress = Callable[[int, int, str], None]
"""Told what is done of how much, and what comes now, in words."""


class ShareStopped(LogError):  # noqa: N818 - an outcome, not a fault
    """Somebody stopped the writing of a share: nothing was written and nothing logged."""


@dataclass(frozen=True, slots=True)
class ShareOrder:
    """What is to be shared: the takes of `since` to `until`, both included, and which of them with sound: their ids, or "all".

    `partner` is whom it is for, or empty.
    """

    since: date
    until: date
    with_audio: frozenset[str] | Literal["all"] = frozenset()
    partner: str = ""

    def sounds(self, attempt: Attempt) -> bool:
        return attempt.take is not None and (self.with_audio == "all" or attempt.attempt_id in self.with_audio)


@dataclass(frozen=True, slots=True)
class Shared:
    """A page that was written and logged. `size_bytes` is that of the file; `notices` tell which takes are without their sound, and why;
    `trouble` what the page says about entries that are not as the partner saw them."""

    share: Share
    path: Path
    size_bytes: int
    pledged: bool
    notices: tuple[Notice, ...] = ()
    trouble: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """One share under way."""

    desk: Desk
    order: ShareOrder
    on_progress: Progress
    stop: Callable[[], bool]
    notices: list[Notice] = field(default_factory=list)

    def step(self, done: int, total: int, words: str) -> None:
        if self.stop():
            raise ShareStopped("The page was not written: stopped before the end.", "Nothing was shared.")
        self.on_progress(done, total, words)


def usual_period(today: date) -> tuple[date, date]:
    """The days that are shared when none are named: today and the six before."""
    return today - timedelta(days=USUAL_DAYS - 1), today


def takes_between(desk: Desk, since: date, until: date) -> list[Joined]:
    """What can be shared of a period: outlines of attempts (core/outline.py) with their parts, the oldest first. Raises LogError."""
    return sorted(joined(outlines_between(desk, since, until)), key=lambda whole: moment(whole.first.at))


def estimated_bytes(takes: Iterable[Attempt], with_audio: frozenset[str]) -> int:
    """About how large a page of these takes will be, those of `with_audio` with their sound."""
    size = float(PAGE_BYTES)
    for attempt in takes:
        size += TAKE_BYTES
        if attempt.take is not None and attempt.attempt_id in with_audio:
            size += attempt.take.duration_s * SOUND_BYTES_A_SECOND
    return round(size)


def share_page(
    desk: Desk,
    order: ShareOrder,
    path: Path,
    clock: Clock,
    on_progress: Progress = lambda done, total, words: None,
    stop: Callable[[], bool] = lambda: False,
) -> Shared:
    """Write the page to `path` and log the share; both are on disk on return. What stood at `path` is replaced.

    A take whose sound cannot be read goes without it, and is told. Raises UsageError, LogError, and ShareStopped once `stop` says so.
    """
    _refuse(order, path)
    work = _Work(desk, order, on_progress, stop)
    work.step(0, 1, "Reading the practice log")
    logged = read_logged(desk, order.since, order.until)
    attempts = in_page_order(within(logged.attempts, order.since, order.until))
    _refuse_takes(order, attempts)
    attempts = with_words(desk, attempts)
    data = _page_data(work, logged, attempts, clock)
    work.step(len(attempts), len(attempts) + 1, "Writing the page")
    page = render(data).encode("utf-8")
    if len(page) > MOST_BYTES:
        raise UsageError(
            f"The page would have {len(page) / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f} MB.",
            "Share fewer takes with sound, or a shorter period.",
        )
    share = _share_of(data)
    _write(desk, share, page, path, work)
    return Shared(share, path, len(page), data.pledge is not None, tuple(work.notices), data.history.trouble)


def _refuse(order: ShareOrder, path: Path) -> None:
    if order.since > order.until:
        raise UsageError(f"The period begins on {order.since} and ends before, on {order.until}.", "Give the earlier day first.")
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{path.name} would not open in a browser.", "Give the page a name that ends in .html.")
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", "Give the name of the file too, such as review.html.")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {path.absolute().parent}.", "Make it first, or choose another one.")


def _refuse_takes(order: ShareOrder, attempts: Sequence[Attempt]) -> None:
    if len(attempts) > MOST_TAKES:
        raise UsageError(f"There are {len(attempts)} takes in this period, more than {MOST_TAKES}.", "Share a shorter period.")
    known = {attempt.attempt_id for attempt in attempts}
    for attempt_id in sorted(order.with_audio if order.with_audio != "all" else ()):
        if attempt_id not in known:
            raise UsageError(f"The attempt {attempt_id} is not among those of this period.", "See: refcoach log list --since DATE")


def _page_data(work: _Work, logged: Logged, attempts: Sequence[Attempt], clock: Clock) -> PageData:
    desk, order = work.desk, work.order
    rep = desk.profile.name or desk.settings.rep_name
    takes = _takes(work, attempts, rep)
    head = desk.log.head()
    reviews = sorted(logged.reviews, key=lambda review: review.saved_at)
    return PageData(
        share_id=clock.new_id(),
        rep=rep or "The rep",
        partner=order.partner,
        written_at=clock.now(),
        since=order.since.isoformat(),
        until=order.until.isoformat(),
        head=head,
        next_week=(monday_of(order.until) + timedelta(weeks=1)).isoformat(),
        pledge=page_pledge(logged, order.until),
        days=page_days(logged, order.since, order.until),
        series=page_series(logged, order.until),
        streak_days=streak_days(desk, logged, order.until),
        takes=takes,
        history=page_history(desk, logged, head, lambda: _verified(work, len(attempts))),
        reviews_before=tuple((review.saved_at, review.partner, review.head) for review in reviews),
    )


def _takes(work: _Work, attempts: Sequence[Attempt], rep: str) -> tuple[PageTake, ...]:
    titles = {scenario.id: scenario.title for scenario in work.desk.scenarios}
    shown = frozenset(attempt.attempt_id for attempt in attempts)
    made = []
    with Encoder() as encoder:
        for number, attempt in enumerate(attempts):
            work.step(number, len(attempts) + 1, f"Take {number + 1} of {len(attempts)}")
            sound = _sound(work, attempt, encoder) if work.order.sounds(attempt) else ""
            made.append(page_take(attempt, rep, titles, sound, shown))
    return tuple(made)


def _sound(work: _Work, attempt: Attempt, encoder: Encoder) -> str:
    path = work.desk.take_path(attempt)
    what = f"The take of {attempt.at[:16].replace('T', ' ')}"
    if path is None:
        work.notices.append(Notice(f"{what} is shared without sound: its recording is gone.", "Its words and findings are in the page."))
        return ""
    try:
        return sound_uri(encoder.mp3(path, attempt.take.sound_sha256 if attempt.take else ""))
    except AudioError as error:
        work.notices.append(Notice(f"{what} is shared without sound: {error.message}", "Its words and findings are in the page."))
        return ""


def _verified(work: _Work, takes: int) -> Verification:
    def on_month(done: int, total: int) -> None:
        work.step(takes, takes + 1, "Looking through the log")

    return work.desk.log.verify(on_progress=on_month)


def _share_of(data: PageData) -> Share:
    return Share(
        share_id=data.share_id,
        at=data.written_at,
        since=data.since,
        until=data.until,
        attempts=tuple(take.attempt_id for take in data.takes),
        with_audio=tuple(take.attempt_id for take in data.takes if take.audio),
        head=data.head,
        partner=data.partner,
        pledge_id=data.pledge.pledge_id if data.pledge else "",
    )


def _write(desk: Desk, share: Share, page: bytes, path: Path, work: _Work) -> None:
    """The page goes to disk under another name, then the share into the log, then the page gets its name: so a full disk is found before
    anything is logged, and no page goes out that the log does not know when it comes back."""
    part = path.with_name(f".{path.name}.part")
    try:
        write_atomic(part, page, keep_previous=False)
        work.step(1, 1, "Writing the page")
        desk.put(SHARE, share)
        retrying(lambda: part.replace(path))
        sync_folder(path.absolute().parent)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        part.unlink(missing_ok=True)
