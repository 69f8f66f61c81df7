"""`refcoach log`: the practice log."""

from dataclasses import asdict
from typing import Annotated

import typer

from refcoach.cli import export, verify
from refcoach.cli.attempts import joined_summary
from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.agreement import all_as_partner_heard, partner_answers
from refcoach.core.attempt import Attempt
from refcoach.core.entries import REVIEW
from refcoach.core.errors import LogError, UsageError
from refcoach.core.joined import joined
from refcoach.core.progress import tallies
from refcoach.core.records import attempt_record
from refcoach.core.review import verdicts_by_take
from refcoach.core.revision import Claim, quote_in, taken_back
from refcoach.core.rubric import PITFALL_KEYS
from refcoach.core.transcript import Transcript
from refcoach.engine.desk import Desk

app = typer.Typer(help="Look into the practice log.", no_args_is_help=True)
app.command("verify")(verify.verify_log)
app.command("export")(export.export_log)


@app.command("list")
def list_attempts(
    scenario: Annotated[str | None, typer.Option("--scenario", help="Only this scenario.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Only from this date on, such as 2026-11-01.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many, the newest first.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """List attempts, the newest first."""
    with desk() as opened:
        attempts = opened.outlines(scenario=scenario, since=since, limit=limit)
        said = verdicts_by_take(opened.entries(REVIEW))
    whole = joined(attempts)
    if as_json:
        print_json([joined_summary(attempt, said) for attempt in whole])
        return
    from refcoach.cli.show import attempts_table, console

    if whole:
        console().print(attempts_table(whole, said))
    else:
        console().print("No practice yet. Begin with: refcoach drill ask-after-praise")


@app.command("show")
def show_attempt(
    attempt_id: Annotated[str, typer.Argument(help="The attempt's id, or its first characters.")], as_json: JsonOption = False
) -> None:
    """Show one attempt with its transcript, findings, the rep's changes and the parts that were said again."""
    from refcoach.engine.retry import whole_attempt
    from refcoach.engine.reviewing import reviews_of, said_records

    with desk() as opened:
        attempt = found_attempt(opened, attempt_id)
        take = opened.take_path(attempt)
        parts = () if attempt.part_of else whole_attempt(opened, attempt.attempt_id).parts
        said = reviews_of(opened, [item.attempt_id for item in (attempt, *parts)])
    if as_json:
        more = {"take_path": str(take) if take else None, "parts": [part.attempt_id for part in parts]}
        print_json({**attempt_record(attempt), **more, "reviews": said_records(said)})
        return
    from refcoach.cli.reviews import takes_said
    from refcoach.cli.show import attempt_view, console

    out = console()
    out.print(*takes_said(attempt, said), attempt_view(attempt), sep="\n")
    for part in parts:
        out.rule("Said again alone", align="left", style="dim")
        out.print(*takes_said(part, said), attempt_view(part), sep="\n")
    if attempt.take is not None:
        out.print(f"\nTake: {take or 'sound deleted'}", style="dim", soft_wrap=True)


@app.command("correct")
def correct_words(
    attempt_id: Annotated[str, typer.Argument(help="The attempt's id, or its first characters.")],
    heard: Annotated[str, typer.Option("--heard", help="The words of the transcript that are wrong.")],
    said: Annotated[str, typer.Option("--said", help="What you really said there.")],
    as_json: JsonOption = False,
) -> None:
    """Correct misheard words; the take is judged again and both versions stay in the log."""
    with desk() as opened:
        from refcoach.engine.asked import asked_of
        from refcoach.engine.attempts import system_clock
        from refcoach.engine.parts import make_coach
        from refcoach.engine.revise import correct

        attempt = found_attempt(opened, attempt_id)
        first, last = word_numbers(attempt.transcript, heard)
        changed = correct(make_coach(opened), attempt, asked_of(attempt, opened.scenarios), first, last, said, system_clock().now())
        opened.log.put_attempt(changed)
    _tell(changed, as_json)


@app.command("contest")
def contest_finding(
    attempt_id: Annotated[str, typer.Argument(help="The attempt's id, or its first characters.")],
    key: Annotated[str, typer.Argument(help="The check, such as introduction_request; of a pitfall: that you did not say it.")],
    quote: Annotated[str, typer.Option("--quote", help="The words of the take in which you said it.")] = "",
    as_json: JsonOption = False,
) -> None:
    """I did say that: the judge looks again, and both versions stay in the log, marked."""
    with desk() as opened:
        from refcoach.engine.asked import asked_of
        from refcoach.engine.attempts import system_clock
        from refcoach.engine.parts import make_coach
        from refcoach.engine.revise import contest

        attempt = found_attempt(opened, attempt_id)
        meant = quote_in(attempt.transcript, quote)
        if quote and meant is None:
            raise UsageError("These words are not in the take.", "Quote words of its transcript: refcoach log show ID")
        claim = Claim(key, key not in PITFALL_KEYS, meant)
        changed = contest(make_coach(opened), attempt, asked_of(attempt, opened.scenarios), claim, system_clock().now())
        opened.log.put_attempt(changed)
    _tell(changed, as_json)


@app.command("undo")
def undo_change(
    attempt_id: Annotated[str, typer.Argument(help="The attempt's id, or its first characters.")], as_json: JsonOption = False
) -> None:
    """Take back the last correction or contest of an attempt."""
    with desk() as opened:
        changed = taken_back(found_attempt(opened, attempt_id))
        opened.log.put_attempt(changed)
    _tell(changed, as_json)


@app.command("stats")
def statistics(
    scenario: Annotated[str | None, typer.Option("--scenario", help="Only this scenario.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Only from this date on, such as 2026-11-01.")] = None,
    as_json: JsonOption = False,
) -> None:
    """How often each check was heard; what could not be told counts on neither side. Where your partner answered, that answer counts."""
    with desk() as opened:
        answers = partner_answers(opened.entries(REVIEW))
        counted = tallies(all_as_partner_heard(joined(opened.outlines(scenario=scenario, since=since)), answers))
    if as_json:
        print_json({key: {**asdict(tally), "share": tally.share} for key, tally in counted.items()})
        return
    from refcoach.cli.show import console, tallies_table

    console().print(tallies_table(counted) if counted else "No practice yet. Begin with: refcoach drill ask-after-praise")


def found_attempt(opened: Desk, attempt_id: str) -> Attempt:
    """The attempt of that id; raises LogError when there is none."""
    attempt = opened.log.attempt(attempt_id)
    if attempt is None:
        raise LogError(f"There is no attempt {attempt_id} in the practice log.", "See: refcoach log list")
    return attempt


def word_numbers(transcript: Transcript, heard: str) -> tuple[int, int]:
    """Which words of a transcript are meant, as numbers from 0, both included. Raises UsageError when they are not there."""
    if not transcript.words:
        raise UsageError("This answer was typed, so nothing was misheard.", "Correct a spoken take, or contest a finding.")
    meant = quote_in(transcript, heard)
    inside = [at for at, word in enumerate(transcript.words) if meant and word.start < meant.end and word.end > meant.start]
    if not inside:
        raise UsageError("These words are not in the take.", "Quote words of its transcript: refcoach log show ID")
    return inside[0], inside[-1]


def _tell(attempt: Attempt, as_json: bool) -> None:
    if as_json:
        print_json(attempt_record(attempt))
        return
    from refcoach.cli.show import attempt_view, console

    console().print(attempt_view(attempt))
