"""What the commands share."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from refcoach.engine.desk import Desk, open_desk

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def print_json(value: Any) -> None:
    """One JSON value on one line, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def tell(message: str, hint: str = "") -> None:
    """Something the user should know, on standard error."""
    print(f"refcoach: {message}", file=sys.stderr)
    if hint:
        print(f"  {hint}", file=sys.stderr)


@contextmanager
def desk() -> Iterator[Desk]:
    """The user's desk, closed again at the end; notices go to standard error."""
    opened = open_desk(lambda notice: tell(notice.message, notice.hint))
    try:
        yield opened
    finally:
        opened.close()


def progress(message: str, work: Callable[[], Any], quiet: bool = False) -> Any:
    """Run something long with a moving line on a terminal."""
    from refcoach.cli.show import console

    if quiet or not sys.stderr.isatty():
        return work()
    with console(error=True).status(message):
        return work()


def existing_file(path: Path) -> Path:
    """The same path; raises UsageError when there is no such file."""
    from refcoach.core.errors import UsageError

    if not path.is_file():
        raise UsageError(f"There is no file {path}.", "Check the name and the folder.")
    return path
