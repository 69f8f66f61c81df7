"""`refcoach profile`: My script."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from refcoach.cli.common import JsonOption, desk, existing_file, print_json
from refcoach.core.errors import UsageError
from refcoach.core.lines import described, reason_line
from refcoach.core.profile import FACET_FIELDS, BusinessReason, IdealClient, Profile, profile_from, profile_record
from refcoach.core.rubric import BY_KEY

app = typer.Typer(help="My script: whom you want to meet, why, and the names the app should know.", no_args_is_help=True)


@app.command("show")
def show(as_json: JsonOption = False) -> None:
    """Show My script."""
    with desk() as opened:
        profile = opened.profile
    _tell(profile, as_json)


@app.command("set")
def change(
    name: Annotated[str | None, typer.Option(help="Your name.")] = None,
    company: Annotated[str | None, typer.Option(help="Your company.")] = None,
    industry: Annotated[str | None, typer.Option(help="Their line of business, such as: food makers")] = None,
    geography: Annotated[str | None, typer.Option(help="Where they are, such as: Ohio")] = None,
    company_size: Annotated[str | None, typer.Option(help="How big, such as: 50 to 200 people")] = None,
    function: Annotated[str | None, typer.Option(help="Their job, such as: plant managers")] = None,
    person: Annotated[str | None, typer.Option(help="What kind of person, such as: careful planners")] = None,
    situation: Annotated[str | None, typer.Option(help="What is happening to them, such as: have just lost a supervisor")] = None,
    named_person: Annotated[str | None, typer.Option(help="Somebody in particular, such as: Ana Ruiz at Brightwell")] = None,
    reason: Annotated[
        list[str] | None, typer.Option(help="A result for a client, such as: we cut unplanned stops by a third. Several may be given.")
    ] = None,
    intro: Annotated[str | None, typer.Option(help="Your intro script, in your own words.")] = None,
    listen_for: Annotated[list[str] | None, typer.Option(help="A name or a piece of jargon to listen for. Several may be given.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Change entries of My script; an empty text empties an entry, lists are replaced as a whole."""
    facets = {
        facet: value
        for facet, value in zip(FACET_FIELDS, (industry, geography, company_size, function, person, situation, named_person), strict=True)
        if value is not None
    }
    with desk() as opened:
        old = opened.profile
        profile = replace(
            old,
            name=old.name if name is None else name,
            company=old.company if company is None else company,
            intro=old.intro if intro is None else intro,
            ideal_client=replace(old.ideal_client, **facets),
        )
        if reason is not None:
            profile = replace(profile, reasons=tuple(BusinessReason(text) for text in reason if text))
        if listen_for is not None:
            profile = replace(profile, names=tuple(text for text in listen_for if text))
        profile = _checked(profile_record(profile))
        opened.save_profile(profile)
    _tell(profile, as_json)


@app.command("import")
def read(
    file: Annotated[Path, typer.Argument(help="A JSON file as `profile show --json` prints it.")], as_json: JsonOption = False
) -> None:
    """Replace My script by that of a file."""
    try:
        record = json.loads(existing_file(file).read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise UsageError(f"{file} cannot be read as JSON: {error}.", "Give a file as `refcoach profile show --json` prints it.") from error
    profile = _checked(record)
    with desk() as opened:
        opened.save_profile(profile)
    _tell(profile, as_json)


def _checked(record: object) -> Profile:
    try:
        if not isinstance(record, dict):
            raise ValueError("it is not one JSON object")
        return profile_from(record)
    except ValueError as error:
        raise UsageError(f"This cannot be My script: {error}.", "See: refcoach profile show --json") from error


def _tell(profile: Profile, as_json: bool) -> None:
    if as_json:
        print_json(profile_record(profile))
        return
    from rich.table import Table

    from refcoach.cli.show import console

    if not profile:
        console().print('My script is empty. Begin with: refcoach profile set --function "plant managers" --geography Ohio')
        return
    table = Table(box=None, show_header=False, padding=(0, 1))
    for label, value in _rows(profile):
        if value:
            table.add_row(label, value)
    console().print(table)


def _rows(profile: Profile) -> list[tuple[str, str]]:
    ideal: IdealClient = profile.ideal_client
    return [
        ("Name", profile.name),
        ("Company", profile.company),
        ("You want to meet", described(ideal)),
        *((f"  {BY_KEY[facet].label}", getattr(ideal, facet)) for facet in FACET_FIELDS),
        *(("Business reason", reason_line(reason)) for reason in profile.reasons),
        ("Intro script", profile.intro),
        ("Listen for", ", ".join(profile.names)),
    ]
