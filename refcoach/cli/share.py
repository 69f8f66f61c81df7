"""`refcoach share`: one file for the accountability partner."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from refcoach.cli.common import JsonOption, desk, print_json, tell
from refcoach.core.errors import UsageError

if TYPE_CHECKING:
    from refcoach.engine.desk import Desk
    from refcoach.engine.sharing import Shared, ShareOrder


def share(
    to: Annotated[Path, typer.Option("--to", help="The page to write, such as review.html.")],
    more: Annotated[list[str] | None, typer.Argument(metavar="[ATTEMPT_ID]...", help="More attempts for --with-audio.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="The first day, such as 2026-11-01; without it, six days before the last.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="The last day; without it, today.")] = None,
    with_audio: Annotated[
        list[str] | None, typer.Option("--with-audio", metavar="all | ATTEMPT_ID...", help="The takes that can be heard; without it, none.")
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            "--leave-out",
            metavar="ATTEMPT_ID | none",
            help="An attempt of which nothing goes in, several times if you like. It stays out of later pages too; none puts all in.",
        ),
    ] = None,
    partner: Annotated[str, typer.Option("--partner", help="Whom the page is for.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is no such page.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write one page for your accountability partner: it opens in any browser, without a network. Nothing is sent.

    It holds the words and findings of every take in these days, your pledge and what you kept, calendar, progress and streak. Sound goes in
    for the takes that you name, and for no other. Of a take that you leave out nothing goes in; the page says how many there are, and
    calendar, pledge, progress and streak count them all the same.
    """
    from refcoach.engine.attempts import system_clock
    from refcoach.engine.sharing import share_page

    if more and not with_audio:
        raise UsageError(f"It is not clear what {more[0]} is for.", "Takes with sound: --with-audio all, or --with-audio ATTEMPT_ID ...")
    if not force:
        _keep_others_files(to)
    with desk() as opened:
        order = _order(opened, since, until, [*(with_audio or ()), *(more or ())], partner)
        order = replace(order, leave_out=_leave_out(opened, order, leave_out or ()))
        shared = share_page(opened, order, to, system_clock(), _told if sys.stderr.isatty() and not as_json else _untold)
    for notice in shared.notices:
        tell(notice.message, notice.hint)
    if as_json:
        print_json(_record(shared))
        return
    print("\n".join(_words(shared)))


def _keep_others_files(to: Path) -> None:
    """An earlier page may be replaced, anything else stays. Raises UsageError."""
    from refcoach.share.page import DATA_ID

    try:
        ours = DATA_ID.encode() in to.read_bytes()
    except OSError:
        return  # nothing is there, or writing tells what is wrong
    if not ours:
        raise UsageError(f"{to} is there already and is no page of RefCoach.", "Choose another name, or replace it with --force.")


def _order(opened: "Desk", since: str | None, until: str | None, wanted: Sequence[str], partner: str) -> "ShareOrder":
    from refcoach.engine.sharing import ShareOrder, usual_period

    last = _day(until) if until else date.today()
    first = _day(since) if since else usual_period(last)[0]
    called = " ".join(partner.split())
    if len(called) > 200:
        raise UsageError("The partner's name is longer than 200 characters.", "Give a shorter one.")
    return ShareOrder(first, last, _with_audio(opened, wanted), called)


def _with_audio(opened: "Desk", wanted: Sequence[str]) -> frozenset[str] | Literal["all"]:
    from refcoach.cli.log import found_attempt

    ids = [item for text in wanted for item in text.split(",") if item]
    if "all" in ids:
        if len(ids) > 1:
            raise UsageError("Either all takes have sound, or those that are named.", "Give --with-audio all, or ids alone.")
        return "all"
    return frozenset(found_attempt(opened, item).attempt_id for item in ids)


def _leave_out(opened: "Desk", order: "ShareOrder", wanted: Sequence[str]) -> frozenset[str]:
    """The attempts that are named, and those that an earlier share left out unless all are put in again."""
    from refcoach.cli.log import found_attempt
    from refcoach.engine.sharing import still_left_out

    named = [item for text in wanted for item in text.split(",") if item]
    before = frozenset[str]() if "none" in named else still_left_out(opened, order.since, order.until)
    return before | {found_attempt(opened, item).attempt_id for item in named if item != "none"}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is not a day.", "Days look like 2026-11-30.") from error


def _told(done: int, total: int, words: str) -> None:
    print(f"\r\033[K{words} ...", end="" if done < total else "\r\033[K", file=sys.stderr, flush=True)


def _untold(done: int, total: int, words: str) -> None: ...


def _record(shared: "Shared") -> dict[str, Any]:
    from refcoach.core.review import share_record

    notices = [{"message": notice.message, "hint": notice.hint} for notice in shared.notices]
    more = {"file": str(shared.path), "size_bytes": shared.size_bytes, "notices": notices, "trouble": list(shared.trouble)}
    return {**share_record(shared.share), **more}


def _words(shared: "Shared") -> list[str]:
    """What is in the page, in plain words."""
    made = shared.share
    days = made.since if made.since == made.until else f"{made.since} to {made.until}"
    lines = [f"{shared.path}: practice of {days}{f' for {made.partner}' if made.partner else ''}, {_size(shared.size_bytes)}."]
    takes, heard = len(made.attempts), len(made.with_audio)
    lines.append(f"  {_takes(takes, heard)}")
    if takes:
        lines.append("  Of every take your partner can read the words and, after answering, what the app found.")
    lines += [f"  With sound: {attempt_id[:8]}" for attempt_id in made.with_audio] if 0 < heard < takes else []
    if made.left_out:
        lines += [
            f"  Left out: {', '.join(attempt_id[:8] for attempt_id in made.left_out)}. The page says how many; all figures count them."
        ]
    pledge = "your pledge and what you kept of it, " if shared.pledged else ""
    lines.append(f"  Also in it: {pledge}the calendar, progress over twelve weeks, your streak.")
    lines += [] if shared.pledged else ["  There is no pledge for this week: refcoach pledge set --days 4 --drills 8"]
    lines += [f"  The page tells your partner: {sentence}" for sentence in shared.trouble]
    lines.append("Nothing was sent. Give the file to your partner; import what comes back: refcoach review import FILE")
    return lines


def _takes(takes: int, heard: int) -> str:
    if takes < 2:
        return f"1 take, {'with' if heard else 'without'} sound." if takes else "No take: you did not practise in these days."
    return f"{takes} takes, {'none' if not heard else 'all' if heard == takes else heard} of them with sound."


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 100_000 else f"{max(1, size_bytes // 1000)} kB"
