"""`refcoach log search`: words said, over the whole log."""

from collections.abc import Iterator
from typing import Annotated

import typer

from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.attempt import Attempt
from refcoach.core.errors import UsageError
from refcoach.core.search import apart, around, places
from refcoach.engine.desk import Desk

SHOWN_PLACES = 2  # of each attempt


def search(
    words: Annotated[list[str], typer.Argument(help="Words you said; quote several that stand together.")],
    since: Annotated[str | None, typer.Option("--since", help="Only from this date on, such as 2026-11-01.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Find attempts in which you said all these words, the newest first. Ctrl+C stops."""
    phrases = [phrase for phrase in words if phrase.strip()]
    if not phrases:
        raise UsageError("There is nothing to look for.", "Give a word, such as: refcoach log search Ohio")
    count = 0
    with desk() as opened:
        for attempt in found(opened, phrases, since):
            count += 1
            if as_json:
                print_json(_record(attempt, phrases))
            else:
                _show(attempt, phrases)
    if not as_json and not count:
        print("No attempt has these words.")


def found(opened: Desk, phrases: list[str], since: str | None) -> Iterator[Attempt]:
    """The attempts in which all phrases stand, month by month. Raises UsageError when `since` is no date."""
    from refcoach.store.query import Query

    query = Query(since=since)
    for month in reversed(opened.months()):
        if query.may_hold(month):
            yield from (attempt for attempt in opened.said(month, phrases) if query.fits(None, None, attempt.at))


def _record(attempt: Attempt, phrases: list[str]) -> dict[str, object]:
    text = attempt.transcript.text
    spans = ((place, attempt.transcript.time_span(*place)) for place in places(text, phrases))
    return {
        "attempt_id": attempt.attempt_id,
        "at": attempt.at,
        "scenario": attempt.scenario,
        "number": attempt.number,
        "places": [
            {"text": text[start:end], "start": start, "end": end, "start_s": round(span[0], 3) if span else None}
            for (start, end), span in spans
        ],
    }


def _show(attempt: Attempt, phrases: list[str]) -> None:
    from rich.text import Text

    from refcoach.cli.show import console

    out = console()
    out.print(f"{attempt.at[:16].replace('T', ' ')}  {attempt.scenario}, take {attempt.number}  {attempt.attempt_id[:8]}", style="dim")
    text = attempt.transcript.text
    found = places(text, phrases)
    for place in apart(found)[:SHOWN_PLACES]:
        words, (start, _) = around(text, place)
        line, shift = Text("  " + words), start + 2 - place[0]
        for first, last in found:
            if place[0] <= first and last + shift <= len(line):
                line.stylize("bold reverse", first + shift, last + shift)
        out.print(line)
