"""`refcoach today`: what to practise."""

from datetime import date
from typing import Annotated

import typer

from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.plan import MINUTES_A_DAY
from refcoach.engine.today import suggestions as suggested


def suggestions(
    minutes: Annotated[int, typer.Option("--minutes", min=1, max=120, help="How much time you have.")] = MINUTES_A_DAY,
    as_json: JsonOption = False,
) -> None:
    """What to practise today: what is due, the check you miss most first."""
    with desk() as opened:
        plan = suggested(opened, date.today(), minutes)
    if as_json:
        print_json(
            [
                {
                    "scenario": item.scenario.id,
                    "title": item.scenario.title,
                    "skill": item.scenario.skill,
                    "minutes": item.scenario.minutes,
                    "why": item.why,
                }
                for item in plan
            ]
        )
        return
    from refcoach.cli.show import console

    out = console()
    for item in plan:
        out.print(f"{item.scenario.title}, about {item.scenario.minutes} min. {item.why}")
        out.print(f"  refcoach drill {item.scenario.id}", style="dim")
