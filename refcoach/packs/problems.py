"""Everything that is wrong with a pack, each with its place and a hint."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MOST_IN_A_FILE = 200  # more than anybody reads at once; and a file that was made to annoy must not take for ever
MOST_IN_A_PACK = 1000
SHOWN = 60  # characters of a wrong word that are repeated in a message
_NEAREST_UP_TO = 40  # longer words are no slip of the fingers, and comparing them takes long


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


class TooManyProblemsError(Exception):
    """Reading the file, or with `whole` the pack, leads nowhere any more."""

    def __init__(self, whole: bool) -> None:
        super().__init__()
        self.whole = whole


class Problems(list[Problem]):
    """Problems gathered while reading; `file` names shown are relative to the pack."""

    def __init__(self) -> None:
        super().__init__()
        self._of_file: dict[str, int] = {}

    def note(self, file: str, line: int, column: int, message: str, hint: str = "") -> None:
        """`line` and `column` count from 0, as the YAML reader gives them. Raises TooManyProblemsError at the limits."""
        self.append(Problem(file, line + 1, column + 1, message, hint))
        self._of_file[file] = self._of_file.get(file, 0) + 1
        whole = len(self) >= MOST_IN_A_PACK
        if whole or self._of_file[file] >= MOST_IN_A_FILE:
            self.append(Problem(file, line + 1, column + 1, "reading stopped here, there are too many problems", "correct the first ones"))
            raise TooManyProblemsError(whole)

    def has(self, file: str) -> bool:
        """Whether anything is wrong with that file so far."""
        return file in self._of_file


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them."""
    choices = sorted(known)
    near = difflib.get_close_matches(word, choices, n=1) if len(word) <= _NEAREST_UP_TO else []
    if near:
        return f"did you mean {near[0]}?"
    return "known: " + short(", ".join(choices), 600)


def short(text: object, most: int = SHOWN) -> str:
    """The text on one line, cut where it is longer than `most` characters."""
    words = " ".join(str(text)[: 4 * most].split())
    return words if len(words) <= most else words[: most - 1] + "…"
