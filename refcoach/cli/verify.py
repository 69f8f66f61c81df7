"""`refcoach log verify`: whether the practice log is as it was written."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.errors import LogError, UsageError
from refcoach.core.review import Head
from refcoach.core.verification import HeadState, Verification, verification_record
from refcoach.engine.sound_match import SoundMatch, match_record, match_sounds

if TYPE_CHECKING:
    from rich.console import RenderableType

Found = TypeVar("Found")


def verify_log(
    heads: Annotated[
        list[str] | None,
        typer.Option("--head", help="A head that somebody keeps, as NUMBER:HASH, in place of those of the imported reviews."),
    ] = None,
    sound: Annotated[bool, typer.Option("--sound", help="Also compare every recording with its fingerprint in the log.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Verify that entries are as they were written and as your partner saw them. Ends with 5 when something is wrong."""
    wanted = [head_from(text) for text in heads or ()]
    with desk() as opened:
        found = _with_bar("Reading the log", as_json, lambda tell: opened.verify(wanted, on_progress=tell))
        match = _with_bar("Listening to the takes", as_json, lambda tell: match_sounds(opened, tell)) if sound else None
    if as_json:
        print_json(verification_record(found) | ({"sound": match_record(match)} if match else {}))
    else:
        from refcoach.cli.show import console

        console().print(verification_view(found))
        if match:
            console().print(sound_view(match))
    if not (found.ok and (match is None or match.ok)):
        raise typer.Exit(LogError.exit_code)


def head_from(text: str) -> Head:
    """The head written as NUMBER:HASH; raises UsageError."""
    number, _, fingerprint = text.strip().partition(":")
    if not (number.isdecimal() and number.isascii() and len(number) <= 15 and len(fingerprint) == 64):
        raise UsageError(f"{text!r} is not a head.", "A head is a number, a colon and 64 characters, as `refcoach log verify` prints it.")
    return Head(int(number), fingerprint.lower())


def verification_view(found: Verification) -> "RenderableType":
    """What was found, in plain sentences; symbols and words carry it, colour only helps."""
    from rich.console import Group
    from rich.text import Text

    lines = [Text(_summary(found), style="bold")]
    if found.head.number:
        lines.append(Text(f"The chain's head now: {found.head.number}:{found.head.hash}", style="dim"))
    lines += [Text(f"✓ {check.sentence}", style="green") for check in found.heads if check.state is HeadState.HOLDS]
    lines += [Text(f"⚑ {sentence}", style="red") for sentence in found.trouble]
    if found.notes:
        lines += [Text("\nTo know", style="bold"), *(Text(f"· {note}") for note in found.notes)]
    if not found.heads:
        lines.append(
            Text(
                "\nNobody else has seen a head of this log yet. Until then, whoever can write its files can rewrite all of it.", style="dim"
            )
        )
    return Group(*lines)


def sound_view(match: SoundMatch) -> "RenderableType":
    """What became of the recordings, in plain sentences."""
    from rich.console import Group
    from rich.text import Text

    return Group(Text(f"\n{match.summary}"), *(Text(f"⚑ {sentence}", style="red") for sentence in match.trouble))


def _summary(found: Verification) -> str:
    counted = f"{found.entries} {_word('entry', 'entries', found.entries)}, {found.links} {_word('link', 'links', found.links)}."
    if found.ok:
        return f"{counted} Every entry is as it was written."
    return f"{counted} {len(found.trouble)} {_word('thing does', 'things do', len(found.trouble))} not fit."


def _word(one: str, several: str, count: int) -> str:
    return one if count == 1 else several


def _with_bar(words: str, quiet: bool, work: Callable[[Callable[[int, int], None]], Found]) -> Found:
    """Do the work, on a terminal with a bar for its months."""
    if quiet or not sys.stderr.isatty():
        return work(lambda done, total: None)
    from rich.progress import Progress

    from refcoach.cli.show import console

    with Progress(console=console(error=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        return work(lambda done, total: bar.update(task, completed=done, total=total))
