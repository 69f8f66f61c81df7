"""Writes the practice log, or a period of it, as a file for others: CSV, JSON Lines, xAPI statements, a printed report."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar

from refcoach.core.attempt import Attempt
from refcoach.core.entries import ATTEMPT
from refcoach.core.errors import UsageError
from refcoach.engine.export_reading import ExportSource, OnProgress, Period, Reading
from refcoach.share.xapi import Actor
from refcoach.store.atomic import replacing

ENDINGS = {"csv": ".csv", "jsonl": ".jsonl", "xapi": ".json", "pdf": ".pdf"}
WEEKS_FILE = "-pledges-and-asks"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be written to `path`: `kind` is a key of ENDINGS; `scenario` an id or empty; `actor` is needed for xAPI statements,
    `paper` is that of the report ("a4" or "letter"); `force` allows to replace files that are there."""

    kind: str
    path: Path
    period: Period = field(default_factory=Period)
    scenario: str = ""
    actor: Actor | None = None
    paper: str = "a4"
    force: bool = False

    @property
    def weeks_path(self) -> Path:
        """Where pledges, live practices and real asks go beside a CSV."""
        return self.path.with_name(f"{self.path.stem}{WEEKS_FILE}{self.path.suffix}")


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, what is in them by kind (attempt, statement, page, ...), and what should be known about it."""

    paths: tuple[Path, ...]
    counts: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def export(
    source: ExportSource,
    order: ExportOrder,
    written_at: str,
    on_progress: OnProgress = lambda done, total, words: None,
    stop: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write the files of the order; they are whole and on disk on return, and as they were before after any failure.

    `written_at` is the time now (ISO 8601 with offset). Raises UsageError for an order that cannot be followed, LogError when log or
    disk refuse, ExportStopped once `stop` says so.
    """
    paths = (order.path, order.weeks_path) if order.kind == "csv" else (order.path,)
    for path in paths:
        refuse(path, order.force)
    if order.kind == "xapi" and order.actor is None:
        Actor()  # says what is missing
    reading = Reading(source, order.period, order.scenario, on_progress, stop)
    if order.kind == "csv":
        return _csv(reading, order)
    with replacing(order.path) as file:
        if order.kind == "jsonl":
            return Exported(paths, _json_lines(reading, file))
        if order.kind == "xapi" and order.actor is not None:
            return Exported(paths, _xapi(reading, order.actor, file))
        return _report(reading, order, written_at, file)


def refuse(path: Path, force: bool) -> None:
    """Raises UsageError when nothing can or may be written there."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", "Name a file in it.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", "Create it, or choose another one.")
    if path.exists() and not force:
        raise UsageError(f"{path} is there already.", "Choose another name, or replace it with --force.")


def _csv(reading: Reading, order: ExportOrder) -> Exported:
    from refcoach.share.csv_file import attempt_lines, week_lines

    counts: Counter[str] = Counter(attempt=0)
    weeks = reading.weeks()
    paths = (order.path, order.weeks_path) if weeks else (order.path,)
    with ExitStack() as files:
        out, *beside = (files.enter_context(replacing(path)) for path in paths)
        attempts = _counted(_attempts(reading), "attempt", counts)
        _write(out, attempt_lines(attempts, reading.titles, reading.reviews()))
        for file in beside:
            _write(file, week_lines(weeks))
            counts["entry"] = len(weeks)
    return Exported(paths, dict(counts))


def _attempts(reading: Reading) -> Iterator[Attempt]:
    for month in reading.months():
        yield from reading.of_month(ATTEMPT, month)


def _json_lines(reading: Reading, file: BinaryIO) -> dict[str, int]:
    from refcoach.share.json_lines import lines_of

    counts: Counter[str] = Counter(entry=0)
    _write(file, lines_of(_counted(reading.every(), "entry", counts)))
    return dict(counts)


def _xapi(reading: Reading, actor: Actor, file: BinaryIO) -> dict[str, int]:
    from refcoach.share.xapi import array_lines, statements

    counts: Counter[str] = Counter(statement=0)
    made = statements(reading.practice(), actor, reading.titles, reading.reviews())
    _write(file, array_lines(_counted(made, "statement", counts)))
    return dict(counts)


def _report(reading: Reading, order: ExportOrder, written_at: str, file: BinaryIO) -> Exported:
    from refcoach.engine.export_report import report_data
    from refcoach.share.report import write_report

    data = report_data(reading, written_at)
    reading.check()
    pages, replaced = write_report(data, file, order.paper)
    reading.check()
    notes = (f"{len(replaced)} letters could not be printed with the fonts of this computer; the report names them.",) if replaced else ()
    return Exported((order.path,), {"attempt": len(data.attempts), "page": pages}, notes)


def _write(file: BinaryIO, pieces: Iterable[str]) -> None:
    for piece in pieces:
        file.write(piece.encode("utf-8"))


def _counted(items: Iterable[T], name: str, counts: Counter[str]) -> Iterator[T]:
    for item in items:
        counts[name] += 1
        yield item
