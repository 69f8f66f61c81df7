"""The practice log as rows of a list: a header for each day, a row for each attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.feedback import check_name
from refcoach.core.joined import Joined, joined
from refcoach.core.moments import moment
from refcoach.ui.models.reviews import Reviews
from refcoach.ui.takes import takes_of
from refcoach.ui.words import VERDICT_WORDS, clock_words, count, day_key, day_words, length, three_keys

ROW_ROLE = Qt.ItemDataRole.UserRole


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


class LogModel(QAbstractListModel):
    """Day rows cannot be selected. `reviews` are what partners said about the rows' takes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.reviews = Reviews()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, attempt_id: str) -> int:
        """The row of an attempt or of one of its parts, or -1."""
        for at, row in enumerate(self._rows):
            if isinstance(row, AttemptRow) and any(take.attempt_id == attempt_id for take in takes_of(row.whole)):
                return at
        return -1

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
        sign = self.reviews.sign(row.whole) if isinstance(row, AttemptRow) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken_words(row) + (f", {sign.words}" if sign is not None else "")
        if role == Qt.ItemDataRole.ToolTipRole and sign is not None:
            return sign.words
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], AttemptRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
