"""The practice log as rows of a list: a header for each day, a row for each attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QObject

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.feedback import check_name
from refcoach.core.joined import Joined, joined
from refcoach.core.moments import moment
from refcoach.ui.models.reviews import Reviews
from refcoach.ui.models.row_model import RowModel
from refcoach.ui.takes import takes_of
from refcoach.ui.words import VERDICT_WORDS, clock_words, count, day_key, day_words, length, three_keys


@dataclass(frozen=True, slots=True)
class DayRow:
    words: str
    sums: str


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An attempt with the parts that were said again; `title` is the scenario's name, or its id when it is no longer there."""

    whole: Joined
    title: str

    @property
    def attempt(self) -> Attempt:
        return self.whole.first


Row = DayRow | AttemptRow


def rows_of(attempts: Sequence[Attempt], titles: Mapping[str, str], today: date) -> list[Row]:
    """Newest first, by day; parts that were said again stand with their attempt."""
    rows: list[Row] = []
    ordered = sorted(joined(attempts), key=lambda whole: moment(whole.first.at), reverse=True)
    for day, group in groupby(ordered, key=lambda whole: day_key(whole.first.at)):
        of_day = list(group)
        sessions = len({whole.first.session_id for whole in of_day})
        takes = sum(whole.takes for whole in of_day)
        rows.append(DayRow(day_words(day, today), f"{count(sessions, 'session')}, {count(takes, 'take')}"))
        rows.extend(AttemptRow(whole, titles.get(whole.first.scenario, whole.first.scenario)) for whole in of_day)
    return rows


def take_words(row: AttemptRow) -> str:
    """Take 2, and whether something in it was said again."""
    return f"take {row.attempt.number}" + (", said again" if row.whole.parts else "")


def spoken_words(row: Row) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, DayRow):
        return f"{row.words}: {row.sums}"
    attempt = row.attempt
    parts = [row.title, clock_words(attempt.at), take_words(row)]
    if attempt.state is AttemptState.KEPT:
        parts.append("kept, not checked yet")
    else:
        found = {key: row.whole.finding(key)[1].verdict for key in three_keys(attempt)}
        parts += [f"{check_name(attempt.judgement, key)}: {VERDICT_WORDS[verdict]}" for key, verdict in found.items()]
    if attempt.take is not None:
        parts.append(length(attempt.take.duration_s))
    return ", ".join(parts)


class LogModel(RowModel[Row]):
    """Day rows cannot be selected. `reviews` are what partners said about the rows' takes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reviews = Reviews()

    def row_of(self, attempt_id: str) -> int:
        """The row of an attempt or of one of its parts, or -1."""
        return self.find(lambda row: isinstance(row, AttemptRow) and any(take.attempt_id == attempt_id for take in takes_of(row.whole)))

    def first_attempt(self) -> int:
        return self.first()

    def spoken(self, row: Row) -> str:
        return ", ".join(part for part in (spoken_words(row), self.tip(row)) if part)

    def tip(self, row: Row) -> str:
        """What a partner said."""
        sign = self.reviews.sign(row.whole) if isinstance(row, AttemptRow) else None
        return sign.words if sign is not None else ""

    def selectable(self, row: Row) -> bool:
        return isinstance(row, AttemptRow)
