"""`refcoach live`: practice with people."""

from typing import Annotated, Any

import typer

from refcoach.cli.common import JsonOption, desk, print_json, progress
from refcoach.core.entries import LIVE
from refcoach.core.errors import UsageError
from refcoach.core.live import RELATION_WORDS, Listener, LivePractice, Relation, live_record, why_not_counted
from refcoach.core.profile import IdealClient
from refcoach.core.say_back import OUTCOME_WORDS, FacetHeard, Understood, summary
from refcoach.engine.attempts import system_clock
from refcoach.engine.pledges import add_live
from refcoach.engine.say_back import compared_people, heard_record

RELATIONS = ", ".join(f"{relation} ({RELATION_WORDS[relation]})" for relation in Relation)
COUNTS = "It counts with two people or more who are not from your household, your company or your clients."
app = typer.Typer(help=f"Practice with people, and what they say back. {COUNTS}", no_args_is_help=True)
SYMBOLS = {Understood.YES: "✓", Understood.NOT_MENTIONED: "–", Understood.DIFFERENT: "≠", Understood.COULD_NOT_TELL: "?"}


@app.command("add")
def add(
    person: Annotated[
        list[str] | None,
        typer.Option(help=f"A listener as NAME:RELATION, such as Jo:peer. Several may be given. Relations: {RELATIONS}."),
    ] = None,
    said_back: Annotated[
        list[str] | None,
        typer.Option(
            help="What the listener answers to: whom should you think of? One for each --person, in the same order; may be empty."
        ),
    ] = None,
    rehearsed: Annotated[str, typer.Option(help="What you rehearsed, such as: the intro script")] = "",
    note: Annotated[str, typer.Option(help="What you take from it.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Log a live practice and compare what each listener said back with My script. On a terminal, what is missing is asked for."""
    people = [_listener(item) for item in person or ()]
    answers = list(said_back or ())
    if len(answers) > len(people):
        raise UsageError("There are more answers than listeners.", "Give one --said-back for each --person, in the same order.")
    if not as_json and _asking():
        people = people or _ask_people()
        answers += [_ask_answer(listener.name) for listener in people[len(answers) :]]
    listeners = [
        Listener(listener.name, listener.relation, answer)
        for listener, answer in zip(people, [*answers, *[""] * len(people)], strict=False)
    ]
    with desk() as opened:
        live = add_live(opened, system_clock(), listeners, rehearsed, note)
        ideal = opened.profile.ideal_client
    heard = _compared(live, ideal, as_json)
    if as_json:
        print_json(_record(live, heard))
    else:
        _tell(live, heard)


@app.command("list")
def list_all(
    since: Annotated[str | None, typer.Option("--since", help="Only from this date on, such as 2026-11-01.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List live practices, the newest first, with what was said back and why one does not count."""
    with desk() as opened:
        lives = opened.entries(LIVE, since=since)
        ideal = opened.profile.ideal_client
    heard = [_compared(live, ideal, as_json) for live in lives]
    if as_json:
        print_json([_record(live, found) for live, found in zip(lives, heard, strict=True)])
        return
    from refcoach.cli.show import console

    if not lives:
        console().print('No live practice yet. Log one: refcoach live add --person "Jo:peer" --person "Ann:neighbour"')
    for live, found in zip(lives, heard, strict=True):
        _tell(live, found)


def _compared(live: LivePractice, ideal: IdealClient, quiet: bool) -> list[tuple[FacetHeard, ...]]:
    found: list[tuple[FacetHeard, ...]] = progress("Comparing", lambda: compared_people(ideal, live.people), quiet)
    return found


def _listener(item: str) -> Listener:
    name, _, relation = item.rpartition(":")
    if not name.strip() or relation.strip() not in list(Relation):
        raise UsageError(f"{item!r} names no listener and relation.", f'Write it as "Jo:peer". Relations: {", ".join(Relation)}.')
    return Listener(name.strip(), Relation(relation.strip()))


def _asking() -> bool:
    import sys

    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask_people() -> list[Listener]:
    people: list[Listener] = []
    while name := typer.prompt("Who listened? (name, or Enter to end)", default="", show_default=False).strip():
        relation = typer.prompt(f"Who is {name} to you? ({', '.join(Relation)})", default=str(Relation.PEER))
        people.append(_listener(f"{name}:{relation}"))
    return people


def _ask_answer(name: str) -> str:
    return str(typer.prompt(f"Whom should {name} think of, in {name}'s words? (Enter if you did not ask)", default="", show_default=False))


def _record(live: LivePractice, heard: list[tuple[FacetHeard, ...]]) -> dict[str, Any]:
    record = live_record(live)
    people = [{**person, "understood": heard_record(found)} for person, found in zip(record["people"], heard, strict=True)]
    return {**record, "people": people, "counts": live.counts, "why_not": why_not_counted(live)}


def _tell(live: LivePractice, heard: list[tuple[FacetHeard, ...]]) -> None:
    from rich.padding import Padding
    from rich.table import Table

    from refcoach.cli.show import console

    out = console()
    names = ", ".join(f"{person.name} ({RELATION_WORDS[person.relation]})" for person in live.people)
    out.print(f"{live.at[:10]}  {names}", markup=False)
    if live.rehearsed:
        out.print(f"  Rehearsed: {live.rehearsed}", markup=False)
    out.print(f"  {'It counts.' if live.counts else 'It is kept and does not count. ' + why_not_counted(live)}", markup=False)
    for person, found in zip(live.people, heard, strict=True):
        if not person.said_back:
            continue
        out.print(f"  {person.name} said back: “{person.said_back}”", markup=False)
        out.print(f"  {summary(found)}", markup=False)
        table = Table(box=None, show_header=False, padding=(0, 1))
        for item in found:
            table.add_row(SYMBOLS[item.outcome], item.label, item.meant, OUTCOME_WORDS[item.outcome])
        out.print(Padding(table, (0, 0, 0, 3)))
