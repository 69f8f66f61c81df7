"""`refcoach check`: what was said in a text or a recording."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from refcoach.cli.common import JsonOption, desk, existing_file, print_json, progress
from refcoach.core.delivery import Delivery
from refcoach.core.errors import UsageError
from refcoach.core.feedback import Asked
from refcoach.core.records import delivery_record, judgement_record, praise_record, steps_record, words_record
from refcoach.engine.coach import Checked, Coach
from refcoach.engine.desk import Desk


def checked_record(identity: str, checked: Checked) -> dict[str, Any]:
    """The object that `check` prints for one text."""
    record: dict[str, Any] = {
        "id": identity,
        "text": checked.transcript.text,
        **judgement_record(checked.judgement),
        "next_steps": steps_record(checked.feedback.steps),
        "praise": praise_record(checked.feedback.praise),
        "read_out": checked.feedback.read_out,
    }
    if checked.recorded is not None:
        how = checked.delivery or Delivery(checked.recorded.duration_s, None, (), 0.0)
        record["words"] = words_record(checked.transcript)
        record["delivery"] = delivery_record(how)
        record["engine"] = checked.transcript.engine
        record["problems"] = [str(problem) for problem in checked.problems]
    return record


def check(
    text: Annotated[str | None, typer.Argument(help="What was said, as text; - reads standard input.")] = None,
    audio: Annotated[Path | None, typer.Option("--audio", help="A recording: WAV, FLAC, OGG and others.")] = None,
    jsonl: Annotated[Path | None, typer.Option("--jsonl", help='A file of {"id", "text"} lines; prints one JSON object a line.')] = None,
    scenario: Annotated[str | None, typer.Option("--scenario", help="Ask for what this scenario's first turn requires.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a text or a recording against the rubric, with the words that prove it."""
    if sum(given is not None for given in (text, audio, jsonl)) != 1:
        raise UsageError("One of TEXT, --audio FILE and --jsonl FILE is wanted.", 'For example: refcoach check "Who do you know ...?"')
    with desk() as opened:
        bands = opened.settings.bands
        asked = _wanted(scenario, opened)
        from refcoach.engine.parts import make_coach

        coach = make_coach(opened)
        if jsonl is not None:
            for identity, line in _read_lines(jsonl):
                print_json(checked_record(identity, coach.check_text(line, asked)))
            return
        if audio is not None:
            checked, identity = _check_audio(coach, existing_file(audio), asked, as_json), audio.stem
        else:
            spoken = sys.stdin.read() if text == "-" else text or ""
            checked, identity = coach.check_text(spoken.strip(), asked), "text"
    if as_json:
        print_json(checked_record(identity, checked))
        return
    from refcoach.cli.show import console, delivery_list, result

    console().print(result(checked.transcript, checked.judgement, checked.feedback, asked.required, checked.problems))
    if checked.delivery is not None:
        console().print()
        console().print(delivery_list(checked.delivery, bands))


def _wanted(scenario: str | None, opened: Desk) -> Asked:
    if scenario is None:
        return Asked()
    from refcoach.engine.asked import asked_at
    from refcoach.engine.library import find_scenario

    found = find_scenario(scenario, opened.scenarios)
    return asked_at(found, found.beats[0])


def _check_audio(coach: Coach, audio: Path, asked: Asked, quiet: bool) -> Checked:
    from refcoach.engine.drill import import_take

    with tempfile.TemporaryDirectory(prefix="refcoach-") as folder:
        recorded = import_take(audio, Path(folder) / "take.wav")
        checked: Checked = progress("Recognising", lambda: coach.check_take(recorded, asked), quiet)
        return checked


def _read_lines(path: Path) -> Iterator[tuple[str, str]]:
    with existing_file(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                yield str(row["id"]), str(row["text"])
            except (ValueError, KeyError, TypeError) as error:
                raise UsageError(f'{path}:{number}: not an object with "id" and "text".', "One JSON object a line.") from error
