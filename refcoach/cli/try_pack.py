"""`refcoach pack test`: a trainer tries a check on labelled lines."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from refcoach.cli.common import JsonOption, existing_file, print_json, tell
from refcoach.core.errors import UsageError
from refcoach.core.finding import Finding
from refcoach.core.rubric import BY_KEY
from refcoach.core.scenario import Pack
from refcoach.engine.labelled import Labelled, Outcome, measure, read_labelled

PackArgument = Annotated[Path, typer.Argument(metavar="PACK", help="A folder with pack.yaml, or a .refpack file.")]


def try_pack(
    path: PackArgument,
    check: Annotated[
        str | None,
        typer.Option("--check", metavar="ID", help="The check to try: one of the pack's own, or of the rubric, such as ideal_client."),
    ] = None,
    lines: Annotated[
        Path | None,
        typer.Option("--lines", metavar="FILE", help="The labelled lines; without it they are read from standard input."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Try a check on lines that you have labelled, to see how far it can be trusted.

    Write one line for each answer: "+ text" where the check should be met, "- text" where it should not. A line [ID] says that the
    lines after it are for that check; # begins a remark. Use lines other than the examples in pack.yaml, twenty or more.

    Precision: of the lines where the check was found, how many should have had it. Recall: of the lines that should have it, where it
    was found. Lines "on the fence" count as not found; a rep never loses anything by them.
    """
    pack = _load(path)
    known = (*(own.key for own in pack.checks), *BY_KEY)
    if check is not None:
        _require_known(check, known, "--check")
    default = check or (pack.checks[0].key if len(pack.checks) == 1 else "")
    labelled = _read(lines, default, known)
    wanted = [key for key in known if labelled.get(key) and check in (None, key)]
    if not wanted:
        raise UsageError(
            f"There is no line for {check or 'any check'}.", 'Write lines such as "+ I will call you on Monday." and "- Goodbye."'
        )
    ask = _judge(pack, wanted)
    outcomes = [measure(key, labelled[key], ask) for key in wanted]
    if as_json:
        print_json([outcome.record() for outcome in outcomes])
        return
    names = {own.key: own.name for own in pack.checks} | {key: BY_KEY[key].label for key in BY_KEY}
    for outcome in outcomes:
        _show(outcome, names[outcome.key])


def _load(path: Path) -> Pack:
    """The pack; raises PackError that lists every problem."""
    from refcoach.engine.packs import usable_pack

    return usable_pack(path)


def _require_known(key: str, known: Sequence[str], where: str) -> None:
    from refcoach.packs.problems import did_you_mean

    if key not in known:
        hint = did_you_mean(key, known)
        raise UsageError(f"{where}: there is no check {key}.", hint[:1].upper() + hint[1:])


def _read(path: Path | None, default: str, known: Sequence[str]) -> dict[str, list[Labelled]]:
    name = "standard input" if path is None else str(path)
    if path is None and sys.stdin.isatty():
        tell("Type the labelled lines, one on each line.", "End with Ctrl+Z and Enter." if sys.platform == "win32" else "End with Ctrl+D.")
    try:
        text = sys.stdin.read() if path is None else existing_file(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 text.", "Save the file as UTF-8.") from error
    labelled, headings = read_labelled(text, name, default)
    for key, line in headings.items():
        _require_known(key, known, f"{name}:{line}")
    return labelled


def _judge(pack: Pack, keys: Sequence[str]) -> Callable[[str, str], Finding]:
    """Answers (key, text) with the parts that the app itself judges with."""
    from refcoach.core.transcript import typed
    from refcoach.judge.custom import answer, prepare_all
    from refcoach.judge.judge import Judge
    from refcoach.judge.model import JudgeModel

    model, judge = JudgeModel(), Judge()
    prepared = {ready.key: ready for ready in prepare_all(model, [own for own in pack.checks if own.key in keys])}

    def ask(key: str, text: str) -> Finding:
        if key in prepared:
            return answer(prepared[key], model, typed(text))
        return judge.judge(typed(text), (key,)).findings[0]

    return ask


def _show(outcome: Outcome, name: str) -> None:
    def rate(value: float | None) -> str:
        return "-" if value is None else f"{value:.0%}"

    print(f"{outcome.key} ({name}): {outcome.total} lines, {outcome.wanted} with it and {outcome.total - outcome.wanted} without")
    print(f"  precision {rate(outcome.precision)}  recall {rate(outcome.recall)}  F1 {rate(outcome.f1)}")
    print(f"  found in {outcome.found}, rightly in {outcome.right}; on the fence: {outcome.unclear}")
    for wrong in outcome.wrong:
        print(f"  {_mistake(wrong)}: line {wrong['line']}: {wrong['text']}")


def _mistake(wrong: dict[str, Any]) -> str:
    if wrong["wanted"]:
        return "on the fence" if wrong["verdict"] == "unclear" else "not found"
    quote = "".join(f' in "{item["text"]}"' for item in wrong["evidence"] if item["text"] != wrong["text"])
    return f"wrongly found{quote}"
