"""Commands that hints, help and documents name exist, with the options that are given to them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from refcoach.cli.main import app

ROOT = Path(__file__).parents[2]
FILES = [*ROOT.glob("refcoach/**/*.py"), *ROOT.glob("docs/*.md"), ROOT / "README.md"]
NAMED = re.compile(r"(?<![\w./-])refcoach ((?:[a-z]+[a-z-]* ?)+)([^`\n]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def named(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """(the words after refcoach, the options that follow them) for each command that a file names."""
    for line in path.read_text(encoding="utf-8").replace("from refcoach import", "").splitlines():
        for part in re.split(r"(?=(?<![\w./-])refcoach )|[`|;\"]|   +", line):
            found = NAMED.match(part)
            if found:
                yield found[1].split(), OPTION.findall(part)


def looked_up(words: list[str]) -> tuple[Any, str]:
    """The command that the words lead to, and the first word that leads nowhere."""
    command: Any = typer.main.get_command(app)
    for word in words:
        inside = getattr(command, "commands", None)
        if inside is None:
            return command, ""
        if word not in inside:
            return command, word
        command = inside[word]
    return command, ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_that_is_named_exists(path: Path) -> None:
    for words, options in named(path):
        command, lost = looked_up(words)
        assert not lost, f"refcoach {' '.join(words)}"
        known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}
        assert set(options) <= known, f"refcoach {' '.join(words)} {' '.join(options)}"
