"""`refcoach log`: the practice log."""

from typing import Annotated, Any

import typer

from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.attempt import Attempt
from refcoach.core.errors import LogError
from refcoach.core.records import attempt_record
from refcoach.core.rubric import REQUIRED_KEYS

app = typer.Typer(help="Look into the practice log.", no_args_is_help=True)


def summary(attempt: Attempt) -> dict[str, Any]:
    """One line of `log list --json`."""
    return {
        "attempt_id": attempt.attempt_id,
        "session_id": attempt.session_id,
        "scenario": attempt.scenario,
        "scenario_version": attempt.scenario_version,
        "beat": attempt.beat,
        "number": attempt.number,
        "at": attempt.at,
        "state": str(attempt.state),
        "duration_s": attempt.take.duration_s if attempt.take else None,
        "elements": {key: str(attempt.judgement.verdict(key)) for key in attempt.required or REQUIRED_KEYS},
    }


@app.command("list")
def list_attempts(
    scenario: Annotated[str | None, typer.Option("--scenario", help="Only this scenario.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Only from this date on, such as 2026-11-01.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many, the newest first.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """List attempts, the newest first."""
    with desk() as opened:
        attempts = opened.attempts(scenario=scenario, since=since, limit=limit)
    if as_json:
        print_json([summary(attempt) for attempt in attempts])
        return
    from refcoach.cli.show import attempts_table, console

    if attempts:
        console().print(attempts_table(attempts))
    else:
        console().print("No practice yet. Begin with: refcoach drill ask-after-praise")


@app.command("show")
def show_attempt(
    attempt_id: Annotated[str, typer.Argument(help="The attempt's id, or its first characters.")], as_json: JsonOption = False
) -> None:
    """Show one attempt with its transcript and findings."""
    with desk() as opened:
        attempt = opened.log.attempt(attempt_id)
        if attempt is None:
            raise LogError(f"There is no attempt {attempt_id} in the practice log.", "See: refcoach log list")
        take = opened.take_path(attempt)
    if as_json:
        print_json({**attempt_record(attempt), "take_path": str(take) if take else None})
        return
    from refcoach.cli.show import console, result

    out = console()
    out.print(f"{attempt.at[:16].replace('T', ' ')}  {attempt.scenario}, {attempt.beat}, try {attempt.number}", style="dim")
    out.print(f"Client: {attempt.client}")
    out.print()
    problems = attempt.take.problems if attempt.take else ()
    out.print(result(attempt.transcript, attempt.judgement, attempt.next_steps, attempt.required or REQUIRED_KEYS, problems))
    if take is not None:
        out.print(f"\nTake: {take}", style="dim", soft_wrap=True)
