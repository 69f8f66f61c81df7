"""Everything that is wrong with a pack, each with its place and a hint."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a pack; `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: {self.message}"
        return f"{place} ({self.hint})" if self.hint else place


class Problems(list[Problem]):
    """Problems gathered while reading; `file` names shown are relative to the pack."""

    def note(self, file: Path | str, line: int, column: int, message: str, hint: str = "") -> None:
        """`line` and `column` count from 0, as the YAML reader gives them."""
        self.append(Problem(str(file), line + 1, column + 1, message, hint))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them."""
    choices = sorted(known)
    near = difflib.get_close_matches(word, choices, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return "known: " + ", ".join(choices)
