"""The practice log as rows of a list: a header for each day, a row for each attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.ui.words import VERDICT_WORDS, clock_words, count, day_key, day_words, label, length, three_keys

ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class DayRow:
    words: str
    sums: str


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """`title` is the scenario's name, or its id when the scenario is no longer there."""

    attempt: Attempt
    title: str


Row = DayRow | AttemptRow


def matching(attempts: Sequence[Attempt], scenario: str, words: str, titles: Mapping[str, str]) -> list[Attempt]:
    """The attempts of `scenario` (empty = all) in whose transcript, client's line or title every one of `words` stands."""
    wanted = words.casefold().split()

    def fits(attempt: Attempt) -> bool:
        if scenario and attempt.scenario != scenario:
            return False
        if not wanted:
            return True
        stands = f"{attempt.transcript.text} {attempt.client} {titles.get(attempt.scenario, attempt.scenario)}".casefold()
        return all(word in stands for word in wanted)

    return [attempt for attempt in attempts if fits(attempt)]


def rows_of(attempts: Sequence[Attempt], titles: Mapping[str, str], today: date) -> list[Row]:
    """Newest first, by day."""
    rows: list[Row] = []
    ordered = sorted(attempts, key=lambda attempt: attempt.at, reverse=True)
    for day, group in groupby(ordered, key=lambda attempt: day_key(attempt.at)):
        of_day = list(group)
        sessions = len({attempt.session_id for attempt in of_day})
        rows.append(DayRow(day_words(day, today), f"{count(sessions, 'session')}, {count(len(of_day), 'take')}"))
        rows.extend(AttemptRow(attempt, titles.get(attempt.scenario, attempt.scenario)) for attempt in of_day)
    return rows


def spoken_words(row: Row) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, DayRow):
        return f"{row.words}: {row.sums}"
    attempt = row.attempt
    parts = [row.title, clock_words(attempt.at), f"take {attempt.number}"]
    if attempt.state is AttemptState.KEPT:
        parts.append("kept, not checked yet")
    else:
        parts += [f"{label(key)}: {VERDICT_WORDS[attempt.judgement.verdict(key)]}" for key in three_keys(attempt)]
    if attempt.take is not None:
        parts.append(length(attempt.take.duration_s))
    return ", ".join(parts)


class LogModel(QAbstractListModel):
    """Day rows cannot be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, attempt_id: str) -> int:
        """The row of an attempt, or -1."""
        places = (at for at, row in enumerate(self._rows) if isinstance(row, AttemptRow) and row.attempt.attempt_id == attempt_id)
        return next(places, -1)

    def first_attempt(self) -> int:
        return next((at for at, row in enumerate(self._rows) if isinstance(row, AttemptRow)), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken_words(row)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], AttemptRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
