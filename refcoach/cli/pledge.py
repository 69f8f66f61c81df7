"""`refcoach pledge`: what you promise to practise in a week, and what was kept of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Any

import typer

from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.errors import UsageError
from refcoach.core.moments import local_day
from refcoach.core.pledge import Goals, Pledge, goals_record, monday_of, pledge_record
from refcoach.core.rubric import ELEMENT_KEYS
from refcoach.core.week import WEEK, goals_words
from refcoach.engine.attempts import system_clock
from refcoach.engine.pledges import WeekNow, accept_proposal, set_pledge, week_now

app = typer.Typer(help="Your weekly pledge: what you promise to practise, and what you kept of it.", no_args_is_help=True)
WeekOption = Annotated[str, typer.Option("--week", help="this, next, or any day of the week you mean, such as 2026-11-23.")]


@app.command("show")
def show(week: WeekOption = "this", as_json: JsonOption = False) -> None:
    """Show a week: its pledge, what was kept of it so far, your streak, and what your partner proposes."""
    with desk() as opened:
        now = week_now(opened, date.today(), _monday(week))
    if as_json:
        print_json(_record(now))
    else:
        _tell(now)


@app.command("set")
def change(
    week: WeekOption = "this",
    days: Annotated[int | None, typer.Option(help="Days on which you practise.")] = None,
    drills: Annotated[int | None, typer.Option(help="Drills in all; a drill is one run through a scenario.")] = None,
    live: Annotated[int | None, typer.Option(help="Live practices with two people or more.")] = None,
    asks: Annotated[int | None, typer.Option(help="Real asks that you make.")] = None,
    element: Annotated[
        list[str] | None,
        typer.Option(help="An element and in how many attempts it is to be heard: business_reason:4. Several may be given."),
    ] = None,
    words: Annotated[str | None, typer.Option(help="In your own words, such as: every morning before the first call")] = None,
    as_json: JsonOption = False,
) -> None:
    """Promise goals for a week; what you leave out stays as it was. A change is a new pledge, which waits for its own countersign."""
    given = {"days": days, "drills": drills, "live_practices": live, "real_asks": asks}
    if all(value is None for value in (*given.values(), element, words)):
        raise UsageError("Nothing was promised.", "Give a goal, such as: refcoach pledge set --days 4 --drills 8")
    monday = _monday(week)
    with desk() as opened:
        before = week_now(opened, date.today(), monday).pledge
        old = before.goals if before else Goals()
        counts = {name: getattr(old, name) if value is None else value for name, value in given.items()}
        goals = Goals(**counts, elements=old.elements)
        if element is not None:
            goals = replace(goals, elements=tuple(_element(item) for item in element if item))
        kept_words = before.words if before and words is None else words or ""
        pledge = set_pledge(opened, system_clock(), monday, goals, kept_words)
    _tell_pledge(pledge, as_json)


@app.command("accept")
def accept(as_json: JsonOption = False) -> None:
    """Take over the goals that your partner's last review proposes."""
    with desk() as opened:
        pledge = accept_proposal(opened, system_clock(), date.today())
    _tell_pledge(pledge, as_json)


def _monday(week: str) -> date:
    today = date.today()
    if week in ("this", "next"):
        return monday_of(today) + (WEEK if week == "next" else timedelta(0))
    try:
        return monday_of(date.fromisoformat(week))
    except ValueError as error:
        raise UsageError(f"{week!r} is no week.", "Say this, next, or a day such as 2026-11-23.") from error


def _element(item: str) -> tuple[str, int]:
    key, _, times = item.partition(":")
    if not times.isdecimal():
        raise UsageError(f"{item!r} is no goal for an element.", f"Write it as {ELEMENT_KEYS[1]}:4. Elements: {', '.join(ELEMENT_KEYS)}.")
    return key.strip(), int(times)


def signed_words(pledge: Pledge, today: date) -> str:
    """Where the pledge stands with the partner."""
    if pledge.countersigned_by:
        return f"Countersigned by {pledge.countersigned_by} on {local_day(pledge.countersigned_at)}."
    if pledge.week == monday_of(today).isoformat():
        return "Not countersigned yet; your next share shows it to your partner."
    return f"Not countersigned yet; a share that ends in the week of {pledge.week} shows it to your partner."


def _record(now: WeekNow) -> dict[str, Any]:
    offer = now.proposal
    return {
        "week": now.monday.isoformat(),
        "pledge": pledge_record(now.pledge) if now.pledge else None,
        "goals": [{"label": goal.label, "promised": goal.promised, "kept": goal.kept} for goal in now.goals],
        "held": goals_record(now.held),
        "streak_days": now.streak_days,
        "earlier": [pledge_record(pledge) for pledge in now.earlier],
        "proposal": {"partner": offer.partner, "week": offer.week, "goals": goals_record(offer.goals)} if offer else None,
    }


def _tell(now: WeekNow) -> None:
    from rich.table import Table

    from refcoach.cli.show import console

    out = console()
    out.print(f"Week of {now.monday}", style="bold", markup=False)
    if now.pledge is None:
        out.print("No pledge for this week. Make one: refcoach pledge set --days 4 --drills 8")
        done = goals_words(now.held)
        out.print(f"Done so far: {done or 'nothing yet'}.", markup=False)
    else:
        table = Table(box=None, show_header=False, padding=(0, 1))
        for goal in now.goals:
            table.add_row("✓" if goal.done else "·", goal.label, f"{goal.kept} of {goal.promised}")
        out.print(table)
        if now.pledge.words:
            out.print(f"“{now.pledge.words}”", markup=False)
        out.print(signed_words(now.pledge, date.today()), markup=False)
        if now.earlier:
            out.print(f"Changed: before, it was {goals_words(now.earlier[0].goals)}.", markup=False)
    out.print(f"Streak: {now.streak_days} day{'' if now.streak_days == 1 else 's'}. One missed day a week is forgiven.")
    if now.proposal:
        words = goals_words(now.proposal.goals)
        out.print(f"{now.proposal.partner} proposes for the week of {now.proposal.week}: {words}.", markup=False)
        out.print("  Take it over: refcoach pledge accept", style="dim")


def _tell_pledge(pledge: Pledge, as_json: bool) -> None:
    if as_json:
        print_json(pledge_record(pledge))
        return
    from refcoach.cli.show import console

    console().print(f"Promised for the week of {pledge.week}: {goals_words(pledge.goals)}.", markup=False)
    console().print(signed_words(pledge, date.today()), style="dim", markup=False)
