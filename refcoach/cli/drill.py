"""`refcoach drill` and `refcoach scenarios`: the role-play in a terminal."""

import random
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from refcoach.cli.attempts import joined_summary
from refcoach.cli.check import checked_record
from refcoach.cli.common import JsonOption, desk, existing_file, print_json, progress, tell
from refcoach.core.attempt import Attempt
from refcoach.core.errors import UsageError
from refcoach.core.joined import joined
from refcoach.core.records import session_record
from refcoach.core.scenario import Scenario
from refcoach.engine.attempts import system_clock
from refcoach.engine.coach import Checked
from refcoach.engine.drill import Answer, Drill


def drill(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="The scenario's id; see: refcoach scenarios")],
    say: Annotated[list[str] | None, typer.Option("--say", help="Answer with this text.")] = None,
    audio: Annotated[list[Path] | None, typer.Option("--audio", help="Answer with this recording.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="The same number gives the same lines.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Play a scenario with the given answers, in their order; without any, type them as the client speaks."""
    from refcoach.engine.library import find_scenario

    with desk() as opened:
        chosen = find_scenario(scenario, opened.scenarios)
        given = answers_in_order(sys.argv[1:], say or [], audio or [])
        _require_fitting(scenario, chosen, given)
        from refcoach.engine.parts import make_coach

        number = random.SystemRandom().randrange(1_000_000) if seed is None else seed
        play = Drill(chosen, number, opened, make_coach(opened), system_clock())
        used = _play(play, iter(given) if given else _typed(), as_json)
    if used < len(given):
        tell(f"The role-play was over after {used} of {len(given)} answers.")


def _require_fitting(name: str, chosen: Scenario, given: list[Answer]) -> None:
    """Raises UsageError when the answers on the command line cannot be played."""
    if not given and not sys.stdin.isatty():
        raise UsageError("The client waits for an answer.", "Give --say TEXT or --audio FILE, once for each turn.")
    for answer in given:
        if answer.audio is not None:
            existing_file(answer.audio)
    most = sum(beat.most_tries if beat.branches else 1 for beat in chosen.beats)
    if len(given) > most:
        raise UsageError(
            f"{name} takes {most} answer{'' if most == 1 else 's'} at most, not {len(given)}.", "Give fewer --say and --audio."
        )


def answers_in_order(argv: list[str], say: list[str], audio: list[Path]) -> list[Answer]:
    """`--say` and `--audio` in the order in which they stand on the command line."""
    texts, files = iter(say), iter(audio)
    kinds = [part.split("=")[0] for part in argv if part.split("=")[0] in ("--say", "--audio")]
    if kinds.count("--say") != len(say) or kinds.count("--audio") != len(audio):
        return [*(Answer(text=text) for text in say), *(Answer(audio=path) for path in audio)]
    return [Answer(text=next(texts)) if kind == "--say" else Answer(audio=next(files)) for kind in kinds]


def _typed() -> Iterator[Answer]:
    """Answers from the keyboard; an empty line or the end of input ends the drill."""
    while True:
        try:
            text = input("You: ").strip()
        except EOFError:
            return
        if not text:
            return
        yield Answer(text=text)


def _play(drill: Drill, answers: Iterator[Answer], as_json: bool) -> int:
    """Play until the end or the last answer; how many answers were used."""
    attempts: list[Attempt] = []
    if not as_json:
        _opening(drill.scenario, drill.play.line)
    while not drill.play.finished:
        answer = next(answers, None)
        if answer is None:
            break
        attempt, checked = progress("Listening to the take", partial(drill.answer, answer), as_json)
        attempts.append(attempt)
        tell_attempt(attempt, checked, as_json)
        line = drill.move_on()
        if not as_json and line:
            _client(drill.scenario, line)
    session = drill.end()
    if as_json:
        print_json(
            {
                **session_record(session),
                "finished": drill.play.finished,
                "closing": drill.play.line if drill.play.finished else "",
                "outcome": drill.play.outcome,
            }
        )
    else:
        _closing(attempts, drill.play.finished)
    return len(attempts)


def tell_attempt(attempt: Attempt, checked: Checked, as_json: bool) -> None:
    if as_json:
        frame = {"attempt_id": attempt.attempt_id, "session_id": attempt.session_id, "beat": attempt.beat, "client": attempt.client}
        print_json({**frame, **checked_record(attempt.attempt_id, checked)})
        return
    from refcoach.cli.show import console, result

    console().print()
    console().print(result(checked.transcript, checked.judgement, checked.feedback, attempt.required, checked.problems))


def _opening(scenario: Scenario, line: str) -> None:
    from refcoach.cli.show import console

    out = console()
    out.rule(scenario.title, align="left")
    out.print(scenario.situation)
    _client(scenario, line)


def _client(scenario: Scenario, line: str) -> None:
    from rich.text import Text

    from refcoach.cli.show import console

    console().print()
    console().print(Text(f"{scenario.persona.name}: ", style="bold") + Text(line))


def _closing(attempts: list[Attempt], finished: bool) -> None:
    from refcoach.cli.show import attempts_table, console

    out = console()
    out.print()
    out.print("In the practice log" if finished else "In the practice log; the role-play was left before its end", style="bold")
    out.print(attempts_table(joined(attempts)))


def retry(
    attempt_id: Annotated[str, typer.Argument(help="The attempt of which a part is said again, or its first characters.")],
    key: Annotated[list[str] | None, typer.Option("--check", help="The check to say again; without it, all that were not heard.")] = None,
    say: Annotated[str | None, typer.Option("--say", help="Say it again with this text.")] = None,
    audio: Annotated[Path | None, typer.Option("--audio", help="Say it again with this recording.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say again, alone, what was missing in an attempt; both takes count as one attempt."""
    if (say is None) == (audio is None):
        raise UsageError("One of --say TEXT and --audio FILE is wanted.", "For example: refcoach retry ID --say TEXT")
    answer = Answer(text=say or "") if audio is None else Answer(audio=existing_file(audio))
    with desk() as opened:
        from refcoach.engine.parts import make_coach
        from refcoach.engine.retry import retried

        work = partial(retried, opened, make_coach(opened), attempt_id, tuple(key or ()), answer, system_clock())
        part, checked, whole = progress("Listening to the take", work, as_json)
    tell_attempt(part, checked, as_json)
    if as_json:
        print_json(joined_summary(whole))
        return
    from refcoach.cli.show import attempts_table, console

    console().print()
    console().print(attempts_table([whole]))


def scenarios(as_json: JsonOption = False) -> None:
    """List the scenarios that can be practised."""
    from refcoach.engine.library import call_names

    with desk() as opened:
        known = tuple(zip(call_names(opened.scenarios), opened.scenarios, strict=True))
    if as_json:
        print_json([_scenario_record(name, item) for name, item in known])
        return
    from rich.table import Table

    from refcoach.cli.show import console

    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in ("Id", "Title", "Skill", "Difficulty", "Minutes"):
        table.add_column(column)
    for name, item in known:
        title = f"{item.title} (draft)" if item.draft else item.title
        table.add_row(name, title, item.skill, "●" * item.difficulty, str(item.minutes))
    console().print(table)


def _scenario_record(name: str, item: Scenario) -> dict[str, object]:
    """`name` is what `drill` takes: the id, or pack/id where two scenarios have the same id."""
    return {
        "id": item.id,
        "name": name,
        "pack": item.pack,
        "title": item.title,
        "version": item.version,
        "state": "draft" if item.draft else "published",
        "skill": item.skill,
        "difficulty": item.difficulty,
        "minutes": item.minutes,
        "beats": [{"id": beat.id, "required": list(beat.required)} for beat in item.beats],
    }
