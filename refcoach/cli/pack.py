"""`refcoach pack`: what trainers need to make packs of their own."""

from pathlib import Path
from typing import Annotated

import typer

from refcoach.cli.common import JsonOption, desk, print_json, tell
from refcoach.cli.try_pack import PackArgument, try_pack
from refcoach.core.errors import PackError, UsageError

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The pack's id; see: refcoach pack list")]
app = typer.Typer(help="Make, try and hand over scenario packs of your own.", no_args_is_help=True)
app.command("test")(try_pack)


@app.command()
def new(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is new or empty; its name becomes the id.")]) -> None:
    """Begin a pack: a small one that works, with a remark on every part."""
    from refcoach.engine.packs import new_pack

    pack = new_pack(folder)
    print(f"The pack {pack.id} lies in {folder}, with one scenario to change.")
    print(f"  Edit {folder / 'scenarios' / 'first-ask.yaml'}, then run: refcoach pack validate {folder}")


@app.command()
def validate(path: PackArgument, as_json: JsonOption = False) -> int:
    """Say everything that is wrong with a pack, as file:line:column: problem (hint)."""
    from dataclasses import asdict

    from refcoach.packs.load import load_pack

    if not path.exists():
        raise UsageError(f"There is no folder or file {path}.", "Check the name and the folder.")
    pack, problems = load_pack(path)
    if as_json:
        print_json([{**asdict(problem), "text": str(problem)} for problem in problems])
    else:
        for problem in problems:
            print(problem)
    if pack is None:
        tell("1 problem." if len(problems) == 1 else f"{len(problems)} problems.")
        return PackError.exit_code
    if not as_json:
        print(f"{pack.title} {pack.version} ({pack.id}): no problem, {_counted(len(pack.scenarios), 'scenario')}.")
    return 0


@app.command()
def export(
    path: PackArgument,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Where to; without it ID-VERSION.refpack, here.")] = None,
) -> None:
    """Make one .refpack file of a pack, to hand it over. Only a pack without problems is exported."""
    from refcoach.engine.packs import export_pack, usable_pack

    if to is None:
        pack = usable_pack(path)
        to = Path(f"{pack.id}-{pack.version}.refpack")
    pack = export_pack(path, to)
    print(f"{pack.title} {pack.version} is in {to}. To install it: refcoach pack import {to}")


@app.command("import")
def import_(
    path: PackArgument,
    draft: Annotated[bool | None, typer.Option("--draft/--published", help="Its state; otherwise a folder becomes a draft.")] = None,
    older: Annotated[bool, typer.Option("--older", help="Also when a newer version is installed.")] = False,
) -> None:
    """Install a pack, so that its scenarios can be practised. It replaces the same pack of an older version."""
    from refcoach.engine.packs import import_pack

    with desk() as opened:
        done = import_pack(opened.packs, path, draft, older)
    if done.pack is not None:
        state = "as a draft" if done.state == "draft" else "and published"
        print(f"{done.pack.title} {done.pack.version} is installed {state}: {_counted(len(done.pack.scenarios), 'scenario')}.")
        print("  See: refcoach scenarios" if done.state != "draft" else f"  When it is ready: refcoach pack publish {done.id}")


@app.command("list")
def list_(as_json: JsonOption = False) -> None:
    """List the packs: those that come with RefCoach, and yours as draft or published."""
    from refcoach.engine.packs import listed_packs

    with desk() as opened:
        listed = listed_packs(opened.packs)
    if as_json:
        print_json([item.record() for item in listed])
        return
    from rich.table import Table

    from refcoach.cli.show import console

    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in ("Id", "Title", "Version", "Scenarios", "State"):
        table.add_column(column)
    for item in listed:
        pack = item.pack
        if pack is None:
            table.add_row(item.id, "", "", "", f"cannot be used: {_counted(len(item.problems), 'problem')}")
        else:
            table.add_row(item.id, pack.title, pack.version, str(len(pack.scenarios)), item.state)
    console().print(table)


@app.command()
def publish(pack_id: IdArgument) -> None:
    """Mark an installed pack as ready."""
    with desk() as opened:
        opened.packs.mark(pack_id, draft=False)
    print(f"{pack_id} is published.")


@app.command()
def draft(pack_id: IdArgument) -> None:
    """Mark an installed pack as one that you still write on."""
    with desk() as opened:
        opened.packs.mark(pack_id, draft=True)
    print(f"{pack_id} is a draft.")


@app.command()
def remove(pack_id: IdArgument) -> None:
    """Take an installed pack away. It is moved, not deleted; what was practised with it stays in the log."""
    with desk() as opened:
        away = opened.packs.remove(pack_id)
    print(f"{pack_id} is removed. Its files are now in {away}")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
