"""`refcoach plan`: the referral plan on one page."""

from pathlib import Path
from typing import Annotated

import typer

from refcoach.cli.common import JsonOption, desk, existing_file, print_json
from refcoach.core.errors import UsageError
from refcoach.core.real_ask import PLAN_FIELDS, plan_record
from refcoach.core.referral_plan import plan_text
from refcoach.engine.attempts import system_clock
from refcoach.engine.pledges import plan_now, plans, save_plan

app = typer.Typer(help="Your referral plan: one page in your own words.", no_args_is_help=True)


@app.command("show")
def show(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown, to keep or to hand on.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Every plan that you wrote, the newest first.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print the plan. Before you write one it is begun from My script."""
    with desk() as opened:
        found = plans(opened) if history else [plan_now(opened)]
        name = opened.profile.name
    if as_json:
        print_json([plan_record(plan) for plan in found] if history else plan_record(found[0]))
        return
    print("\n".join(plan_text(plan, name, markdown) for plan in found), end="")


@app.command("set")
def change(
    ideal_client: Annotated[str | None, typer.Option(help="Whom you want to meet.")] = None,
    business_reason: Annotated[str | None, typer.Option(help="Why it is worth meeting you: what changed for clients.")] = None,
    sources: Annotated[str | None, typer.Option(help="Whom you ask, by category.")] = None,
    moments: Annotated[str | None, typer.Option(help="When you ask.")] = None,
    giving: Annotated[str | None, typer.Option(help="Whom you help first.")] = None,
    habits: Annotated[str | None, typer.Option(help="What you do every week.")] = None,
    measures: Annotated[str | None, typer.Option(help="What you count.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A JSON file as `plan show --json` prints it.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Change entries of the plan; an empty text empties one. What you change on one day is one plan, earlier plans stay in the log."""
    values = (ideal_client, business_reason, sources, moments, giving, habits, measures)
    given = {field: value for field, value in zip(PLAN_FIELDS, values, strict=True) if value is not None}
    words = {**(_read(file) if file else {}), **given}
    if not words:
        raise UsageError("Nothing was given to write.", 'Give an entry, such as: refcoach plan set --moments "after the first report"')
    with desk() as opened:
        plan = save_plan(opened, system_clock(), words)
        name = opened.profile.name
    if as_json:
        print_json(plan_record(plan))
    else:
        print(plan_text(plan, name), end="")


def _read(file: Path) -> dict[str, str]:
    import json

    try:
        record = json.loads(existing_file(file).read_text(encoding="utf-8"))
        words = {field: record[field] for field in PLAN_FIELDS if field in record}
    except (ValueError, OSError, TypeError) as error:
        raise UsageError(f"{file} cannot be read as a plan: {error}.", "Give a file as `refcoach plan show --json` prints it.") from error
    if not all(isinstance(value, str) for value in words.values()):
        raise UsageError(f"{file} holds an entry that is not a text.", "Give a file as `refcoach plan show --json` prints it.")
    return words
