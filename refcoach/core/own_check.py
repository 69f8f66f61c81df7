"""A trainer's own check: a yes/no question with lines that satisfy it and lines that do not."""

from dataclasses import dataclass

FEWEST_OF_EACH = 2
FEWEST_LINES = 5
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """One yes/no question about what was said, told by examples.

    `yes` holds lines in which it was done, `no` lines in which it was not: FEWEST_LINES to MOST_LINES in all, at least
    FEWEST_OF_EACH of either. `key` stands in the log and in JSON beside the rubric's keys and never equals one of them.
    """

    key: str
    name: str
    question: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
