"""Lines that a trainer has labelled, and how far a check agrees with them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from refcoach.core.errors import UsageError
from refcoach.core.finding import Finding, Verdict

HOW = 'Write "+ text" where the check should be met and "- text" where it should not.'


@dataclass(frozen=True, slots=True)
class Labelled:
    """One line: its number in the file (from 1), what was said, and whether the check should be met."""

    line: int
    text: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check did on its lines. `found` counts the verdict present, `right` those of them that were wanted."""

    key: str
    total: int
    wanted: int
    found: int
    right: int
    unclear: int
    wrong: tuple[dict[str, Any], ...]

    @property
    def precision(self) -> float | None:
        """None when nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """None when no line should have it."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """None when nothing was found and nothing wanted."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else None

    def record(self) -> dict[str, Any]:
        """The object that `pack test --json` prints for one check."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {
            "check": self.key,
            "lines": self.total,
            "wanted": self.wanted,
            "found": self.found,
            "right": self.right,
            "unclear": self.unclear,
            **{name: None if rate is None else round(rate, 4) for name, rate in rates.items()},
            "wrong": list(self.wrong),
        }


def read_labelled(text: str, name: str, default: str) -> tuple[dict[str, list[Labelled]], dict[str, int]]:
    """The labelled lines of each check, and the line number of each [ID]; lines before any [ID] belong to `default`.

    Raises UsageError with file and line (`name`) for a line that is neither, or that belongs to no check.
    """
    labelled: dict[str, list[Labelled]] = {}
    headings: dict[str, int] = {}
    key = default
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[\s*([^\]]+?)\s*\]", stripped):
            key = heading.group(1)
            headings.setdefault(key, number)
            continue
        said = stripped[1:].strip()
        if stripped[0] not in "+-\u2212\u2013" or not said:
            raise UsageError(f"{name}:{number}: the line has no label.", HOW)
        if not key:
            raise UsageError(f"{name}:{number}: which check is this line for?", "Name it with --check ID, or write [ID] above its lines.")
        labelled.setdefault(key, []).append(Labelled(number, said, stripped[0] == "+"))
    return labelled, headings


def measure(key: str, lines: Iterable[Labelled], ask: Callable[[str, str], Finding]) -> Outcome:
    """Ask the check about every line and count."""
    answered = [(line, ask(key, line.text)) for line in lines]
    found = [line for line, finding in answered if finding.present]
    return Outcome(
        key=key,
        total=len(answered),
        wanted=sum(line.wanted for line, _ in answered),
        found=len(found),
        right=sum(line.wanted for line in found),
        unclear=sum(finding.verdict is Verdict.UNCLEAR for _, finding in answered),
        wrong=tuple(_wrong(line, finding) for line, finding in answered if line.wanted is not finding.present),
    )


def _wrong(line: Labelled, finding: Finding) -> dict[str, Any]:
    return {
        "line": line.line,
        "text": line.text,
        "wanted": line.wanted,
        "verdict": str(finding.verdict),
        "score": finding.score,
        "evidence": [{"text": item.text, "start": item.start, "end": item.end} for item in finding.evidence],
    }
