"""`refcoach log export`: the log, or one attempt of it, as a file for others."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.errors import UsageError
from refcoach.engine.desk import Desk

if TYPE_CHECKING:
    from refcoach.engine.exporting import Exported, ExportOrder
    from refcoach.share.xapi import Actor


class Format(StrEnum):
    CSV = "csv"
    JSONL = "jsonl"
    XAPI = "xapi"
    PDF = "pdf"
    TXT = "txt"
    JSON = "json"
    WAV = "wav"
    FLAC = "flac"


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


def export_log(
    kind: Annotated[Format, typer.Option("--format", help="csv, jsonl, xapi or pdf; of one attempt txt, json, wav or flac.")],
    to: Annotated[Path, typer.Option("--to", help="The file to write.")],
    since: Annotated[str, typer.Option("--since", help="Only from this day, month or year on, such as 2026-11-01.")] = "",
    until: Annotated[str, typer.Option("--until", help="Only up to this day, month or year.")] = "",
    scenario: Annotated[str, typer.Option("--scenario", help="Only this scenario.")] = "",
    attempt: Annotated[str, typer.Option("--attempt", help="Only this attempt, by its id or its first characters.")] = "",
    mbox: Annotated[str, typer.Option("--mbox", help="xapi: your e-mail address, as your learning system knows you.")] = "",
    home_page: Annotated[str, typer.Option("--home-page", help="xapi: the address of your learning system, with --account.")] = "",
    account: Annotated[str, typer.Option("--account", help="xapi: your name there.")] = "",
    paper: Annotated[Paper, typer.Option("--paper", help="pdf: the size of the pages.")] = Paper.A4,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write the log as a table, as one entry a line, as xAPI statements or as a report; or one attempt as text or sound."""
    from refcoach.engine.export_attempt import ATTEMPT_ENDINGS, export_attempt
    from refcoach.engine.export_reading import Period
    from refcoach.engine.exporting import ExportOrder

    alone = kind in ATTEMPT_ENDINGS
    if alone != bool(attempt):
        fitting = ", ".join(ATTEMPT_ENDINGS) if attempt else "csv, jsonl, xapi and pdf"
        raise UsageError(
            f"--format {kind} needs --attempt ID." if alone else f"One attempt can be had as {fitting}.",
            "See: refcoach log export --help",
        )
    if attempt and (since or until or scenario):
        raise UsageError("--attempt is one attempt; a period or a scenario does not go with it.", "Leave them out.")
    with desk() as opened:
        if attempt:
            done = export_attempt(opened, attempt, kind, to, force)
        else:
            actor = actor_of(opened, mbox, home_page, account) if kind is Format.XAPI else None
            done = _exported(opened, ExportOrder(kind, to, Period(since, until), scenario, actor, paper, force), quiet=as_json)
    _tell(done, as_json)


def actor_of(opened: Desk, mbox: str, home_page: str, account: str) -> "Actor":
    """Who practised, with the name of My script where there is one."""
    from refcoach.share.xapi import Actor

    return Actor(mbox, home_page, account, opened.profile.name)


def _exported(opened: Desk, order: "ExportOrder", quiet: bool) -> "Exported":
    """Export with a line that tells how far it is; Ctrl+C leaves no half file."""
    import sys

    from refcoach.cli.show import console
    from refcoach.engine.attempts import system_clock
    from refcoach.engine.exporting import export

    if order.scenario and order.scenario not in {known.id for known in opened.scenarios}:
        from refcoach.engine.library import find_scenario

        if not any(found.scenario == order.scenario for found in opened.outlines(scenario=order.scenario, limit=1)):
            find_scenario(order.scenario, opened.scenarios)  # says which one may be meant
    now = system_clock().now()
    if quiet or not sys.stderr.isatty():
        return export(opened, order, now)
    with console(error=True).status("Reading the practice log") as line:
        return export(opened, order, now, lambda done, total, words: line.update(f"{words}, {done} of {total}"))


def _tell(done: "Exported", as_json: bool) -> None:
    sizes = {str(path): path.stat().st_size for path in done.paths}
    if as_json:
        files = [{"path": path, "bytes": size} for path, size in sizes.items()]
        print_json({"files": files, "counts": done.counts, "notes": list(done.notes)})
        return
    counts = ", ".join(f"{number:,} {plural(name, number)}" for name, number in done.counts.items())
    print(f"Written: {counts}.")
    for path, size in sizes.items():
        print(f"  {path} ({size / 1000:,.0f} kB)")
    for note in done.notes:
        print(note)


def plural(name: str, number: int) -> str:
    """entry -> entries, page -> pages."""
    if number == 1:
        return name
    return name[:-1] + "ies" if name.endswith("y") else name + "s"
