"""`refcoach today`: what to practise."""

from datetime import date, timedelta
from typing import Annotated

import typer

from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.agreement import all_as_partner_heard, partner_answers
from refcoach.core.entries import REVIEW
from refcoach.core.joined import joined
from refcoach.core.plan import MINUTES_A_DAY, PLAN_DAYS, today


def suggestions(
    minutes: Annotated[int, typer.Option("--minutes", min=1, max=120, help="How much time you have.")] = MINUTES_A_DAY,
    as_json: JsonOption = False,
) -> None:
    """What to practise today: what is due, the check you miss most first."""
    with desk() as opened:
        since = (date.today() - timedelta(days=PLAN_DAYS)).isoformat()
        answers = partner_answers(opened.entries(REVIEW))
        attempts = list(all_as_partner_heard(joined(opened.outlines(since=since)), answers))
        plan = today(opened.scenarios, attempts, date.today(), minutes)
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
