"""`refcoach ask`: your real asks."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer

from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.asks import AskState, outcome_words, rehearsed_words
from refcoach.core.real_ask import ask_record
from refcoach.engine.attempts import system_clock
from refcoach.engine.pledges import AskNow, add_ask, ask_now, asks_now, find_ask, finish_ask

app = typer.Typer(help="Your real asks: whom you ask next, when, how often you rehearsed it, and what came of it.", no_args_is_help=True)


@app.command("next")
def next_ask(
    who: Annotated[str, typer.Argument(help="Whom you will ask, to plan an ask. Without it, the next planned one is shown.")] = "",
    on: Annotated[str, typer.Option("--on", help="The day, such as 2026-11-26.")] = "",
    scenario: Annotated[str, typer.Option("--scenario", help="The scenario that rehearses it (see: refcoach scenarios).")] = "",
    as_json: JsonOption = False,
) -> None:
    """Show the next real ask, or plan one."""
    with desk() as opened:
        ask = add_ask(opened, system_clock(), who, on, scenario) if who else find_ask(opened)
        now = ask_now(opened, ask)
    if as_json:
        print_json(_record(now))
    else:
        _tell(now)


@app.command("list")
def list_all(as_json: JsonOption = False) -> None:
    """List real asks, those still to be made first, and what came of all of them."""
    with desk() as opened:
        asks, sums = asks_now(opened)
    if as_json:
        print_json({"asks": [_record(now) for now in asks], "totals": {"asks": sums.asks, **asdict(sums.outcome)}})
        return
    from refcoach.cli.show import console

    if not asks:
        console().print('No real ask yet. Plan one: refcoach ask next "Priya Nair" --on 2026-11-26')
    for now in asks:
        _tell(now)
    if sums.asks:
        made = f"{sums.asks} ask{'' if sums.asks == 1 else 's'} made"
        console().print(f"In all: {made}. {_came(outcome_words(sums.outcome))}", markup=False)


@app.command("done")
def done(
    which: Annotated[str, typer.Argument(help="The name or id of an ask, or how it begins. Without it, the next planned one.")] = "",
    introductions: Annotated[int | None, typer.Option(min=0, help="Introductions that came of it, in all.")] = None,
    meetings: Annotated[int | None, typer.Option(min=0, help="Meetings, in all.")] = None,
    opportunities: Annotated[int | None, typer.Option(min=0, help="Qualified opportunities, in all.")] = None,
    customers: Annotated[int | None, typer.Option(min=0, help="New customers, in all.")] = None,
    revenue: Annotated[int | None, typer.Option(min=0, help="Revenue in whole units of your currency, in all.")] = None,
    note: Annotated[str, typer.Option(help="What you take from it.")] = "",
    as_json: JsonOption = False,
) -> None:
    """You asked: note what came of it, now or as it happens. What you leave out stays as it was."""
    counts = {
        "introductions": introductions,
        "meetings": meetings,
        "opportunities": opportunities,
        "customers": customers,
        "revenue": revenue,
    }
    with desk() as opened:
        given = {name: number for name, number in counts.items() if number is not None}
        ask = finish_ask(opened, system_clock(), find_ask(opened, which), given, note)
        now = ask_now(opened, ask)
    if as_json:
        print_json(_record(now))
    else:
        _tell(now)


def _record(now: AskNow) -> dict[str, Any]:
    return {**ask_record(now.ask), "state": str(now.state), "rehearsed": now.rehearsed}


def _tell(now: AskNow) -> None:
    from refcoach.cli.show import console

    ask, out = now.ask, console()
    when = f"asked on {ask.asked_at[:10]}" if ask.asked else _planned(ask.planned_for)
    out.print(f"{ask.who}, {when}  [{ask.ask_id[:8]}]", markup=False)
    if ask.scenario:
        out.print(f"  {rehearsed_words(now.rehearsed)} in {ask.scenario}.", markup=False)
    if now.state is AskState.OPEN and ask.scenario:
        out.print(f"  refcoach drill {ask.scenario}", style="dim", markup=False)
    if ask.asked:
        out.print(f"  {_came(outcome_words(ask.outcome))}", markup=False)
    if ask.note:
        out.print(f"  {ask.note}", markup=False)


def _planned(day: str) -> str:
    if not day:
        return "no day yet"
    return f"planned for {day}" if day >= date.today().isoformat() else f"was planned for {day}"


def _came(words: str) -> str:
    return f"What came of it: {words}." if words else "Nothing came of it so far."
